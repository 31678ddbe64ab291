"""A calendar of windows as a calendar file and a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from demarche.adapters.papers import Cell, Event, Removed, Sheet, describe, refuse_leaks, words, write_ics, write_xlsx
from demarche.desk.calendar_ahead import CalendarAhead, CalendarLine
from demarche.desk.calendar_words import CALENDAR_HEADER, calendar_rows, history_note, history_of, note_of
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import spell_date

_SHEET_HEADER = (*CALENDAR_HEADER, "source")


@dataclass(frozen=True, slots=True)
class WrittenCalendar:
    """The files written, and how many openings of dossiers were kept out of them because their readers may not see them."""

    files: tuple[Path, ...]
    kept_out: int


def save_calendar(found: CalendarAhead, folder: Path, *, audience: Sensitivity = Sensitivity.PUBLIC) -> WrittenCalendar:
    """Write `windows-DATE.ics` and `windows-DATE.xlsx` with what a reader cleared for `audience` may see.

    Raises `Failure` where a file cannot be written, or where words of an opening that is kept out stand in another line; then
    nothing is written.
    """
    kept = [line for line in found.lines if line.sensitivity.readable_at(audience)]
    removed = [
        Removed(f"{line.dossier} openings", line.sensitivity, line.what)
        for line in found.lines
        if not line.sensitivity.readable_at(audience)
    ]
    refuse_leaks("\n".join(" ".join(row) for row in calendar_rows(kept)), removed)
    # names of files travel by mail and on sticks: letters without their marks
    spelled = unicodedata.normalize("NFKD", f"{found.situation} {found.forum}".casefold()).encode("ascii", "ignore").decode()
    named = "-".join(re.findall(r"\w+", spelled)[:8])
    stem = f"windows-{found.on}{f'-{named}' if named else ''}"
    ics, xlsx = folder / f"{stem}.ics", folder / f"{stem}.xlsx"
    write_ics([_event(line) for line in kept], _title(found), found.on, ics)
    write_xlsx(_sheets(found, kept), xlsx)
    return WrittenCalendar((ics, xlsx), len(removed))


def _title(found: CalendarAhead) -> str:
    about = ", ".join(part for part in (found.situation, found.forum) if part)
    return f"Windows{f': {about}' if about else ''}"


def _event(line: CalendarLine) -> Event:
    """A whole-day entry; its key holds what the entry is, so that a later calendar replaces it rather than adding another."""
    about = f" ({line.about})" if line.about else ""
    told = [line.rule and f"Rule of decision: {line.rule}", f"Basis: {describe(line.basis)}", history_of(line), note_of(line)]
    if line.basis.locator:
        told[1] += f" {line.basis.locator[0].upper()}{line.basis.locator[1:]}."
    key = "|".join(
        (str(line.kind), line.forum, line.day.isoformat(), line.what, line.basis.symbol, line.basis.locator, line.dossier)
    )
    return Event(
        line.day,
        words(f"{line.what}{about}"),
        words("\n".join(part for part in told if part)),
        line.closes if line.closes > line.day else None,
        words(line.forum_name),
        key=key,
    )


def _sheets(found: CalendarAhead, kept: Sequence[CalendarLine]) -> list[Sheet]:
    rows: list[tuple[Cell, ...]] = [
        (line.day, line.opens, line.closes, *row[3:], describe(line.basis))
        for line, row in zip(kept, calendar_rows(kept), strict=True)
    ]
    about = [
        f"From {spell_date(found.on)} to {spell_date(found.last)}, as known on {spell_date(found.on)}.",
        history_note(found.history),
        "A report that falls due decides nothing by itself; the rule beside it is that of the forum that hears it.",
        *found.notes,
    ]
    return [Sheet("Windows", _SHEET_HEADER, tuple(rows)), Sheet("About", (_title(found),), tuple((line,) for line in about))]
