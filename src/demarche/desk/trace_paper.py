"""The line of a dossier as a paper: a section a constraint, a table of its stations, and its gaps, which are ours alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from demarche.adapters.papers import Block, Bullets, Heading, Paper, Paragraph, Span, Table, Words, words
from demarche.desk.handling import Handling
from demarche.desk.leaving import Leaving, both
from demarche.desk.spans import internal
from demarche.desk.tracing import Trace, TraceEntry, TraceLine, TraceStation, trace
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import spell_date
from demarche.subjects.follow_up import Gap, Station

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

MOST_ENTRIES: Final = 6
"""Entries of a station that the paper shows, the newest; the others are counted."""

_OURS: Final = frozenset({Station.MOVER, Station.ENGAGEMENT, Station.ESCALATION})
"""Stations that no leave-behind shows: whom we think could move whom, whom we met, and what we passed on."""


def trace_paper(found: Trace) -> Paper:
    """The trace as a paper; gaps are our own analysis and stay internal."""
    blocks: list[Block] = []
    for line in found.lines:
        blocks += _line(line)
    if not blocks:
        blocks.append(Paragraph(words("Nothing is recorded in this dossier whose day had come.")))
    return Paper(
        title=f"The line: {found.title}",
        subtitle=f"From what blocks to what was learned, as of {spell_date(found.on)}; nothing later is used.",
        blocks=tuple(blocks),
        day=found.on,
        marking="Internal",
        footer=f"{found.title}, {spell_date(found.on)}",
    )


def trace_leaving(
    workspace: Workspace, dossier_id: str, on: dt.date, *, constraint: str = "", audience: Sensitivity = Sensitivity.PUBLIC
) -> tuple[Trace, Leaving]:
    """The trace and both versions of its paper. Raises `UseError` like `trace`, and `Failure` like `both`."""
    own = trace(workspace, dossier_id, on, constraint=constraint, most=MOST_ENTRIES)

    def compose(shown: Workspace) -> Paper:
        lines = trace(shown, dossier_id, on, most=MOST_ENTRIES)
        kept = tuple(line for line in lines.lines if not constraint or line.what in {one.what for one in own.lines})
        return trace_paper(Trace(lines.dossier, lines.title, on, kept))

    return own, both(workspace, Handling(workspace, workspace.dossier(dossier_id), on), compose, audience)


def _line(line: TraceLine) -> list[Block]:
    blocks: list[Block] = [Heading(line.what, 1)]
    stations = [s for s in line.stations if s.entries and s.station is not Station.CONSTRAINT]
    first = next((s.entries[0] for s in line.stations if s.station is Station.CONSTRAINT and s.entries), None)
    if first is not None:
        about = first.text.removeprefix(line.what).strip(" ;()")
        said = [f"{about[:1].upper()}{about[1:]}." if about else "", f"Since {spell_date(first.day)}." if first.day else ""]
        if any(said):
            blocks.append(Paragraph(words(" ".join(part for part in said if part), Span("", first.references[:2]))))
    if stations:
        rows = [row for station in stations for row in _rows(station)]
        blocks.append(Table(("Station", "Day", "What", "Became of it"), tuple(rows), (2.4, 2.2, 8, 2.6)))
    if line.gaps:
        blocks += [Heading("Gaps", 2), Bullets(tuple(words(internal(_gap(gap))) for gap in line.gaps))]
    return blocks


def _rows(station: TraceStation) -> list[tuple[Words, ...]]:
    """The rows of a station; at some stations the very row is ours alone."""
    say = internal if station.station in _OURS else Span
    shown: Sequence[TraceEntry] = station.entries[-MOST_ENTRIES:]
    rows: list[tuple[Words, ...]] = [
        (
            words(say(str(station.station)) if number == 0 else ""),
            words(say(spell_date(entry.day)) if entry.day else ""),
            words(say(entry.text), Span("", entry.references[:1], say("").sensitivity, guarded=False)),
            words(say(entry.state)),
        )
        for number, entry in enumerate(shown)
    ]
    if station.count > len(shown):
        rows.append((words(""), words(""), words(say(f"{station.count - len(shown)} earlier ones")), words("")))
    return rows


def _gap(gap: Gap) -> str:
    about = f" “{gap.about}”" if gap.about else ""
    return f"{gap.station}{about}: {gap.what}."
