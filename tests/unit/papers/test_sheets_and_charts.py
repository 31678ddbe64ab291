"""Spreadsheets that hide nothing and compute nothing, and charts that say what they show."""

from __future__ import annotations

import sys

import pytest

from demarche.adapters.papers import Band, Line, Panel, Sheet, write_chart, write_xlsx
from demarche.adapters.papers.chart import description
from demarche.model.evidence import Failure, UseError


def test_a_sheet_keeps_text_as_text_and_its_header_in_view(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "book.xlsx"
    write_xlsx([Sheet("A/B: names?", ("State", "n"), (("=1+1", 2), ("Kenya", None)), ("a note",))], path)
    page = openpyxl.load_workbook(path).worksheets[0]
    assert page.title == "A B  names "
    assert (page["A2"].value, page["A2"].data_type, page["B2"].value, page["B3"].value) == ("=1+1", "s", 2, None)
    assert page.freeze_panes == "A2" and page["A1"].font.bold
    assert page["A5"].value == "a note"


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x", "utf-8")
    with pytest.raises(Failure):
        write_xlsx([Sheet("A", ("x",), ())], blocked / "book.xlsx")


PANELS = (
    Panel(
        "Share",
        "share of votes",
        (Line("A", ((2000, 0.5), (2001, 0.6)), (Band(2000, 0.4, 0.6),)), Line("B", ((2001, 0.2),), marks=True)),
        (0, 1),
    ),
)


def test_a_chart_fetches_nothing_and_holds_every_point():
    told = description(PANELS, "A and B", "Source: made up")
    layers = told["vconcat"][0]["layer"]
    assert [len(layer["data"]["values"]) for layer in layers] == [1, 3, 3]
    assert "url" not in str(told).replace("$schema", "")
    assert layers[1]["encoding"]["y"]["title"] == "share of votes"


def test_a_chart_is_drawn_as_svg_and_png(tmp_path):
    pytest.importorskip("vl_convert", reason="the extra for charts is not installed")
    svg, png = write_chart(PANELS, "A and B", "Source: made up", tmp_path / "a.b")
    assert (svg.name, png.name) == ("a.b.svg", "a.b.png")
    assert "A and B" in svg.read_text("utf-8") and png.stat().st_size > 1000


def test_without_the_extra_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(UseError) as error:
        write_chart(PANELS, "A", "", tmp_path / "a")
    assert "charts" in error.value.next_step
