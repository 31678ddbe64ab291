"""The registry of actors: names and codes to ids at a date, memberships, regional groups, seats and presidencies."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from demarche.model.actors.actor import Actor, ActorKind, ActorName, Membership, Seat
from demarche.model.actors.council import CouncilSeats
from demarche.model.actors.names import NameIndex, plain
from demarche.model.evidence import UseError, holds_on

_STATES = {ActorKind.STATE, ActorKind.FORMER_STATE, ActorKind.OBSERVER}
UNITED_NATIONS = {"UN", "UNGA"}


class Registry:
    """Who is who at a date. `groups` maps a State to its regional group, `formal` to the name that orders the Council's rotation."""

    def __init__(
        self,
        actors: Iterable[Actor],
        memberships: Iterable[Membership] = (),
        seats: Iterable[Seat] = (),
        anchors: Mapping[tuple[int, int], str] | None = None,
        groups: Mapping[str, str] | None = None,
        formal: Mapping[str, str] | None = None,
    ) -> None:
        self._actors = {a.id: a for a in actors}
        self._index = NameIndex(self._actors.values())
        self._groups = dict(groups or {})
        self._of_body: dict[str, list[Membership]] = defaultdict(list)
        self._of_actor: dict[str, list[Membership]] = defaultdict(list)
        for m in memberships:
            self._of_body[m.body].append(m)
            self._of_actor[m.actor].append(m)
        names = {a.id: plain((formal or {}).get(a.id, a.name)) for a in self._actors.values()}
        self._council = CouncilSeats(seats, anchors or {}, names)

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id. Raises `UseError` naming the nearest."""
        if actor_id in self._actors:
            return self._actors[actor_id]
        near = self._index.nearest(actor_id, None)
        step = f"Nearest: {'; '.join(f'{a.name} ({a.id})' for a in near)}." if near else ""
        raise UseError(f"There is no actor “{actor_id}”.", next_step=step)

    def actors(self) -> tuple[Actor, ...]:
        """Every actor."""
        return tuple(self._actors.values())

    def resolve(self, name: str, on: dt.date | None = None, kinds: Collection[ActorKind] | None = None) -> Actor:
        """The one actor that bears a name in any spelling on a day.

        Raises `UseError` that names the nearest for an unknown name and all candidates for an ambiguous one.
        """
        return self._index.resolve(name, on, kinds)

    def resolve_code(self, code: str, on: dt.date | None = None) -> Actor:
        """The State of an alpha-3 code, former ones such as SUN and YUG included. Raises `UseError` for an unknown code."""
        found = self._actors.get(code.strip().upper())
        if found is None or found.kind not in _STATES:
            raise UseError(f"“{code}” is not the code of a State.", next_step="Use an ISO alpha-3 code such as NOR.")
        if on is not None and found.kind is ActorKind.FORMER_STATE and found.until and on > found.until:
            heirs = [h for h in found.successor if h in self._actors]
            if len(heirs) == 1:
                return self._actors[heirs[0]]
        return found

    def by_cow(self, number: int, year: int) -> Actor:
        """The State of a Correlates of War number in a year. Raises `UseError` where there is none."""
        return self._numbered("cow", number, year)

    def by_gw(self, number: int, year: int) -> Actor:
        """The State of a Gleditsch–Ward number in a year. Raises `UseError` where there is none."""
        return self._numbered("gw", number, year)

    def _numbered(self, system: str, number: int, year: int) -> Actor:
        bearers = [a for a in self._actors.values() if getattr(a, system) == number]
        day = dt.date(year, 12, 31)
        fits = [a for a in bearers if holds_on(day, a.since, a.until)] or [a for a in bearers if a.until is None] or bearers
        if not fits:
            raise UseError(
                f"No State has the {system.upper()} number {number}.", next_step="Check the code in the publisher's file."
            )
        return fits[0]

    def members(self, body: str, on: dt.date) -> tuple[Actor, ...]:
        """The members of a body on a day, in order of their names."""
        if body in UNITED_NATIONS:
            return self.states(on)
        if body == "UNSC":
            return tuple(self._actors[s.state] for s in self.council(on))
        ids = {m.actor for m in self._of_body[body] if m.role == "member" and holds_on(on, m.since, m.until)}
        return tuple(sorted((self._actors[i] for i in ids), key=lambda a: a.name))

    def memberships(self, actor: str, on: dt.date) -> tuple[Membership, ...]:
        """An actor's memberships on a day with their sources, suspended ones included."""
        return tuple(m for m in self._of_actor[actor] if holds_on(on, m.since, m.until))

    def bodies_of(self, actor: str, on: dt.date) -> tuple[Actor, ...]:
        """The bodies that an actor belongs to on a day, the Council among them while it has a seat."""
        ids = [m.body for m in self.memberships(actor, on) if m.role == "member"]
        if self.is_council_member(actor, on):
            ids.append("UNSC")
        return tuple(self._actors[b] for b in dict.fromkeys(ids))

    def council(self, on: dt.date) -> tuple[Seat, ...]:
        """The seats on the Security Council on a day, permanent members first."""
        return self._council.on(on)

    def is_council_member(self, state: str, on: dt.date) -> bool:
        """Whether a State has a seat on the Security Council on a day."""
        return any(s.state == state for s in self.council(on))

    def presidency(self, year: int, month: int) -> Actor:
        """The member in the Council's chair in a month. Raises `UseError` for a month out of reach."""
        return self._actors[self._council.presides(year, month)]

    def regional_group(self, state: str, on: dt.date) -> str | None:
        """A member State's regional group in the United Nations, or nothing. Groups are those of today."""
        del on
        return self._groups.get(state)

    def states(self, on: dt.date) -> tuple[Actor, ...]:
        """The Member States of the United Nations on a day, in order of their names."""
        kinds = {ActorKind.STATE, ActorKind.FORMER_STATE}
        found = [a for a in self._actors.values() if a.kind in kinds and a.since is not None and holds_on(on, a.since, a.until)]
        return tuple(sorted(found, key=lambda a: a.name))


