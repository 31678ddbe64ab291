"""Akoma Ntoso read with care: mended tags, whole words in italics, numbers as adopted, sections by markup and wording together."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from demarche.adapters.sources.akoma_ntoso import (
    Numbering,
    is_act,
    mend_tags,
    read_acts,
    read_body,
    read_label,
    read_markup,
    read_wording,
)
from demarche.model.evidence import Failure

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ITALIC = '<span class="italic">{}</span>'


def element(inner, name="p"):
    return etree.fromstring(f'<{name} xmlns="{NAMESPACE}">{inner}</{name}>')


def statement(*, preamble="", body="", attachments=""):
    parts = f"<preamble>{preamble}</preamble><mainBody>{body}</mainBody>{attachments}"
    return element(parts, "statement")


def paragraph(text, number=""):
    label = f"<num>{number}</num>" if number else ""
    return f'<paragraph class="SingleTxt">{label}<content><p>{text}</p></content></paragraph>'


def recital(text):
    return f"<container><p>{text}</p></container>"


def rows(*parts, section="operative", **kwargs):
    return [(row.section, row.number, row.text) for row in read_body(statement(**kwargs), section, english=True).rows]


def numbers(*labels):
    numbering, read = Numbering(), [(read_label(label), depth) for label, depth in labels]
    return [
        numbering.place(label, depth, read[place + 1][0] if place + 1 < len(read) else None)
        for place, (label, depth) in enumerate(read)
    ]


def test_a_paragraph_closed_under_the_name_of_a_title_is_mended_and_loses_no_word():
    broken = b"<mainBody><paragraph><span>Title</span></docTitle></p><paragraph><p>Words</p></alinea></mainBody>"
    assert mend_tags(broken) == b"<mainBody><paragraph><span>Title</span></paragraph><paragraph><p>Words</p></paragraph></mainBody>"


@pytest.mark.parametrize("broken", [b"<a><b></a></b>", b"<a><paragraph><p></paragraph></p></a>", b"<a><b>", b"\xff<a></a>"])
def test_tags_out_of_order_in_any_other_way_are_not_guessed_at(broken):
    assert mend_tags(broken) is None


@pytest.mark.parametrize(
    "hostile",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        b'<?xml version="1.0"?><!doctype a><a/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
        b"<a>" * 400 + b"</a>" * 400,
        b"no markup at all",
        b"",
        b"<a>&undeclared;</a>",
    ],
    ids=["entity", "outer", "small letters", "utf-16", "deep", "words", "empty", "undeclared"],
)
def test_hostile_or_broken_markup_is_refused_in_words(hostile):
    with pytest.raises(Failure) as refused:
        read_markup(hostile, "S_RES_9901.xml")
    assert refused.value.where == "S_RES_9901.xml"


@given(st.binary(max_size=300))
def test_no_bytes_whatever_end_in_anything_but_a_failure(content):
    with contextlib.suppress(Failure):
        read_markup(content, "anything")


@given(st.text(alphabet="<>/ap docTitle=\"'&;", max_size=120))
def test_mending_gives_well_formed_markup_or_nothing_to_anything_like_markup(text):
    mended = mend_tags(f"<mainBody>{text}</mainBody>".encode())
    assert mended is None or mended.startswith(b"<mainBody>")


def test_italics_are_whole_words_and_joined_across_a_space():
    wording = read_wording(element(f"\tR{ITALIC.format('equests ')} {ITALIC.format('also')} that  \n the ferry go;"))
    assert wording.text == "Requests also that the ferry go;"
    assert [wording.text[a:b] for a, b in wording.italics] == ["Requests also"]


def test_footnotes_stand_apart_from_the_words_they_hang_on():
    wording = read_wording(element("apples;<authorialNote><p>Pears are no apples.</p></authorialNote><sup>1</sup> next"))
    assert wording.text == "apples; next"
    assert read_wording(*wording.notes[0]).text == "Pears are no apples."


@pytest.mark.parametrize(
    "phrase", ["Decides", "strongly condemns", "Gravely concerned", "re-emphasising", "urge", "Authorises", "agreeing"]
)
def test_what_the_council_does_is_an_act(phrase):
    assert is_act(phrase)


@pytest.mark.parametrize("phrase", ["inter alia", "ad litem", "Operation Fictional Ferry", "its full support", "including"])
def test_latin_names_and_nouns_are_no_acts(phrase):
    assert not is_act(phrase)


def test_every_act_is_taken_in_order_and_an_adverb_alone_takes_its_verb():
    inner = (
        f"{ITALIC.format('Further')} recalling the ferry {ITALIC.format('inter alia')}, and {ITALIC.format('stressing')} its worth,"
    )
    lead, acts, others = read_acts(read_wording(element(inner)), english=True)
    assert (lead, acts, others) == ("Further recalling", ["Further recalling", "stressing"], [])


def test_a_lead_opens_the_paragraph_or_there_is_none():
    late = f"Seeing that the ferry runs in winter too, {ITALIC.format('decides')} to wait;"
    assert read_acts(read_wording(element(late)), english=True)[:2] == ("", ["decides"])


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([("1.", 0), ("(a)", 1), ("(b)", 1), ("2.", 0)], ["1", "1 (a)", "1 (b)", "2"]),
        ([("3.", 0), ("(h)", 1), ("(i)", 1), ("(j)", 1)], ["3", "3 (h)", "3 (i)", "3 (j)"]),
        ([("3.", 0), ("(a)", 1), ("(i)", 2), ("(ii)", 2), ("(b)", 1)], ["3", "3 (a)", "3 (a) (i)", "3 (a) (ii)", "3 (b)"]),
        ([("3.", 0), ("(h)", 1), ("(i)", 2), ("(ii)", 2), ("(i)", 1)], ["3", "3 (h)", "3 (h) (i)", "3 (h) (ii)", "3 (i)"]),
        (
            [("4.", 0), ("(i)", 1), ("(a)", 2), ("(b)", 3), ("(c)", 4), ("(ii)", 1)],
            ["4", "4 (i)", "4 (i) (a)", "4 (i) (b)", "4 (i) (c)", "4 (ii)"],
        ),
        ([("5.", 0), ("(a)", 0), ("–", 1), ("–", 1), ("(b)", 0)], ["5", "5 (a)", "5 (a) –", "5 (a) –", "5 (b)"]),
        ([("6.", 0), ("a.", 1), ("i.", 2), ("b.", 1)], ["6", "6 (a)", "6 (a) (i)", "6 (b)"]),
        ([("1.1.", 0), ("1.2.", 0), ("II.", 0), ("1.", 0)], ["1.1", "1.2", "II", "1"]),
        ([("z", 1), ("(aa)", 1)], ["(z)", "(aa)"]),
    ],
)
def test_numbers_are_those_of_the_adopted_text(labels, expected):
    assert numbers(*labels) == expected


@given(
    st.lists(
        st.tuples(st.sampled_from(["1.", "2.", "(a)", "(b)", "(i)", "(ii)", "–", "A.", "1.1", "(1)", "iv."]), st.integers(0, 4)),
        max_size=12,
    )
)
def test_any_order_of_labels_gets_a_number_that_ends_in_its_own_label(labels):
    for (label, _), number in zip(labels, numbers(*labels), strict=True):
        read = read_label(label)
        assert read is not None
        assert number.split(" ")[-1] == read.cited


def test_what_has_no_label_has_none():
    assert read_label("-----") is None
    assert read_label("  ") is None


def test_recitals_operative_paragraphs_headings_and_points_are_told_apart():
    assert rows(
        preamble=recital(f"{ITALIC.format('Recalling')} the ferry,"),
        body=paragraph(f"{ITALIC.format('Decides')} to wait;", "1.")
        + '<paragraph class="H23"><subheading>Tolls</subheading></paragraph>'
        + paragraph("Reporting")
        + f"<paragraph><num>2.</num><list><intro><p>{ITALIC.format('Asks')} for:</p></intro>"
        + "<point><num>(a)</num><content><p>apples;</p></content></point><wrapUp><p>and pears;</p></wrapUp></list></paragraph>",
    ) == [
        ("preambular", "", "Recalling the ferry,"),
        ("operative", "1", "Decides to wait;"),
        ("heading", "", "Tolls"),
        ("heading", "", "Reporting"),
        ("operative", "2", "Asks for:"),
        ("operative", "2 (a)", "apples;"),
        ("operative", "2", "and pears;"),
    ]


def test_operative_paragraphs_in_the_markup_of_the_preamble_are_operative():
    listed = (
        "<container><blockList><listIntroduction>{}</listIntroduction><item><num>1.</num><p>{}</p></item></blockList></container>"
    )
    found = rows(
        preamble=listed.format(f"{ITALIC.format('Acting')} together:", f"{ITALIC.format('Decides')} to extend the timetable:"),
        body=paragraph("in winter;", "(a)") + paragraph(f"{ITALIC.format('Decides')} to wait.", "2."),
    )
    assert [(section, number) for section, number, _ in found] == [
        ("preambular", ""),
        ("operative", "1"),
        ("operative", "1 (a)"),
        ("operative", "2"),
    ]


def test_a_recital_in_the_markup_of_the_body_is_a_recital():
    found = rows(body=paragraph("Remaining fond of apples,") + paragraph(f"{ITALIC.format('Decides')} to wait.", "1."))
    assert [section for section, _, _ in found] == ["preambular", "operative"]


def test_numbers_that_stand_apart_or_in_the_text_are_found():
    found = rows(
        body='<paragraph class="a"><num>1.</num></paragraph>'
        + paragraph("Decides to wait;")
        + paragraph(f"2 {ITALIC.format('Asks')} for apples:")
        + paragraph("(1) red ones;")
        + paragraph("(2) green ones;")
    )
    assert found == [
        ("operative", "1", "Decides to wait;"),
        ("operative", "2", "Asks for apples:"),
        ("operative", "2 (1)", "red ones;"),
        ("operative", "2 (2)", "green ones;"),
    ]


def test_what_follows_the_last_paragraph_is_an_annex():
    found = rows(
        body=paragraph(f"{ITALIC.format('Decides')} to remain actively seized of the matter.", "1.")
        + '<paragraph class="H1"><heading>Annex</heading></paragraph>'
        + paragraph("An apple is an apple.", "1.")
    )
    assert [(section, number) for section, number, _ in found] == [("operative", "1"), ("heading", ""), ("annex", "1")]


def test_the_italics_that_an_edition_lost_are_made_up_for_by_the_words():
    body = read_body(statement(body=paragraph("Further calls upon the ferrymen to wait;", "1.")), "operative", english=True)
    assert [(row.lead, row.verbs) for row in body.rows] == [("Further calls upon", ["Further calls upon"])]
    assert body.remarks[0][0] == "lead_without_italics"


def test_no_word_of_a_table_is_lost():
    table = "<container><table><tr><td><p>Season</p></td><td><p>Apple</p></td></tr></table></container>"
    found = rows(attachments=f"<attachments><attachment><doc><mainBody>{table}</mainBody></doc></attachment></attachments>")
    assert found == [("annex", "", "Season | Apple")]


def test_an_unknown_element_keeps_its_words_and_is_listed():
    body = read_body(statement(body="<poem><p>Apples fall.</p></poem>"), "operative", english=True)
    assert "Apples fall." in [row.text for row in body.rows]
    assert [kind for kind, _, _ in body.remarks] == ["markup_not_known"]
