"""What a document is, when and how it was adopted: where its statements differ, decided by rule, each difference kept."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from demarche.adapters.sources.akoma_ntoso import Row
from demarche.adapters.sources.un_resolutions.header import Header
from demarche.adapters.sources.un_resolutions.layout import Entry
from demarche.model.evidence import Audit, Failure, normal_symbol, read_date
from demarche.model.evidence import UseError as NotADate

_RANK = ("opening", "printed", "cover", "workflow", "header", "issue")
_MEETING = re.compile(r"\b(\d{1,5})(?:st|nd|rd|th)\b[^,;]{0,40}?\bmeeting\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(\d{1,2})[\s\u00a0]*(January|February|March|April|May|June|July|August|September|October|November|December)[\s\u00a0]+(\d{4})"
)
_ITEM = re.compile(r"\bitem (?:entitled|titled)\s*[“\"‘'](.+?)[”\"’']\s*,?\s+(?:the President|following|and|after|$)", re.DOTALL)
_TALLY = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{1,2})\b(?:,\s*(\d{1,2}) (?:absent|not voting|non[- ]voting|did not))?")
_NO_VOTE = re.compile(r"without (?:a )?vote|acclamation", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the opening words of a presidential statement say: the meeting, the day, the agenda item."""

    meeting: str | None = None
    day: dt.date | None = None
    item: str | None = None


def settle_symbol(entry: Entry, header: Header, audit: Audit) -> str:
    """The symbol of a document: as its cover says, where the file's name does not contradict it.

    Raises `Failure` where neither says it.
    """
    printed = header.symbols.get("cover", "")
    named = entry.symbol
    if not printed:
        symbol = header.symbols.get("address", "") if entry.kind == "resolution" else ""
        symbol = symbol if symbol.startswith(named) else named
        if entry.kind == "resolution" and "(" not in symbol:
            what = "A document has no symbol on its cover, and its name does not say the year."
            raise Failure(what, where=entry.name, next_step="Report this file to the publisher.")
        audit.note("symbol_recovered", entry.name, f"The cover has no symbol; the file's name says {symbol}.")
        return symbol
    if printed == named or printed.startswith(f"{named} (") or (entry.kind == "corrigendum" and printed.startswith(named)):
        return printed
    agreed = entry.kind != "resolution" or "(" in named
    if not agreed:
        raise Failure(
            f"The cover says {printed}, the file's name {named}.", where=entry.name, next_step="Report this file to the publisher."
        )
    audit.note("symbol_differs", entry.name, f"The cover says {printed}; the file's name and place say {named}, which is used.")
    return named


def settle_language(entry: Entry, header: Header, audit: Audit) -> str:
    """The language of a document: what most of header, file name and folder say; the header where they are even."""
    said = [language for language in (header.language, entry.name_language, entry.folder_language) if language]
    chosen = Counter(said).most_common(1)[0][0] if said else "en"
    if len(set(said)) > 1:
        audit.note("language_differs", entry.name, f"Header, name and folder say {', '.join(said)}; {chosen} is used.")
    return chosen


def read_opening(rows: list[Row]) -> Opening:
    """Read the opening words of an English presidential statement."""
    for row in rows[:4]:
        day, meeting = _DAY.search(row.text), _MEETING.search(row.text)
        if not day or "President" not in row.text:
            continue
        try:
            spoken = read_date(" ".join(day.groups()))
        except NotADate:
            continue
        item = _ITEM.search(row.text)
        return Opening(f"S/PV.{meeting[1]}" if meeting else None, spoken, item[1].strip(" ,") if item else None)
    return Opening()


def settle_date(entry: Entry, header: Header, opening: Opening, audit: Audit) -> dt.date | None:
    """The day of adoption: what most places say; where they are even, the place nearest to the text.

    A statement was made on the day that its opening words say: its cover and header carry the day of a later reissue. A
    resolution was adopted on the day that its cover prints, where it was issued on the same day.
    """
    said = dict(header.dates)
    if opening.day:
        said["opening"] = opening.day
    days = [said[place] for place in _RANK if place in said]
    if not days:
        audit.note("date_missing", entry.name, "No place in the document says its day.")
        return None
    counted = Counter(days)
    most = max(counted.values())
    cover = said.get("printed") if said.get("printed") == said.get("issue") else None
    chosen = opening.day or cover or next(day for day in days if counted[day] == most)
    if header.blank_dates:
        where = ", ".join(place for place in _RANK if said.get(place) == chosen)
        audit.note(
            "date_recovered", entry.name, f"{', '.join(header.blank_dates)} has a blank date; {chosen} is used, from {where}."
        )
    differing = {place: day for place, day in said.items() if day != chosen and place != "issue"}
    if differing:
        basis = "the opening words" if opening.day else "the words of the cover" if cover else "most places"
        spelled = ", ".join(f"{place} {day}" for place, day in differing.items())
        audit.note(
            "date_differs",
            entry.name,
            f"{chosen} is used, as {basis} say; but {spelled}.",
        )
    return chosen


def settle_meeting(entry: Entry, header: Header, opening: Opening, audit: Audit) -> str | None:
    """The meeting record: that of the meeting which cover, opening and outcome name; none where members voted by mail."""
    named = [f"S/PV.{found[1]}" for text in (header.meeting_on_cover, header.outcome or "") if (found := _MEETING.search(text))]
    named += [opening.meeting] if opening.meeting else []
    record = header.record if header.record and "/PV." in header.record else None
    if not named:
        return record
    chosen = Counter(named).most_common(1)[0][0]
    if record and re.match(re.escape(chosen) + r"(?!\d)", record):
        return record
    if record or len(set(named)) > 1:
        audit.note(
            "meeting_differs",
            entry.name,
            f"The text says {chosen}, which is used; elsewhere {record or ', '.join(set(named) - {chosen})}.",
        )
    return chosen


def tally_of(outcome: str | None) -> tuple[int, int, int, int] | None:
    """The counts (yes, no, abstain, not voting) that an outcome spells out, as in `Adopted 14-0-1, 9655th meeting`."""
    found = _TALLY.search(outcome or "")
    return (int(found[1]), int(found[2]), int(found[3]), int(found[4] or 0)) if found else None


def without_vote(outcome: str | None) -> bool:
    """Whether an outcome says that there was no vote."""
    return bool(_NO_VOTE.search(outcome or ""))


def number_and_year(symbol: str, day: dt.date | None) -> tuple[int | None, int | None]:
    """The number and year in a symbol.

    >>> number_and_year("S/RES/9901 (2099)", None), number_and_year("S/PRST/2099/7", None)
    ((9901, 2099), (7, 2099))
    """
    if found := re.fullmatch(r"S/RES/(\d+) \((\d{4})\)", normal_symbol(symbol)):
        return int(found[1]), int(found[2])
    if found := re.match(r"S/(?:PRST/)?(\d{4})/(\d+)", symbol):
        return int(found[2]), int(found[1])
    return None, day.year if day else None
