"""Word drafts: Word's own numbers, fields, tables, footnotes, comments and revisions of others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.drafts import read_draft
from demarche.adapters.drafts.word_numbers import spell
from demarche.model.evidence import UseError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def p(*runs: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, *, italic: bool = False) -> str:
    properties = "<w:rPr><w:i/></w:rPr>" if italic else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbers(content: bytes) -> list[tuple[str, str, str]]:
    return [(each.section, each.number, each.lead) for each in read_draft(content).draft.paragraphs]


def test_numbers_of_lists_are_computed_and_never_stand_in_the_words(word_file: Callable[..., bytes]) -> None:
    body = (
        p(r("The Security Council,"))
        + p(r("Recalling", italic=True), r(" its fictional resolution on Valdoria,"))
        + p(r("Demands", italic=True), r(" that the road be opened;"), number=(3, 0))
        + p(r("Decides", italic=True), r(" that the ferry shall:"), number=(3, 0))
        + p(r("Land at Merrin;"), number=(3, 1))
        + p(r("Carry all who are wounded;"), number=(3, 1))
        + p(r("Urges", italic=True), r(" both banks to talk;"), number=(3, 0))
        + p(r("Decides", italic=True), r(" to remain seized of the matter."), number=(4, 0))
    )
    assert numbers(word_file(body)) == [
        ("heading", "", ""),
        ("preambular", "", "Recalling"),
        ("operative", "1", "Demands"),
        ("operative", "2", "Decides"),
        ("operative", "2 (a)", ""),
        ("operative", "2 (b)", ""),
        ("operative", "3", "Urges"),
        ("operative", "9", "Decides"),
    ]
    assert read_draft(word_file(body)).draft.paragraphs[2].text == "Demands that the road be opened;"


@pytest.mark.parametrize(
    ("kind", "number", "printed"),
    [("upperRoman", 14, "XIV"), ("lowerLetter", 27, "aa"), ("ordinal", 11, "11th"), ("decimalZero", 7, "07"), ("none", 3, "")],
)
def test_numbers_are_spelled_as_word_prints_them(kind: str, number: int, printed: str) -> None:
    assert spell(kind, number) == printed


def test_fields_give_what_they_show_and_instructions_are_no_words(word_file: Callable[..., bytes]) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "C:\\secret.txt" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12 June 2031</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    draft = read_draft(word_file(p(r("1. Decides to meet on "), field, r(";")))).draft
    assert draft.paragraphs[0].text == "Decides to meet on 12 June 2031;"


def test_revisions_of_others_are_accepted_and_told(word_file: Callable[..., bytes]) -> None:
    changes = (
        f'<w:ins w:id="1" w:author="Delegate" w:date="2031-01-01T00:00:00Z">{r("without delay ")}</w:ins>'
        '<w:del w:id="2" w:author="Other" w:date="2031-01-01T00:00:00Z"><w:r><w:delText>if possible </w:delText></w:r></w:del>'
    )
    draft = read_draft(word_file(p(r("1. Demands that all parties "), changes, r("open the road;")))).draft
    assert draft.paragraphs[0].text == "Demands that all parties without delay open the road;"
    assert "2 tracked changes by 2 authors" in draft.remarks[0]
    assert "Delegate" not in " ".join(draft.remarks)


def test_footnotes_stand_apart_and_comments_are_no_text(word_file: Callable[..., bytes]) -> None:
    notes = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f"<w:footnote w:id='4'>{p(r('Fictional treaty, vol. 9.'))}</w:footnote></w:footnotes>"
    )
    comments = f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="X">{p(r("Too strong?"))}</w:comment></w:comments>'
    body = p(r("1. Recalls the Merrin treaty"), '<w:r><w:footnoteReference w:id="4"/></w:r>', r(";"))
    draft = read_draft(word_file(body, footnotes=notes, comments=comments)).draft
    assert [(each.section, each.text) for each in draft.paragraphs] == [
        ("operative", "Recalls the Merrin treaty;"),
        ("note", "Fictional treaty, vol. 9."),
    ]
    assert any("1 comment;" in each for each in draft.remarks)


def test_a_table_of_figures_is_rows_and_a_table_that_lays_out_prose_is_paragraphs(word_file: Callable[..., bytes]) -> None:
    def cell(words: str) -> str:
        return f"<w:tc>{p(r(words))}</w:tc>"

    figures = f"<w:tbl><w:tr>{cell('Boats')}{cell('12')}</w:tr><w:tr>{cell('Crews')}{cell('30')}</w:tr></w:tbl>"
    long = "Demands that all parties open the road from Merrin to the ferry for everyone who needs care, food or shelter, today, tomorrow, and every day after that;"
    prose = f"<w:tbl><w:tr>{cell('1.')}{cell(long)}</w:tr></w:tbl>"
    draft = read_draft(word_file(prose + figures)).draft
    assert ("operative", "1", long) in [(each.section, each.number, each.text) for each in draft.paragraphs]
    assert [each.text for each in draft.paragraphs if "|" in each.text] == ["Boats | 12", "Crews | 30"]


def test_italics_by_style_count_and_italics_taken_back_do_not(word_file: Callable[..., bytes]) -> None:
    styles = f'<w:styles xmlns:w="{WORD}"><w:style w:type="character" w:styleId="Em"><w:name w:val="Act"/><w:rPr><w:i/></w:rPr></w:style></w:styles>'
    act = '<w:r><w:rPr><w:rStyle w:val="Em"/></w:rPr><w:t>Calls upon</w:t></w:r>'
    plain = '<w:r><w:rPr><w:rStyle w:val="Em"/><w:i w:val="0"/></w:rPr><w:t xml:space="preserve"> all and urges none</w:t></w:r>'
    content = word_file(p(r("1. "), act, plain, r(";")), styles=styles)
    assert read_draft(content).draft.paragraphs[0].verbs == ("Calls upon",)


def test_pictures_without_words_are_called_a_scan(word_file: Callable[..., bytes]) -> None:
    with pytest.raises(UseError, match="may be a scan"):
        read_draft(word_file("<w:p><w:r><w:drawing/></w:r></w:p>"))
    with pytest.raises(UseError, match="no words"):
        read_draft(word_file("<w:p/>"))


def test_macros_are_told_and_not_run(word_file: Callable[..., bytes]) -> None:
    import io
    import zipfile

    content = io.BytesIO(word_file(p(r("1. Demands that the road be opened;"))))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\0macro")
    draft = read_draft(content.getvalue()).draft
    assert draft.paragraphs[0].lead == "Demands"
    assert any("macros" in each for each in draft.remarks)


VALUES = st.sampled_from(
    ["0", "1", "3", "4", "7", "99", "-1", "²", "٣", "9" * 5000, "", "x", "true", "none", "bullet", "lowerRoman", "%1%9(%3)"]
)
TAGS = st.sampled_from(
    ["numId", "ilvl", "pStyle", "outlineLvl", "i", "rStyle", "start", "lvlText", "numFmt", "lvlRestart", "basedOn", "startOverride"]
)
BLOCKS = st.sampled_from(
    [
        "p",
        "r",
        "tbl",
        "tr",
        "tc",
        "ins",
        "del",
        "sdt",
        "sdtContent",
        "hyperlink",
        "pPr",
        "rPr",
        "numPr",
        "moveFrom",
        "fldSimple",
        "t",
    ]
)


@st.composite
def pieces(draw: st.DrawFn, depth: int = 0) -> str:
    """Any nesting of Word's elements, sense or not."""
    if depth > 4 or draw(st.booleans()):
        tag, value = draw(TAGS), draw(VALUES)
        return draw(st.sampled_from([f'<w:{tag} w:val="{value}"/>', f"<w:{tag}/>", r("Demands that the road be opened;")]))
    tag = draw(BLOCKS)
    inside = "".join(draw(st.lists(pieces(depth + 1), max_size=4)))
    return f'<w:{tag} w:author="{draw(VALUES)}" w:id="{draw(VALUES)}">{inside}</w:{tag}>'


@given(body=st.lists(pieces(), min_size=1, max_size=5), levels=st.lists(pieces(), max_size=3))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_nesting_of_elements_brings_a_draft_or_a_clear_refusal(
    word_file: Callable[..., bytes], body: list[str], levels: list[str]
) -> None:
    lists = f'<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">{"".join(levels)}</w:lvl></w:abstractNum>'
    numbering = f'<w:numbering xmlns:w="{WORD}">{lists}<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    try:
        read_draft(word_file("".join(body) + p(r("1. Urges both banks to talk;"), number=(3, 0)), numbering=numbering))
    except UseError as told:
        assert told.next_step


def test_entities_in_a_part_have_no_effect(word_file: Callable[..., bytes]) -> None:
    content = word_file(
        p(r("1. Demands that the road be opened;")), styles='<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/hostname">]><x>&y;</x>'
    )
    with pytest.raises(UseError, match="entities"):
        read_draft(content)
