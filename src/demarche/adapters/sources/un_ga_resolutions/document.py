"""One file of the archive to its documents: facts settled, paragraphs read, a collection of several resolutions taken apart."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from demarche.adapters.sources.akoma_ntoso import NAMESPACE, Element, Row, Voter, read_body, read_markup
from demarche.adapters.sources.un_ga_resolutions.header import Header, read_header, read_title
from demarche.adapters.sources.un_ga_resolutions.layout import Entry, Symbol, read_symbol
from demarche.model.evidence import Audit, Failure

_RANK = ("foot", "cover", "workflow", "header")
_SIDES = ("yes", "no", "abstain")
_TALLY = re.compile(r"\b(\d{1,3})-(\d{1,3})-(\d{1,3})\b")


@dataclass(slots=True)
class Document:
    """A resolution with everything that its tables hold; names of members are still as printed."""

    symbol: Symbol
    language: str
    file: str
    reissued: bool = False
    date: dt.date | None = None
    title: str | None = None
    agenda_item: str | None = None
    committee: str | None = None
    draft_symbol: str | None = None
    meeting: str | None = None
    outcome: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    voters: tuple[Voter, ...] = ()
    sponsors: str = ""
    later_sponsors: str = ""
    subjects: list[tuple[str, str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def read_documents(entry: Entry, content: bytes, audit: Audit) -> list[Document]:
    """Read one file. Raises `Failure` where it is no resolution in the publisher's markup."""
    root, mended = read_markup(content, entry.place)
    whole = root.find(f"{NAMESPACE}statement")
    collection = root.find(f"{NAMESPACE}documentCollection")
    if whole is None and collection is None:
        raise Failure("The document is not in the publisher's markup: it has no statement.", where=entry.place)
    if mended:
        audit.note("markup_mended", entry.place, "Tags were closed under another name; put right without touching the text.")
    header = read_header(whole if whole is not None else collection)
    symbol = _symbol(entry, header, audit)
    language = _language(entry, header, audit)
    facts = _facts(Document(symbol, language, entry.place, entry.reissued), header, audit if language == "en" else Audit())
    if whole is not None:
        return [_with_rows(facts, whole, audit)]
    return [
        _with_rows(part, statement, audit)
        for statement in root.iterfind(f"{NAMESPACE}components//{NAMESPACE}statement")
        if (part := _part(facts, statement, audit)) is not None
    ]


def _symbol(entry: Entry, header: Header, audit: Audit) -> Symbol:
    """The symbol on the cover, else that of the file's name. Raises `Failure` where they name different resolutions."""
    named, printed = read_symbol(entry.symbol), read_symbol(header.symbol)
    if named is None:
        raise Failure(f"The name says {entry.symbol}, which is no symbol of the Assembly.", where=entry.place)
    if printed is None:
        audit.note("symbol_recovered", entry.place, f"The cover has no symbol; the file's name says {named}.")
        return named
    if (printed.session, printed.number) != (named.session, named.number):
        step = "Report this file to the publisher."
        raise Failure(f"The cover says {printed}, the file's name {named}.", where=entry.place, next_step=step)
    if printed != named:
        audit.note("symbol_differs", entry.place, f"The file's name says {named}; the cover says {printed}, which is used.")
    return printed


def _language(entry: Entry, header: Header, audit: Audit) -> str:
    """The language that the header states, else that of name and folder."""
    if header.language and header.language != entry.language:
        audit.note("language_differs", entry.place, f"Name or folder say {entry.language}; the header says {header.language}.")
    return header.language or entry.language


def _facts(document: Document, header: Header, audit: Audit) -> Document:
    """Title, agenda, day, meeting, outcome, vote, sponsors and subjects."""
    for place, detail in header.left_out:
        audit.note("left_out", f"{document.file}#{place}", detail)
    counts = _counts(document.file, header, audit)
    return replace(
        document,
        date=_date(document.file, header, audit),
        title=header.title,
        agenda_item=" | ".join(header.agenda) or None,
        committee=header.committee,
        draft_symbol=header.draft_symbol,
        meeting=header.meeting,
        outcome=header.outcome,
        counts=counts,
        voters=tuple({voter.name: voter for voter in reversed(header.voters)}.values())[::-1],
        sponsors=header.sponsors,
        later_sponsors=header.later_sponsors,
        subjects=header.subjects,
    )


def _date(file: str, header: Header, audit: Audit) -> dt.date | None:
    """The day of adoption: what most places say; where they are even, the place nearest to the text."""
    said = header.dates
    days = [said[place] for place in _RANK if place in said]
    if not days:
        audit.note("date_missing", file, "No place in the document says its day.")
        return None
    counted = Counter(days)
    chosen = next(day for day in days if counted[day] == max(counted.values()))
    if differing := {place: day for place, day in said.items() if day != chosen}:
        spelled = ", ".join(f"{place} {day}" for place, day in differing.items())
        audit.note("date_differs", file, f"{chosen} is used, as most places say; but {spelled}.")
    return chosen


def _counts(file: str, header: Header, audit: Audit) -> dict[str, int]:
    """The votes of each side as stated, else as listed; none where there was no vote."""
    said = _TALLY.search(header.outcome or "")
    spelled = dict(zip(_SIDES, map(int, said.groups()), strict=True)) if said else {}
    if not header.voters and not header.counts:
        return spelled
    listed = Counter(voter.vote for voter in header.voters)
    stated = {side: header.counts.get(side, spelled.get(side, 0)) for side in _SIDES}
    if any(stated[side] != listed[side] for side in _SIDES):
        audit.note(
            "counts_differ",
            file,
            f"Counts say {'-'.join(str(stated[side]) for side in _SIDES)}, lists "
            f"{'-'.join(str(listed[side]) for side in _SIDES)}; the counts are used.",
        )
    return stated


def _part(facts: Document, statement: Element, audit: Audit) -> Document | None:
    """One resolution of a collection: the letter above it makes its symbol, its own title stands after the common one."""
    number = statement.find(f"{NAMESPACE}preface//{NAMESPACE}docNumber")
    letter = "".join("".join(number.itertext()).split()) if number is not None else ""
    if not re.fullmatch("[A-Z]", letter):
        audit.note("part_left_out", facts.file, "A resolution of a collection has no letter above it.")
        return None
    own = read_title(statement)
    title = f"{facts.title}: {own}" if own and facts.title and own != facts.title else own or facts.title
    return replace(facts, symbol=replace(facts.symbol, letters=letter), title=title, rows=[])


def _with_rows(document: Document, statement: Element, audit: Audit) -> Document:
    """The document with its paragraphs."""
    body = read_body(statement, "operative", english=document.language == "en")
    for kind, place, detail in body.remarks:
        audit.note(kind, f"{document.file}#{place}", detail)
    return replace(document, rows=body.rows)
