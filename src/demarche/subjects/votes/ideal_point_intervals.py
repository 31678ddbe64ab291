"""How sure a position is: refits on roll calls drawn again within each year, so that a move is shown only where it outlasts the draw.

The variances of the fit itself are known to be too small (Imai, Lo and Olmsted 2016 say so of theirs); these intervals come from
refits instead. Source: Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, with the roll call as the unit drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.votes.ideal_points import IdealPoints, RollCallMatrix, Settings, ideal_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Move:
    """How far a State moved between two years, with its interval; `clear` where the interval leaves nought out."""

    state: str
    since: int
    until: int
    by: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the move outlasts the draw of the roll calls."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class IdealPointIntervals:
    """Positions with the middle 90 % over refits: `low[i, t]` and `high[i, t]` of `points.position[i, t]`, and each refit itself."""

    points: IdealPoints
    low: Floats
    high: Floats
    refits: Floats

    def move(self, state: str, since: int, until: int) -> Move:
        """How far a State moved between two years. Raises `KeyError` for a State or year that is not there, NaN where it did not vote."""
        if state not in self.points.states or not {since, until} <= set(self.points.years):
            raise KeyError(f"{state} {since}–{until}")
        i = self.points.states.index(state)
        a, b = self.points.years.index(since), self.points.years.index(until)
        by = float(self.points.position[i, b] - self.points.position[i, a])
        spread = (self.refits[:, i, b] - self.refits[:, i, a]) - np.nanmean(self.refits[:, i, b] - self.refits[:, i, a])
        low, high = (float(by + q) for q in _widened(spread))
        return Move(state, since, until, by, low, high)


def ideal_point_intervals(
    votes: RollCallMatrix, anchor: str = "USA", settings: Settings | None = None, *, refits: int = 20, seed: int = 1
) -> IdealPointIntervals:
    """Fit, then refit on roll calls drawn again. Raises `ValueError` like `ideal_points`.

    `refits` of 20 give the middle 90 % by a normal spread (the ends of so few draws are not steady).
    """
    points = ideal_points(votes, anchor, settings)
    generator = np.random.default_rng(seed)
    years = np.unique(votes.year)
    cuts = np.append(np.searchsorted(votes.year, years), len(votes.year))
    drawn = []
    for _ in range(refits):
        chosen = np.concatenate([np.sort(generator.integers(a, b, b - a)) for a, b in pairwise(cuts)])
        again = ideal_points(
            RollCallMatrix(votes.states, votes.year[chosen], votes.choice[:, chosen], votes.cast[:, chosen]), anchor, settings
        )
        drawn.append(_on_years(again, points.years))
    stack = np.stack(drawn)
    spread = _spread(stack)
    return IdealPointIntervals(points, points.position - spread, points.position + spread, stack)


def _on_years(again: IdealPoints, years: tuple[int, ...]) -> Floats:
    """The positions of a refit on the years of the first fit; a year of which no dividing roll call was drawn is NaN."""
    table = np.full((len(again.states), len(years)), np.nan)
    for t, year in enumerate(again.years):
        if year in years:
            table[:, years.index(year)] = again.position[:, t]
    return table


def _spread(stack: Floats) -> Floats:
    """Half the width of the middle 90 %, from the standard deviation over refits."""
    counted = ~np.isnan(stack)
    n = np.maximum(counted.sum(0), 1)
    mean = np.where(counted, stack, 0).sum(0) / n
    variance = np.where(counted, (stack - mean) ** 2, 0).sum(0) / np.maximum(n - 1, 1)
    half: Floats = 1.645 * np.sqrt(variance)
    return half


def _widened(spread: Floats) -> tuple[float, float]:
    known = spread[~np.isnan(spread)]
    half = 1.645 * float(known.std(ddof=1)) if len(known) > 1 else float("nan")
    return -half, half
