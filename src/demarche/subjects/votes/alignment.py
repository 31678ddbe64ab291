"""Who votes with whom over the years: agreement of two States, who is nearest to one, who moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.votes.agreement import agreement
from demarche.subjects.votes.ideal_point_intervals import IdealPointIntervals, Move
from demarche.subjects.votes.ideal_points import RollCallMatrix
from demarche.subjects.votes.roll_calls import Choice, RollCall

if TYPE_CHECKING:
    from demarche.subjects.votes.ideal_points import IdealPoints

FEWEST_VOTES = 5
"""Common votes below which a year's agreement is not told."""


@dataclass(frozen=True, slots=True)
class YearAgreement:
    """Agreement of two States in a year: `same` of `n` common votes were equal; `closeness` counts an abstention as half way."""

    year: int
    same: float
    closeness: float
    n: int


def assembly_agreement(votes: RollCallMatrix, first: str, second: str) -> tuple[YearAgreement, ...]:
    """Agreement year by year. Raises `KeyError` for a State that cast no vote."""
    for state in (first, second):
        if state not in votes.states:
            raise KeyError(state)
    pair = [votes.states.index(first), votes.states.index(second)]
    found = []
    for year in np.unique(votes.year):
        at = votes.year == year
        part = RollCallMatrix((first, second), votes.year[at], votes.choice[np.ix_(pair, at)], votes.cast[np.ix_(pair, at)])
        a = agreement(part)
        if a.n[0, 1] >= FEWEST_VOTES:
            found.append(YearAgreement(int(year), float(a.same[0, 1]), float(a.closeness[0, 1]), int(a.n[0, 1])))
    return tuple(found)


_SCORE = {Choice.YES: 1.0, Choice.ABSTAIN: 0.5, Choice.NO: 0.0}


def council_agreement(calls: Iterable[RollCall], first: str, second: str) -> tuple[YearAgreement, ...]:
    """Agreement year by year in the Council, drafts not adopted included, in years when both sat there."""
    pairs: dict[int, list[tuple[float, float]]] = {}
    for call in calls:
        a, b = call.ballots.get(first), call.ballots.get(second)
        if a in _SCORE and b in _SCORE and not call.amendment and call.voted:
            pairs.setdefault(call.date.year, []).append((_SCORE[a], _SCORE[b]))
    return tuple(
        YearAgreement(
            year, float(np.mean([a == b for a, b in votes])), float(np.mean([1 - abs(a - b) for a, b in votes])), len(votes)
        )
        for year, votes in sorted(pairs.items())
        if len(votes) >= FEWEST_VOTES
    )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A State near another on the line in one year; `apart` is how far, `agreement` the share of equal votes that year."""

    state: str
    apart: float
    agreement: float
    n: int


def nearest_states(
    points: IdealPoints, votes: RollCallMatrix, state: str, year: int, n: int = 8, among: Collection[str] = ()
) -> tuple[Neighbour, ...]:
    """The States nearest to one on the line of ideal points in a year, with their agreement. Raises `KeyError` where it did not vote."""
    if state not in points.states or year not in points.years:
        raise KeyError(f"{state} {year}")
    t, here = points.years.index(year), points.states.index(state)
    at = votes.year == year
    a = agreement(RollCallMatrix(votes.states, votes.year[at], votes.choice[:, at], votes.cast[:, at]))
    apart = np.abs(points.position[:, t] - points.position[here, t])
    if np.isnan(points.position[here, t]):
        raise KeyError(f"{state} {year}")
    found = [
        Neighbour(s, float(apart[i]), float(a.same[here, i]), int(a.n[here, i]))
        for i, s in enumerate(points.states)
        if i != here and not np.isnan(apart[i]) and (not among or s in among) and a.n[here, i] >= FEWEST_VOTES
    ]
    return tuple(sorted(found, key=lambda x: (x.apart, x.state))[:n])


def movers(intervals: IdealPointIntervals, since: int, until: int, among: Collection[str] = ()) -> tuple[Move, ...]:
    """States whose position changed between two years by more than the draw of roll calls explains, farthest first."""
    states = [s for s in intervals.points.states if not among or s in among]
    moves = [intervals.move(s, since, until) for s in states]
    return tuple(sorted((m for m in moves if m.clear), key=lambda m: (-abs(m.by), m.state)))
