"""Tables as a spreadsheet: one sheet a table, a bold header row that stays in view, notes below, and nothing hidden.

No formulas are written: a cell that begins with a sign of equality stays text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from demarche.adapters.papers.placing import write_whole

Cell = str | int | float | None
MOST_WIDE = 80
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name, header and rows; `notes` stand below it, one a line."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def write_xlsx(sheets: Sequence[Sheet], path: Path) -> None:
    """Write the sheets. Raises `Failure` where the file cannot be written."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    for page in book.worksheets:
        book.remove(page)
    for sheet in sheets:
        page = book.create_sheet(sheet.name.translate(_NOT_IN_NAMES)[:31])
        lines = [sheet.header, *sheet.rows]
        for r, line in enumerate(lines, start=1):
            for c, value in enumerate(line, start=1):
                cell = page.cell(row=r, column=c, value=value)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(value, str):
                    cell.data_type = "s"
                if r == 1:
                    cell.font = Font(bold=True)
        for c in range(1, len(sheet.header) + 1):
            longest = max(len(str(line[c - 1])) if line[c - 1] is not None else 0 for line in lines)
            page.column_dimensions[get_column_letter(c)].width = min(max(longest, 8) + 2, MOST_WIDE)
        page.freeze_panes = "A2"
        page.auto_filter.ref = page.dimensions
        page.print_title_rows = "1:1"
        page.page_setup.orientation = "landscape"
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        for n, note in enumerate(sheet.notes, start=len(lines) + 2):
            cell = page.cell(row=n, column=1, value=note)
            cell.data_type = "s"
    content = BytesIO()
    book.save(content)
    write_whole(path, content.getvalue())
