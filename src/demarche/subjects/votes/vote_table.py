"""Votes of the Council as arrays, one row a ballot and one row a draft, with drafts still to be voted on at their end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.votes.roll_calls import Choice, DraftKind, RollCall, SponsorBloc, sponsor_bloc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demarche.subjects.votes.ideal_points import IdealPoints

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

GroupOf = Callable[[str, dt.date], str]
"""The regional group of a State on a day; empty where it has none."""

_OWN_GROUP = {
    "USA": "USA",
    "RUS": "RUS",
    "CHN": "CHN",
    "FRA": "France and the United Kingdom",
    "GBR": "France and the United Kingdom",
}
BLOCS = tuple(SponsorBloc)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft to be voted on: what it is about, who sponsors it, and whether a rival draft on the topic is put the same day."""

    date: dt.date
    topic: str
    members: tuple[str, ...]
    sponsors: tuple[str, ...] | None = None
    in_consultations: bool = False
    kind: DraftKind = DraftKind.OTHER
    rival: bool = False
    id: str = ""

    @property
    def bloc(self) -> SponsorBloc | None:
        """Who puts it forward; `None` where that is not known."""
        return sponsor_bloc(self.sponsors, in_consultations=self.in_consultations)


@dataclass(frozen=True, slots=True)
class Positions:
    """Where States stood in each year; what is asked of a year is answered from earlier years only."""

    years: tuple[int, ...]
    of: Mapping[str, Floats]
    _last: dict[tuple[str, int], float] = field(default_factory=dict)

    @classmethod
    def from_ideal_points(cls, found: IdealPoints) -> Positions:
        """Take them from a fit."""
        return cls(found.years, {state: found.position[i] for i, state in enumerate(found.states)})

    def before(self, state: str, year: int) -> float:
        """The last position known of a year before `year`; NaN where there is none."""
        asked = (state, year)
        if asked not in self._last:
            row = self.of.get(state)
            known = [] if row is None else [p for y, p in zip(self.years, row, strict=True) if y < year and not np.isnan(p)]
            self._last[asked] = float(known[-1]) if known else float("nan")
        return self._last[asked]


@dataclass(frozen=True, slots=True)
class VoteTable:
    """Ballots and drafts as arrays. Drafts still to come have `known` 0 and see the past without being seen.

    Of each ballot: its draft's place, the member, whether it was other than yes (`dissent`), the member's group. Of each draft: day
    (ordinal), topic, bloc (−1 unknown), rival, the share of dissent, whether it failed, was vetoed, or met any dissent.
    """

    names: tuple[str, ...]
    years: Ints
    members: tuple[str, ...]
    of_draft: Ints
    member: Ints
    dissent: Floats
    group: Ints
    is_sponsor: Floats
    distance: Floats
    day: Ints
    topic: Ints
    bloc: Ints
    rival: Floats
    mandate: Floats
    sanctions: Floats
    known: Floats
    dissenting: Floats
    failed: Floats
    vetoed: Floats

    @property
    def ballot_day(self) -> Ints:
        """The day of each ballot."""
        return self.day[self.of_draft]

    @property
    def ballot_known(self) -> Floats:
        """Whether the ballot was cast."""
        return self.known[self.of_draft]


def usable(calls: Iterable[RollCall]) -> list[RollCall]:
    """Votes from which the models learn: on drafts, not on amendments, and with votes cast."""
    return [c for c in calls if not c.amendment and c.voted]


