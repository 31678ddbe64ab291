"""Where States stand on one line, year by year, from their votes in the Assembly.

Model: P(State i votes yes on roll call j in year t) = logistic(b_j + a_j x_it). An abstention counts as half a yes and half a no (a
quasi-likelihood, since an abstention in the Assembly is mostly softer disagreement), absence as nothing. Positions follow a random
walk pulled towards zero, x_it ~ x_i,t-1 + N(0, walk) and x_it ~ N(0, 1/pull), so that years can be compared and the scale cannot
run away. Fitted by the Jaakkola–Jordan bound, an EM whose every step is a weighted least squares, with the positions of one
State over all years solved as one tridiagonal system.

Sources: Bailey, Strezhnev and Voeten, *Journal of Conflict Resolution* 61(2), 2017 (the published estimates that the scorecard
compares with); Imai, Lo and Olmsted, *American Political Science Review* 110(4), 2016 (EM for dynamic ideal points); Jaakkola and
Jordan, *Statistics and Computing* 10, 2000 (the bound).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

YES, ABSTAIN, NO, ABSENT = 1.0, 0.5, 0.0, np.nan


@dataclass(frozen=True, slots=True)
class Settings:
    """Variances and limits of the fit; the defaults are those of the shipped scorecard.

    `walk` is the variance of a year's step, `pull` the precision of the pull towards zero, `slope` the prior variance of a roll
    call's intercept and slope. Roll calls with fewer than `least_dissent` votes (share or two votes) off the majority are left out.
    """

    walk: float = 0.1
    pull: float = 3.0
    slope: float = 4.0
    least_dissent: float = 0.01
    iterations: int = 60
    tolerance: float = 1e-3


@dataclass(frozen=True, slots=True)
class RollCallMatrix:
    """Votes as a dense table: `choice[i, j]` is 1 yes, 0.5 abstention, 0 no where `cast[i, j]` is 1; ordered by `year`."""

    states: tuple[str, ...]
    year: Ints
    choice: Floats
    cast: Floats


@dataclass(frozen=True, slots=True)
class IdealPoints:
    """Positions: `position[i, t]` of `states[i]` in `years[t]`, standardised over the State-years that voted; NaN where none did.

    Positive is the side of `anchor`. `intercept` and `slope` belong to the roll calls kept, `kept[j]` of the matrix.
    """

    states: tuple[str, ...]
    years: tuple[int, ...]
    position: NDArray[np.float64]
    intercept: Floats
    slope: Floats
    kept: NDArray[np.bool_]
    iterations: int


def roll_call_matrix(roll_call: Ints, state: Sequence[str] | NDArray[np.str_], choice: Floats, year: Ints) -> RollCallMatrix:
    """Arrange ballots, one entry a ballot in each array, as a dense matrix; absences (NaN) are left out."""
    given = ~np.isnan(choice)
    calls, call_at = np.unique(roll_call[given], return_inverse=True)
    states, state_at = np.unique(np.asarray(state)[given], return_inverse=True)
    year_of = np.zeros(len(calls), np.int64)
    year_of[call_at] = year[given]
    order = np.argsort(year_of, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    table = np.zeros((len(states), len(calls)), np.float32)
    cast = np.zeros_like(table)
    table[state_at, place[call_at]] = choice[given]
    cast[state_at, place[call_at]] = 1.0
    return RollCallMatrix(tuple(states.tolist()), year_of[order], table, cast)


def ideal_points(votes: RollCallMatrix, anchor: str = "USA", settings: Settings | None = None) -> IdealPoints:
    """Fit the positions. Raises `ValueError` where `anchor` cast no vote or no roll call divides the States."""
    s = settings or Settings()
    if anchor not in votes.states:
        raise ValueError(f"{anchor} cast no vote in these roll calls")
    dissent = np.minimum((votes.choice < 1).astype(np.float32), votes.cast).sum(0)
    voters = votes.cast.sum(0)
    kept = (dissent >= np.maximum(2, s.least_dissent * voters)) & (voters - dissent >= 2)
    if not kept.any():
        raise ValueError("no roll call divides these States")
    centred = ((votes.choice - 0.5) * votes.cast)[:, kept]
    cast, year = votes.cast[:, kept], votes.year[kept]
    years = np.unique(year)
    cuts = np.append(np.searchsorted(year, years), len(year))
    start = _first_component(centred, cast)
    start *= np.sign(start[votes.states.index(anchor)]) or 1.0
    position = np.repeat(start[:, None], len(years), axis=1).astype(np.float32)
    position, intercept, slope, done = _iterate(position, centred, cast, cuts, s)
    voted = np.stack([cast[:, a:b].any(1) for a, b in pairwise(cuts)], axis=1)
    scale = position[voted].std() or 1.0
    centre = position[voted].mean()
    standard = np.where(voted, (position - centre) / scale, np.nan).astype(np.float64)
    return IdealPoints(votes.states, tuple(years.tolist()), standard, intercept + slope * centre, slope * scale, kept, done)


def _first_component(centred: Floats, cast: Floats) -> Floats:
    """Start from the first component of the States' mean agreement, clipped so that no bloc runs away."""
    residual = (centred - centred.sum(0) / np.maximum(cast.sum(0), 1)) * cast
    agreement = (residual @ residual.T) / np.maximum(cast @ cast.T, 1)
    _, vectors = np.linalg.eigh(agreement)
    first: Floats = vectors[:, -1].astype(np.float32)
    clipped: Floats = np.clip(first / first.std(), np.float32(-3), np.float32(3))
    return clipped


