"""How good a probability was: log-loss, Brier score, calibration error, ranking by AUC and average precision.

Sources: Brier, *Monthly Weather Review* 78(1), 1950; Hanley and McNeil, *Radiology* 143(1), 1982 (the area as a rank statistic);
Naeini, Cooper and Hauskrecht, AAAI 2015 (expected calibration error over equal bins).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demarche.model.evidence import Score

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RangedScore(Score):
    """A figure with the middle 90 % of redrawn cases, from `low` to `high`, where they were redrawn."""

    low: float | None = None
    high: float | None = None


def log_loss(outcome: Floats, probability: Floats) -> float:
    """Mean negative log likelihood; lower is better."""
    p = np.clip(probability, 1e-4, 1 - 1e-4)
    return float(-(outcome * np.log(p) + (1 - outcome) * np.log(1 - p)).mean())


def brier(outcome: Floats, probability: Floats) -> float:
    """Mean squared distance between probability and outcome; lower is better."""
    return float(((outcome - probability) ** 2).mean())


def calibration_error(outcome: Floats, probability: Floats, bins: int = 10) -> float:
    """Mean distance between what was said and what happened over equal bins of probability, weighted by their cases."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    return float(
        sum((place == b).mean() * abs(outcome[place == b].mean() - probability[place == b].mean()) for b in np.unique(place))
    )


def auc(outcome: Floats, score: Floats) -> float:
    """Chance that a case that happened scores higher than one that did not; ties count half. NaN where one kind is missing."""
    positive = int(outcome.sum())
    negative = len(outcome) - positive
    if not positive or not negative:
        return float("nan")
    _, place, size = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(size) - (size - 1) / 2)[place]
    return float((rank[outcome > 0].sum() - positive * (positive + 1) / 2) / (positive * negative))


def average_precision(outcome: Floats, score: Floats) -> float:
    """Mean precision at each case that happened, from the highest score down; equal scores in the order given."""
    ranked = outcome[np.argsort(-score, kind="stable")]
    if not ranked.sum():
        return float("nan")
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked > 0].mean())


def precision_at(outcome: Floats, score: Floats, k: int) -> float:
    """Share of the `k` highest scores that happened; equal scores in the order given."""
    return float(outcome[np.argsort(-score, kind="stable")[:k]].mean())


def bootstrap_interval(
    measure: Callable[[Floats, Floats], float], outcome: Floats, probability: Floats, *, draws: int = 500, seed: int = 1
) -> tuple[float, float]:
    """The middle 90 % of a measure when the cases are drawn again."""
    generator = np.random.default_rng(seed)
    values = []
    for _ in range(draws):
        chosen = generator.integers(0, len(outcome), len(outcome))
        value = measure(outcome[chosen], probability[chosen])
        if not np.isnan(value):
            values.append(value)
    low, high = np.percentile(values, [5, 95])
    return float(low), float(high)
