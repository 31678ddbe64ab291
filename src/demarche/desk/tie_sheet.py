"""What one actor could use with another on a day: every tie on record, dimension by dimension, and what no source here speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from demarche.desk.capacity_sheet import CapacitySheet, capacity_sheet
from demarche.desk.handling import Handling
from demarche.desk.leaving import opened_for
from demarche.desk.relations import dossier_ties, reference_of, seat_reference, table_ties
from demarche.desk.situations import references_of
from demarche.model.actors import Actor, ActorKind, Membership
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import Confidence, Reference
from demarche.subjects.ties import Dimension, Leverage, Tie, leverage, ties_on

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

VOTE_YEARS = 3
FEWEST_VOTES = 20
_STATES = {ActorKind.STATE, ActorKind.OBSERVER}


@dataclass(frozen=True, slots=True)
class TieSheet:
    """The leverage of `state` with `target`, both ways shown; bandwidth and dependence by their parts where both are States.

    `kilometres` is how far the two lie apart; `dossiers` are those whose own ties were read; `also` are parties of dossiers on
    either State's ground to which the other has recorded ties of its own; `names` spells the actors. `marks` says how far each own tie
    may travel, by its id; `left_out` counts own ties of the pair that the audience may not see; `marking` is how a paper of it is
    marked, empty where it may go to others.
    """

    leverage: Leverage
    capacity: CapacitySheet | None
    kilometres: float | None
    dossiers: tuple[str, ...]
    also: tuple[tuple[str, str], ...]
    names: dict[str, str]
    marks: dict[str, Sensitivity]
    left_out: int
    marking: str
    notes: tuple[str, ...]


def ties_between(
    workspace: Workspace, state: str, target: str, on: dt.date, audience: Sensitivity = Sensitivity.STRICT
) -> TieSheet:
    """Every tie between two actors, in any spelling, that may be used on the day.

    From the tables of ties, from the votes of the Assembly, from memberships and seats, and from the dossiers of the workspace and
    those that come with the program; own ties that the audience may not see are left out. Raises `UseError` for a name that is not
    known, or twice the same actor, and `Failure` where telling words of a closed field stand in an open one.
    """
    one, other = (_actor(workspace, name, on) for name in (state, target))
    recorded = _own_ties(workspace, {one.id, other.id}, on, audience)
    own = recorded.ties
    ties = [
        *table_ties(workspace, {one.id, other.id}, on),
        *_shared_bodies(workspace, one, other, on),
        *_votes(workspace, one, other, on),
        *_sanctions(workspace, one, other, on),
        *own,
    ]
    found = leverage(one.id, other.id, ties, on)
    usable = ties_on((t for t in ties if {t.source, t.target} == {one.id, other.id}), on)
    both_states = one.kind in _STATES and other.kind in _STATES
    return TieSheet(
        found,
        capacity_sheet(workspace, one.id, other.id, usable, on) if both_states else None,
        _apart(workspace, one.id, other.id) if both_states else None,
        tuple(recorded.dossiers),
        tuple((party, workspace.name_of(party)) for party in recorded.also),
        {actor.id: actor.name for actor in (one, other)},
        recorded.marks,
        recorded.left_out,
        _marking(recorded.marks) if audience is Sensitivity.STRICT else "",
        _notes(both_states=both_states, on=on),
    )


def _actor(workspace: Workspace, name: str, on: dt.date) -> Actor:
    """An actor by its id, else by its name on the day."""
    known = {actor.id.casefold(): actor for actor in workspace.registry.actors()}
    return known.get(name.casefold()) or workspace.registry.resolve(name, on=on)


@dataclass(slots=True)
class _Recorded:
    """What dossiers record of a pair: its ties with how far each may travel, in which dossiers, and parties to which one is tied."""

    ties: list[Tie] = field(default_factory=list)
    marks: dict[str, Sensitivity] = field(default_factory=dict)
    dossiers: list[str] = field(default_factory=list)
    also: dict[str, None] = field(default_factory=dict)
    left_out: int = 0


def _own_ties(workspace: Workspace, pair: set[str], on: dt.date, audience: Sensitivity) -> _Recorded:
    """Recorded ties of the pair, and parties on the ground of one of them to which the other is tied, as far as the audience may see."""
    from demarche.desk.dossiers import list_dossiers

    found = _Recorded()
    for line in list_dossiers(workspace):
        whole = workspace.dossier(line.id)
        if not any(pair & {t.source, t.target} for t in whole.ties):
            continue
        handling = Handling(workspace, whole, on)
        opened = None if audience is Sensitivity.STRICT else opened_for(workspace, handling, audience)
        dossier = (whole if opened is None else opened.dossier).as_known_on(on)
        parties = {p.actor for p in dossier.parties} - pair if dossier.country in pair else set()
        closed = {t.id for t in whole.as_known_on(on).ties if {t.source, t.target} == pair} - {t.id for t in dossier.ties}
        found.left_out += len(closed)
        for tie in ties_on(dossier_ties(dossier, references_of(dossier)), on):
            ends = {tie.source, tie.target}
            if ends == pair:
                if opened is not None:
                    opened.refuse(f"{tie.note}\n{tie.reference.title}\n{tie.reference.publisher}")
                found.ties.append(tie)
                found.marks[tie.id] = _mark(handling, tie.id)
                found.dossiers += [dossier.id] if dossier.id not in found.dossiers else []
            elif ends & parties and ends & (pair - {dossier.country}):
                found.also |= dict.fromkeys(ends & parties)
    return found


def _mark(handling: Handling, tie: str) -> Sensitivity:
    """How far a tie may travel; one that was given a new id for its reader is shown as far as that reader may see."""
    held = next((t for t in handling.dossier.ties if t.id == tie), None)
    return Sensitivity.PUBLIC if held is None else handling.highest("ties", held)


def _marking(marks: Mapping[str, Sensitivity]) -> str:
    highest = max(marks.values(), key=lambda level: level.rank, default=Sensitivity.PUBLIC)
    return "" if highest is Sensitivity.PUBLIC else f"Internal · {highest.value}"


def _shared_bodies(workspace: Workspace, one: Actor, other: Actor, on: dt.date) -> Iterable[Tie]:
    """Bodies to which both belong, a seat on the Council that both have, or that one is a member of the other."""
    held, theirs = _memberships(workspace, one.id, on), _memberships(workspace, other.id, on)
    for body in sorted(held.keys() & theirs.keys()):
        since = max((m.since for m in (held[body], theirs[body]) if m.since), default=None)
        name = workspace.name_of(body)
        source = _membership_source(held[body], name, on)
        yield Tie(one.id, other.id, Dimension.SHARED_ORGANISATION, source, since=since, reliability=Confidence.HIGH, note=name)
    for member, whole, memberships in ((one, other, held), (other, one, theirs)):
        if whole.id in memberships:
            m = memberships[whole.id]
            source = _membership_source(m, whole.name, on)
            yield Tie(member.id, whole.id, Dimension.MEMBERSHIP, source, since=m.since, reliability=Confidence.HIGH)
    seats = {seat.state: seat for seat in workspace.registry.council(on)}
    if one.id in seats and other.id in seats:
        since = max(seats[one.id].since, seats[other.id].since)
        yield Tie(
            one.id,
            other.id,
            Dimension.SHARED_SEAT,
            seat_reference(on),
            since=since,
            reliability=Confidence.HIGH,
            note="both sit on the Security Council",
        )


def _memberships(workspace: Workspace, actor: str, on: dt.date) -> dict[str, Membership]:
    suspended = {m.body for m in workspace.registry.memberships(actor, on) if m.role == "suspended"}
    return {
        m.body: m
        for m in workspace.registry.memberships(actor, on)
        if m.role == "member" and m.body not in {*suspended, "UN", "UNGA"}
    }


def _membership_source(m: Membership, body: str, on: dt.date) -> Reference:
    return Reference(f"Membership of {body}", m.source, url=m.url, as_of=None if m.as_of is None else min(m.as_of, on))


def _votes(workspace: Workspace, one: Actor, other: Actor, on: dt.date) -> Iterable[Tie]:
    """How often the two cast the same vote in the Assembly in the last years before the day, where both cast enough."""
    if not workspace.tables.has("un_assembly_votes", "assembly_ballots"):
        return
    since = on.replace(year=on.year - VOTE_YEARS, day=min(on.day, 28))
    row = workspace.tables.one(
        "select count(*) as n, avg((a.vote = b.vote)::int) as same, max(a.date) as last from un_assembly_votes.assembly_ballots a"
        " join un_assembly_votes.assembly_ballots b using (record) where a.actor = $one and b.actor = $other"
        " and a.vote in ('yes', 'no', 'abstain') and b.vote in ('yes', 'no', 'abstain') and a.date > $since and a.date <= $on",
        one=one.id,
        other=other.id,
        since=since,
        on=on,
    )
    if row is None or row["n"] < FEWEST_VOTES:
        return
    yield Tie(
        one.id,
        other.id,
        Dimension.VOTE_AGREEMENT,
        reference_of(workspace, "un_assembly_votes", on=on),
        value=float(row["same"]),
        unit=f"share of {row['n']} common votes in the Assembly in {VOTE_YEARS} years",
        as_of=row["last"],
        reliability=Confidence.HIGH,
        note="yes, no and abstention each counted as one choice",
    )


def _sanctions(workspace: Workspace, one: Actor, other: Actor, on: dt.date) -> Iterable[Tie]:
    """A member of the Council sits on the committee of each regime: over whom of the two it has listed anyone by the day."""
    if not workspace.tables.has("un_sanctions_list", "un_listings"):
        return
    seats = {seat.state: seat for seat in workspace.registry.council(on)}
    for member, listed in ((one, other), (other, one)):
        if member.id in seats:
            for regime, count, first, last in _listings(workspace, listed.id, on):
                yield Tie(
                    member.id,
                    listed.id,
                    Dimension.SANCTIONS_ROLE,
                    reference_of(workspace, "un_sanctions_list", regime, on=on),
                    since=max(seats[member.id].since, first),
                    value=float(count),
                    unit=f"{'listing' if count == 1 else 'listings'} under {regime}, of those that stand on the edition's day",
                    as_of=last,
                    reliability=Confidence.HIGH,
                    note="sits on its committee as a member of the Council",
                )


def _listings(workspace: Workspace, actor: str, on: dt.date) -> list[tuple[str, int, dt.date, dt.date]]:
    """Regimes that concern a State or list a party: how many listings were made by the day, the first and the last of them."""
    rows = workspace.tables.rows(
        "select regime, sum(n) as n, min(listed_on) as first, max(listed_on) as last from ("
        "select regime, listings as n, listed_on from un_sanctions_list.un_listings where country = $actor"
        " union all select regime, 1, listed_on from un_sanctions_list.un_listed_entities where actor = $actor)"
        " where listed_on <= $on group by regime order by regime",
        actor=actor,
        on=on,
    )
    return [(row["regime"], int(row["n"]), row["first"], row["last"]) for row in rows]


def _apart(workspace: Workspace, one: str, other: str) -> float | None:
    if not workspace.tables.has("cepii_distance", "cepii_distances"):
        return None
    row = workspace.tables.one(
        "select value from cepii_distance.cepii_distances where from_actor = $low and to_actor = $high",
        low=min(one, other),
        high=max(one, other),
    )
    return float(row["value"]) if row else None


def _notes(*, both_states: bool, on: dt.date) -> tuple[str, ...]:
    notes = [
        "There is no sum of these ties, and no index: what an actor could use is not what it has moved.",
        "Marks of evidence tell whether a dimension alone has ordered States better than chance as third parties on held-out years.",
    ]
    if not both_states:
        notes.append(
            "Embassies, treaties and neighbours of a State are not those of a party that is none; such ties are not carried over."
        )
    notes.append(f"Ties that began, were measured or were published after {on.isoformat()} are not used.")
    return tuple(notes)
