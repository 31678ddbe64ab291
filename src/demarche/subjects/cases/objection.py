"""What those who are asked often say against it, with a reply and the documented cases in which both were met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from demarche.model.dossier import ConstraintCategory
from demarche.model.evidence import CuratedRow, UseError
from demarche.subjects.cases.case import Case


class SaidBy(StrEnum):
    """Who tends to say it: one who decides, or another whose word is asked for."""

    DECIDER = "decider"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class UsualObjection:
    """An objection in our own words with its reply; without categories it is met whatever is blocked. `cases` are ids of cases."""

    id: str
    says: str
    reply: str
    by: SaidBy
    categories: tuple[ConstraintCategory, ...]
    cases: tuple[str, ...]

    def met_in(self, known: Iterable[Case]) -> tuple[Case, ...]:
        """Those of the given cases in which it was met, in the order of the file."""
        by_id = {case.id: case for case in known}
        return tuple(by_id[name] for name in self.cases if name in by_id)


def read_usual_objections(data: Mapping[str, object], where: str = "objections.toml") -> tuple[UsualObjection, ...]:
    """Read the catalogue (`objection`). Raises `UseError` for a row that is not as it must be."""
    found: dict[str, UsualObjection] = {}
    for row in CuratedRow(data, where).rows("objection"):
        one = UsualObjection(
            id=row.text("id"),
            says=row.text("says"),
            reply=row.text("reply"),
            by=row.choice("by", SaidBy),
            categories=row.choices("categories", ConstraintCategory),
            cases=row.texts("cases"),
        )
        row.done()
        if one.id in found or not one.cases:
            raise UseError(
                f"The objection “{one.id}” is there twice or names no case.", where=where, next_step="Mend the file of objections."
            )
        found[one.id] = one
    return tuple(found.values())


def usual_objections(
    objections: Iterable[UsualObjection], by: SaidBy, category: ConstraintCategory | None
) -> tuple[UsualObjection, ...]:
    """Those that one tends to hear from such an actor where this is blocked; those of the category before those of any."""
    fits = [o for o in objections if o.by is by and (not o.categories or category in o.categories)]
    return tuple(sorted(fits, key=lambda o: not o.categories))
