"""What a user marks in a dossier stays in: no leave-behind, in any form, holds a closed field of the dossier it was made of."""

from __future__ import annotations

import re
import zipfile

import pytest

from demarche.desk import open_workspace, pairs, put_item

DAY = ("--on", "2024-06-20")
CLOSED = {
    "constraints rains": [
        "what=Zqbridge at Quillford is cut",
        "since=2024-06-01",
        "category=physical environment",
        "deciders=sdn-saf",
    ],
    "commitments gate": ["by=sdn-saf", "what=Zqgate stays open at Quillford", "made_on=2024-06-01", "until=2024-07-30"],
    "parties quiet": ["actor=EGY", "part=Zqhosts the quiet talks in Quillford"],
    "places camp": ["name=Zqcamp Quillford"],
    "texts noted": ["symbol=S/RES/2736 (2024)", "paragraphs=1", "note=Zqour reading of Quillford"],
    "ties envoy": ["source=NOR", "target=sdn-rsf", "dimension=interlocutor", "refs=own-note", "note=Zqenvoy seen in Quillford"],
    "openings talks": ["forum=mediation", "what=Zqtalks at Quillford", "date=2024-07-05", "refs=own-note", "known_from=2024-06-01"],
    "asks road": ["what=Zqopen the Quillford road", "of=sdn-saf", "by=2024-07-20"],
}
"""Kind and id → its fields; the words that begin with Zq and the made-up town stand in the field that is marked."""
MARKED = {"constraints": "what", "commitments": "what", "parties": "part", "places": "name", "texts": "note", "ties": "note"}


@pytest.fixture
def planted(demarche):
    """A dossier of one's own with a closed field in each kind of item."""
    workspace = open_workspace(demarche.folder / "workspace")
    note = {"title": "A note of our own", "publisher": "Ourselves", "date": "2024-06-01", "url": "https://example.org/note"}
    put_item(workspace, "sudan-adre", "references", "own-note", note)
    for item, fields in CLOSED.items():
        kind, name = item.split()
        mark = {"sensitivity": f'{{"{MARKED.get(kind, "what")}": "restricted"}}'}
        put_item(workspace, "sudan-adre", kind, name, pairs(fields) | mark)
    workspace.record.close()
    return demarche


def words_in(path):
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as archive:
            return re.sub(r"<[^>]+>", "", "\n".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist()))
    return path.read_text("utf-8", errors="replace")


@pytest.mark.parametrize("command", ["brief", "chains"])
def test_no_closed_field_reaches_a_leave_behind(planted, command):
    made = planted(command, "sudan-adre", "--for", "Norway", *DAY, "--out", "papers")
    assert made.status == 0, made.err
    left = [path for path in (planted.folder / "papers").iterdir() if "leave-behind" in path.name]
    assert {path.suffix for path in left} == {".docx", ".html"}
    for path in left:
        assert "Quillford" not in words_in(path)
        assert "zq" not in words_in(path).casefold()
        assert "closed-line" not in words_in(path)


def test_the_author_sees_all_of_it_and_what_was_left_out(planted):
    made = planted("brief", "sudan-adre", "--for", "Norway", *DAY, "--out", "papers")
    for words in ("Zqbridge at Quillford", "Zqgate stays open", "Zqopen the Quillford road"):
        assert words in " ".join(made.out.split())
    listed = planted.folder / "papers" / "sudan-adre-NOR-2024-06-20-removed.txt"
    assert "restricted\tconstraints “rains”, what\tZqbridge at Quillford is cut" in listed.read_text("utf-8")
    assert listed.stat().st_mode & 0o077 == 0


def test_a_reader_who_is_cleared_gets_them(planted):
    planted("brief", "sudan-adre", "--for", "Norway", *DAY, "--out", "papers", "--audience", "restricted")
    page = planted.folder / "papers" / "sudan-adre-NOR-2024-06-20-leave-behind.html"
    assert "Zqbridge at Quillford" in words_in(page)


def test_closed_words_in_an_open_field_stop_the_leave_behind(planted):
    planted("dossier", "add", "sudan-adre", "constraints", "copied", "what=Zqcamp Quillford is closed", "since=2024-06-01")
    made = planted("brief", "sudan-adre", "--for", "Norway", *DAY, "--out", "papers")
    assert made.status == 1
    assert "places “camp”, name" in made.err
    assert "constraints “copied”, what" in made.err
    assert not (planted.folder / "papers").exists()


def test_an_organisation_closes_a_field_for_all_its_dossiers(demarche):
    gate = ("by=sdn-saf", "what=Zqgate stays open", "made_on=2024-06-01", "until=2024-07-30")
    assert demarche("dossier", "add", "sudan-adre", "commitments", "gate", *gate).status == 0
    scheme = 'name = "A fictional scheme"\n[[default]]\nfield = "commitments.what"\nlevel = "restricted"\n'
    (demarche.folder / "workspace" / "classification.toml").write_text(scheme, "utf-8")
    made = demarche("brief", "sudan-adre", "--for", "Norway", *DAY, "--out", "papers")
    assert made.status == 0, made.err
    assert "Zqgate" in made.out
    assert "Zqgate" not in words_in(demarche.folder / "papers" / "sudan-adre-NOR-2024-06-20-leave-behind.html")


def test_a_scheme_that_cannot_be_read_is_told_and_nothing_is_written(demarche):
    demarche("dossier", "new", "valley")
    (demarche.folder / "workspace" / "classification.toml").write_text(
        '[[default]]\nfield = "place.name"\nlevel = "closed"\n', "utf-8"
    )
    made = demarche("brief", "sudan-adre", "--for", "Norway", *DAY, "--out", "papers")
    assert made.status == 2
    assert "classification.toml" in made.err
    assert "Traceback" not in made.err
    assert not (demarche.folder / "papers").exists()