def registry_from_rows(
    states: Iterable[Mapping[str, str]],
    others: Iterable[Mapping[str, str]],
    names: Iterable[Mapping[str, str]],
    memberships: Iterable[Mapping[str, str]],
    seats: Iterable[Mapping[str, str]],
    groups: Iterable[Mapping[str, str]],
    presidencies: Iterable[Mapping[str, str]],
) -> Registry:
    """Build the registry from rows of the curated tables, as text. Raises `ValueError` and `KeyError` for a row that is amiss."""
    named: dict[str, list[ActorName]] = defaultdict(list)
    for n in names:
        named[n["actor"]].append(ActorName(n["name"], _day(n["since"]), _day(n["until"]), n["kind"]))
    actors = [
        Actor(
            s["id"],
            s["name"],
            ActorKind(s["kind"]),
            _day(s["since"]),
            _day(s["until"]),
            s["iso3"],
            s["m49"],
            int(s["cow"]) if s["cow"] else None,
            int(s["gw"]) if s["gw"] else None,
            tuple(named[s["id"]]),
            tuple(filter(None, s["successor"].split("|"))),
            s["note"],
        )
        for s in states
    ]
    for o in others:
        extra = tuple(ActorName(t.strip()) for t in o["other_names"].split(";") if t.strip())
        actors.append(Actor(o["id"], o["name"], ActorKind(o["kind"]), names=(*extra, *named[o["id"]]), note=o["note"]))
    group_of = {g["state"]: g["group"] for g in groups}
    return Registry(
        actors,
        [
            Membership(
                m["actor"], m["body"], _day(m["since"]), _day(m["until"]), m["role"], m["source"], _day(m["as_of"]), m["url"]
            )
            for m in memberships
        ],
        [
            Seat(
                s["state"],
                dt.date.fromisoformat(s["since"]),
                _day(s["until"]),
                s["permanent"] == "yes",
                group_of.get(s["state"], ""),
            )
            for s in seats
        ],
        {(int(p["year"]), int(p["month"])): p["state"] for p in presidencies},
        group_of,
    )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
