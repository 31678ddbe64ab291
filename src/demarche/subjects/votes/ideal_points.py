"""Where States stand on one line, year by year, from their votes in the Assembly.

Model: P(State i votes yes on roll call j in year t) = logistic(b_j + a_j x_it). An abstention counts as half a yes and half a no (a
quasi-likelihood, since an abstention in the Assembly is mostly softer disagreement), absence as nothing. Positions follow a random
walk pulled towards zero, x_it ~ x_i,t-1 + N(0, walk) and x_it ~ N(0, 1/pull), so that years can be compared and the scale cannot
run away. Fitted by the Jaakkola–Jordan bound, an EM whose every step is a weighted least squares, with the positions of one
State over all years solved as one tridiagonal system. Such steps creep along the scale of the line, so that every second one is
carried on as far as the two last ones point (SQUAREM).

Sources: Bailey, Strezhnev and Voeten, *Journal of Conflict Resolution* 61(2), 2017 (the published estimates that the scorecard
compares with); Imai, Lo and Olmsted, *American Political Science Review* 110(4), 2016 (EM for dynamic ideal points); Jaakkola and
Jordan, *Statistics and Computing* 10, 2000 (the bound); Varadhan and Roland, *Scandinavian Journal of Statistics* 35(2), 2008
(SQUAREM, here with the step length S3).
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
LONGEST_STEP = 16.0
"""How many times the last step is followed on at most."""


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
    tolerance: float = 5e-4


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
    position, intercept, slope, done = _iterate(position, _years(centred, cast, cuts), s)
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


@dataclass(slots=True)
class _Year:
    """The votes of one year as they are fitted: rows of the States that voted, choices about nought, who cast one, weights of the bound."""

    rows: Ints
    centred: Floats
    cast: Floats
    weight: Floats


def _years(centred: Floats, cast: Floats, cuts: Ints) -> list[_Year]:
    found = []
    for a, b in pairwise(cuts):
        rows = np.flatnonzero(cast[:, a:b].any(1))
        present = np.ascontiguousarray(cast[rows, a:b])
        found.append(_Year(rows, np.ascontiguousarray(centred[rows, a:b]), present, present * np.float32(0.25)))
    return found


def _iterate(position: Floats, years: list[_Year], s: Settings) -> tuple[Floats, Floats, Floats, int]:
    """Step until a step moves positions by less than the tolerance on average, or until the last one allowed."""
    before: list[Floats] = [position]
    done, moved = 0, np.inf
    while done < s.iterations and moved >= s.tolerance:
        if len(before) == 3:
            before = [_carried_on(*before)]
        new, intercept, slope = _step(before[-1], years, s)
        moved = float(np.abs(new - before[-1]).mean())
        before.append(new)
        done += 1
    return before[-1], intercept, slope, done


def _carried_on(first: Floats, second: Floats, third: Floats) -> Floats:
    """Where two steps lead when they are followed on; never less far than the second of them went."""
    step = second - first
    bend = third - second - step
    length = np.sqrt((step * step).sum() / max(float((bend * bend).sum()), 1e-12))
    far = np.float32(min(max(length, 1.0), LONGEST_STEP))
    found: Floats = first + 2 * far * step + far * far * bend
    return found


def _step(position: Floats, years: list[_Year], s: Settings) -> tuple[Floats, Floats, Floats]:
    """One step of the EM: roll calls given positions, then the weights of the bound (kept with the years), then positions."""
    precision, pressure = np.zeros(position.shape), np.zeros(position.shape)
    intercepts, slopes = [], []
    for t, year in enumerate(years):
        x = position[year.rows, t]
        design = np.stack([np.ones_like(x), x, x * x])
        moments, loads = design @ year.weight, design[:2] @ year.centred
        m0, m1, m2 = moments[0] + 1 / s.slope, moments[1], moments[2] + 1 / s.slope
        determinant = m0 * m2 - m1 * m1
        b = (m2 * loads[0] - m1 * loads[1]) / determinant
        a = (m0 * loads[1] - m1 * loads[0]) / determinant
        half = np.multiply.outer(x, a * np.float32(0.5))
        half += b * np.float32(0.5)
        np.abs(half, out=half)
        half += np.float32(5e-5)
        w = np.tanh(half, out=year.weight)
        w /= half
        w *= year.cast
        w *= np.float32(0.25)
        precision[year.rows, t] = w @ (a * a)
        pressure[year.rows, t] = year.centred @ a - w @ (a * b)
        intercepts.append(b)
        slopes.append(a)
    return _smooth(precision, pressure, s.walk, s.pull).astype(np.float32), np.concatenate(intercepts), np.concatenate(slopes)


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
