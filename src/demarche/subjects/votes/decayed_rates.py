"""How often something happened before a day, recent cases counting more: the only memory that the vote models have.

Each count uses strictly earlier days; of what happened on the day itself, and later, nothing is seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def combine(*codes: Ints) -> Ints:
    """One whole number for each distinct tuple of codes, so that several things together make one key."""
    key = np.zeros(len(codes[0]), np.int64)
    for code in codes:
        low = int(code.min(initial=0))
        key = key * (int(code.max(initial=0)) - low + 1) + (code - low)
    return np.unique(key, return_inverse=True)[1].astype(np.int64)


def counts_before(key: Ints, day: Ints, value: Floats, weight: Floats, half_life: float) -> tuple[Floats, Floats]:
    """For every row: the decayed sum of `weight * value` and of `weight` over rows with the same key on strictly earlier days.

    `half_life` is in days: a case that old counts half. Rows of weight zero see but are not seen.

    >>> seen, n = counts_before(np.zeros(3, int), np.array([0, 0, 10]), np.array([1.0, 0.0, 1.0]), np.ones(3), 10.0)
    >>> seen.tolist(), n.tolist()
    ([0.0, 0.0, 0.5], [0.0, 0.0, 1.0])
    """
    order = np.lexsort((day, key))
    k, d = key[order], day[order]
    scale = np.exp2((d - d.max(initial=0)) / half_life)
    sums = []
    rows = np.arange(len(k))
    new_key = np.r_[True, k[1:] != k[:-1]] if len(k) else np.zeros(0, bool)
    new_day = new_key | (np.r_[True, d[1:] != d[:-1]] if len(k) else new_key)
    first_of_key = np.maximum.accumulate(np.where(new_key, rows, 0))
    first_of_day = np.maximum.accumulate(np.where(new_day, rows, 0))
    for each in (weight * value, weight):
        running = np.r_[0.0, np.cumsum(each[order] * scale)]
        before = (running[first_of_day] - running[first_of_key]) / scale
        back = np.empty_like(before)
        back[order] = np.maximum(before, 0.0)
        sums.append(back)
    return sums[0], sums[1]


def last_before(key: Ints, day: Ints, value: Floats, weight: Floats) -> Floats:
    """For every row: the value of the last row with the same key on an earlier day and a weight above zero; NaN where there is none."""
    seen = np.flatnonzero(weight > 0)
    order = seen[np.lexsort((day[seen], key[seen]))]
    k, d = key[order], day[order]
    place = _rank(k, d, key, day) - 1
    found = np.full(len(key), np.nan)
    ok = place >= 0
    ok[ok] &= k[place[ok]] == key[ok]
    found[ok] = value[order][place[ok]]
    return found


def _rank(sorted_key: Ints, sorted_day: Ints, key: Ints, day: Ints) -> Ints:
    """How many of the sorted (key, day) pairs come before each pair."""
    low = int(min(sorted_day.min(initial=0), day.min(initial=0)))
    span = int(max(sorted_day.max(initial=0), day.max(initial=0))) - low + 1
    return np.searchsorted(sorted_key * span + (sorted_day - low), key * span + (day - low), side="left").astype(np.int64)


def rate(counted: tuple[Floats, Floats], prior: Floats | float, strength: float) -> Floats:
    """A rate pulled towards `prior` as if `strength` more cases at that rate had been seen."""
    hits, n = counted
    shrunk: Floats = (hits + np.asarray(prior) * strength) / (n + strength)
    return shrunk


def logit(p: Floats, edge: float = 0.003) -> Floats:
    """Log odds, cut at `edge` so that a rate of nought stays finite."""
    cut = np.clip(p, edge, 1 - edge)
    odds: Floats = np.log(cut / (1 - cut))
    return odds