def _iterate(position: Floats, centred: Floats, cast: Floats, cuts: Ints, s: Settings) -> tuple[Floats, Floats, Floats, int]:
    n, periods = position.shape
    intercept = np.zeros(centred.shape[1], np.float32)
    slope = np.zeros_like(intercept)
    weight = cast * np.float32(0.25)
    done, moved = 0, np.inf
    while done < s.iterations and moved >= s.tolerance:
        done += 1
        precision, pressure = np.zeros((n, periods)), np.zeros((n, periods))
        for t in range(periods):
            part = slice(cuts[t], cuts[t + 1])
            x, w, k = position[:, t], weight[:, part], centred[:, part]
            design = np.stack([np.ones_like(x), x, x * x])
            moments, loads = design @ w, design[:2] @ k
            m0, m1, m2 = moments[0] + 1 / s.slope, moments[1], moments[2] + 1 / s.slope
            determinant = m0 * m2 - m1 * m1
            b = (m2 * loads[0] - m1 * loads[1]) / determinant
            a = (m0 * loads[1] - m1 * loads[0]) / determinant
            intercept[part], slope[part] = b, a
            size = np.abs(x[:, None] * a + b) + np.float32(1e-4)
            w = np.tanh(size * 0.5) / (2 * size) * cast[:, part]
            weight[:, part] = w
            precision[:, t] = w @ (a * a)
            pressure[:, t] = k @ a - w @ (a * b)
        new = _smooth(precision, pressure, s.walk, s.pull).astype(np.float32)
        moved = float(np.abs(new - position).mean())
        position = new
    return position, intercept, slope, done


def _smooth(precision: NDArray[np.float64], pressure: NDArray[np.float64], walk: float, pull: float) -> NDArray[np.float64]:
    """Solve every State's tridiagonal system at once (forward elimination, back substitution)."""
    tie = 1 / walk
    diagonal = precision + pull
    diagonal[:, :-1] += tie
    diagonal[:, 1:] += tie
    periods = diagonal.shape[1]
    carry, value = np.zeros_like(diagonal), np.zeros_like(diagonal)
    carry[:, 0], value[:, 0] = -tie / diagonal[:, 0], pressure[:, 0] / diagonal[:, 0]
    for t in range(1, periods):
        pivot = diagonal[:, t] + tie * carry[:, t - 1]
        carry[:, t] = -tie / pivot
        value[:, t] = (pressure[:, t] + tie * value[:, t - 1]) / pivot
    for t in range(periods - 2, -1, -1):
        value[:, t] -= carry[:, t] * value[:, t + 1]
    return value
