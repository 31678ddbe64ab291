"""The compromise model: the mean of the stated positions, weighted by capability times salience, and what each actor's move would shift.

After Achen (2006), “Institutional realism and bargaining models”, in Thomson and others (eds.), *The European Union Decides*,
Cambridge University Press: it stands near the Nash bargaining solution where nobody can do without an agreement. It has no dynamics
and earned the least error of what was tried on 351 resolved questions of the European Union (`scorecard`).

The mean is linear, so every lever is exact: if an actor moved by one unit, the mean would move by that actor's share of the weight.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.subjects.bargaining.issue import Issue, Stance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

DRAWS = 20_000


@dataclass(frozen=True, slots=True)
class Lever:
    """What one actor's stance does to the weighted mean, exactly.

    `share` is its part of the whole weight, and what the mean shifts for one unit of its own move. `pull` is how far it draws the
    mean towards itself (share times its distance). `at_low` and `at_high` are the mean if it stood at an end of the scale,
    `without` the mean if it stayed out; empty where nobody else weighs anything.
    """

    stance: Stance
    share: float
    pull: float
    at_low: float
    at_high: float
    without: float | None


def compromise(issue: Issue) -> float:
    """The weighted mean of the positions, in the units of the scale."""
    total = math.fsum(stance.weight for stance in issue.stances)
    return math.fsum(stance.weight * stance.position for stance in issue.stances) / total


def plain_mean(issue: Issue) -> float:
    """The mean of the positions, everybody counted alike."""
    return math.fsum(stance.position for stance in issue.stances) / len(issue.stances)


def plain_median(issue: Issue) -> float:
    """The middle position, everybody counted alike; halfway between the two in the middle of an even number."""
    ordered = sorted(stance.position for stance in issue.stances)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def spread(issue: Issue) -> float:
    """The weighted standard deviation of the positions around their weighted mean: how far apart the actors stand."""
    centre = compromise(issue)
    total = math.fsum(stance.weight for stance in issue.stances)
    return math.sqrt(math.fsum(s.weight * (s.position - centre) ** 2 for s in issue.stances) / total)


def levers(issue: Issue) -> tuple[Lever, ...]:
    """Every actor's lever, the heaviest first."""
    outcome = compromise(issue)
    total = math.fsum(stance.weight for stance in issue.stances)
    found = []
    for stance in issue.stances:
        share = stance.weight / total
        rest = [other for other in issue.stances if other is not stance]
        left = math.fsum(other.weight for other in rest)
        without = math.fsum(other.weight * other.position for other in rest) / left if left > 0 else None
        found.append(
            Lever(
                stance,
                share,
                share * (stance.position - outcome),
                outcome + share * (issue.low - stance.position),
                outcome + share * (issue.high - stance.position),
                without,
            )
        )
    return tuple(sorted(found, key=lambda lever: (-lever.share, lever.stance.actor)))


def if_moved(issue: Issue, actor: str, position: float) -> float:
    """The weighted mean if one actor stood elsewhere. Raises `UseError` where the actor has no stance."""
    stance = issue.stance(actor)
    total = math.fsum(other.weight for other in issue.stances)
    return compromise(issue) + stance.weight / total * (position - stance.position)


def from_ranges(issue: Issue, *, draws: int = DRAWS, seed: int = 1, level: float = 0.8) -> tuple[float, float]:
    """Between which values the mean lies in the middle share `level` of draws, positions drawn evenly from their own ranges.

    This tells what your own uncertainty about positions does. It is not the method's error, which is far larger (`honest_band`).
    """
    import numpy as np

    stances = sorted(issue.stances, key=lambda stance: stance.actor)
    low = np.array([stance.least for stance in stances])
    high = np.array([stance.most for stance in stances])
    weight = np.array([stance.weight for stance in stances])
    if (low == high).all():
        outcome = compromise(issue)
        return outcome, outcome
    random = np.random.Generator(np.random.SFC64(seed))
    positions = low + (high - low) * random.random((draws, len(stances)))
    found: Array = positions @ (weight / weight.sum())
    first, last = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return float(first), float(last)
