"""What one actor could use with another, dimension by dimension, each with its figures, dates, sources and who depends on whom.

There is no sum and no index: a review of the field found no straightforward indicator of diplomatic influence, and capacity is
not influence. Dimensions for which nothing is recorded are named too, so that a reader sees the difference between "none"
and "not known here".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from demarche.model.evidence import UseError
from demarche.subjects.ties.dimensions import DIMENSION_NOTES, Dimension, DimensionNote
from demarche.subjects.ties.strength import Strength, strength_of
from demarche.subjects.ties.tie import Contradiction, Tie, contradictions, ties_on


@dataclass(frozen=True, slots=True)
class Hold:
    """One tie that could be used, with the parts of its strength.

    `reversed` marks a tie that runs the other way: the target has that hold on the state.
    """

    tie: Tie
    strength: Strength
    reversed: bool


@dataclass(frozen=True, slots=True)
class DimensionLeverage:
    """All that is recorded in one dimension, strongest first; `contradictions` are left standing."""

    note: DimensionNote
    holds: tuple[Hold, ...]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def dimension(self) -> Dimension:
        """The dimension."""
        return self.note.dimension


@dataclass(frozen=True, slots=True)
class Leverage:
    """What `state` could use with `target` on a day. `silent` lists dimensions of which no source here says anything."""

    state: str
    target: str
    on: dt.date
    dimensions: tuple[DimensionLeverage, ...]
    silent: tuple[DimensionNote, ...]


def leverage(state: str, target: str, ties: Iterable[Tie], on: dt.date) -> Leverage:
    """What `state` could use with `target` on `on`, in both directions, in the order of the dimensions.

    Ties of other pairs are ignored; ties that may not be used on the day are left out (`ties_on`). Raises `UseError` where both
    are one actor.
    """
    if state == target:
        raise UseError("Ties are between two different actors.", where=state, next_step="Name the other actor.")
    usable = ties_on((tie for tie in ties if {tie.source, tie.target} == {state, target}), on)
    lines = []
    silent = []
    for dimension, note in DIMENSION_NOTES.items():
        here = [tie for tie in usable if tie.dimension is dimension]
        if not here:
            silent.append(note)
            continue
        holds = [Hold(tie, strength_of(tie, on), reversed=tie.source == target and not tie.mutual) for tie in here]
        holds.sort(key=lambda hold: (hold.reversed, -hold.strength.product))
        lines.append(DimensionLeverage(note, tuple(holds), contradictions(here)))
    return Leverage(state, target, on, tuple(lines), tuple(silent))
