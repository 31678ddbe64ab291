"""How alike two States vote: the share of roll calls on which both cast a vote and cast the same.

Source: the S of Signorino and Ritter, *International Studies Quarterly* 43(1), 1999, in its simplest form (equal weights): yes and
no are one apart, an abstention half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demarche.subjects.votes.ideal_points import RollCallMatrix


@dataclass(frozen=True, slots=True)
class Agreement:
    """`same` of `n` common votes were equal; `closeness` counts an abstention as half way, from 0 to 1. NaN where `n` is 0."""

    states: tuple[str, ...]
    same: NDArray[np.float64]
    closeness: NDArray[np.float64]
    n: NDArray[np.float64]


def agreement(votes: RollCallMatrix) -> Agreement:
    """Agreement of every pair at once, by matrix products: an entry [i, k] compares `states[i]` with `states[k]`."""
    kinds = [(votes.cast * (votes.choice == value)).astype(np.float32) for value in (1.0, 0.5, 0.0)]
    yes, abstain, no = kinds
    n = (votes.cast @ votes.cast.T).astype(np.float64)
    same = sum(k @ k.T for k in kinds).astype(np.float64)
    opposed = (yes @ no.T + no @ yes.T).astype(np.float64)
    half = ((yes + no) @ abstain.T + abstain @ (yes + no).T).astype(np.float64)
    with np.errstate(invalid="ignore"):
        return Agreement(votes.states, same / n, 1 - (opposed + 0.5 * half) / n, n)
