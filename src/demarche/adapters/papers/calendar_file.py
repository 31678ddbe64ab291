"""Days in a calendar file that any calendar reads: whole-day entries in iCalendar (RFC 5545), with a warning some days before.

The file carries no clock and no name of who wrote it: the same entries on the same day give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from demarche.adapters.papers.paper import Words, plain
from demarche.adapters.papers.placing import write_whole

PRODUCT: Final = "-//Demarche//Calendar//EN"
LONGEST: Final = 75
"""Octets in a line; longer ones go on after a line break and a blank (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """A day, or the days to `until` with it, with a title and a note; `warn` is how many days before to say so, 0 for never.

    `key` names the entry from one file to the next, so that a calendar replaces it; without one its words do.
    """

    day: dt.date
    title: Words
    note: Words = ()
    until: dt.date | None = None
    place: Words = ()
    warn: int = 0
    key: str = ""


def to_ics(events: Sequence[Event], name: str, day: dt.date) -> str:
    """The calendar `name` as known on `day`, with lines as RFC 5545 wants them; entries keep their order."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(name)}"]
    for event in events:
        lines += _event(event, day)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def write_ics(events: Sequence[Event], name: str, day: dt.date, path: Path) -> None:
    """Write the calendar. Raises `Failure` where the file cannot be written."""
    write_whole(path, to_ics(events, name, day).encode())


def _event(event: Event, day: dt.date) -> Iterator[str]:
    title, note, place = plain(event.title).strip(), plain(event.note).strip(), plain(event.place).strip()
    last = event.until if event.until and event.until > event.day else event.day
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(event, title)}"
    yield f"DTSTAMP:{day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    if last < dt.date.max:
        yield f"DTEND;VALUE=DATE:{last + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(title)}"
    if note:
        yield f"DESCRIPTION:{_text(note)}"
    if place:
        yield f"LOCATION:{_text(place)}"
    yield "TRANSP:TRANSPARENT"
    if event.warn:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{event.warn}D", f"DESCRIPTION:{_text(title)}", "END:VALARM")
    yield "END:VEVENT"


def _uid(event: Event, title: str) -> str:
    named = event.key or f"{event.day}\n{event.until}\n{title}"
    return f"{hashlib.sha256(named.encode()).hexdigest()[:32]}@demarche"


def _text(words: str) -> str:
    """Words as a TEXT value: its signs escaped, line breaks spelled out, other control characters as blanks."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    joined = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(one if one == "\t" or (one >= " " and one != "\x7f") else " " for one in joined)


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none of which cuts a character in two."""
    piece, size = "", 0
    for one in line:
        width = len(one.encode())
        if size + width > LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + one, size + width
    yield piece
