"""The registry of actors: names and codes to ids at a date, memberships, regional groups, seats and presidencies."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from demarche.model.actors.actor import Actor, ActorKind, Group, Membership, Presidency, Seat
from demarche.model.actors.codes import CodeIndex, DatedCode
from demarche.model.actors.council import CouncilSeats
from demarche.model.actors.names import AmbiguousName, NameIndex
from demarche.model.evidence import UseError, holds_on

_GROUPED = dt.date(1963, 12, 17)
"""General Assembly resolution 1991 (XVIII): elected seats go by regional group."""


class Registry:
    """Who is who at a date."""

    def __init__(
        self,
        actors: Iterable[Actor],
        memberships: Iterable[Membership] = (),
        seats: Iterable[Seat] = (),
        presidencies: Iterable[Presidency] = (),
        groups: Iterable[Group] = (),
        ambiguous: Iterable[AmbiguousName] = (),
        codes: Iterable[DatedCode] = (),
    ) -> None:
        self._actors = {a.id: a for a in actors}
        self._folded = {i.casefold(): a for i, a in self._actors.items()}
        self._index = NameIndex(self._actors, ambiguous)
        self._codes = CodeIndex(self._actors, codes)
        self._groups: dict[str, list[Group]] = defaultdict(list)
        for g in groups:
            self._groups[g.state].append(g)
        self._of_body: dict[str, list[Membership]] = defaultdict(list)
        self._of_actor: dict[str, list[Membership]] = defaultdict(list)
        for m in memberships:
            self._of_body[m.body].append(m)
            self._of_actor[m.actor].append(m)
        self._council = CouncilSeats(seats, tuple(presidencies), lambda state, day: self._actors[state].name_on(day))

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id, in upper or lower case. Raises `UseError` naming the nearest."""
        found = self._actors.get(actor_id) or self._folded.get(actor_id.casefold())
        if found is not None:
            return found
        near = self._index.nearest(actor_id, None)
        step = f"Nearest: {'; '.join(f'{a.name} ({a.id})' for a in near)}." if near else ""
        raise UseError(f"There is no actor “{actor_id}”.", next_step=step)

    def actors(self) -> tuple[Actor, ...]:
        """Every actor."""
        return tuple(self._actors.values())

    def resolve(self, name: str, on: dt.date | None = None, kinds: Collection[ActorKind] | None = None) -> Actor:
        """The one actor that bears a name in any spelling on a day.

        Raises `UseError` that names the nearest for an unknown name, all candidates for an ambiguous one, and the days of an actor
        that did not exist on the day asked for.
        """
        return self._index.resolve(name, on, kinds)

    def resolve_code(self, code: str, on: dt.date | None = None) -> Actor:
        """The State of an alpha-3 code, the library's and former ones such as SUN and YUG included; on a later day, its one heir.

        Raises `UseError` for an unknown code.
        """
        return self._codes.alpha(code, on)

    def by_cow(self, number: int, year: int) -> Actor:
        """The State of a Correlates of War number at the end of a year, else within it. Raises `UseError` where there is none."""
        return self._codes.number("cow", number, year)

    def by_gw(self, number: int, year: int) -> Actor:
        """The State of a Gleditsch–Ward number at the end of a year, else within it. Raises `UseError` where there is none."""
        return self._codes.number("gw", number, year)

    def members(self, body: str, on: dt.date) -> tuple[Actor, ...]:
        """The members of a body on a day, suspended ones left out, in order of their names."""
        if body == "UNSC":
            return tuple(self._actors[s.state] for s in self.council(on))
        held = [m for m in self._of_body["UN" if body == "UNGA" else body] if holds_on(on, m.since, m.until)]
        ids = {m.actor for m in held if m.role == "member"} - {m.actor for m in held if m.role == "suspended"}
        return tuple(sorted((self._actors[i] for i in ids), key=lambda a: (a.name, a.id)))

    def memberships(self, actor: str, on: dt.date) -> tuple[Membership, ...]:
        """An actor's memberships on a day with their sources, as member, observer or suspended."""
        return tuple(m for m in self._of_actor[actor] if holds_on(on, m.since, m.until))

    def bodies_of(self, actor: str, on: dt.date) -> tuple[Actor, ...]:
        """The bodies in which an actor has a member's part on a day, the Council among them while it has a seat."""
        held = self.memberships(actor, on)
        suspended = {m.body for m in held if m.role == "suspended"}
        ids = [m.body for m in held if m.role == "member" and m.body not in suspended]
        if self.is_council_member(actor, on):
            ids.append("UNSC")
        return tuple(self._actors[b] for b in dict.fromkeys(ids))

    def council(self, on: dt.date) -> tuple[Seat, ...]:
        """The seats on the Security Council on a day, permanent members first.

        Raises `UseError` for a day whose elected members are not all recorded.
        """
        return self._council.on(on)

    def is_council_member(self, state: str, on: dt.date) -> bool:
        """Whether a State has a seat on the Security Council on a day."""
        return any(s.state == state for s in self.council(on))

    def presidency(self, year: int, month: int) -> Actor:
        """The member in the Council's chair in a month, computed by the rule. Raises `UseError` for a month out of reach."""
        return self._actors[self._council.presides(year, month)]

    def presidencies(self, start: dt.date, end: dt.date) -> tuple[tuple[int, int, Actor], ...]:
        """Year, month and member in the chair for each month from that of `start` to that of `end`."""
        first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
        return tuple((n // 12, n % 12 + 1, self.presidency(n // 12, n % 12 + 1)) for n in range(first, last + 1))

    def published_presidencies(self) -> tuple[Presidency, ...]:
        """The months whose chair was seen in a publication; what the computed rotation is checked against."""
        return self._council.published

    def regional_group(self, state: str, on: dt.date) -> str | None:
        """A State's regional group in the United Nations on a day; nothing before the groups were formed, or where it has none.

        Save where a day is recorded, a State is taken to have been in its present group since the groups were formed.
        """
        held = self.group(state, on)
        return held.group if held else None

    def group(self, state: str, on: dt.date) -> Group | None:
        """The same with its note: who attends as observer, who takes part in two groups, who joined when."""
        if on < _GROUPED:
            return None
        return next((g for g in self._groups.get(state, ()) if holds_on(on, g.since, g.until)), None)

    def states(self, on: dt.date) -> tuple[Actor, ...]:
        """The Member States of the United Nations on a day, in order of their names."""
        return self.members("UN", on)
