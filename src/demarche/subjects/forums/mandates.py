"""Mandates, measures and authorisations: what a resolution sets, which of them are one thing, and what takes the place of what.

Two expiries belong to one chain where they name the same mission or the same founding resolution, or, for sanctions and panels,
where they stand under the same item of the agenda and that item is about one situation.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from demarche.subjects.forums.expiry import Expiry, ExpiryKind, TermStart
from demarche.subjects.forums.validity import Granted


@dataclass(frozen=True, slots=True)
class Mandate:
    """One expiry with the resolution that set it. `subjects` name the thing: missions (`UNMISS`), founding resolutions (`1591`)."""

    symbol: str
    adopted: dt.date
    paragraph: str
    date: dt.date
    what: Granted
    kind: ExpiryKind
    term_start: dt.date
    term_start_basis: TermStart
    final: bool
    title: str
    agenda: str
    subjects: frozenset[str] = field(default_factory=frozenset)

    @property
    def term_days(self) -> int:
        """How many days the term runs."""
        return (self.date - self.term_start).days


@dataclass(frozen=True, slots=True)
class Adoption:
    """What is needed of a resolution to know whether it renews a mandate; `cites` are numbers of resolutions its text names."""

    symbol: str
    adopted: dt.date
    title: str
    agenda: str = ""
    cites: frozenset[str] = field(default_factory=frozenset)


_NOT_MISSIONS = (
    "NATO|ECOWAS|IGAD|UNHCR|UNDP|UNICEF|UNESCO|UNODC|SADC|ECCAS|AUPSC|IAEA|OPCW|DPRK|ISIL|OSCE|UNCT|SRSG|PRST|ICTR|ICTY|ICGLR|AUHIP"
    "|UNMAS|WHO|MERCOSUR|CPLP|LPDF|FARC|SPLM|RSF|JVMM|JBVMM|UNSF|ASEAN|OCHA"
)
_ACRONYM = re.compile(rf"\b(?!(?:{_NOT_MISSIONS})\b)[A-Z]{{4,}}\b")
_RESOLUTION = re.compile(r"\b(\d{3,4})\s*\((?:19|20)\d\d\)")
_SAME_KIND = {
    Granted.MANDATE: "mission",
    Granted.AUTHORISATION: "mission",
    Granted.SANCTIONS: "measures",
    Granted.EXEMPTION: "measures",
    Granted.PANEL: "panel",
    Granted.APPOINTMENT: "appointment",
}
_SEVERAL_SITUATIONS = re.compile(r"middle east|\bafrica\b|sudan and south sudan|peace and security|sanctions|tribunal|\|")
_LEADING_WORDS = re.compile(r"^(?:the |letter dated .* )?(?:situation (?:in|concerning) )?(?:the )?", re.IGNORECASE)


def subjects_named(text: str) -> frozenset[str]:
    """The missions, by acronym, and the resolutions, by number, that some words name.

    >>> sorted(subjects_named("mandate of UNABC as set out in resolution 9876 (2031)"))
    ['9876', 'UNABC']
    """
    return frozenset(_ACRONYM.findall(text)) | frozenset(_RESOLUTION.findall(text))


def missions(subjects: frozenset[str]) -> frozenset[str]:
    """Those of the subjects that are missions."""
    return frozenset(subject for subject in subjects if not subject.isdigit())


def mandates_of(adoption: Adoption, expiries: Iterable[tuple[Expiry, str]]) -> list[Mandate]:
    """The mandates that a resolution sets, from its expiries with the words that set them (`expiries_of`).

    A clause that names no mission speaks of the one in the resolution's title.
    """
    found = []
    for expiry, words in expiries:
        subjects = subjects_named(words)
        if not missions(subjects):
            subjects |= missions(subjects_named(adoption.title))
        found.append(
            Mandate(
                adoption.symbol,
                adoption.adopted,
                expiry.paragraph,
                expiry.date,
                expiry.what,
                expiry.kind,
                expiry.term_start,
                expiry.term_start_basis,
                expiry.final,
                adoption.title,
                adoption.agenda,
                subjects,
            )
        )
    return found


@cache
def agenda_key(agenda: str) -> str:
    """The item of the agenda without its opening words and full stop, in lower case."""
    return _LEADING_WORDS.sub("", " ".join(agenda.split())).rstrip(".").lower()


def same_thing(one: Mandate, other: Mandate) -> bool:
    """Whether two expiries belong to one chain."""
    kind = _SAME_KIND[one.what]
    if kind != _SAME_KIND[other.what]:
        return False
    shared = one.subjects & other.subjects
    if kind == "mission":
        named = bool(missions(one.subjects)) + bool(missions(other.subjects))
        if named:
            return bool(missions(shared) if named == 2 else shared)
    item = agenda_key(one.agenda)
    return bool(shared) or (item == agenda_key(other.agenda) != "" and not _SEVERAL_SITUATIONS.search(item))


def supersedes(later: Mandate, earlier: Mandate) -> bool:
    """Whether `later`, set by a later resolution, takes the place of `earlier`."""
    if (later.adopted, later.symbol) <= (earlier.adopted, earlier.symbol) or later.symbol == earlier.symbol:
        return False
    return (later.date >= earlier.date or later.final) and same_thing(later, earlier)


def number_of(symbol: str) -> str:
    """The number in a resolution's symbol: `2736` of `S/RES/2736 (2024)`."""
    found = re.search(r"S/RES/(\d+)", symbol)
    return found.group(1) if found else symbol
