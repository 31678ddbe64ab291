"""The same paper as a spreadsheet, as data and as a PDF; and characters that no form can hold."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import sys
import zipfile

import docx
import openpyxl
import pytest

from demarche.adapters.papers import Bullets, Heading, Paper, Paragraph, Span, Table, paper_data, sheets_of, to_html, words
from demarche.adapters.papers.pdf import pdf_bytes, write_pdf
from demarche.adapters.papers.sheet import xlsx_bytes
from demarche.adapters.papers.word import docx_bytes
from demarche.model.evidence import Reference, UseError

SOURCE = Reference(title="A fictional page", publisher="Fictional Press", url="https://example.org/a?b=1&c=2")
PAPER = Paper(
    "Fictional promises",
    "As known on 1 May 2031",
    (
        Heading("Promises"),
        Table(
            ("Who", "Until", "Lorries", "State"),
            (
                (
                    words("The [ministry] *of* #roads $x$"),
                    words("15 June 2031"),
                    words("1,250"),
                    words(Span("kept", (SOURCE,), tone="good")),
                ),
                (words("Other"), words("no term"), words("about 40"), words(Span("broken", tone="bad"))),
            ),
            (2, 1, 1, 1),
        ),
        Heading("A second table with a name that is much longer than a sheet may have"),
        Table(("a",), ((words("=1+1"),),)),
        Paragraph(words("A note."), "note"),
        Bullets((words("One"), words("Two"))),
    ),
    dt.date(2031, 5, 1),
    marking="Internal",
)


def test_the_tables_of_a_paper_become_sheets_with_days_and_numbers():
    content = xlsx_bytes(sheets_of(PAPER))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [p.title for p in book.worksheets] == ["Promises", "A second table with a name that", "About"]
    page = book["Promises"]
    assert page["B2"].value.date() == dt.date(2031, 6, 15)
    assert page["B2"].number_format == "yyyy-mm-dd"
    assert (page["C2"].value, page["C3"].value) == (1250, "about 40")
    assert page["D2"].value == "kept [1]"
    assert page["D2"].fill.fgColor.rgb != page["D3"].fill.fgColor.rgb
    assert page.freeze_panes == "A2"
    assert all(p.sheet_state == "visible" for p in book.worksheets)
    assert book.worksheets[1]["A2"].data_type == "s"
    assert "A fictional page" in "\n".join(str(row[0].value) for row in book["About"].iter_rows())


def test_a_spreadsheet_names_nobody_and_carries_no_clock():
    content = xlsx_bytes(sheets_of(PAPER))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert not [n for n in archive.namelist() if "comment" in n or "external" in n.lower()]
    assert "openpyxl" not in core
    assert str(dt.datetime.now(dt.UTC).year) not in core
    assert xlsx_bytes(sheets_of(PAPER)) == content


def test_sheets_of_one_name_are_told_apart():
    twice = Paper("T", "", (Heading("Same"), Table(("a",), ((words("1"),),)), Table(("a",), ((words("2"),),))), dt.date(2031, 5, 1))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(sheets_of(twice))))
    assert [p.title for p in book.worksheets] == ["Same", "Same (2)", "About"]


def test_data_holds_the_words_and_no_marks():
    data = paper_data(PAPER)
    assert data["blocks"][1]["rows"][0][3][0] == {"text": "kept", "bold": False, "italic": False, "tone": "good", "refs": [1]}
    assert data["sources"][0]["url"] == SOURCE.url


def test_a_pdf_shows_all_words_as_words_and_names_nobody():
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    content = pdf_bytes(PAPER)
    assert pdf_bytes(PAPER) == content
    if not (shutil.which("pdftotext") and shutil.which("pdfinfo")):
        pytest.skip("poppler is not installed")
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    for wanted in ("INTERNAL", "The [ministry] *of* #roads $x$", "15 June 2031", "page 1 of 1", "Sources", "A fictional page"):
        assert re.sub(r"\s+", " ", wanted) in re.sub(r"\s+", " ", said)
    told = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True).stdout.decode()
    assert "Author" not in told
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"CreationDate:.*2031", told)


def test_without_the_extra_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UseError, match="typst") as error:
        write_pdf(PAPER, tmp_path / "a.pdf")
    assert "extra called pdf" in error.value.next_step
    assert not (tmp_path / "a.pdf").exists()


def test_control_characters_become_blanks_in_every_form():
    odd = Paper("A\x00b", "c\x1f", (Heading("d\x0b"), Paragraph(words("took\x00note"))), dt.date(2031, 5, 1))
    document = docx.Document(io.BytesIO(docx_bytes(odd)))
    assert "took note" in [p.text for p in document.paragraphs]
    xlsx_bytes(sheets_of(odd))
    to_html(odd)
