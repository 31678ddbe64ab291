"""The honest band around a forecast: wide enough that four of five resolved questions would have come out within it.

It is one weighted standard deviation of the stated positions to either side, at least a fifth of the scale, cut at the ends of the
scale. A band of one width for all questions covers as many overall, but only two in three of those on which the actors stand far
apart. The figures that the band earned are recomputed by `demarche check lens`.
"""

from __future__ import annotations

from dataclasses import dataclass

from demarche.subjects.bargaining.compromise import compromise, spread
from demarche.subjects.bargaining.issue import Issue

LEVEL = 0.8
LEAST = 0.2
"""The least half-width, as a share of the scale."""

SCOPE = (
    "Methods of this kind were scored on consensual bargaining only (351 questions in laws of the European Union, 1996–2019). Nothing"
    " validates them where force is used or threatened."
)


@dataclass(frozen=True, slots=True)
class Band:
    """Where the outcome is to be looked for, in the units of the scale, and the share of resolved questions that such bands held."""

    low: float
    high: float
    level: float = LEVEL


def half_width(issue: Issue) -> float:
    """Half the width of the band before it is cut at the ends of the scale."""
    return max(spread(issue), LEAST * issue.span)


def honest_band(issue: Issue) -> Band:
    """The band around the weighted mean of an issue."""
    outcome, half = compromise(issue), half_width(issue)
    return Band(max(issue.low, outcome - half), min(issue.high, outcome + half))
