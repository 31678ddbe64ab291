"""Answers about votes as tables: on a screen, in Word, as a web page or text, and as a spreadsheet, all from the same rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.model.evidence import Reference, UseError

if TYPE_CHECKING:
    from demarche.adapters.papers import Cell, Paper, Sheet

FORMS = (".xlsx", ".docx", ".html", ".txt")
WIDE_FROM = 6
"""Columns from which pages lie on their long side."""


@dataclass(frozen=True, slots=True)
class VoteSheet:
    """A table with its name, header, rows and notes below; made without what writes papers, which a screen has no need of."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteTables:
    """An answer: title, the line under it, what to read first, tables, notes below, sources, and how it is marked where it is internal."""

    title: str
    subtitle: str
    day: dt.date
    lead: tuple[str, ...]
    sheets: tuple[VoteSheet | Sheet, ...]
    notes: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    marking: str = ""


def save_tables(tables: VoteTables, path: Path) -> Path:
    """Write the answer in the form that the file's ending names.

    Raises `UseError` for an ending that is not known, and `Failure` where the file cannot be written.
    """
    from demarche.adapters.papers import Sheet, describe, to_html, to_text, write_docx, write_text, write_xlsx

    form = path.suffix.casefold()
    if form not in FORMS:
        raise UseError(
            f"“{path.name}” names no form that can be written.",
            where=str(path),
            next_step=f"End the name in one of: {', '.join(FORMS)}.",
        )
    if form == ".xlsx":
        said = [
            *([tables.marking] if tables.marking else []),
            tables.subtitle,
            *tables.lead,
            *tables.notes,
            *(describe(r) for r in tables.references),
        ]
        about = Sheet("About", (tables.title,), tuple((line,) for line in said))
        pages = [s if isinstance(s, Sheet) else Sheet(s.name, s.header, s.rows, s.notes) for s in tables.sheets]
        write_xlsx([*pages, about], path)
    elif form == ".docx":
        write_docx(as_paper(tables), path)
    else:
        write_text(path, to_html(as_paper(tables)) if form == ".html" else to_text(as_paper(tables), 110))
    return path


def as_paper(tables: VoteTables) -> Paper:
    """The answer as a paper."""
    from demarche.adapters.papers import LANDSCAPE, PORTRAIT, Block, Heading, Paper, Paragraph, Span, Table, column_widths, words

    spelled = [[tuple(_spell(cell) for cell in row) for row in sheet.rows] for sheet in tables.sheets]
    wide = any(len(s.header) >= WIDE_FROM for s in tables.sheets)
    room = LANDSCAPE if wide else PORTRAIT
    blocks: list[Block] = [Paragraph(words(line), style="lead") for line in tables.lead]
    for sheet, rows in zip(tables.sheets, spelled, strict=True):
        if not rows:
            continue
        cells = tuple(tuple(words(cell) for cell in row) for row in rows)
        blocks += [Heading(sheet.name, 2), Table(sheet.header, cells, column_widths(sheet.header, rows, room))]
        blocks += [Paragraph(words(note), style="note") for note in sheet.notes]
    blocks += [Paragraph(words(note), style="note") for note in tables.notes]
    if tables.references:
        blocks.append(Paragraph(words(Span("Sources.", refs=tables.references)), style="note"))
    return Paper(
        tables.title, tables.subtitle, tuple(blocks), tables.day, marking=tables.marking, setting="wide" if wide else "page"
    )


def _spell(cell: Cell) -> str:
    return "" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def main_rows(sheet: VoteSheet | Sheet, most: int) -> tuple[Sequence[tuple[str, ...]], int]:
    """The first rows of a table as text, and how many more there are."""
    return [tuple(_spell(cell) for cell in row) for row in sheet.rows[:most]], max(len(sheet.rows) - most, 0)
