"""Papers in all their forms, from one fictional paper."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.adapters.papers import Bullets, Heading, Paper, Paragraph, Span, Table, clear_for, plain, to_html, to_text, words
from demarche.adapters.papers.word import docx_bytes
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import Failure, Reference

FIRST = Reference(title="A fictional resolution", publisher="Fictional Council", symbol="F/RES/1 (2099)", date=dt.date(2099, 1, 2))
SECOND = Reference(title="A fictional page", publisher="Fictional Press", url="https://example.org/a?b=1&c=2")


def a_paper(*blocks, **changes) -> Paper:
    given_blocks = blocks or (
        Heading("What is blocked"),
        Paragraph(words("A fictional road is ", Span("closed", (SECOND,), bold=True), "."), "lead"),
        Bullets((words("First point", Span("", (FIRST,))), words("Second point", Span("", (SECOND,))))),
        Heading("Entry points"),
        Table(("Act", "Risk"), ((words("Call"), words("None known")),), (2, 1), "Fictional acts"),
    )
    return Paper("A fictional paper", "For tests", tuple(given_blocks), dt.date(2099, 1, 3), **changes)


def words_of_docx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_references_are_numbered_in_reading_order():
    assert [r.publisher for r in a_paper().references()] == ["Fictional Press", "Fictional Council"]


def test_word_file_has_headings_header_rows_and_numbered_sources():
    document = docx.Document(io.BytesIO(docx_bytes(a_paper())))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == ["What is blocked", "Entry points", "Sources"]
    assert document.tables[0].rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert [p.text[:3] for p in document.paragraphs if p.text.startswith("[")] == ["[1]", "[2]"]


def test_word_file_carries_no_author_thumbnail_or_clock():
    content = docx_bytes(a_paper())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [n for n in archive.namelist() if "thumbnail" in n]
        core = archive.read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert str(dt.datetime.now(dt.UTC).year) not in core
    assert docx_bytes(a_paper()) == content


def test_every_link_of_the_word_file_has_its_bookmark():
    xml = zipfile.ZipFile(io.BytesIO(docx_bytes(a_paper()))).read("word/document.xml").decode()
    anchors = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert anchors
    assert anchors == set(re.findall(r'<w:bookmarkStart[^>]* w:name="([^"]+)"', xml))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_html_escapes_whatever_it_is_given(text):
    page = to_html(a_paper(Paragraph(words(text + "<script>alert(1)</script>"))))
    assert "<script" not in page


def test_html_has_a_strict_policy_and_links_to_its_sources():
    page = to_html(a_paper())
    assert "default-src 'none'" in page.replace("&#39;", "'")
    assert set(re.findall(r'href="#(source-\d)"', page)) == set(re.findall(r'<li id="(source-\d)"', page))


def test_text_keeps_to_its_width():
    text = to_text(a_paper(Paragraph(words("word " * 200, Span("", (SECOND,))))), width=72)
    assert all(len(line) <= 72 for line in text.splitlines() if "http" not in line)
    assert "[1] A fictional page" in text


SECRET = Span("the northern bottom line", (FIRST,), Sensitivity.STRICT, origin="asks “a1”, bottom_line")


def test_the_gate_takes_out_spans_points_rows_sections_and_their_sources():
    paper = a_paper(
        Heading("Open"),
        Paragraph(words("Public words. ", SECRET)),
        Heading("Closed"),
        Bullets((words(SECRET),)),
        Heading("Rows"),
        Table(("Who", "What"), ((words("Public"), words(SECRET)), (words(SECRET), words("Something"))), (1, 1)),
        marking="Internal",
    )
    cleared, removed = clear_for(paper, Sensitivity.LIMITED)
    assert [b.text for b in cleared.blocks if isinstance(b, Heading)] == ["Open", "Rows"]
    assert len(removed) == 4
    assert removed[0].origin == "asks “a1”, bottom_line"
    assert FIRST not in cleared.references()
    assert cleared.marking == ""
    for form in (to_html(cleared), to_text(cleared), words_of_docx(docx_bytes(cleared))):
        assert "bottom line" not in form
        assert "Internal" not in form.replace("Internal Standard", "")


def test_a_restricted_value_repeated_in_an_open_field_stops_the_paper():
    paper = a_paper(Paragraph(words("We would settle for The Northern Bottom Line.")), Paragraph(words(SECRET)))
    with pytest.raises(Failure, match="also stand in an open one"):
        clear_for(paper, Sensitivity.PUBLIC)


LEVELS = list(Sensitivity)


@given(st.lists(st.tuples(st.uuids(), st.sampled_from(LEVELS)), max_size=12), st.sampled_from(LEVELS))
def test_nothing_above_the_clearance_remains_and_everything_below_does(marked, clearance):
    spans = [Span(f"value {u}", (), level, origin=str(u)) for u, level in marked]
    paper = a_paper(
        Heading("All"), Bullets(tuple(words("Point: ", s) for s in spans)), Table(("A",), tuple((words(s),) for s in spans))
    )
    cleared, removed = clear_for(paper, clearance)
    rest = "\n".join(plain(run) for run in cleared.runs())
    for span in spans:
        assert (span.text in rest) == span.sensitivity.readable_at(clearance)
    assert {r.text for r in removed} == {s.text for s in spans if not s.sensitivity.readable_at(clearance)}


def test_a_label_goes_with_the_words_that_it_stood_before():
    closed = Span("who told us", sensitivity=Sensitivity.STRICT)
    paper = a_paper(Paragraph(words(Span("Must not be said: ", bold=True), closed)), Paragraph(words("Open: yes")))
    cleared, removed = clear_for(paper, Sensitivity.PUBLIC)
    assert [plain(block.run) for block in cleared.blocks] == ["Open: yes"]
    assert [one.text for one in removed] == ["who told us"]
