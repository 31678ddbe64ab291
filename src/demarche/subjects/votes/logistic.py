"""A small logistic regression whose every coefficient can be read: ridge penalty, weights, and errors robust to drafts that hang together.

Sources: Hoerl and Kennard, *Technometrics* 12(1), 1970 (the penalty); Liang and Zeger, *Biometrika* 73(1), 1986 (variance by clusters:
the fifteen votes on one draft are not fifteen independent cases).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_STEPS = 50


@dataclass(frozen=True, slots=True)
class Logistic:
    """Coefficients on standardised features, `mean` and `scale` to standardise by, and the covariance of the coefficients.

    `coefficients[0]` is the intercept.
    """

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    mean: Floats
    scale: Floats

    def standard(self, features: Floats) -> Floats:
        """Features as the coefficients see them; a missing value (NaN) counts as the mean of the training cases."""
        table: Floats = np.nan_to_num((features - self.mean) / self.scale, nan=0.0)
        return table

    def probability(self, features: Floats) -> Floats:
        """The probability of each row."""
        return _sigmoid(self.coefficients[0] + self.standard(features) @ self.coefficients[1:])

    def interval(self, features: Floats, z: float = 1.2816) -> tuple[Floats, Floats]:
        """Where the probability lies given how sure the coefficients are; `z` 1.2816 spans 80 %."""
        design = _with_one(self.standard(features))
        centre = design @ self.coefficients
        spread = z * np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", design, self.covariance, design), 0.0))
        return _sigmoid(centre - spread), _sigmoid(centre + spread)

    def contributions(self, features: Floats) -> Floats:
        """How far each feature moves the log odds of each row from those of an average case."""
        moved: Floats = self.standard(features) * self.coefficients[1:]
        return moved


def fit_logistic(
    names: tuple[str, ...],
    features: Floats,
    outcome: Floats,
    *,
    ridge: float,
    weight: Floats | None = None,
    cluster: Ints | None = None,
) -> Logistic:
    """Fit by Newton's method. `outcome` is 0 or 1; rows with the same `cluster` may depend on one another.

    Raises `ValueError` where there is no row, or where the outcome never varies.
    """
    if not len(outcome) or outcome.min() == outcome.max():
        raise ValueError("there is nothing to learn from cases that all ended alike")
    w = np.ones(len(outcome)) if weight is None else weight
    known = ~np.isnan(features)
    n = np.maximum(known.sum(0), 1)
    mean = np.where(known, features, 0.0).sum(0) / n
    scale = np.sqrt(np.where(known, (features - mean) ** 2, 0.0).sum(0) / n)
    scale = np.where(scale > 1e-9, scale, 1.0)
    design = _with_one(np.nan_to_num((features - mean) / scale, nan=0.0))
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 1e-6
    b = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        p = _sigmoid(design @ b)
        slope = design.T @ (w * (p - outcome)) + penalty * b
        curve = (design * (w * p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        b = b - np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-7:
            break
    p = _sigmoid(design @ b)
    bread = np.linalg.inv((design * (w * p * (1 - p))[:, None]).T @ design + np.diag(penalty))
    scores = design * (w * (outcome - p))[:, None]
    if cluster is not None:
        groups = np.unique(cluster, return_inverse=True)[1]
        totals = np.zeros((groups.max() + 1, design.shape[1]))
        np.add.at(totals, groups, scores)
        scores = totals
    return Logistic(names, b, bread @ (scores.T @ scores) @ bread, mean, scale)


def _with_one(table: Floats) -> Floats:
    return np.column_stack([np.ones(len(table)), table])


def _sigmoid(x: Floats) -> Floats:
    value: Floats = 1 / (1 + np.exp(-np.clip(x, -35, 35)))
    return value
