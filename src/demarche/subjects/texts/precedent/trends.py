"""Trends with intervals: a slope over the years, a mean change from one resolution to the next, and the sign test.

Documents, or whole chains of renewals, are drawn again with replacement (Efron and Tibshirani 1993), since paragraphs of one text are
not independent of one another.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from demarche.model.evidence import Estimate, Nature
from demarche.subjects.texts.precedent.equivalence import Use

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEVEL = 0.9
_SEED = 5
_DRAWS = 2000
_YEARS = 365.25
_EPOCH = 730_000
"""A day near the year 2000, so that sums stay small."""
SMALLEST_STEP = 0.5
"""The smallest step of the directive scale."""

_FEWEST = 5
"""Fewer documents or chains than this give no interval worth showing."""


def slope_per_decade(known: Sequence[tuple[Use, float]]) -> Estimate | None:
    """The change in ten years by least squares, with an interval from drawing documents again."""
    groups = _moments([(use.symbol, (use.date.toordinal() - _EPOCH) / _YEARS / 10, value) for use, value in known])
    if len(groups) < _FEWEST or len({use.date.year for use, _ in known}) < 3:
        return None

    def slope(total: Floats) -> Floats:
        n, x, y, xx, xy = np.moveaxis(total, -1, 0)
        spread = n * xx - x * x
        change: Floats = np.where(spread > 1e-9, (n * xy - x * y) / np.where(spread > 1e-9, spread, 1.0), 0.0)
        return change

    return _drawn(groups, slope, "per ten years", "least squares; interval from drawing documents again")


def mean_change(changes: Sequence[tuple[str, float]]) -> Estimate | None:
    """The mean of changes by chain (chain, change), with its interval; None where there are too few chains."""
    groups = _moments([(root, 0.0, change) for root, change in changes])
    return _drawn(groups, _mean_of, "per renewal", "mean; interval from drawing chains again") if len(groups) >= _FEWEST else None


def mean_value(known: Sequence[tuple[str, float]]) -> Estimate | None:
    """The mean of values by document (group, value), with its interval; None where there are too few."""
    groups = _moments([(name, 0.0, value) for name, value in known])
    return _drawn(groups, _mean_of, "mean", "mean; interval from drawing documents again") if len(groups) >= _FEWEST else None


def _mean_of(total: Floats) -> Floats:
    value: Floats = total[..., 2] / np.maximum(total[..., 0], 1)
    return value


def _moments(rows: Iterable[tuple[str, float, float]]) -> Floats:
    """For each group of rows (group, x, y): their number and the sums of x, y, xx, xy."""
    groups: defaultdict[str, Floats] = defaultdict(lambda: np.zeros(5))
    for name, x, y in rows:
        groups[name] += (1.0, x, y, x * x, x * y)
    return np.array(list(groups.values()))


def _drawn(groups: Floats, statistic: Callable[[Floats], Floats], unit: str, basis: str) -> Estimate:
    """A statistic with its 90 % interval: groups are drawn again with replacement (Efron and Tibshirani 1993)."""
    value = float(statistic(groups.sum(0)))
    if len({round(float(each), 9) for each in groups[:, 2] / groups[:, 0]}) == 1:
        # all are alike: drawing again would show a certainty that so few cannot give, so the share that may have changed unseen is told
        unseen = SMALLEST_STEP * (1 - (1 - LEVEL) ** (1 / len(groups)))
        low, high = round(value - unseen, 4), round(value + unseen, 4)
        return Estimate(round(value, 4), Nature.MODELLED, unit, low, high, LEVEL, "all alike; interval from what so few could miss")
    drawn = np.random.default_rng(_SEED).multinomial(len(groups), np.full(len(groups), 1 / len(groups)), _DRAWS)
    low, high = np.quantile(statistic(drawn @ groups), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    low, high = min(float(low), value), max(float(high), value)
    return Estimate(round(value, 4), Nature.MODELLED, unit, math.floor(low * 1e4) / 1e4, math.ceil(high * 1e4) / 1e4, LEVEL, basis)


def sign_test(up: int, down: int) -> float | None:
    """The two-sided probability of a split so uneven were up and down as likely (Arbuthnott 1710); None where nothing changed.

    >>> round(sign_test(9, 5), 2), round(sign_test(20, 8), 3)
    (0.42, 0.036)
    """
    n, k = up + down, min(up, down)
    if not n:
        return None
    tail = float(sum(math.comb(n, i) for i in range(k + 1)) / 2**n)
    return min(1.0, 2.0 * tail)
