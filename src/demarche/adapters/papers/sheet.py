"""Tables as a spreadsheet: one sheet a table, a bold header row that stays in view, notes below, and nothing hidden.

No formulas are written: a cell that begins with a sign of equality stays text. The file names no author and carries no clock: the
same sheets give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from demarche.adapters.papers.columns import LANDSCAPE, column_widths
from demarche.adapters.papers.paper import Heading, Paper, Paragraph, Table, Tone, Words, describe, plain
from demarche.adapters.papers.placing import write_whole
from demarche.model.evidence import UseError, read_date

Cell = str | int | float | dt.date | None
MOST_WIDE = 60
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_NOT_IN_CELLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FILLS: Mapping[Tone, str] = {"good": "DCEFE1", "watch": "FCEFC9", "bad": "F6D5D2"}
_HEAD = "EDF1F6"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name, header and rows; `notes` stand below it, one a line; `tones` colour cells by row and column from 0."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    tones: Mapping[tuple[int, int], Tone] = field(default_factory=dict)


def write_xlsx(sheets: Sequence[Sheet], path: Path) -> None:
    """Write the sheets. Raises `Failure` where the file cannot be written."""
    write_whole(path, xlsx_bytes(sheets))


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The spreadsheet as bytes; equal sheets give equal bytes."""
    from openpyxl import Workbook

    book = Workbook()
    for page in book.worksheets:
        book.remove(page)
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        _fill(book.create_sheet(name), sheet)
    book.properties.creator = None
    book.properties.created = book.properties.modified = dt.datetime(1980, 1, 1)  # noqa: DTZ001  # the format knows no zones
    raw = BytesIO()
    book.save(raw)
    return _settled(raw)


def sheets_of(paper: Paper) -> list[Sheet]:
    """The tables of a paper as sheets, each named by its caption or the heading above it; notes and sources in a last one."""
    sheets: list[Sheet] = []
    name, notes, numbers = paper.title, [paper.subtitle], paper.numbers()
    for block in paper.blocks:
        if isinstance(block, Heading):
            name = block.text
        elif isinstance(block, Table):
            tones = {(r, c): tone for r, row in enumerate(block.rows) for c, run in enumerate(row) if (tone := _tone(run))}
            cells = tuple(tuple(_cell(run, numbers) for run in row) for row in block.rows)
            sheets.append(Sheet(block.caption or name, block.header, cells, tones=tones))
        elif isinstance(block, Paragraph):
            notes.append(plain(block.run))
        else:
            notes += [plain(point) for point in block.points]
    sources = [f"[{numbers[ref.key]}] {describe(ref)}" for ref in paper.references()]
    return [*sheets, Sheet("About", (paper.title,), tuple((line,) for line in [*notes, *sources] if line))]


def _tone(run: Words) -> Tone:
    return next((span.tone for span in run if span.tone), "")


def _cell(run: Words, numbers: Mapping[Any, int]) -> Cell:
    """What a run says, a day or a whole number as such so that a column can be sorted; sources by their numbers."""
    said = "".join(span.text + "".join(f" [{numbers[ref.key]}]" for ref in span.refs) for span in run).strip()
    if re.fullmatch(r"-?\d{1,3}(,\d{3})*|-?\d{1,12}", said):
        return int(said.replace(",", ""))
    if re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}-\d\d-\d\d", said):
        try:
            return read_date(said)
        except UseError:
            return said
    return said or None


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """A name for each sheet that the format allows: at most 31 signs, none of them reserved, none twice."""
    seen: set[str] = set()
    for sheet in sheets:
        name = first = sheet.name.translate(_NOT_IN_NAMES)[:31] or "Sheet"
        number = 2
        while name.casefold() in seen:
            name, number = f"{first[:27]} ({number})", number + 1
        seen.add(name.casefold())
        yield name


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    lines = [sheet.header, *sheet.rows]
    for r, line in enumerate(lines, start=1):
        for c, value in enumerate(line, start=1):
            cell = _put(page, r, c, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if r == 1:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
            elif tone := sheet.tones.get((r - 2, c - 1), ""):
                cell.fill = PatternFill("solid", fgColor=_FILLS[tone])
    for c, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(c)].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for n, note in enumerate(sheet.notes, start=len(lines) + 2):
        _put(page, n, 1, note)


def _widths(sheet: Sheet) -> list[float]:
    """As wide as the longest cell; where that is more than a printed page holds, long columns break their lines."""
    lines = [sheet.header, *sheet.rows]
    free = [min(max(*(_width(line[c]) for line in lines), 8) + 2, MOST_WIDE) for c in range(len(sheet.header))]
    if sum(free) <= LANDSCAPE:
        return [float(width) for width in free]
    spelled = [["" if cell is None else _spelled(cell) for cell in row] for row in sheet.rows]
    return [max(width, 8.0) for width in column_widths(sheet.header, spelled, LANDSCAPE)]


def _spelled(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def _put(page: Any, row: int, column: int, value: Cell) -> Any:
    cell = page.cell(row=row, column=column)
    if isinstance(value, str):
        cell.value = _NOT_IN_CELLS.sub(" ", value)
        cell.data_type = "s"
    else:
        cell.value = value
        if isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"
    return cell


def _width(value: Cell) -> int:
    return max((len(line) for line in str(value).splitlines()), default=0) if value is not None else 0


def _settled(raw: BytesIO) -> bytes:
    settled = BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = old.read(name)
            if name == "docProps/core.xml":
                # the library stamps the moment of writing here whatever it is told
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return settled.getvalue()
