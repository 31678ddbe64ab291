"""What a calendar of windows is drawn from, and what a window is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from demarche.model.evidence import Reference
from demarche.subjects.forums.fixtures import Fixture
from demarche.subjects.forums.forum import Forum
from demarche.subjects.forums.mandates import Mandate
from demarche.subjects.forums.reports import ReportDue
from demarche.subjects.forums.validity import Granted


class WindowKind(StrEnum):
    """What opens."""

    EXPIRY = "expiry"
    REPORT = "report due"
    PRESIDENCY = "presidency"
    SEAT = "change of seats"
    FIXTURE = "fixture"
    VETO_DEBATE = "veto debate"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class AdoptedDocument:
    """What a row of an adopted text rests on: its symbol, title, item of the agenda and day of adoption."""

    symbol: str
    title: str
    agenda: str
    adopted: dt.date


@dataclass(frozen=True, slots=True)
class DatedReport:
    """A report due with the text that asks for it and the last days of that text's mandates, which bound a rhythm."""

    source: AdoptedDocument
    report: ReportDue
    ends: tuple[dt.date, ...] = ()

    @classmethod
    def of(cls, document: AdoptedDocument, report: ReportDue, mandates: Sequence[Mandate]) -> DatedReport:
        """Bound a report by the mandates of its own text: a panel's by the panel's, anyone else's by the others."""
        own = [m for m in mandates if m.symbol == document.symbol]
        asked_of_panel = report.by in {"Panel of Experts", "Group of Experts", "Monitoring Team", "Monitoring Group"}
        fitting = [m for m in own if (m.what is Granted.PANEL) == asked_of_panel] or own
        return cls(document, report, tuple(m.date for m in fitting))


@dataclass(frozen=True, slots=True)
class Presidency:
    """A member's month in the Council's chair."""

    member: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class SeatTerm:
    """A member's term on the Council; `known_from` is the day of its election, where known."""

    member: str
    begins: dt.date
    ends: dt.date | None = None
    known_from: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Veto:
    """A draft defeated by a permanent member's vote against."""

    draft: str
    date: dt.date
    agenda: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class DossierOpening:
    """An opening that a dossier records, with its reference."""

    forum: str
    what: str
    date: dt.date
    reference: Reference
    until: dt.date | None = None
    known_from: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """One opening. `forum` is the id of a forum; `basis` gives symbol and paragraph, or the page it rests on.

    `terms` are the words that tie it to a situation, the most telling first; none where it suits any. `rule` says what a decision
    takes there on that day, empty where the forum is not among those given. `confidence_note` says what is assumed.
    """

    forum: str
    kind: WindowKind
    opens: dt.date
    closes: dt.date
    what: str
    basis: Reference
    terms: tuple[str, ...] = ()
    rule: str = ""
    confidence_note: str = ""

    def speaks_of(self, terms: Sequence[str], not_terms: Sequence[str] = ()) -> bool:
        """Whether it belongs to a situation found by `terms`, namesakes in `not_terms` set aside; a window without terms suits any.

        The first of the window's own terms that names either decides: a title goes before an item of the agenda that covers
        several countries.
        """
        if not self.terms:
            return True
        for own in self.terms:
            without = own
            for namesake in not_terms:
                without = re.sub(rf"\b{re.escape(namesake)}\b", " ", without, flags=re.IGNORECASE)
            if any(re.search(rf"\b{re.escape(term)}\b", without, re.IGNORECASE) for term in terms):
                return True
            if without != own:
                return False
        return False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Everything that windows are drawn from; all parts may be empty."""

    mandates: Sequence[Mandate] = ()
    reports: Sequence[DatedReport] = ()
    presidencies: Sequence[Presidency] = ()
    seats: Sequence[SeatTerm] = ()
    vetoes: Sequence[Veto] = ()
    fixtures: Sequence[Fixture] = ()
    openings: Sequence[DossierOpening] = ()
    forums: Sequence[Forum] = ()
    holidays: frozenset[dt.date] = field(default_factory=frozenset)
