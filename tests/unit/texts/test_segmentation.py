"""Splitting texts into paragraphs: each kind of text by its own form, on fictional texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.subjects.texts.draft import Block, DraftKind
from demarche.subjects.texts.segmentation import amend, blocks_of, segment
from demarche.subjects.texts.segmentation.labels import split_label
from demarche.subjects.texts.segmentation.numbering import Numbering
from demarche.subjects.texts.segmentation.openings import read_opening, read_spoken

FICTIONAL = Path(__file__).with_name("fictional")


def blocks(name: str) -> list[Block]:
    lines = (FICTIONAL / f"{name}.txt").read_text("utf-8").splitlines()
    return [Block(line, place=f"line {number}") for number, line in enumerate(lines, 1)]


def shape(name: str) -> list[tuple[str, str]]:
    return [(paragraph.section, paragraph.number) for paragraph in segment(blocks(name)).paragraphs]


def test_a_council_draft_has_recitals_operative_paragraphs_points_and_headings() -> None:
    draft = segment(blocks("council_resolution"))
    assert draft.kind is DraftKind.RESOLUTION
    assert draft.symbol == "S/2031/417"
    assert draft.language == "en"
    assert not draft.remarks
    assert shape("council_resolution") == [
        ("heading", ""),
        *[("preambular", "")] * 5,
        ("operative", "1"),
        ("operative", "2"),
        ("operative", "2 (a)"),
        ("operative", "2 (b)"),
        ("operative", "2 (b) (i)"),
        ("operative", "2 (b) (ii)"),
        ("operative", "2 (c)"),
        ("operative", "3"),
        ("heading", ""),
        ("operative", "4"),
        ("operative", "5"),
    ]
    assert [paragraph.lead for paragraph in draft.of("operative") if "(" not in paragraph.number] == [
        "Demands",
        "Decides",
        "Calls upon",
        "Requests",
        "Decides",
    ]


def test_italics_say_all_acts_of_a_paragraph_and_latin_is_none() -> None:
    text = "1. Calls upon the neighbouring States to lend boats, inter alia, and urges all others to pay;"
    spans = [(text.index(words), text.index(words) + len(words)) for words in ("Calls upon", "inter alia", "urges")]
    (paragraph,) = segment([Block(text, tuple(spans))]).paragraphs
    assert paragraph.text == text.removeprefix("1. ")
    assert paragraph.lead == "Calls upon"
    assert paragraph.verbs == ("Calls upon", "urges")


def test_an_assembly_resolution_has_parts_with_recitals_of_their_own_and_an_annex() -> None:
    draft = segment(blocks("assembly_resolution"))
    assert draft.symbol == "A/RES/99/301"
    assert draft.title == "Fictional resolution on the lending of boats"
    assert [(p.section, p.number) for p in draft.paragraphs] == [
        ("heading", ""),
        ("preambular", ""),
        ("preambular", ""),
        ("heading", "I"),
        ("heading", ""),
        ("operative", "1"),
        ("operative", "2"),
        ("operative", "2 (a)"),
        ("operative", "2 (b)"),
        ("heading", "II"),
        ("heading", ""),
        ("preambular", ""),
        ("operative", "3"),
        ("operative", "4"),
        ("note", ""),
        ("note", ""),
        ("annex", ""),
        ("heading", ""),
        ("annex", "1"),
        ("annex", "2"),
    ]
    assert draft.of("operative")[0].lead == "Takes note with appreciation"


def test_a_statement_has_the_verb_after_the_body() -> None:
    draft = segment(blocks("presidential_statement"))
    assert draft.kind is DraftKind.PRESIDENTIAL_STATEMENT
    assert [paragraph.lead for paragraph in draft.of("statement")] == [
        "strongly condemns",
        "reiterates",
        "",
    ]


def test_a_communique_is_read_as_a_resolution_is() -> None:
    draft = segment(blocks("communique"))
    assert draft.kind is DraftKind.COMMUNIQUE
    assert [p.section for p in draft.paragraphs] == ["heading", *["preambular"] * 3, *["operative"] * 3]


def test_provisions_of_an_agreement_bear_their_article() -> None:
    draft = segment(blocks("ceasefire"))
    assert draft.kind is DraftKind.AGREEMENT
    assert draft.title == "Agreement on a ceasefire at Port Merrin (fictional)"
    assert [p.number for p in draft.of("provision") if p.number] == [
        "Article 1 (1)",
        "Article 1 (2)",
        "Article 2 (1)",
        "Article 2 (1) (a)",
        "Article 2 (1) (b)",
        "Article 2 (2)",
        "Article 3",
    ]


def test_amendments_name_the_paragraph_and_the_change() -> None:
    draft = segment(blocks("amendments"))
    assert draft.kind is DraftKind.AMENDMENT
    assert [(a.action, a.section, a.number, a.old) for a in draft.amendments] == [
        ("reword", "operative", "3", "lend boats"),
        ("replace", "operative", "4", ""),
        ("insert", "operative", "4", ""),
        ("delete", "preambular", "3", ""),
        ("reword", "preambular", "2", "forty"),
    ]
    assert draft.amendments[4].new == "six"
    assert [p.number for p in draft.of("operative")] == ["4", "4 bis"]


def test_amendments_are_carried_out_and_what_cannot_be_is_told() -> None:
    base, changes = segment(blocks("council_resolution")), segment(blocks("amendments")).amendments
    amended, refused = amend(base, changes)
    assert not refused
    texts = {p.number: p.text for p in amended.of("operative")}
    assert texts["3"].startswith("Calls upon the neighbouring States to lend boats and crews,")
    assert "every ten days" in texts["4"]
    assert texts["4 bis"].startswith("Decides to send observers")
    recitals = [p.text for p in amended.of("preambular")]
    assert len(recitals) == len(base.of("preambular")) - 1
    assert "six days" not in recitals[0]
    assert "closed for six days" in recitals[1]
    again, refused = amend(amended, changes[:1])
    assert again == amended or not refused
    _, refused = amend(base, [changes[1].__class__("delete", "operative", "77")])
    assert len(refused) == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1.", "Demands that the road be opened;"], [("operative", "1")]),
        (
            ["2.", "(a) Decides that the ferry shall land;", "(b) Decides that the crew shall be paid;"],
            [("operative", "2 (a)"), ("operative", "2 (b)")],
        ),
        (["Decides to open the road."], [("operative", "")]),
        (["Recalling the ferry,", "Decides to open the road."], [("preambular", ""), ("operative", "")]),
        (["6. Urges the parties to talk;", "7 Demands that they stop;"], [("operative", "6"), ("operative", "7")]),
        (
            [
                "PP1 Recalling the ferry,",
                "PP2. Noting the road,",
                "OP1 Urges both to talk;",
                "OP1 bis Demands that they stop;",
                "OP2: Thanks them.",
            ],
            [("preambular", ""), ("preambular", ""), ("operative", "1"), ("operative", "1 bis"), ("operative", "2")],
        ),
        (["Demands that all parties open the road to Merrin"], [("operative", "")]),
        (["(a) To carry flour;", "(b) To carry medicine."], [("provision", "(a)"), ("provision", "(b)")]),
        (["(a) Support the ferry;", "(b) Support the mill."], [("operative", "(a)"), ("operative", "(b)")]),
        (["open the road to all who need it"], [("provision", "")]),
    ],
    ids=[
        "lone number",
        "paragraph of points alone",
        "one paragraph without a number",
        "unnumbered",
        "lost full stop",
        "as negotiators number",
        "one clause without a stop",
        "points alone",
        "points that act",
        "any words",
    ],
)
def test_forms_that_fail_elsewhere(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(p.section, p.number) for p in segment([Block(line) for line in lines]).paragraphs] == expected
    if not any(line.startswith("7 ") for line in lines):
        assert [(p.section, p.number) for p in segment(blocks_of("\n".join(lines))).paragraphs] == expected


def test_a_text_in_another_language_is_split_and_says_so() -> None:
    lines = ["Le Conseil de sécurité,", "Rappelant ses résolutions fictives sur la Valdorie et les routes,"]
    lines += ["1. Exige que les parties ouvrent la route de Merrin dans les plus brefs délais ;"]
    draft = segment([Block(line) for line in lines])
    assert draft.language == "fr"
    assert [p.section for p in draft.paragraphs] == ["heading", "preambular", "operative"]
    assert "French" in draft.remarks[0]


def test_an_empty_text_says_so() -> None:
    draft = segment([])
    assert draft.paragraphs == ()
    assert draft.remarks


def test_letters_and_roman_numbers_are_told_apart_by_their_sequence() -> None:
    numbering = Numbering()
    printed = ["1.", "(a)", "(b)", "(i)", "(ii)", *(f"({letter})" for letter in "cdefghij"), "2.", "(i)", "(ii)", "(iii)", "3."]
    labels = [split_label(f"{each} X")[0] for each in printed]
    given = [numbering.place(label, after) for label, after in zip(labels, [*labels[1:], None], strict=True) if label]
    assert given[3:5] == ["1 (b) (i)", "1 (b) (ii)"]
    assert given[11:13] == ["1 (i)", "1 (j)"]
    assert given[13:] == ["2", "2 (i)", "2 (ii)", "2 (iii)", "3"]


def test_openings_are_told_by_their_first_verb() -> None:
    assert read_opening("Having considered the report,").form == "recital"  # type: ignore[union-attr]
    assert read_opening("Takes note of the report;").lead == "Takes note"  # type: ignore[union-attr]
    assert read_opening("States that lend boats are thanked.") is None
    assert read_spoken("Council further calls upon them.") == "further calls upon"


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_lines_make_a_draft_and_no_word_appears_from_nowhere(lines: list[str]) -> None:
    draft = segment([Block(line) for line in lines])
    given_signs = set("".join(lines)) | set(" .")
    assert all(set(p.text) <= given_signs for p in draft.paragraphs)


@given(st.text(max_size=400))
def test_any_text_makes_blocks(text: str) -> None:
    assert all(block.text.strip() for block in blocks_of(text))
