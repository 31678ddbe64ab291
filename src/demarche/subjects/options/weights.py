"""Weights that nobody has fixed: drawn evenly from all that are possible, or from those that stated preferences leave.

Weights are at least nothing and add up to one. Without preferences every such vector is as likely as any other (the flat Dirichlet
distribution). Preferences narrow the region, never the evenness within it: bounds on single weights, and rankings of importance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from demarche.model.evidence import UseError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]

SCARCE = 2_000
"""Give up where fewer than one draw in so many satisfies the preferences: they all but contradict one another."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is known about the weights, by criterion id.

    `bounds`: the least and largest weight. `rankings`: tuples of ids from the more to the less important.
    """

    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    rankings: Sequence[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class WeightRegion:
    """The weights that preferences leave, over criteria in a fixed order: least and largest weight, and rankings as positions."""

    least: tuple[float, ...]
    most: tuple[float, ...]
    rankings: tuple[tuple[int, ...], ...] = ()

    @classmethod
    def of(cls, criteria: Sequence[str], preferences: Preferences) -> WeightRegion:
        """The region for these criteria. Raises `UseError` for an unknown id, a bound outside 0–1, or bounds that leave none."""
        place = {name: n for n, name in enumerate(criteria)}
        named = {*preferences.bounds, *(name for ranking in preferences.rankings for name in ranking)}
        for name in sorted(named - set(place)):
            raise UseError(f"There is no criterion “{name}”.", where="weights", next_step=f"Use one of: {', '.join(criteria)}.")
        least, most = [0.0] * len(criteria), [1.0] * len(criteria)
        for name, (low, high) in preferences.bounds.items():
            if not 0 <= low <= high <= 1:
                raise UseError(
                    f"The weight of “{name}” cannot lie between {low:g} and {high:g}.",
                    where="weights",
                    next_step="0 ≤ least ≤ most ≤ 1.",
                )
            least[place[name]], most[place[name]] = low, high
        if sum(least) > 1 + 1e-12 or sum(most) < 1 - 1e-12:
            raise UseError(
                f"No weights add up to one within these bounds (they allow {sum(least):g} to {sum(most):g}).",
                where="weights",
                next_step="Lower the least weights or raise the largest ones.",
            )
        return cls(tuple(least), tuple(most), tuple(tuple(place[name] for name in ranking) for ranking in preferences.rankings))

    def draw(self, size: int, random: np.random.Generator) -> Array:
        """`size` weight vectors, drawn evenly from the region (size × criteria). Raises `UseError` where hardly any is left."""
        import numpy as np

        least, most = np.array(self.least), np.array(self.most)
        found = np.empty((0, least.size))
        tried = 0
        while len(found) < size:
            kept_so_far = len(found) / tried if tried else 1.0
            batch = min(int(1.2 * (size - len(found)) / max(kept_so_far, 1.0 / SCARCE)) + 64, 200_000)
            weights = self._within_least(batch, random, least)
            kept = weights[(weights <= most + 1e-12).all(axis=1) & self._in_order(weights)]
            tried += batch
            found = np.concatenate([found, kept])
            if len(found) * SCARCE < tried:
                raise UseError(
                    "The bounds and rankings of the weights leave hardly any weights.",
                    where="weights",
                    next_step="Loosen one of them.",
                )
        return found[:size]

    def _within_least(self, size: int, random: np.random.Generator, least: Array) -> Array:
        """Even draws above the least weights; a ranking among equal least weights is met by sorting, which keeps the draw even."""
        import numpy as np

        free = np.array([low < high for low, high in zip(self.least, self.most, strict=True)])
        shares = random.standard_exponential((size, least.size)) * free
        drawn: Array = least + shares * ((1.0 - least.sum()) / np.maximum(shares.sum(axis=1, keepdims=True), 1e-300))
        ranked = [criterion for ranking in self.rankings for criterion in ranking]
        if len(set(ranked)) == len(ranked):
            for ranking in self.rankings:
                if len({self.least[c] for c in ranking}) == 1 and free[list(ranking)].all():
                    drawn[:, ranking] = -np.sort(-drawn[:, ranking], axis=1)
        return drawn

    def _in_order(self, weights: Array) -> Array:
        import numpy as np

        good = np.ones(len(weights), dtype=bool)
        for ranking in self.rankings:
            ranked = weights[:, ranking]
            good &= (ranked[:, :-1] >= ranked[:, 1:]).all(axis=1)
        return good

    def reach(self, criterion: int) -> tuple[float, float]:
        """The least and the largest value that one weight can take, given the bounds of the others."""
        low = max(self.least[criterion], 1.0 - (sum(self.most) - self.most[criterion]))
        high = min(self.most[criterion], 1.0 - (sum(self.least) - self.least[criterion]))
        return low, high
