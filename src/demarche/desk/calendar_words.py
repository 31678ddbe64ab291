"""A calendar of windows in words: one row a window, and what the figures beside the ends rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from demarche.model.dossier import Sensitivity
from demarche.model.evidence import spell_date

if TYPE_CHECKING:
    from demarche.desk.calendar_ahead import CalendarLine, RenewalRecord

CALENDAR_HEADER = ("day", "opens", "closes", "kind", "what", "about", "forum", "rule of decision", "basis", "history", "note")


def calendar_rows(lines: Sequence[CalendarLine]) -> list[tuple[str, ...]]:
    """One row a line under `CALENDAR_HEADER`; days as YYYY-MM-DD."""
    return [
        (
            line.day.isoformat(),
            line.opens.isoformat(),
            line.closes.isoformat(),
            str(line.kind),
            line.what,
            line.about,
            line.forum_name,
            line.rule,
            basis_of(line),
            history_of(line),
            note_of(line),
        )
        for line in lines
    ]


def basis_of(line: CalendarLine) -> str:
    """Symbol and paragraph, or the title of the page it rests on."""
    return ", ".join(part for part in (line.basis.symbol or line.basis.title, line.basis.locator) if part)


def history_of(line: CalendarLine) -> str:
    """What history says of such an end, in a few words; empty where it says nothing."""
    if line.renewed_share is None:
        return ""
    return f"{line.renewed_share:.0%} renewed in time, median {line.median_days_before:g} days before"


def history_note(history: RenewalRecord) -> str:
    """What the figures beside the ends rest on."""
    if history.share is None or history.median_days_before is None:
        return "No term of at least sixty days had ended by this day, so nothing is said of renewals."
    return (
        f"Of {history.count:,} ends of terms of at least sixty days up to {spell_date(history.until)}, {history.share:.0%} were renewed in the "
        f"thirty days before or on the day after; the median renewal came {history.median_days_before:g} days before the end. "
        "What was renewed before is no promise that this will be."
    )


def note_of(line: CalendarLine) -> str:
    """What is assumed, which dossier records it, and how far it may travel."""
    parts = [line.note, f"Recorded in the dossier {line.dossier}." if line.dossier else ""]
    if line.sensitivity is not Sensitivity.PUBLIC:
        parts.append(f"{line.sensitivity.capitalize()}.")
    return " ".join(part for part in parts if part)
