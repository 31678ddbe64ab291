"""Drafts as PDF, Akoma Ntoso and plain text; what is no draft is refused with what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.drafts import read_draft
from demarche.adapters.drafts.plain import decode
from demarche.model.evidence import UseError
from demarche.subjects.texts import DraftKind
from demarche.subjects.texts.segmentation import Vocabulary

TYPST = """#set page(width: 120mm, height: 150mm, footer: [31-20417])
#set text(size: 10pt)
#set super(typographic: false)
#set par(leading: 0.6em)
The Security Council,

_Recalling_ its fictional resolutions on Valdoria and the Merrin ferry, and the duty of all who bear arms to let the wounded pass,

1. _Demands_ that all parties open the road from Merrin#footnote[Fictional map of Merrin, sheet 4.] to the ferry without
delay, and _calls upon_ the neighbouring States to lend boats to all who need them;

2. _Decides_ to remain seized of the matter.
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    typst = pytest.importorskip("typst", reason="the extra pdf is not installed")
    return bytes(typst.compile(TYPST.encode()))


def test_a_pdf_gives_paragraphs_with_italics_and_footnotes_apart(pdf: bytes) -> None:
    draft = read_draft(pdf).draft
    assert [(each.section, each.number, each.verbs) for each in draft.paragraphs] == [
        ("heading", "", ()),
        ("preambular", "", ("Recalling",)),
        ("operative", "1", ("Demands", "calls upon")),
        ("operative", "2", ("Decides",)),
        ("note", "", ()),
    ]
    assert "Merrin to the ferry without delay" in draft.paragraphs[2].text
    assert "sheet 4" in draft.paragraphs[4].text


