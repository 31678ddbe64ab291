"""What the header, cover and foot of a document say, as they say it: nothing is decided here."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from demarche.adapters.sources.akoma_ntoso import NAMESPACE, Element, Voter, names_person, read_side, read_wording
from demarche.model.evidence import UseError, normal_symbol, read_date

_LANGUAGES = {"eng": "en", "fra": "fr", "spa": "es", "ara": "ar", "rus": "ru", "zho": "zh", "chi": "zh", "deu": "de", "ger": "de"}
_AGENDA = re.compile(r"^A/(?:E?S-)?\d+/(?:251|1|2)$")
_DAY = re.compile(r"\b(\d{1,2})\s+([A-Z][a-z]+)\s+(\d{4})\s*$")
_DRAFT = re.compile(r"\bA/(?:C\.\d/)?(?:E?S-)?\d+/L\.\d+(?:/Rev\.\d+)?")


@dataclass(slots=True)
class Header:
    """The statements of one document about itself, dates by the place that makes them.

    Places of a date: `foot` (the day of adoption printed under the text), `cover` (the title of the cover), `workflow`, `header`.
    """

    symbol: str = ""
    language: str = ""
    title: str | None = None
    committee: str | None = None
    dates: dict[str, dt.date] = field(default_factory=dict)
    agenda: list[str] = field(default_factory=list)
    subjects: list[tuple[str, str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    draft_symbol: str | None = None
    sponsors: str = ""
    later_sponsors: str = ""
    meeting: str | None = None
    outcome: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    voters: list[Voter] = field(default_factory=list)


def read_header(document: Element) -> Header:
    """Read a resolution, or what a collection of several has in common."""
    header = Header()
    header.symbol = normal_symbol(_text(document.find(f".//{NAMESPACE}docNumber[@refersTo='#symbol']")))
    language = document.find(f".//{NAMESPACE}FRBRlanguage")
    header.language = _LANGUAGES.get((language.get("language") or "").lower(), "") if language is not None else ""
    header.title = read_title(document)
    _cover(document, header)
    for classification in document.iter(f"{NAMESPACE}classification"):
        if classification.get("source") == "DHLAUTH":
            for place, keyword in enumerate(classification.iter(f"{NAMESPACE}keyword"), 1):
                _keyword(keyword, f"keyword[{place}]", header)
    for step in document.iter(f"{NAMESPACE}step"):
        _step(step, header)
    voting = document.find(f".//{NAMESPACE}voting")
    if voting is not None:
        header.outcome = voting.get("outcome") or None
        for count in voting.iter(f"{NAMESPACE}count"):
            side = read_side(count)
            if side.vote:
                header.counts |= {side.vote: side.stated} if side.stated is not None else {}
                header.voters += side.voters
            else:
                header.left_out.append(("voting", f"A side of the vote that is not known: {count.get('refersTo')}."))
    return header


def read_title(document: Element) -> str | None:
    """The title above the text, or the first of them."""
    return _text(document.find(f"{NAMESPACE}preface//{NAMESPACE}docTitle")) or None


def _cover(document: Element, header: Header) -> None:
    """Agenda items, committee, and the days that cover and foot print."""
    for inline in document.iter(f"{NAMESPACE}inline"):
        named = _text(inline).rstrip(".")
        if inline.get("name") == "agenda item name" and named and named not in header.agenda:
            header.agenda.append(named)
    proponent = document.find(f".//{NAMESPACE}docProponent")
    if proponent is not None:
        found = re.search(r"\b(First|Second|Third|Fourth|Fifth|Sixth) Committee\b", _text(proponent))
        spelled = re.match(r"#(first|second|third|fourth|fifth|sixth)Committee", proponent.get("refersTo") or "")
        name = found[1] if found else spelled[1].capitalize() if spelled else ""
        header.committee = f"{name} Committee" if name else None
    _date(document.find(f".//{NAMESPACE}FRBRWork/{NAMESPACE}FRBRdate"), "header", header)
    foot = document.find(f".//{NAMESPACE}docDate[@refersTo='#adoptionDate']")
    _date(foot, "foot", header)
    printed = _DAY.search(_text(document.find(f"{NAMESPACE}coverPage//{NAMESPACE}docTitle")).replace("\u00a0", " "))
    if printed:
        try:
            header.dates["cover"] = read_date(" ".join(printed.groups()))
        except UseError:
            header.left_out.append(("cover", "The cover's title ends in no day."))


def _date(element: Element | None, place: str, header: Header) -> None:
    """Note the day that an element states; a day before the United Nations is a blank."""
    printed = (element.get("date") or "")[:10] if element is not None else ""
    try:
        day = dt.date.fromisoformat(printed)
    except ValueError:
        return
    if day.year >= 1945:
        header.dates[place] = day


def _keyword(keyword: Element, place: str, header: Header) -> None:
    """A subject or agenda item in the library's own words; the automatic keywords stand in other blocks."""
    dictionary, term = keyword.get("dictionary") or "", " ".join((keyword.get("showAs") or "").split())
    if dictionary not in {"UNBIS Thesaurus", "DHLAUTH"} and not _AGENDA.match(dictionary):
        return
    if names_person(term):
        header.left_out.append((place, "A subject that is the name of a person."))
    elif term:
        header.subjects.append((term, dictionary, place))


def _step(step: Element, header: Header) -> None:
    """One step of the document's way: the draft, later sponsors, the outcome."""
    outcome, by, record = step.get("outcome") or "", " ".join((step.get("by") or "").split()), step.get("as") or ""
    if outcome == "draftResolution":
        draft = _DRAFT.search(record)
        header.draft_symbol, header.sponsors = draft[0] if draft else None, by
    elif outcome == "draftResolutionAdditionalSponsors":
        header.later_sponsors = by
    elif outcome == "adopted":
        header.meeting = normal_symbol(record) if "/PV." in record else None
        _date(step, "workflow", header)


def _text(element: Element | None) -> str:
    """The words of an element; empty where there is none."""
    return read_wording(element).text if element is not None else ""
