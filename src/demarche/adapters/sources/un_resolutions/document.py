"""One file of the archive to one document: its facts settled, its paragraphs read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from demarche.adapters.sources.akoma_ntoso import NAMESPACE, Row, Voter, read_body, read_markup
from demarche.adapters.sources.reading import split_sponsors
from demarche.adapters.sources.un_resolutions.header import Header, read_header
from demarche.adapters.sources.un_resolutions.layout import Entry
from demarche.adapters.sources.un_resolutions.settle import (
    Opening,
    read_opening,
    settle_date,
    settle_language,
    settle_meeting,
    settle_symbol,
)
from demarche.adapters.sources.un_resolutions.votes import Vote, settle_vote
from demarche.model.evidence import Audit, Failure

_SPOKEN = {"presidential_statement", "corrigendum"}

Lookups = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(slots=True)
class Document:
    """A document with everything that its tables hold; names of members are still as printed."""

    symbol: str
    kind: str
    language: str
    file: str
    date: dt.date | None = None
    title: str | None = None
    agenda_item: str | None = None
    draft_symbol: str | None = None
    meeting: str | None = None
    outcome: str | None = None
    vote: Vote = field(default_factory=Vote)
    chapter_vii: bool | None = None
    sponsors: list[str] = field(default_factory=list)
    later_sponsors: list[str] = field(default_factory=list)
    subjects: list[tuple[str, str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def voters(self) -> tuple[Voter, ...]:
        """The ballots, names as printed."""
        return self.vote.ballots


def read_document(entry: Entry, content: bytes, lookups: Lookups, audit: Audit) -> Document:
    """Read one file. Raises `Failure` where it is no document in the publisher's markup.

    What the header of a translation says of adoption and vote is read but not remarked upon: the English edition has the facts.
    """
    root, mended = read_markup(content, entry.name)
    statement = root.find(f"{NAMESPACE}statement")
    if statement is None:
        raise Failure("The document is not in the publisher's markup: it has no statement.", where=entry.name)
    if mended:
        audit.note("markup_mended", entry.name, "Tags were closed under another name; put right without touching the text.")
    header = read_header(statement)
    symbol = settle_symbol(entry, header, audit)
    if header.symbols.get("cover", symbol) != symbol:
        header = Header(language=header.language)
        audit.note("header_left_aside", entry.name, "The header speaks of another document; only its language is used.")
    language = settle_language(entry, header, audit)
    body = read_body(statement, "statement" if entry.kind in _SPOKEN else "operative", english=language == "en")
    for kind, place, detail in body.remarks:
        audit.note(kind, f"{entry.name}#{place}", detail)
    document = Document(symbol, entry.kind, language, entry.name, rows=body.rows)
    _facts(document, entry, header, lookups, audit if language == "en" else Audit())
    return document


def _facts(document: Document, entry: Entry, header: Header, lookups: Lookups, audit: Audit) -> None:
    """Title, agenda, day, meeting, outcome, Chapter VII, vote, sponsors and subjects."""
    opening = read_opening(document.rows) if document.language == "en" and entry.kind in _SPOKEN else Opening()
    document.date = settle_date(entry, header, opening, audit)
    document.title = header.title
    document.agenda_item = " | ".join(header.agenda) or opening.item
    document.draft_symbol = entry.symbol if entry.kind == "draft_not_adopted" else header.draft_symbol
    document.meeting = settle_meeting(entry, header, opening, audit)
    document.outcome = header.outcome
    if entry.kind == "resolution":
        document.chapter_vii = _chapter_vii(document, header, audit)
    document.vote = settle_vote(entry.name, header, lookups["members"], audit)
    document.sponsors = split_sponsors(header.sponsors, lookups["sponsors"])
    document.later_sponsors = split_sponsors(header.later_sponsors, lookups["sponsors"])
    document.subjects = header.subjects
    for place, detail in header.left_out:
        audit.note("subject_left_out", f"{entry.name}#{place}", detail)


def _chapter_vii(document: Document, header: Header, audit: Audit) -> bool | None:
    """Whether the publisher marks the resolution as adopted under Chapter VII; nothing where the text says so and no mark does."""
    if header.chapter_vii:
        return True
    acting = any(row.section == "preambular" and _acts_under_seven(row.text) for row in document.rows)
    acting = acting or any(row.section == "operative" and _acts_under_seven(row.text[:200]) for row in document.rows)
    if acting and document.language == "en":
        audit.note("chapter_vii_not_marked", document.file, "A paragraph acts under Chapter VII; the publisher does not mark it.")
        return None
    return False if header.outcome_kind else None


def _acts_under_seven(text: str) -> bool:
    """Whether a paragraph opens by acting under Chapter VII or one of its articles on measures."""
    opening = " ".join(text.split()[:12]).lower()
    return "acting under" in opening and ("chapter vii" in opening or "article 4" in opening or "chapters vi" in opening)
