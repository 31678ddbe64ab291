"""Columns as wide as what they hold, and pages that lie on their side for wide tables."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from demarche.adapters.papers import Paper, Sheet, Table, column_widths, words, write_docx, write_xlsx

cells = st.text(alphabet="abc ", max_size=300)


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=1, max_size=6)))
def test_every_column_has_room_for_its_longest_word(rows):
    header = [f"c{n}" for n in range(len(rows[0]))]
    widths = column_widths(header, rows)
    assert len(widths) == len(header)
    for c, width in enumerate(widths):
        assert width >= min(max((len(w) for row in rows for w in row[c].split()), default=0), 22)


def test_long_columns_share_the_line_by_what_they_say():
    name, why, who = column_widths(("a", "b", "c"), [("Kenya", "x " * 150, "y " * 50)], 100)
    assert name == 7
    assert why > 2 * who
    assert 95 <= name + why + who <= 100


def test_a_wide_table_lies_on_its_side(tmp_path):
    import docx

    table = Table(("a",), ((words("x"),),))
    for setting in ("page", "wide"):
        path = tmp_path / "page.docx"
        write_docx(Paper("Title", "", (table,), dt.date(2031, 5, 1), setting=setting), path)
        section = docx.Document(str(path)).sections[0]
        assert (section.page_width > section.page_height) is (setting == "wide")


def test_a_wide_sheet_breaks_the_lines_of_its_long_columns(tmp_path):
    import openpyxl

    row = (dt.date(2031, 5, 1), "S/RES/9999 (2031)", "why " * 80, "who " * 60, "rule " * 50, 0.5, None)
    path = tmp_path / "book.xlsx"
    write_xlsx([Sheet("Wide", tuple("abcdefg"), (row,)), Sheet("Narrow", ("a", "b"), (("x", "y"),))], path)
    wide, narrow = openpyxl.load_workbook(path).worksheets
    widths = [column.width for column in wide.column_dimensions.values()]
    assert sum(widths) <= 210 and max(widths) == wide.column_dimensions["C"].width
    assert wide.column_dimensions["A"].width >= 10 and wide["C2"].alignment.wrap_text
    assert narrow.column_dimensions["A"].width == 10
