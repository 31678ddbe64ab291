"""How sure a position is: refits on a random half of the roll calls of each year, so that a move is shown only where it outlasts them.

The variances of such a fit itself are known to be too small; these intervals come from refits instead. Leaving out half of the roll
calls needs no scaling: the distance of a half from the whole spreads as the whole does from the truth. Source: Shao and Wu, *Annals of
Statistics* 17(3), 1989 (jackknife that leaves out many), with the roll call as the unit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.votes.ideal_points import IdealPoints, RollCallMatrix, Settings, ideal_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


WIDTH = 1.645
"""Half the width of the middle 90 % of a normal spread."""


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
        apart = (self.refits[:, i, b] - self.refits[:, i, a]) - by
        known = apart[~np.isnan(apart)]
        half = WIDTH * float(np.sqrt((known**2).mean())) if len(known) > 1 else float("nan")
        low, high = by - half, by + half
        return Move(state, since, until, by, low, high)


def ideal_point_intervals(
    votes: RollCallMatrix, anchor: str = "USA", settings: Settings | None = None, *, refits: int = 12, seed: int = 1
) -> IdealPointIntervals:
    """Fit, then refit on halves of the roll calls. Raises `ValueError` like `ideal_points`.

    The middle 90 % is that of a normal spread, since the ends of so few refits are not steady. Refits stop at twice the tolerance: what
    they then lack is a small part of what the draw of the roll calls moves.
    """
    whole = settings or Settings()
    part = replace(whole, tolerance=2 * whole.tolerance)
    points = ideal_points(votes, anchor, whole)
    generator = np.random.default_rng(seed)
    cuts = np.append(np.searchsorted(votes.year, np.unique(votes.year)), len(votes.year))
    drawn = []
    for _ in range(refits):
        chosen = np.concatenate(
            [np.sort(generator.choice(np.arange(a, b), max((b - a) // 2, 1), replace=False)) for a, b in pairwise(cuts)]
        )
        half = RollCallMatrix(votes.states, votes.year[chosen], votes.choice[:, chosen], votes.cast[:, chosen])
        drawn.append(_on_years(ideal_points(half, anchor, part), points.years))
    stack = np.stack(drawn)
    spread = WIDTH * spread_about(stack, points.position)
    return IdealPointIntervals(points, points.position - spread, points.position + spread, stack)


def _on_years(again: IdealPoints, years: tuple[int, ...]) -> Floats:
    """The positions of a refit on the years of the first fit; a year of which no dividing roll call was drawn is NaN."""
    table = np.full((len(again.states), len(years)), np.nan)
    for t, year in enumerate(again.years):
        if year in years:
            table[:, years.index(year)] = again.position[:, t]
    return table


def spread_about(stack: Floats, middle: Floats) -> Floats:
    """Root mean square distance of refits from the whole fit; refits without a value are left out."""
    apart = stack - middle
    known = ~np.isnan(apart)
    squares = np.where(known, apart, 0.0) ** 2
    found: Floats = np.sqrt(squares.sum(0) / np.maximum(known.sum(0), 1))
    return found