def vote_table(calls: Sequence[RollCall], drafts: Sequence[Draft], group_of: GroupOf, positions: Positions | None) -> VoteTable:
    """Arrange past votes and drafts to come. `calls` are those of `usable`, in any order."""
    past = sorted(calls, key=lambda c: c.date)
    rivals = _rivals(past)
    heads = [
        *((c.date, c.topic, c.bloc, c.sponsors, c.kind) for c in past),
        *((d.date, d.topic, d.bloc, d.sponsors, d.kind) for d in drafts),
    ]
    seats: list[list[tuple[str, float]]] = [
        [(m, float(v is not Choice.YES)) for m, v in c.ballots.items() if v is not Choice.NOT_VOTING] for c in past
    ]
    seats += [[(m, 0.0) for m in d.members] for d in drafts]
    counts = np.array([len(s) for s in seats], np.int64)
    flat = [pair for seat in seats for pair in seat]
    groups = _Groups(group_of)
    members, member = _codes([m for m, _ in flat])
    dissent = np.array([v for _, v in flat])
    of_draft = np.repeat(np.arange(len(seats)), counts)
    closeness = [_closeness(head, seat, positions) for head, seat in zip(heads, seats, strict=True)]
    known = np.r_[np.ones(len(past)), np.zeros(len(drafts))]
    share = np.bincount(of_draft, dissent, len(seats)) / np.maximum(counts, 1)
    return VoteTable(
        names=tuple([c.id for c in past] + [d.id for d in drafts]),
        years=np.array([h[0].year for h in heads], np.int64),
        members=members,
        of_draft=of_draft,
        member=member,
        dissent=dissent,
        group=_codes([groups.of(m, head[0]) for head, seat in zip(heads, seats, strict=True) for m, _ in seat])[1],
        is_sponsor=np.array([s for each, _ in closeness for s in each]),
        distance=np.array([s for _, each in closeness for s in each]),
        day=np.array([h[0].toordinal() for h in heads], np.int64),
        topic=_codes([h[1] for h in heads])[1],
        bloc=np.array([BLOCS.index(h[2]) if h[2] is not None else -1 for h in heads], np.int64),
        rival=np.array([*rivals, *(float(d.rival) for d in drafts)]),
        mandate=np.array([float(h[4] is DraftKind.MANDATE) for h in heads]),
        sanctions=np.array([float(h[4] is DraftKind.SANCTIONS) for h in heads]),
        known=known,
        dissenting=share * known,
        failed=np.array([*(float(not c.adopted) for c in past), *(0.0 for _ in drafts)]),
        vetoed=np.array([*(float(bool(c.vetoed_by)) for c in past), *(0.0 for _ in drafts)]),
    )


class _Groups:
    """Regional groups, asked once for each State and year; each permanent member votes as itself."""

    def __init__(self, group_of: GroupOf) -> None:
        self._group_of = group_of
        self._found: dict[tuple[str, int], str] = {}

    def of(self, member: str, day: dt.date) -> str:
        asked = (member, day.year)
        if asked not in self._found:
            self._found[asked] = _OWN_GROUP.get(member) or self._group_of(member, day) or "none"
        return self._found[asked]


def _rivals(past: Sequence[RollCall]) -> list[float]:
    by_day: dict[tuple[dt.date, str], list[RollCall]] = {}
    for call in past:
        by_day.setdefault((call.date, call.topic), []).append(call)
    return [float(any(set(o.sponsors or ()) != set(c.sponsors or ()) for o in by_day[c.date, c.topic] if o is not c)) for c in past]


def _closeness(
    head: tuple[dt.date, str, SponsorBloc | None, tuple[str, ...] | None, DraftKind],
    seat: list[tuple[str, float]],
    positions: Positions | None,
) -> tuple[list[float], list[float]]:
    """Of each member: whether it sponsors, and how far it stands from the sponsors (those on the Council where there are any)."""
    sponsors = set(head[3] or ())
    seated = [m for m, _ in seat]
    main = [m for m in seated if m in sponsors] or sorted(sponsors)
    is_sponsor = [float(m in sponsors) for m in seated]
    if positions is None or not main:
        return is_sponsor, [float("nan")] * len(seated)
    year = head[0].year
    stands = [p for s in main if not np.isnan(p := positions.before(s, year))]
    middle = float(np.mean(stands)) if stands else float("nan")
    return is_sponsor, [abs(positions.before(m, year) - middle) for m in seated]


def _codes(values: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    names = {name: n for n, name in enumerate(dict.fromkeys(values))}
    return tuple(names), np.array([names[v] for v in values], np.int64)
