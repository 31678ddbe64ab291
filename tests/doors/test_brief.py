"""The main job at the door: the entry-points brief, offline, in a fresh workspace."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import zipfile

import docx
import pytest

ON = "2024-06-20"
SUDAN = ("brief", "sudan-adre", "--for", "Norway", "--on", ON)


def test_the_brief_is_printed_and_four_papers_are_written(demarche):
    answer = demarche(*SUDAN)
    assert answer.status == 0, answer.err
    for heading in (
        "What is blocked",
        "What speaks to it",
        "Who decides",
        "Windows to",
        "Entry points",
        "Not known here",
        "Sources",
    ):
        assert heading in answer.out
    names = sorted(p.name for p in demarche.folder.iterdir() if p.is_file())
    stem = f"sudan-adre-NOR-{ON}"
    papers = {f"{stem}{kind}.{form}" for kind in ("", "-leave-behind") for form in ("docx", "html")}
    assert set(names) == {*papers, f"{stem}-removed.txt"}


def test_the_sudan_brief_of_june_2024_shows_what_it_must(demarche):
    found = demarche(*SUDAN, "--json").json["result"]["brief"]
    text = next(t for t in found["texts"] if t["symbol"] == "S/RES/2736 (2024)")
    assert (text["date"], text["yes"], text["no"], text["abstain"]) == ("2024-06-13", 14, 0, 1)
    assert text["not_in_favour"] == ["Russian Federation abstaining"]
    expiries = [w for w in found["windows"] if w["kind"] == "expiry"]
    assert ("2024-09-12", "S/RES/2676 (2023)") in {(w["closes"], w["basis"]["symbol"]) for w in expiries}
    channels = {r["entry"]["channel"] for r in found["entry_points"]}
    assert channels >= {"bilateral", "security council", "regional", "mediation", "field", "resources"}
    assert 5 <= len(found["entry_points"]) <= 7
    tied = {d["actor"]: {t["source"] for t in d["ties"]} for d in found["deciders"]}
    assert {"EGY", "SAU"} <= tied["sdn-saf"]
    assert {"ARE", "SAU"} <= tied["sdn-rsf"]


def later_days(value, limit, path=""):
    """Every day after the limit in a JSON value, with its path; terms, windows and deadlines lie ahead by their nature."""
    ahead = {"closes", "opens", "deadline", "until", "by", "date_of_term"}
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ahead:
                yield from later_days(inner, limit, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from later_days(inner, limit, path)
    elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) and value > limit:
        yield path, value


def test_nothing_in_the_brief_is_dated_later_than_the_day(demarche):
    found = demarche(*SUDAN, "--json").json["result"]["brief"]
    found.pop("editions")  # editions are as of the day they were made; their later rows are not used
    assert [x for x in later_days(found, ON) if "as_of" not in x[0]] == []


def test_the_leave_behind_holds_no_analysis(demarche):
    answer = demarche(*SUDAN, "--json").json["result"]
    removed = {r["text"] for r in answer["removed"] if len(r["text"]) > 12}
    assert removed
    stem = demarche.folder / f"sudan-adre-NOR-{ON}-leave-behind"
    with zipfile.ZipFile(stem.with_suffix(".docx")) as archive:
        inside = "\n".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())
    page = stem.with_suffix(".html").read_text("utf-8")
    for text in removed:
        assert text not in inside
        assert text not in page
    assert "Internal" not in page
    assert "Ways there" not in page


def test_word_file_has_real_headings_and_header_rows(demarche):
    demarche(*SUDAN)
    document = docx.Document(str(demarche.folder / f"sudan-adre-NOR-{ON}.docx"))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "What is blocked"
    assert headings[-1] == "Sources"
    assert all(t.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for t in document.tables)


BRIEFS = [
    ("sudan-adre", "Norway", "2024-06-20"),
    ("sudan-adre", "Egypt", "2025-03-01"),
    ("syria-cross-border", "Ireland", "2022-06-20"),
    ("syria-cross-border", "Türkiye", "2014-09-01"),
    ("syria-cross-border", "Ireland", "2024-06-20"),
    ("drc-goma", "Qatar", "2025-03-01"),
    ("drc-goma", "France", "2025-11-10"),
]


@pytest.mark.skipif(not shutil.which("soffice") or not shutil.which("pdfinfo"), reason="LibreOffice and poppler are not installed")
@pytest.mark.parametrize(("dossier", "state", "on"), BRIEFS)
def test_every_shipped_brief_opens_in_libreoffice_on_at_most_two_pages(demarche, dossier, state, on):
    answer = demarche("brief", dossier, "--for", state, "--on", on, "--json")
    assert answer.status == 0, answer.err
    for name in (f for f in answer.json["result"]["files"] if f.endswith(".docx")):
        profile = f"-env:UserInstallation=file://{demarche.folder}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", name], cwd=demarche.folder, capture_output=True, check=True
        )
        told = subprocess.run(
            ["pdfinfo", name.replace(".docx", ".pdf")], cwd=demarche.folder, capture_output=True, text=True, check=True
        ).stdout
        assert int(re.search(r"Pages:\s+(\d+)", told)[1]) <= 2
        assert "A4" in told


def test_without_a_day_today_is_meant(demarche):
    answer = demarche("brief", "drc-goma", "--for", "Kenya", "--json")
    assert answer.json["on"] == dt.datetime.now().astimezone().date().isoformat()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("brief", "sudan-adree", "--for", "Norway"), "sudan-adre"),
        (("brief", "sudan-adre", "--for", "Norwy"), "Norway"),
        (("brief", "sudan-adre", "--for", "Norway", "--on", "31 June 2024"), "not a date"),
        (("brief", "sudan-adre", "--for", "Norway", "--on", "2001-01-01"), "begins on"),
        (("breif", "sudan-adre"), "brief"),
    ],
)
def test_a_wrong_request_is_answered_with_what_to_do(demarche, words, told):
    answer = demarche(*words)
    assert answer.status == 2
    assert told in answer.err
    assert "Traceback" not in answer.err


def test_an_error_has_one_json_shape(demarche):
    import json

    answer = demarche("brief", "nowhere", "--for", "Norway", "--json")
    assert answer.status == 2
    assert set(json.loads(answer.err)) == {"error", "what", "where", "next"}


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_half_written(demarche):
    (demarche.folder / "taken").write_text("a file, not a folder")
    answer = demarche(*SUDAN, "--out", "taken")
    assert answer.status in {1, 2}
    assert "Traceback" not in answer.err
    assert (demarche.folder / "taken").read_text() == "a file, not a folder"
