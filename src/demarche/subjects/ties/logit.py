"""A logistic regression with a small ridge, fitted by Newton's method: few features, many rows, the same answer every time.

Features are centred and scaled by their own mean and spread; the ridge is on the scaled coefficients, never on the constant. What
each feature adds to the log-odds of one row can be read off, which is what a reader is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

STEPS = 50
SMALLEST_STEP = 1e-9


@dataclass(frozen=True, slots=True)
class Logit:
    """A fitted regression: coefficients of the scaled features, the constant, and how features are scaled."""

    features: tuple[str, ...]
    coefficients: Array
    constant: float
    means: Array
    spreads: Array

    def adds(self, rows: Array) -> Array:
        """What each feature adds to the log-odds of each row (rows × features), against a row of mean features."""
        scaled: Array = (rows - self.means) / self.spreads
        return scaled * self.coefficients

    def log_odds(self, rows: Array) -> Array:
        """The log-odds of each row."""
        total: Array = self.adds(rows).sum(axis=1) + self.constant
        return total


def fit(features: Sequence[str], rows: Array, outcome: Array, ridge: float) -> Logit:
    """Fit the regression of `outcome` (0 or 1) on `rows` (rows × features).

    Raises `ValueError` where there is no row of either outcome, and so nothing to learn.
    """
    import numpy as np

    if not 0 < outcome.sum() < len(outcome):
        raise ValueError("a regression needs rows of both outcomes")
    means, spreads = rows.mean(axis=0), rows.std(axis=0)
    spreads = np.where(spreads > 0, spreads, 1.0)
    scaled = np.column_stack([np.ones(len(rows)), (rows - means) / spreads])
    penalty = np.full(scaled.shape[1], ridge)
    penalty[0] = 0.0
    weights = np.zeros(scaled.shape[1])
    weights[0] = np.log(outcome.mean() / (1 - outcome.mean()))
    loss = _loss(scaled, outcome, weights, penalty)
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(scaled @ weights, -35, 35)))
        slope = scaled.T @ (outcome - chance) - penalty * weights
        curvature = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.diag(penalty + 1e-12)
        step = np.linalg.solve(curvature, slope)
        # A full step can overshoot where outcomes are rare; half of it, and half again, until it helps.
        while (tried := _loss(scaled, outcome, weights + step, penalty)) > loss + 1e-9 and np.abs(step).max() > SMALLEST_STEP:
            step /= 2
        weights, loss = weights + step, tried
        if np.abs(step).max() < SMALLEST_STEP:
            break
    return Logit(tuple(features), weights[1:], float(weights[0]), means, spreads)


def _loss(scaled: Array, outcome: Array, weights: Array, penalty: Array) -> float:
    """Minus the log-likelihood, with the ridge."""
    import numpy as np

    odds = scaled @ weights
    return float(np.logaddexp(0.0, odds).sum() - (outcome * odds).sum() + (penalty * weights**2).sum() / 2)
