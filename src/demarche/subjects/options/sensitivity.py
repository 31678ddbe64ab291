"""What would change the first place: each weight and each rating moved to its bound, one at a time, and the count taken again.

Every move is judged on the same draws, so that what differs is the move and not the luck. A weight moves while the others keep
their proportions; without bounds that asks "what if this counted for nothing" and "what if only this counted". A rating moves to
the end of its own interval: the fact that, once known to be so, would put another option first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from demarche.subjects.options.acceptability import Comparison
from demarche.subjects.options.entry_point import Better, Criterion

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

DRAWS = 5_000
EQUAL = 1e-12
"""Values and shares that differ by no more than this are held to be equal."""


class Moved(StrEnum):
    """What was moved."""

    WEIGHT = "weight"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class Change:
    """One move to a bound that puts another option first.

    `moved_to` is in the criterion's own unit for a rating (of `option`), a share for a weight. `share` is how often the new leader
    then comes first; `leader_share` how often the old one still does.
    """

    moved: Moved
    criterion: str
    option: str
    moved_to: float
    new_leader: str
    share: float
    leader_share: float


@dataclass(frozen=True, slots=True)
class WhatWouldChange:
    """The present leader with its share of first places, the moves that would unseat it (surest first), and how many were tried."""

    leader: str
    share: float
    changes: tuple[Change, ...]
    tried: int


def what_would_change(comparison: Comparison, *, draws: int = DRAWS, seed: int = 1) -> WhatWouldChange:
    """Which single weight or rating, moved to its bound, would put another option first. Computed, move by move."""
    import numpy as np

    stream = np.random.SeedSequence([seed, 2])
    weights, ratings = _draws(comparison, draws, stream)
    values = np.einsum("nij,nj->ni", ratings, weights)
    shares = _shared_firsts(values).mean(axis=0)
    leader = min(range(len(comparison.options)), key=lambda i: (-shares[i], comparison.options[i]))
    changes: list[Change] = []
    tried = 0
    for moved, option, criterion, moved_to, after in (
        *_weights_moved(comparison, weights, ratings),
        *_ratings_moved(comparison, weights, ratings, values),
    ):
        tried += 1
        new = int(after.argmax())
        if after[new] > after[leader] + EQUAL:
            names = comparison.options
            changes.append(
                Change(
                    moved,
                    criterion.id,
                    option,
                    moved_to,
                    names[new],
                    float(after[new]),
                    float(after[leader]),
                )
            )
    changes.sort(key=lambda change: (-(change.share - change.leader_share), change.moved, change.criterion, change.option))
    return WhatWouldChange(comparison.options[leader], float(shares[leader]), tuple(changes), tried)


Move = tuple[Moved, str, Criterion, float, "Array"]


def _draws(comparison: Comparison, draws: int, stream: Any) -> tuple[Array, Array]:
    import numpy as np

    random = np.random.Generator(np.random.SFC64(stream))
    weights = comparison.region.draw(draws, random)
    width = comparison.high - comparison.low
    return weights, comparison.low + width * random.random((draws, *width.shape))


def _shared_firsts(values: Array) -> Array:
    """Who comes first in each draw (draws × options); those that come first together share it."""
    first = values >= values.max(axis=1, keepdims=True) - EQUAL
    shared: Array = first / first.sum(axis=1, keepdims=True)
    return shared


def _weights_moved(comparison: Comparison, weights: Array, ratings: Array) -> Iterator[Move]:
    import numpy as np

    for j, criterion in enumerate(comparison.criteria):
        for bound in sorted(set(comparison.region.reach(j))):
            rest = 1.0 - weights[:, j : j + 1]
            moved = weights * ((1.0 - bound) / np.maximum(rest, 1e-12))
            moved[:, j] = bound
            yield Moved.WEIGHT, "", criterion, bound, _shared_firsts(np.einsum("nij,nj->ni", ratings, moved)).mean(axis=0)


def _ratings_moved(comparison: Comparison, weights: Array, ratings: Array, values: Array) -> Iterator[Move]:
    import numpy as np

    if len(comparison.options) == 1:
        return
    for i, option in enumerate(comparison.options):
        others = values.copy()
        others[:, i] = -np.inf
        to_beat = others.max(axis=1)
        rivals = _shared_firsts(others)
        together = 1.0 / (1.0 + 1.0 / rivals.max(axis=1))
        for j, criterion in enumerate(comparison.criteria):
            low, high = comparison.low[i, j], comparison.high[i, j]
            for bound in (low, high) if low < high else ():
                lead = values[:, i] + weights[:, j] * (bound - ratings[:, i, j]) - to_beat
                mine = np.where(lead > EQUAL, 1.0, np.where(lead < -EQUAL, 0.0, together))
                after = (1.0 - mine) @ rivals / len(mine)
                after[i] = mine.mean()
                yield Moved.RATING, option, criterion, _in_own_unit(criterion, bound), after


def _in_own_unit(criterion: Criterion, position: float) -> float:
    along = 1.0 - position if criterion.direction is Better.LESS else position
    return criterion.low + along * (criterion.high - criterion.low)
