"""What the header and cover of a document say, as they say it: nothing is decided here."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from demarche.adapters.sources.akoma_ntoso import NAMESPACE, Element, Voter, names_person, read_side, read_wording
from demarche.model.evidence import UseError, normal_symbol, read_date

_LANGUAGES = {"eng": "en", "fra": "fr", "spa": "es", "ara": "ar", "rus": "ru", "zho": "zh", "chi": "zh"}
_KEPT = {"UNBIS Thesaurus", "DHLAUTH"}


@dataclass(slots=True)
class Header:
    """The statements of one document about itself, dates and symbols by the place that makes them.

    Places of a date: `printed` and `issue` on the cover, `cover` (the machine-readable twin of `printed`), `header`, `workflow`.
    """

    symbols: dict[str, str] = field(default_factory=dict)
    dates: dict[str, dt.date] = field(default_factory=dict)
    blank_dates: list[str] = field(default_factory=list)
    language: str = ""
    title: str | None = None
    agenda: list[str] = field(default_factory=list)
    subjects: list[tuple[str, str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    draft_symbol: str | None = None
    sponsors: str = ""
    later_sponsors: str = ""
    outcome_kind: str = ""
    outcome: str | None = None
    record: str | None = None
    meeting_on_cover: str = ""
    chapter_vii: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    voters: list[Voter] = field(default_factory=list)


def read_header(statement: Element) -> Header:
    """Read the header (`meta`), cover and preface of a document."""
    header = Header()
    _identification(statement, header)
    for place, keyword in enumerate(statement.iter(f"{NAMESPACE}keyword"), 1):
        _keyword(keyword, f"keyword[{place}]", header)
    for step in statement.iter(f"{NAMESPACE}step"):
        _step(step, header)
    for count in statement.iter(f"{NAMESPACE}count"):
        _count(count, header)
    meeting = statement.find(f".//{NAMESPACE}inline[@name='adoptionMeeting']")
    header.meeting_on_cover = _text(meeting)
    return header


def _identification(statement: Element, header: Header) -> None:
    """Symbols, dates and language."""
    number = statement.find(f".//{NAMESPACE}docNumber[@refersTo='#symbol']")
    if _text(number):
        header.symbols["cover"] = normal_symbol(_text(number))
    work = statement.find(f".//{NAMESPACE}FRBRWork")
    address = work.find(f"{NAMESPACE}FRBRuri") if work is not None else None
    if address is not None and (found := re.search(r"/(\d+)-(\d{4})/?$", address.get("value") or "")):
        header.symbols["address"] = f"S/RES/{found[1]} ({found[2]})"
    _date(work.find(f"{NAMESPACE}FRBRdate") if work is not None else None, "header", header)
    language = statement.find(f".//{NAMESPACE}FRBRlanguage")
    header.language = _LANGUAGES.get((language.get("language") or "").lower(), "") if language is not None else ""
    for place, name in (("#adoptionDate", "cover"), ("#dateOfIssuance", "issue")):
        element = statement.find(f".//{NAMESPACE}docDate[@refersTo='{place}']")
        _date(element, name, header)
        if name == "cover" and (printed := _printed_day(_text(element))):
            header.dates["printed"] = printed


def _date(element: Element | None, place: str, header: Header) -> None:
    """Note the day that an element states; a day before the United Nations is a blank."""
    printed = (element.get("date") or "")[:10] if element is not None else ""
    try:
        day = dt.date.fromisoformat(printed)
    except ValueError:
        return
    if day.year < 1945:
        header.blank_dates.append(place)
    else:
        header.dates[place] = day


def _printed_day(printed: str) -> dt.date | None:
    """The day in words such as `24 June 2005`; None where they are no day."""
    try:
        return read_date(printed)
    except UseError:
        return None


def _keyword(keyword: Element, place: str, header: Header) -> None:
    """Title, agenda item, or a subject from the library's own dictionaries; automatic keywords are passed over."""
    dictionary, term = keyword.get("dictionary") or "", " ".join((keyword.get("showAs") or "").split())
    if dictionary == "DHL" and keyword.get("refersTo") == "title":
        header.title = header.title or term or None
    elif dictionary not in _KEPT and not dictionary.startswith("S/"):
        return
    elif not term:
        header.left_out.append((place, f"A subject of {dictionary} has a code and no words: {keyword.get('value')}."))
    elif names_person(term):
        header.left_out.append((place, "A subject that is the name of a person."))
    else:
        term = term.removesuffix(".") if dictionary == "S/" else term
        if dictionary == "S/" and term not in header.agenda:
            header.agenda.append(term)
        header.subjects.append((term, dictionary, place))


def _step(step: Element, header: Header) -> None:
    """One step of the document's way: the draft, later sponsors, the outcome."""
    outcome, by = step.get("outcome") or "", " ".join((step.get("by") or "").split())
    record = normal_symbol(step.get("as") or "") or None
    if outcome == "draftResolution":
        header.draft_symbol, header.sponsors = record, by
    elif outcome == "draftResolutionAdditionalSponsors":
        header.later_sponsors = by
    else:
        header.outcome_kind, header.outcome, header.record = outcome, by or None, record
        header.chapter_vii = step.get("refersTo") == "Chapter VII"
        _date(step, "workflow", header)


def _count(count: Element, header: Header) -> None:
    """One side of the vote: how many, and who."""
    side = read_side(count)
    if not side.vote:
        header.left_out.append(("voting", f"A side of the vote that is not known: {count.get('refersTo')}."))
        return
    if side.stated is not None:
        header.counts[side.vote] = side.stated
    header.voters += side.voters


def _text(element: Element | None) -> str:
    """The words of an element; empty where there is none."""
    return read_wording(element).text if element is not None else ""
