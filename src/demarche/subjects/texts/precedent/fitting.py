"""Learning the weights from known precedents: a conditional logit over candidates, and a logistic for whether there is any.

McFadden, “Conditional logit analysis of qualitative choice behavior”, 1974: the chance that a candidate is the right one is its
exponential score beside that of all candidates of the same paragraph. Several candidates can be right (identical wording).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.texts.precedent.features import ALONE, IN_DRAFT
from demarche.subjects.texts.precedent.ranking import Weights, evidence
from demarche.subjects.texts.precedent.trial import Sample

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

RIDGE = 1.0


def fit_choice(names: Sequence[str], features: Sequence[Floats], right: Sequence[NDArray[np.bool_]]) -> dict[str, float]:
    """Fit the weight of each feature. One entry of `features` and of `right` for each paragraph.

    Paragraphs none or all of whose candidates are right teach nothing and are passed over. Raises `ValueError` where all are.
    """
    used = [n for n, each in enumerate(right) if each.any() and not each.all()]
    if not used:
        raise ValueError("no paragraph has both right and wrong candidates")
    table = np.vstack([features[n] for n in used])
    scale = np.where(table.std(0) > 1e-9, table.std(0), 1.0)
    design = table / scale
    chosen = np.concatenate([right[n] for n in used]).astype(float)
    sizes = np.array([len(right[n]) for n in used])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(used)), sizes)

    def loss(w: Floats) -> tuple[float, Floats]:
        score = design @ w
        odds = np.exp(score - np.maximum.reduceat(score, starts)[group])
        total, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * chosen, starts)
        slope = design.T @ (odds / total[group] - odds * chosen / good[group])
        return float(-np.log(good / total).sum() + RIDGE * w @ w), slope + 2 * RIDGE * w

    return dict(zip(names, (_minimum(loss, design.shape[1]) / scale).tolist(), strict=True))


def fit_presence(cases: Sequence[Mapping[str, float]], present: Sequence[bool]) -> dict[str, float]:
    """Fit the probability that there is a precedent, from what `ranking.evidence` says of each paragraph; with an `intercept`.

    Raises `ValueError` where there is no case, or where all ended alike.
    """
    if not cases or len(set(present)) < 2:
        raise ValueError("there is nothing to learn from cases that all ended alike")
    names = list(cases[0])
    table = np.array([[case[name] for name in names] for case in cases])
    mean, scale = table.mean(0), np.where(table.std(0) > 1e-9, table.std(0), 1.0)
    design = np.column_stack([(table - mean) / scale, np.ones(len(table))])
    sign = np.where(np.array(present), 1.0, -1.0)

    def loss(w: Floats) -> tuple[float, Floats]:
        margin = sign * (design @ w)
        penalised = np.append(w[:-1], 0.0)
        slope = -design.T @ (sign / (1 + np.exp(np.clip(margin, -35, 35))))
        return float(np.logaddexp(0, -margin).sum() + RIDGE * penalised @ penalised), slope + 2 * RIDGE * penalised

    w = _minimum(loss, design.shape[1])
    weights = w[:-1] / scale
    return dict(zip(names, weights.tolist(), strict=True)) | {"intercept": float(w[-1] - weights @ mean)}


def joined(samples: Iterable[Sample]) -> Sample:
    """Several samples as one."""
    kept = list(samples)
    return Sample(tuple(c for each in kept for c in each.in_draft), tuple(c for each in kept for c in each.alone))


def fit_weights(sample: Sample) -> Weights:
    """Fit all weights on the cases of a sample; a text of one or two paragraphs is no draft and counts among those alone.

    Raises `ValueError` where there is nothing to learn from: where all paragraphs were carried over, or none.
    """
    chosen = {}
    drafts = [case for case in sample.in_draft if case.candidates.in_draft]
    for names, own in ((IN_DRAFT, drafts), (ALONE, sample.alone)):
        taken = [case for case in own if case.has_precedent]
        chosen[names] = fit_choice(names, [case.candidates.features for case in taken], [case.origins for case in taken])
    first = Weights(chosen[IN_DRAFT], chosen[ALONE], {}, {})
    presence = []
    for own in (drafts, sample.alone):
        known = [case for case in own if len(case.right)]
        told = [evidence(case.candidates, case.order(first)) for case in known]
        presence.append(fit_presence(told, [case.has_precedent for case in known]))
    return Weights(first.in_draft, first.alone, *presence)


def _minimum(loss: object, size: int) -> Floats:
    """The weights of the lowest loss."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    found: Floats = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x
    return found
