"""Norms on access and protection: what a rule asks in our own words, whom it binds, and where it is read differently.

The wording that binds is the source's. A norm never says that someone broke it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from demarche.model.dossier import ConstraintCategory
from demarche.model.evidence import CuratedRow, Reference, UseError, known_references, read_references


class NormKind(StrEnum):
    """Where a norm draws its force from."""

    TREATY = "treaty"
    CUSTOMARY = "customary"
    COUNCIL = "council"


class ConflictType(StrEnum):
    """The situations to which humanitarian law ties its rules. Which of them a situation is may itself be argued."""

    INTERNATIONAL = "international"
    OCCUPATION = "occupation"
    NON_INTERNATIONAL = "non-international"


class Theme(StrEnum):
    """What a norm is about, in the field's usual headings."""

    ACCESS = "access"
    RELIEF = "relief"
    STARVATION = "starvation"
    SURVIVAL_OBJECTS = "survival objects"
    MEDICAL_CARE = "medical care"
    HUMANITARIAN_PERSONNEL = "humanitarian personnel"
    CIVILIANS = "civilians"
    DISPLACEMENT = "displacement"
    THIRD_STATES = "third States"
    ARMS = "arms"
    SANCTIONS = "sanctions"
    MISSING = "missing persons"
    DETAINEES = "detainees"
    CHILDREN = "children"
    SCHOOLS = "schools"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a contested norm is read: who holds it (States, bodies, authors by function), what, and where."""

    holder: str
    reading: str
    references: tuple[Reference, ...]

    @property
    def known_from(self) -> dt.date:
        """The day from which this reading could be cited."""
        return min(r.date or dt.date.min for r in self.references)


@dataclass(frozen=True, slots=True)
class LaterNote:
    """What changed about a norm after it was made, and from which day that was known."""

    known_from: dt.date
    note: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Norm:
    """A rule that speaks to access or protection.

    `source_text` is the article, rule or paragraph; `rule` says it shortly in our own words; `binds` names the addressees and
    `conflicts` the situations; `since` is the day from which it can be cited. `contested` holds the readings that differ.
    """

    id: str
    title: str
    kind: NormKind
    source_text: str
    rule: str
    binds: tuple[str, ...]
    conflicts: tuple[ConflictType, ...]
    categories: tuple[ConstraintCategory, ...]
    themes: tuple[Theme, ...]
    since: dt.date
    references: tuple[Reference, ...]
    treaty: str = ""
    contested: tuple[Reading, ...] = ()
    later: tuple[LaterNote, ...] = ()

    def known_on(self, day: dt.date) -> bool:
        """Whether the norm could be cited on `day`."""
        return self.since <= day

    def as_known_on(self, day: dt.date) -> Norm:
        """The norm with only those readings, notes and references that existed on `day`."""
        return replace(
            self,
            references=known_references(self.references, day),
            contested=tuple(
                replace(r, references=known_references(r.references, day)) for r in self.contested if r.known_from <= day
            ),
            later=tuple(n for n in self.later if n.known_from <= day),
        )


def read_norms(data: Mapping[str, object], where: str = "norms.toml") -> tuple[Norm, ...]:
    """Read the norms of a hand-kept file (`references`, `norm`); raises `UseError` for a row that is not as it must be."""
    known = read_references(data, where)
    norms = tuple(_read_norm(row, known) for row in CuratedRow(data, where).rows("norm"))
    ids = [norm.id for norm in norms]
    for norm_id in ids:
        if ids.count(norm_id) > 1:
            raise UseError(f"two norms are called “{norm_id}”.", where=where, next_step="Give one of them another id.")
    return norms


def _read_norm(row: CuratedRow, known: Mapping[str, Reference]) -> Norm:
    norm = Norm(
        id=row.text("id"),
        title=row.text("title"),
        kind=row.choice("kind", NormKind),
        source_text=row.text("source_text"),
        rule=row.text("rule"),
        binds=row.texts("binds"),
        conflicts=row.choices("conflicts", ConflictType),
        categories=row.choices("categories", ConstraintCategory),
        themes=row.choices("themes", Theme),
        since=row.required_day("since"),
        references=row.references(known),
        treaty=row.text("treaty", ""),
        contested=tuple(_read_reading(r, known) for r in row.rows("contested")),
        later=tuple(_read_later(r, known) for r in row.rows("later")),
    )
    row.done()
    if (norm.kind is NormKind.TREATY) != bool(norm.treaty):
        raise UseError("a treaty norm names its treaty, and only a treaty norm does.", where=row.where, next_step="Mend the row.")
    return norm


def _read_reading(row: CuratedRow, known: Mapping[str, Reference]) -> Reading:
    reading = Reading(row.text("holder"), row.text("reading"), row.references(known))
    row.done()
    return reading


def _read_later(row: CuratedRow, known: Mapping[str, Reference]) -> LaterNote:
    note = LaterNote(row.required_day("known_from"), row.text("note"), row.references(known))
    row.done()
    return note


def norms_for(
    categories: Iterable[ConstraintCategory],
    norms: Iterable[Norm],
    *,
    on: dt.date,
    conflicts: Iterable[ConflictType] = (),
    themes: Iterable[Theme] = (),
) -> tuple[Norm, ...]:
    """The norms that speak to any of the constraint `categories`, as known `on` a day, those that speak to most of them first.

    `conflicts` and `themes` narrow the answer where given: a norm stays if it shares one of each. Ties keep the order of the file.
    """
    wanted, kinds, about = set(categories), set(conflicts), set(themes)
    found = [
        norm
        for norm in norms
        if norm.known_on(on)
        and wanted & set(norm.categories)
        and (not kinds or kinds & set(norm.conflicts))
        and (not about or about & set(norm.themes))
    ]
    found.sort(key=lambda norm: -len(wanted & set(norm.categories)))
    return tuple(norm.as_known_on(on) for norm in found)
