"""Redlines as Word files with tracked changes, new and written into a file that others worked on; every sentence here is made up."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.adapters.papers.tracked import TrackedParagraph, tracked_bytes, write_tracked
from demarche.adapters.papers.tracked_edits import InsertAfter, Remove, Reword, track_into
from demarche.adapters.word_files import accept_all, open_package, reject_all
from demarche.model.evidence import UseError
from demarche.subjects.texts.alignment import redline

WHEN = dt.datetime(2099, 3, 1, 12, tzinfo=dt.UTC)
FERRY = "Demands that the ferry to Merrin land twice a day;"
BOATS = "Calls upon the neighbouring States to lend boats;"
REPORT = "Requests the Secretary-General to report every thirty days."
WORDS = st.lists(st.sampled_from(["all", "the", "parties", "boats", ",", "“quay”", "é", "2.5", "shall"]), max_size=12).map(" ".join)


def word_file(*paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document):
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def mark(kind, run, author):
    """Put a run of a paragraph into a revision of another hand."""
    wrapper = OxmlElement(f"w:{kind}")
    wrapper.set(qn("w:id"), "77")
    wrapper.set(qn("w:author"), author)
    run._r.addprevious(wrapper)
    wrapper.append(run._r)
    if kind == "del":
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS).filter(any), min_size=1, max_size=5))
def test_accepted_it_is_the_new_text_and_rejected_the_old(versions):
    content = tracked_bytes([TrackedParagraph(redline(old, new)) for old, new in versions], author="Freedonia", date=WHEN)
    assert accept_all(content) == "\n".join(new for _, new in versions if new)
    assert reject_all(content) == "\n".join(old for old, _ in versions if old)


def test_a_redline_bears_author_date_comments_and_italics_and_is_the_same_every_time(tmp_path):
    rows = [
        TrackedParagraph(redline(FERRY, FERRY.replace("Demands that", "Urges that")), comments=("Weaker verb.\nSecond line.",)),
        TrackedParagraph(redline("", BOATS), italics=("Calls upon",)),
        TrackedParagraph(redline(REPORT, ""), style="point"),
    ]
    content = tracked_bytes(rows, author="Permanent Mission", date=WHEN, title="Ferries <&> boats")
    assert content == tracked_bytes(rows, author="Permanent Mission", date=WHEN, title="Ferries <&> boats")
    body = part(content, "word/document.xml")
    assert body.count("<w:ins ") == 4 and body.count("<w:del ") == 3 and 'w:date="2099-03-01T12:00:00Z"' in body
    assert "<w:i/>" in body and 'w:author="Permanent Mission"' in body
    comments = part(content, "word/comments.xml")
    assert "Weaker verb." in comments and comments.count("<w:comment ") == 1
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "Ferries <&> boats"
    write_tracked(rows, tmp_path / "redline.docx", author="Permanent Mission", date=WHEN, title="Ferries <&> boats")
    assert (tmp_path / "redline.docx").read_bytes() == content


def test_edits_go_into_the_users_own_file():
    content = word_file(FERRY, BOATS, REPORT)
    new = FERRY.replace("twice", "three times")
    edits = [
        Reword("p0", FERRY, new, "More often."),
        Remove("p1"),
        InsertAfter("p2", "Decides to remain seized."),
        InsertAfter("p2", "End."),
    ]
    made = track_into(content, edits, author="Sylvania", date=WHEN)
    assert accept_all(made) == f"{new}\n{REPORT}\nDecides to remain seized.\nEnd."
    assert reject_all(made) == reject_all(made, author="Sylvania") == accept_all(content)
    assert "More often." in part(made, "word/comments.xml")


@pytest.mark.parametrize("removed", [(0,), (1,), (2,), (1, 2), (0, 1, 2)])
def test_any_paragraph_can_be_taken_out_the_last_one_too(removed):
    texts = (FERRY, BOATS, REPORT)
    made = track_into(word_file(*texts), [Remove(f"p{n}") for n in removed], author="Sylvania", date=WHEN)
    assert accept_all(made) == "\n".join(text for n, text in enumerate(texts) if n not in removed)
    assert reject_all(made) == "\n".join(texts)


def test_revisions_authors_and_comments_of_others_survive():
    document = docx.Document()
    paragraph = document.add_paragraph("Demands that ")
    mark("ins", paragraph.add_run("all "), "Osterlich")
    mark("del", paragraph.add_run("both "), "Osterlich")
    paragraph.add_run("parties open the quay;").bold = True
    document.add_comment(paragraph.runs, text="From the floor.", author="Chair", initials="C")
    content = saved(document)
    before = accept_all(content)
    assert before == "Demands that all parties open the quay;"
    made = track_into(
        content, [Reword("p0", before, "Urges that all the parties open the old quay;", "Ours.")], author="Us", date=WHEN
    )
    assert accept_all(made) == "Urges that all the parties open the old quay;"
    assert reject_all(made, author="Us") == before
    assert reject_all(made) == reject_all(content) == "Demands that both parties open the quay;"
    body, comments = part(made, "word/document.xml"), part(made, "word/comments.xml")
    assert 'w:author="Osterlich"' in body and 'w:author="Us"' in body and "<w:b/>" in body
    assert "From the floor." in comments and "Ours." in comments


def test_words_inside_another_hands_insertion_can_be_changed():
    document = docx.Document()
    paragraph = document.add_paragraph("Recalls ")
    mark("ins", paragraph.add_run("the long and weary road to Merrin"), "Osterlich")
    paragraph.add_run(", and stresses its cost;")
    content = saved(document)
    old = accept_all(content)
    made = track_into(content, [Reword("p0", old, old.replace("long and weary", "short"))], author="Us", date=WHEN)
    assert accept_all(made) == "Recalls the short road to Merrin, and stresses its cost;"
    assert reject_all(made, author="Us") == old and reject_all(made) == reject_all(content)


def test_tables_tabs_and_links_around_the_words_stay():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = FERRY, BOATS
    document.add_paragraph("1.\tOne tab;")
    content = saved(document)
    made = track_into(
        content,
        [Reword("p1", BOATS, BOATS.replace("boats", "crews")), Reword("p2", "1.\tOne tab;", "1.\tTwo tabs;")],
        author="Us",
        date=WHEN,
    )
    assert accept_all(made) == f"{FERRY}\n{BOATS.replace('boats', 'crews')}\n1.\tTwo tabs;"
    assert reject_all(made) == accept_all(content)


def test_what_is_not_there_or_not_allowed_is_refused_with_a_way_on():
    content = word_file(FERRY)
    for edit in (Remove("p9"), Reword("p0", "other words entirely", "x")):
        with pytest.raises(UseError) as refused:
            track_into(content, [edit], author="Us", date=WHEN)
        assert refused.value.next_step
    package = open_package(content, "the draft")
    package.parts["word/vbaProject.bin"] = b"code"
    with pytest.raises(UseError, match="macros"):
        track_into(package.to_bytes(), [Remove("p0")], author="Us", date=WHEN)


@pytest.mark.parametrize("author", ["", "Zoë \x07 O’Neill", "a" * 400])
def test_any_author_and_any_signs_make_a_file_that_opens(author):
    content = tracked_bytes([TrackedParagraph(redline("a\x00b", "a\x0bc\ttab"))], author=author, date=WHEN)
    assert docx.Document(io.BytesIO(content)).paragraphs
