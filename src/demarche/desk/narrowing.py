"""Tables made to fit a screen: columns put together, sources by number with their list below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from demarche.desk.vote_sheets import VoteSheet, VoteTables

if TYPE_CHECKING:
    from demarche.adapters.papers import Sheet

Columns = Sequence[tuple[str, Sequence[str]]]
"""The columns of a narrow table: each with the names of the columns whose words it puts together."""


def narrowed(sheet: VoteSheet | Sheet, columns: Columns) -> VoteSheet:
    """The sheet with its columns put together; words that are empty are passed over."""
    at = {name: place for place, name in enumerate(sheet.header)}
    groups = [[at[name] for name in names] for _, names in columns]
    rows = tuple(tuple("; ".join(str(row[p]) for p in group if row[p] not in ("", None)) for group in groups) for row in sheet.rows)
    return VoteSheet(sheet.name, tuple(name for name, _ in columns), rows, sheet.notes)


def for_screen(tables: VoteTables, columns: Mapping[str, Columns]) -> VoteTables:
    """The tables for a screen: those named narrowed, and every column `source` by number, its list among the notes."""
    from demarche.adapters.papers import describe

    numbers: dict[str, str] = {}
    for n, ref in enumerate(tables.references, start=1):
        numbers.setdefault(describe(ref, address=False), f"[{n}]")
        numbers.setdefault(describe(ref), f"[{n}]")
    sheets = []
    for sheet in tables.sheets:
        place = sheet.header.index("source") if "source" in sheet.header else None
        rows = tuple(
            tuple(numbers.get(str(cell), cell) if column == place else cell for column, cell in enumerate(row))
            for row in sheet.rows
        )
        short = VoteSheet(sheet.name, sheet.header, rows, sheet.notes)
        sheets.append(narrowed(short, columns[sheet.name]) if sheet.name in columns else short)
    listed = tuple(f"[{n}] {describe(ref)}" for n, ref in enumerate(tables.references, start=1))
    return replace(tables, sheets=tuple(sheets), notes=(*tables.notes, *listed))