def test_a_pdf_without_text_is_a_scan_and_one_cut_short_is_damaged(pdf: bytes) -> None:
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(300, 400)
    made = io.BytesIO()
    blank.save(made)
    blank.close()
    with pytest.raises(UseError, match="scan") as told:
        read_draft(made.getvalue())
    assert "recognition" in (told.value.next_step or "")
    with pytest.raises(UseError, match="damaged"):
        read_draft(b"%PDF-1.7\n" + pdf[200:900])


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_pdf_brings_a_draft_or_a_clear_refusal(pdf: bytes, data: st.DataObject) -> None:
    damaged = bytearray(pdf)
    for place in data.draw(st.lists(st.integers(0, len(pdf) - 1), max_size=40)):
        damaged[place] ^= data.draw(st.integers(1, 255))
    try:
        read_draft(bytes(damaged[: data.draw(st.integers(len(pdf) // 2, len(pdf)))]))
    except UseError as told:
        assert told.next_step


def test_a_vocabulary_closes_up_split_words_of_pasted_pages() -> None:
    words = dict.fromkeys(["demands", "that", "all", "parties", "protect", "hospitals", "and", "the"], 50)
    text = "1. Demands that all parties protect hosp itals and the hosp itals;"
    draft = read_draft(text.encode(), vocabulary=Vocabulary(words, {}, 5000)).draft
    assert draft.paragraphs[0].text == "Demands that all parties protect hospitals and the hospitals;"


AKN = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<meta><identification source="#x"><FRBRExpression><FRBRlanguage language="en"/></FRBRExpression></identification></meta>
<preface><p><docNumber>S/2031/417</docNumber> <docTitle>The Merrin ferry (fictional)</docTitle></p></preface>
<preamble><formula><p>The Security Council,</p></formula>
<container name="Recalling"><p><span class="italic">Recalling</span> its fictional resolution on the ferry,</p></container></preamble>
<mainBody><paragraph><num>1.</num><content><p><span class="italic">Demands</span> that the road be opened;</p></content></paragraph>
</mainBody></statement></akomaNtoso>"""


def test_akoma_ntoso_says_itself_what_each_paragraph_is() -> None:
    draft = read_draft(AKN.encode()).draft
    assert (draft.title, draft.symbol, draft.kind) == ("The Merrin ferry (fictional)", "S/2031/417", DraftKind.RESOLUTION)
    assert [(each.section, each.number, each.lead) for each in draft.paragraphs if each.section != "heading"] == [
        ("preambular", "", "Recalling"),
        ("operative", "1", "Demands"),
    ]


def test_entities_and_outside_files_of_xml_have_no_effect(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("nobody may read this")
    bomb = AKN.replace("<akomaNtoso", f'<!DOCTYPE x [<!ENTITY y SYSTEM "file://{secret}">]><akomaNtoso', 1).replace(
        "the ferry,", "&y;"
    )
    with pytest.raises(UseError, match="entities"):
        read_draft(bomb.encode())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"{\\rtf1 hello}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"<!DOCTYPE html><html><p>1. Demands</p></html>", "page of the web"),
        (b"<?xml version='1.0'?><a xmlns='urn:b'/>", "no Akoma Ntoso"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04broken", "whole Word file"),
        (bytes(range(1, 9)) * 90, "no text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_draft_is_refused_with_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(UseError, match=words) as told:
        read_draft(content, name="given.file")
    assert told.value.next_step
    assert told.value.where


def _archive(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "words"), [("content.xml", "OpenDocument"), ("xl/workbook.xml", "spreadsheet"), ("song.mp3", "archive, not a draft")]
)
def test_other_archives_are_told_from_word_files(name: str, words: str) -> None:
    with pytest.raises(UseError, match=words):
        read_draft(_archive(name, b"<x/>"))


def test_a_zip_bomb_and_a_climbing_name_are_refused() -> None:
    with pytest.raises(UseError, match="beyond all measure"):
        read_draft(_archive("word/document.xml", b" " * 20_000_000))
    with pytest.raises(UseError, match="not allowed"):
        read_draft(_archive("../word/document.xml", b"<x/>"))


def test_paths_that_are_no_ordinary_files_are_refused(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "folder"), (tmp_path / "none.docx", "no file"), (Path("/dev/zero"), "no ordinary file")):
        with pytest.raises(UseError, match=words):
            read_draft(path)
    with pytest.raises(UseError):
        read_draft(Path("x\0y"))


def test_encodings_are_found_and_mixed_ones_read_line_by_line() -> None:
    line = "1. Exige que les parties ouvrent la route de Merrin à tous les blessés, dans la région et pour la durée de l’hiver ;"
    assert decode(line.encode("utf-16"), "x")[0] == line
    assert decode(line.encode("cp1252"), "x")[0] == line
    mixed = line.encode("utf-8") + b"\n" + line.encode("cp1252")
    text, remarks = decode(mixed, "x")
    assert text == f"{line}\n{line}"
    assert "mixes encodings" in remarks[0]
    twice = line.encode("utf-8").decode("cp1252").encode("utf-8")
    text, remarks = decode(twice, "x")
    assert text == line
    assert "encoded twice" in remarks[0]
    russian = "1. Требует, чтобы стороны открыли дорогу;"
    assert decode(russian.encode("cp1251"), "x")[0] == russian


def test_an_annex_of_five_hundred_pages_is_read_whole() -> None:
    head = "The Security Council,\nRecalling its fictional resolution,\n1. Endorses the plan annexed;\nAnnex\nThe plan of Merrin\n"
    chapter = "".join(
        f"{n}. The boat number {n} shall carry all who are wounded to the landing at Merrin, and shall come back from there\n"
        "before the night of the same day, whatever the weather on the river and whoever holds the landing;\n"
        for n in range(1, 501)
    )
    annex = "".join(f"Chapter {n} of the plan\n{chapter}" for n in range(1, 21))
    draft = read_draft((head + annex).encode()).draft
    assert len(draft.of("annex")) > 9_990


def test_one_paragraph_of_endless_lines_is_one_paragraph() -> None:
    draft = read_draft(("1. Decides that\n" + "the boats and the crews and the\n" * 20_000).encode()).draft
    [paragraph] = draft.paragraphs
    assert paragraph.text.count("the boats") == 20_000


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_bytes_bring_anything_but_a_draft_or_a_clear_refusal(content: bytes) -> None:
    try:
        assert read_draft(content).draft.paragraphs
    except UseError as told:
        assert told.where


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_files_bring_a_draft_or_a_clear_refusal(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([_WHOLE_WORD, AKN.encode()]))
    cut = data.draw(st.integers(0, len(whole)))
    places = data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6))
    damaged = bytearray(whole)
    for place in places:
        damaged[place] ^= data.draw(st.integers(1, 255))
    try:
        read_draft(bytes(damaged[: max(cut, len(whole) // 2)]))
    except UseError as told:
        assert told.next_step


@pytest.fixture(scope="module", autouse=True)
def _whole(word_file: Callable[..., bytes]) -> None:
    global _WHOLE_WORD  # noqa: PLW0603
    _WHOLE_WORD = word_file("<w:p><w:r><w:t>1. Demands that the road be opened;</w:t></w:r></w:p>")


_WHOLE_WORD = b""
