"""How often the true predecessor of a paragraph is found, beside the plainest methods, on later years than the weights were fitted on.

A paragraph of a renewal counts as found where one with the wording of its true predecessor is among the first *k*: the same sentence can
live in dozens of resolutions, and any of them is right. By itself, or in a draft that renews nothing, its very own words are right too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from demarche.model.evidence import Score
from demarche.subjects.texts.precedent.ranking import CANDIDATES, Weights, rank
from demarche.subjects.texts.precedent.trial import Case, Sample

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SOURCE = "Renewals in the Council (same item and cited) and the Assembly (same title), paragraphs aligned by words"


def precedent_scores(sample: Sample, weights: Weights, label: str = "") -> list[Score]:
    """The scorecard of a sample; `label` is put after the name of each figure."""
    rows: list[Score] = []
    for what, some in _bins(sample.in_draft):
        found = [case.place(weights) for case in some]
        plain = [case.plain.cited for case in some]
        rows.append(_share(f"found first{label}, {what}", found, 1, plain, "likeness, .2 more where cited"))
        rows.append(_share(f"found in five{label}, {what}", found, 5, plain, "likeness, .2 more where cited"))
        among = [0 if case.right.any() else CANDIDATES for case in some]
        rows.append(_share(f"candidates in 50{label}, {what}", among, CANDIDATES, [case.plain.index for case in some], "BM25"))
    for what, some in _bins(sample.alone) if sample.alone else ():
        found, plain = [case.place(weights) for case in some], [case.plain.likeness for case in some]
        rows.append(_share(f"found first, paragraph alone{label}, {what}", found, 1, plain, "likeness"))
        rows.append(_share(f"found in five, paragraph alone{label}, {what}", found, 5, plain, "likeness"))
    for what, cases in ((label, sample.in_draft), (f", paragraph alone{label}", sample.alone)):
        rows += presence_scores(cases, weights, what) if cases else []
    return rows


def _bins(cases: Sequence[Case]) -> tuple[tuple[str, list[Case]], ...]:
    carried = [case for case in cases if case.pair is not None]
    return ("all", carried), ("heavily rewritten", [case for case in carried if case.heavy])


def _share(name: str, found: Sequence[int], k: int, plain: Sequence[int], method: str) -> Score:
    shares = [round(sum(place < k for place in places) / len(places), 4) if places else float("nan") for places in (found, plain)]
    return Score(name, shares[0], "share", len(found), shares[1], method, SOURCE)


def presence_scores(cases: Sequence[Case], weights: Weights, label: str) -> list[Score]:
    """How well the probability of a precedent tells carried-over paragraphs from those that were new in their chain, and how far it is off.

    A paragraph that was new in its chain and is .7 alike to one elsewhere has a precedent all the same; it counts as one where the
    probability is judged.
    """
    known = [case for case in cases if len(case.right)]
    carried = np.array([case.pair is not None for case in known])
    told = np.array([rank(case.candidates, weights).probability for case in known])
    alike = np.array([case.candidates.likeness.max() for case in known])
    edited = np.array([case.pair is None or case.pair.likeness < 1 for case in known])
    rows = []
    for which, kept in (("", np.ones(len(known), bool)), (", identical ones left out", edited)):
        area, plain = (round(auroc(score[kept], carried[kept]), 4) for score in (told, alike))
        name = f"no precedent told from carried over{label}{which}"
        rows.append(Score(name, area, "AUROC", int(kept.sum()), plain, "highest likeness", SOURCE))
    there = np.array([case.has_precedent for case in known])
    brier, base = round(float(np.mean((told - there) ** 2)), 4), round(float(there.mean() * (1 - there.mean())), 4)
    rows.append(
        Score(f"probability of a precedent{label}", brier, "Brier score, lower is better", len(known), base, "base rate", SOURCE)
    )
    off = round(calibration_error(told, there), 4)
    rows.append(
        Score(f"probability of a precedent{label}", off, "calibration error, mean of ten bins", len(known), None, "", SOURCE)
    )
    return rows


def auroc(score: Floats, positive: NDArray[np.bool_]) -> float:
    """The chance that a positive case scores above a negative one, ties counted half (Hanley and McNeil 1982)."""
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    middle = (ends - (counts - 1) / 2)[inverse]
    yes, no = int(positive.sum()), int((~positive).sum())
    return float((middle[positive].sum() - yes * (yes + 1) / 2) / (yes * no)) if yes and no else float("nan")


def calibration_error(told: Floats, happened: NDArray[np.bool_]) -> float:
    """How far the probability is off, on average over ten bins of equal width, each weighed by its cases."""
    bins = np.minimum((told * 10).astype(int), 9)
    off = [abs(told[bins == n].mean() - happened[bins == n].mean()) * (bins == n).mean() for n in range(10) if (bins == n).any()]
    return float(sum(off))
