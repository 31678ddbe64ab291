"""A figure that a method earned, beside what the plainest method earns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """One figure of a scorecard. `baseline` is what the plainest method earns on the same data, empty where there is none."""

    name: str
    value: float
    unit: str
    n: int
    baseline: float | None = None
    baseline_name: str = ""
    source: str = ""
