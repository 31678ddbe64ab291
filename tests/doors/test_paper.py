"""`demarche paper` as a user calls it: every kind for every shipped dossier, choices told, bad input answered in words."""

from __future__ import annotations

import zipfile

import pytest

KINDS = [
    "demarche",
    "talking-points",
    "entry-points",
    "escalation",
    "common-position",
    "commitments",
    "handover",
    "outcomes",
    "sponsors",
]


def words_in(path):
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_written_in_both_versions_with_sources_and_headings(demarche, kind):
    made = demarche("paper", kind, "drc-goma", "--for", "Norway", "--on", "2025-11-20", "--out", "papers", "--form", "docx")
    assert made.status == 0, made.err
    stem = demarche.folder / "papers" / f"drc-goma-NOR-{kind}-2025-11-20"
    internal, left = words_in(stem.with_suffix(".docx")), words_in(stem.with_name(f"{stem.name}-leave-behind.docx"))
    assert "INTERNAL" in internal
    assert "INTERNAL" not in left
    for word in (internal, left):
        assert 'w:val="Heading1"' in word
        assert "[1]" in word


def test_the_package_has_its_parts_and_the_form_its_numbers(demarche):
    made = demarche("paper", "demarche", "sudan-adre", "--for", "Norway", "--on", "2024-06-20", "--out", "p", "--form", "txt")
    text = made.out
    for part in (
        "Objective",
        "Arguments",
        "Likely counter-arguments and replies",
        "Background",
        "Pitfalls",
        "Not known",
        "Sources",
    ):
        assert f"\n{part}\n" in text
    assert "S/RES/2736 (2024)" in text
    assert "14-0-1" in text
    assert "Weapons for the RSF come over that border." in text
    stem = "sudan-adre-NOR-demarche-2024-06-20"
    left = (demarche.folder / "p" / f"{stem}-leave-behind.txt").read_text("utf-8")
    assert left.startswith("Sudan: the Adré crossing and El Fasher\n")
    for kept in ("counter-argument", "fixed term", "Weapons for", "Norway", "Red line", "Risk to people"):
        assert kept not in left
    assert "What is asked: Reopen the Adré crossing" in left
    form = (demarche.folder / "p" / f"{stem}-read-out.txt").read_text("utf-8")
    assert "How each point was taken" in form
    assert "demarche log sudan-adre" in form
    assert "Ask: reopen-adre, to Sudanese Armed Forces." in made.err


def test_nothing_later_than_the_day_is_used(demarche):
    made = demarche("paper", "demarche", "drc-goma", "--for", "Norway", "--on", "2025-03-01", "--out", "p", "--form", "txt")
    assert made.status == 0, made.err
    assert "inopportune" not in made.out
    assert "Doha" not in made.out
    later = demarche("paper", "demarche", "drc-goma", "--for", "Norway", "--on", "2025-11-20", "--out", "p", "--form", "txt")
    assert "inopportune" in later.out


def test_the_addressee_is_asked_for_its_word_or_to_act_where_it_sits(demarche):
    member = ("--for", "Norway", "--to", "China", "--ask", "renew-measures", "--on", "2024-06-20", "--form", "txt", "--out", "p")
    made = demarche("paper", "talking-points", "sudan-adre", *member)
    assert "In the United Nations Security Council, speak and act for this" in " ".join(made.out.split())
    assert "China voted for" in made.out
    neighbour = demarche(
        "paper",
        "talking-points",
        "sudan-adre",
        "--for",
        "Norway",
        "--to",
        "Qatar",
        "--on",
        "2024-06-20",
        "--form",
        "txt",
        "--out",
        "p",
    )
    assert "Use your contacts with" in neighbour.out
    assert "is not the one asked to act" in neighbour.err


def test_an_ask_that_crosses_a_red_line_goes_to_the_mandator(demarche):
    demarche("dossier", "add", "sudan-adre", "asks", "escort", "what=Escort the convoys", "of=sdn-saf", "tags=armed escort")
    given = ("--for", "Norway", "--ask", "escort", "--on", "2024-06-20", "--out", "p", "--form", "txt")
    for kind in ("demarche", "talking-points"):
        made = demarche("paper", kind, "sudan-adre", *given)
        assert made.status == 2
        assert "crosses a red line" in made.err
        assert "demarche paper escalation sudan-adre --ask escort" in made.err
    made = demarche("paper", "escalation", "sudan-adre", *given)
    assert "Needs the mandator" in made.out


def test_what_the_user_records_stands_in_the_papers(demarche):
    act = (
        "who=ambassador",
        "with_whom=Sudanese Armed Forces",
        "date=2024-06-18",
        "message=Open it",
        "reaction=took note",
        "ask=reopen-adre",
    )
    demarche("dossier", "add", "sudan-adre", "engagements", "call", *act)
    up = (
        "date=2024-06-19",
        "constraint=adre-closed",
        "tried=Two calls at the desk",
        "leverage=A word from the crown",
        "must_not_say=Who told us",
    )
    demarche("dossier", "add", "sudan-adre", "escalations", "own", *up, "from_level=embassy", "to_level=capital")
    note = demarche("paper", "escalation", "sudan-adre", "--for", "Norway", "--on", "2024-06-20", "--out", "p", "--form", "txt")
    for said in ("Two calls at the desk", "A word from the crown", "Who told us", "From embassy to capital"):
        assert said in note.out
    left = (demarche.folder / "p" / "sudan-adre-NOR-escalation-2024-06-20-leave-behind.txt").read_text("utf-8")
    for said in ("Two calls", "crown", "told us"):
        assert said not in left
    package = demarche("paper", "demarche", "sudan-adre", "--for", "Norway", "--on", "2024-06-20", "--out", "p", "--form", "txt")
    assert "reaction: took note" in " ".join(package.out.split())
    assert "no engagement is recorded" not in " ".join(package.out.split())


