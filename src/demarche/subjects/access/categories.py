"""The nine kinds of access constraint, described in our own words, with what to ask about each and who usually decides.

The list is the one that access monitoring and severity work share (OCHA's monitoring framework, ACAPS' indicators); the
wording is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demarche.model.dossier import ConstraintCategory
from demarche.model.evidence import CuratedRow, Reference, UseError, read_references


@dataclass(frozen=True, slots=True)
class CategoryNote:
    """What a category means, what it looks like, what to find out about it, and the kinds of actor who usually decide."""

    category: ConstraintCategory
    meaning: str
    examples: tuple[str, ...]
    ask_about: str
    decided_by: tuple[str, ...]
    references: tuple[Reference, ...]


def read_categories(data: Mapping[str, object], where: str = "categories.toml") -> dict[ConstraintCategory, CategoryNote]:
    """Read the notes of a hand-kept file (`references`, `category`); raises `UseError` where one is missing or stands twice."""
    known = read_references(data, where)
    found: dict[ConstraintCategory, CategoryNote] = {}
    for row in CuratedRow(data, where).rows("category"):
        note = CategoryNote(
            category=row.choice("name", ConstraintCategory),
            meaning=row.text("meaning"),
            examples=row.texts("examples"),
            ask_about=row.text("ask_about"),
            decided_by=row.texts("decided_by"),
            references=row.references(known),
        )
        row.done()
        if note.category in found:
            raise UseError(f"“{note.category}” stands twice.", where=where, next_step="Keep one of the two.")
        found[note.category] = note
    missing = [category for category in ConstraintCategory if category not in found]
    if missing:
        raise UseError(f"“{missing[0]}” is not described.", where=where, next_step="Add a row for it.")
    return found
