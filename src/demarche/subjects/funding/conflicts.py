"""Where two publishers give different requirements for one plan: both are shown, neither is picked.

Measured on the tables of February 2026: of 860 plans with a requirement in both, 43 differ by more than 0.1 per cent: 6 of one
country, all of the running year, and 37 of several, whose rows by country leave out what is not assigned to a country.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from demarche.subjects.funding.plans import Definition, Figure, Plan

TOLERANCE = 0.001
"""Share of the plan total below which two requirements count as the same: rounding."""


class ConflictKind(StrEnum):
    """Which sort of plan the figures disagree about. The two are never counted together."""

    ONE_COUNTRY = "one country"
    SEVERAL_COUNTRIES = "several countries"


@dataclass(frozen=True, slots=True)
class FigureConflict:
    """Two requirements of one plan that differ: both figures, and by what share the first lies above or below the second."""

    plan: Plan
    kind: ConflictKind
    figures: tuple[Figure, Figure]
    difference: float

    @property
    def words(self) -> str:
        """The conflict in words, with both figures, their definitions and days."""
        both = " · ".join(
            f"{f.value:,.0f} US$ ({f.definition}; {f.source.publisher}, as of {f.as_of.isoformat()})" for f in self.figures
        )
        why = (
            "The plan covers several countries; amounts that are not assigned to one are missing from the rows by country."
            if self.kind is ConflictKind.SEVERAL_COUNTRIES
            else "The plan covers one country; one of the two may have been revised after the other was published."
        )
        return f"{self.plan.name}: {both}. They differ by {self.difference:+.1%}. {why}"


@dataclass(frozen=True, slots=True)
class RequirementCheck:
    """How many plans had a requirement in both tables, and which of them disagree."""

    compared: dict[ConflictKind, int]
    conflicts: tuple[FigureConflict, ...]

    def of(self, kind: ConflictKind) -> tuple[FigureConflict, ...]:
        """The conflicts of one kind."""
        return tuple(c for c in self.conflicts if c.kind is kind)


def check_requirements(plans: Iterable[Plan], tolerance: float = TOLERANCE) -> RequirementCheck:
    """Compare the requirement of each plan in both tables where both are above zero; the widest gap comes first."""
    compared = dict.fromkeys(ConflictKind, 0)
    conflicts = []
    for plan in plans:
        rows, whole = plan.figure(Definition.COUNTRY_ROWS), plan.figure(Definition.REVISED)
        if rows is None or whole is None or rows.value <= 0 or whole.value <= 0:
            continue
        kind = ConflictKind.SEVERAL_COUNTRIES if plan.multi_country else ConflictKind.ONE_COUNTRY
        compared[kind] += 1
        difference = rows.value / whole.value - 1
        if abs(difference) > tolerance:
            conflicts.append(FigureConflict(plan, kind, (rows, whole), difference))
    conflicts.sort(key=lambda c: (-abs(c.difference), c.plan.code))
    return RequirementCheck(compared, tuple(conflicts))
