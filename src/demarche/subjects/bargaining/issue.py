"""A question on a scale with the stated positions of those concerned: what each wants, how much it matters to it, what it can bring.

Positions are what is elicited with care: in 351 resolved cases the weights changed the forecast's mean error by less than one point
of a hundred, while the positions made it. Salience and capability are relative; only their proportions count.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from demarche.model.evidence import UseError


@dataclass(frozen=True, slots=True)
class Stance:
    """Where an actor stands on a question, in the units of the scale, with how much it matters to it and what it can bring to bear.

    `low` and `high` bound the position where it is not known to the point; `basis` says how it is known. Raises `UseError` for a
    salience or capability that is negative or no number, or a position outside its own range.
    """

    actor: str
    position: float
    salience: float = 1.0
    capability: float = 1.0
    low: float | None = None
    high: float | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        for name in ("salience", "capability"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value >= 0):
                raise UseError(f"The {name} {value:g} is not a number from 0 on.", where=self.actor)
        if not math.isfinite(self.position) or not self.least <= self.position <= self.most:
            raise UseError(
                f"The position {self.position:g} lies outside its own range {self.least:g}–{self.most:g}.", where=self.actor
            )

    @property
    def least(self) -> float:
        """The lowest position that it may hold."""
        return self.position if self.low is None else self.low

    @property
    def most(self) -> float:
        """The highest position that it may hold."""
        return self.position if self.high is None else self.high

    @property
    def weight(self) -> float:
        """Capability times salience: how much it brings to this question."""
        return self.capability * self.salience


@dataclass(frozen=True, slots=True)
class Issue:
    """One question with its scale, what the two ends mean, and who stands where.

    Raises `UseError` where the scale is empty, an actor stands there twice or outside the scale, or nobody's stance weighs anything.
    """

    id: str
    question: str
    stances: tuple[Stance, ...]
    low: float = 0.0
    high: float = 100.0
    low_means: str = ""
    high_means: str = ""

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise UseError(
                f"The scale runs from {self.low:g} to {self.high:g}.", where=self.id, next_step="Give a lower and a higher end."
            )
        actors = [stance.actor for stance in self.stances]
        for actor in actors:
            if actors.count(actor) > 1:
                raise UseError(f"“{actor}” has two stances.", where=self.id, next_step="Keep the latest one.")
        for stance in self.stances:
            if not self.low <= stance.least <= stance.most <= self.high:
                raise UseError(
                    f"The position of “{stance.actor}”, {stance.least:g}–{stance.most:g}, lies outside the scale"
                    f" {self.low:g}–{self.high:g}.",
                    where=self.id,
                    next_step="Correct the position or the scale.",
                )
        if not sum(stance.weight for stance in self.stances) > 0:
            raise UseError(
                "No stance weighs anything on this question.",
                where=self.id,
                next_step="Give at least one actor with a position and a salience above 0.",
            )

    @property
    def span(self) -> float:
        """The length of the scale."""
        return self.high - self.low

    def stance(self, actor: str) -> Stance:
        """The stance of an actor. Raises `UseError` where it has none."""
        for stance in self.stances:
            if stance.actor == actor:
                return stance
        known = ", ".join(stance.actor for stance in self.stances)
        raise UseError(f"“{actor}” has no stance on this question.", where=self.id, next_step=f"Stances: {known}.")
