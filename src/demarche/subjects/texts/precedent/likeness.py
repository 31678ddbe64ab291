"""How alike two wordings are: the longest common subsequence of their words.

`likeness = 2 * common / (words of one + words of the other)`, from 0 to 1: 1 is the same words in the same order. Above .9 an edit
is light, from .7 to .9 moderate, from .4 to .7 heavy; below .4 two paragraphs are taken for different ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

LIGHT, MODERATE, HEAVY = 0.9, 0.7, 0.4


def likenesses(signs: Sequence[str], others: Sequence[str]) -> Matrix:
    """The likeness of each of `signs` to each of `others`, both as the signs of an `Alphabet`."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    if not signs or not others:
        return np.zeros((len(signs), len(others)), np.float32)
    found: Matrix = cdist(signs, others, scorer=Indel.normalized_similarity, dtype=np.float32)
    return found


def grade(likeness: float) -> str:
    """What kind of edit lies between two wordings: identical, light, moderate, heavy, or none that can be told (different)."""
    if likeness >= 1.0:
        return "identical"
    return "light" if likeness >= LIGHT else "moderate" if likeness >= MODERATE else "heavy" if likeness >= HEAVY else "different"