def test_the_leave_behind_of_a_closed_ask_holds_the_facts_alone(demarche):
    mark = 'sensitivity={"what": "restricted"}'
    demarche(
        "dossier", "add", "sudan-adre", "asks", "quiet", "what=Zqopen the back road", "of=sdn-saf", "constraint=adre-closed", mark
    )
    given = ("--for", "Norway", "--ask", "quiet", "--on", "2024-06-20", "--out", "p", "--form", "txt")
    made = demarche("paper", "demarche", "sudan-adre", *given)
    assert "Zqopen the back road" in made.out
    left = (demarche.folder / "p" / "sudan-adre-NOR-demarche-2024-06-20-leave-behind.txt").read_text("utf-8")
    assert "Zqopen" not in left
    assert "What is asked" not in left
    assert "The Adré crossing is closed" in left
    demarche("paper", "demarche", "sudan-adre", *given, "--audience", "restricted")
    left = (demarche.folder / "p" / "sudan-adre-NOR-demarche-2024-06-20-leave-behind.txt").read_text("utf-8")
    assert "What is asked: Zqopen the back road" in left


def test_an_own_dossier_with_next_to_nothing_in_it(demarche):
    demarche("dossier", "new", "mare", "--title", "The road to Mare")
    for kind in ("commitments", "handover", "outcomes", "escalation"):
        made = demarche("paper", kind, "mare", "--on", "2024-06-20", "--out", "p", "--form", "txt")
        assert made.status == 0, (kind, made.err)
    demarche("dossier", "set", "mare", "country=Mali")
    for kind in ("demarche", "common-position"):
        made = demarche("paper", kind, "mare", "--for", "Norway", "--on", "2024-06-20", "--out", "p", "--form", "txt")
        assert made.status == 0, (kind, made.err)
    demarche("dossier", "add", "mare", "constraints", "road", "what=The road is shut", "since=2024-05-01", "deciders=MLI")
    made = demarche("paper", "demarche", "mare", "--for", "Norway", "--on", "2024-06-20", "--out", "p", "--form", "txt")
    assert "Démarche to Mali" in made.out
    assert "no engagement is recorded" in " ".join(made.out.split())


def test_json_and_forms(demarche):
    given = ("--on", "2025-02-01", "--out", "p", "--form", "xlsx", "--form", "json", "--json")
    made = demarche("paper", "commitments", "sudan-adre", *given)
    result = made.json["result"]
    assert result["kind"] == "commitments"
    assert {block["kind"] for block in result["internal"]["blocks"]} >= {"heading", "table"}
    assert result["leave_behind"]["marking"] == ""
    assert len(result["files"]) == 5
    from openpyxl import load_workbook

    book = load_workbook(demarche.folder / "p" / "sudan-adre-commitments-2025-02-01.xlsx")
    assert book.sheetnames[0] == "Promises"
    states = [row[4].value for row in book["Promises"].iter_rows(min_row=2)]
    assert any("kept" in state for state in states)
    assert all(sheet.sheet_state == "visible" for sheet in book)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("talking-pints", "sudan-adre", "--for", "Norway"), "Did you mean “talking-points”"),
        (("demarche", "sudan-adre"), "--for STATE"),
        (("demarche", "sudan", "--for", "Norway"), "sudan-adre"),
        (("demarche", "sudan-adre", "--for", "Norwegen-Land"), "Norw"),
        (("demarche", "sudan-adre", "--for", "Norway", "--ask", "reopen"), "reopen-adre"),
        (("demarche", "sudan-adre", "--for", "Norway", "--to", "Nobodyistan"), "Nobodyistan"),
        (("demarche", "sudan-adre", "--for", "Norway", "--on", "2020-01-01"), "begins on"),
        (("demarche", "sudan-adre", "--for", "Norway", "--on", "soon"), "soon"),
        (("demarche", "sudan-adre", "--for", "Norway", "--form", "odt"), "odt"),
        (("demarche", "sudan-adre", "--for", "Norway", "--audience", "all"), "all"),
        (("commitments", "sudan-adre", "--to", "Nobodyistan"), "Nobodyistan"),
    ],
)
def test_bad_input_is_answered_in_words_and_nothing_is_written(demarche, words, said):
    made = demarche("paper", *words, "--out", "papers")
    assert made.status == 2
    assert said in made.err
    assert "Traceback" not in made.err
    assert not (demarche.folder / "papers").exists()


def test_a_folder_that_cannot_be_written_is_said(demarche):
    (demarche.folder / "taken").write_text("a file", "utf-8")
    made = demarche("paper", "escalation", "sudan-adre", "--for", "Norway", "--on", "2024-06-20", "--out", "taken/papers")
    assert made.status == 1
    assert "could not be written" in made.err
