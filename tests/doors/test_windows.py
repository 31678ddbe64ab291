"""The calendar of openings as a user calls it, on the starter pack."""

from __future__ import annotations

import datetime as dt

import pytest

DAY = "2024-06-20"
DOSSIER_DAY = ("--on", DAY, "--days", "90")


def lines_of(answer):
    assert answer.status == 0, answer.err
    return answer.json["result"]["calendar"]["lines"]


def test_all_situations_with_basis_rule_and_history(demarche):
    answer = demarche("windows", *DOSSIER_DAY, "--json")
    lines = lines_of(answer)
    assert {line["kind"] for line in lines} == {"expiry", "report due", "presidency", "opening", "fixture"}
    assert all(line["basis"]["symbol"] or line["basis"]["title"] for line in lines)
    assert all(line["opens"] <= "2024-09-18" and line["closes"] >= DAY for line in lines)
    ends = {(line["basis"]["symbol"], line["closes"]): line for line in lines if line["kind"] == "expiry"}
    unifil = ends["S/RES/2695 (2023)", "2024-08-31"]
    assert unifil["basis"]["locator"] == "paragraph 1" and "nine" in unifil["rule"].lower()
    central_africa = ends["S/RES/2693 (2023)", "2024-07-31"]
    assert central_africa["basis"]["locator"] == "paragraphs 2, 3, 4"
    assert len({(line["basis"]["symbol"], line["closes"], line["what"]) for line in ends.values()}) == len(ends)
    history = answer.json["result"]["calendar"]["history"]
    assert history["until"] == DAY and history["count"] > 1000
    assert unifil["renewed_share"] == history["share"] == history["renewed"] / history["count"]
    assert unifil["median_days_before"] == 2
    # the situation by its topic, where the item of the agenda is general
    abouts = {line["basis"]["symbol"]: line["about"] for line in lines if line["kind"] == "expiry"}
    assert abouts["S/RES/2691 (2023)"] == "Yemen" and abouts["S/RES/2695 (2023)"] == "Lebanon"


def test_nothing_later_than_the_day_is_used(demarche):
    early = demarche("windows", "--on", "2012-03-01", "--json")
    lines = lines_of(early)
    assert lines and all(line["basis"]["date"] <= "2012-03-01" for line in lines if line["basis"]["date"])
    assert early.json["result"]["calendar"]["history"]["until"] == "2012-03-01"
    assert early.json["result"]["calendar"]["history"]["count"] < 600
    # the members of 2025 were elected on 6 June 2024: their chairs are not told before
    before = lines_of(demarche("windows", "--on", "2024-05-01", "--days", "400", "--forum", "UNSC", "--json"))
    assert max(line["closes"] for line in before if line["kind"] == "presidency") == "2024-12-31"
    assert not any(line["kind"] == "change of seats" for line in before)


def test_history_stops_where_the_tables_of_texts_stop(demarche):
    calendar = demarche("windows", "--on", "2026-06-01", "--json").json["result"]["calendar"]
    assert calendar["history"]["until"] == "2024-12-27"
    assert calendar["history"]["share"] > 0.85
    assert any("27 December 2024" in note and "demarche sync" in note for note in calendar["notes"])


def test_conferences_and_regional_calendars_have_their_source_and_day(demarche):
    def fixtures(day, *words):
        return [line for line in lines_of(demarche("windows", "--on", day, *words, "--json")) if line["kind"] == "fixture"]

    before, after = fixtures("2024-03-14"), fixtures("2024-03-15", "--situation", "Sudan")
    assert not any("Paris" in line["what"] for line in before)
    paris = next(line for line in after if "Paris" in line["what"])
    assert paris["closes"] == "2024-04-15" and paris["basis"]["url"] and paris["forum"] == "pledging-conference"
    assert not any("Paris" in line["what"] for line in fixtures("2024-03-15", "--situation", "Haiti"))
    union = fixtures("2024-06-20", "--forum", "eu-fac", "--days", "400")
    assert [line["what"].partition(" ")[0] for line in union] == ["Belgium", "Hungary", "Poland", "Denmark"]
    chair = fixtures("2024-10-02", "--forum", "au-psc", "--days", "5")
    assert [line["what"].partition(" ")[0] for line in chair] == ["Egypt"]


def test_a_dossier_joins_its_openings_and_namesakes_stay_out(demarche):
    lines = lines_of(demarche("windows", "--situation", "sudan-adre", *DOSSIER_DAY, "--json"))
    end = next(line for line in lines if line["closes"] == "2024-09-12")
    assert end["kind"] == "expiry" and end["dossier"] == "sudan-adre" and end["basis"]["symbol"] == "S/RES/2676 (2023)"
    assert end["basis"]["locator"].startswith("paragraph")
    assert any(line["kind"] == "opening" and line["forum_name"] == "Cairo track" for line in lines)
    in_words = lines_of(demarche("windows", "--situation", "Sudan", *DOSSIER_DAY, "--json"))
    symbols = {line["basis"]["symbol"] for line in in_words if not line["general"]}
    assert "S/RES/2725 (2024)" in symbols and "S/RES/2729 (2024)" not in symbols
    congo = lines_of(demarche("windows", "--situation", "DRC", *DOSSIER_DAY, "--json"))
    assert ("S/RES/2688 (2023)", "2024-07-01") in {(line["basis"]["symbol"], line["closes"]) for line in congo}


def test_debate_after_a_veto_and_seats_to_come(demarche):
    debate = lines_of(demarche("windows", "--forum", "unga", "--on", "2024-04-19", "--days", "30", "--json"))
    assert [(line["kind"], line["closes"], line["basis"]["symbol"]) for line in debate] == [
        ("veto debate", "2024-05-02", "A/RES/76/262")
    ]
    seats = lines_of(demarche("windows", "--on", "2024-12-20", "--days", "20", "--json"))
    change = next(line for line in seats if line["kind"] == "change of seats")
    assert "Denmark" in change["what"] and "Japan" in change["what"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--forum", "unsc-opn-debate"), "unsc-open-debate"),
        (("--forum", "Council"), "au-psc"),
        (("--situation", "sudan-adree"), "sudan-adre"),
        (("--situation", "Sudna"), "Sudan"),
        (("--situation", "Atlantis"), "Give fewer words"),
        (("--days", "-3"), "--days"),
    ],
)
def test_what_is_not_known_names_the_nearest(demarche, words, said):
    answer = demarche("windows", *words, "--on", DAY)
    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_an_empty_result_says_so_and_names_the_nearest_days(demarche):
    forum = demarche("windows", "--forum", "UNGA", "--days", "30", "--on", DAY)
    assert forum.status == 0
    assert "Nothing is known to open by 20 July 2024" in forum.out and "24 September 2024, General debate" in forum.out
    situation = demarche("windows", "--situation", "Nepal", "--days", "20", "--on", DAY, "--json").json["result"]["calendar"]
    assert situation["nearest"] == [] and "15 January 2011 (S/RES/1939 (2010))" in situation["notes"][0]
    cyprus = demarche("windows", "--situation", "Cyprus", "--days", "5", "--on", DAY, "--json").json["result"]["calendar"]
    assert cyprus["nearest"][0]["closes"] == "2024-07-04"


def test_piped_table_has_every_column(demarche):
    answer = demarche("windows", *DOSSIER_DAY)
    header, *rows = (line.split("\t") for line in answer.out.splitlines())
    assert header[:5] == ["day", "opens", "closes", "kind", "what"]
    assert {len(row) for row in rows} == {len(header)}
    assert "ends of terms" in answer.err


def test_files_are_right_stable_and_keep_restricted_openings_in(demarche):
    import icalendar
    import openpyxl

    added = demarche(
        "dossier",
        "add",
        "sudan-adre",
        "references",
        "own-note",
        "title=A fictional note",
        "publisher=Us",
        "date=2024-06-01",
        "url=https://example.org/note",
    )
    assert added.status == 0, added.err
    added = demarche(
        "dossier", "add", "sudan-adre", "openings", "quiet", "forum=mediation-track", "what=A quiet, fictional call in Port Sudan",
        "date=2024-07-05", "refs=own-note", "known_from=2024-06-01", 'sensitivity={"what": "restricted"}',
    )  # fmt: skip
    assert added.status == 0, added.err
    answer = demarche("windows", *DOSSIER_DAY, "--out", "calendar", "--json")
    assert any("fictional call" in line["what"] for line in lines_of(answer))
    ics, xlsx = (demarche.folder / "calendar" / f"windows-{DAY}.{form}" for form in ("ics", "xlsx"))
    raw = ics.read_bytes()
    assert b"\r\n" in raw and max(len(line) for line in raw.split(b"\r\n")) <= 75
    events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert len({str(e["UID"]) for e in events}) == len(events) > 40
    assert all(type(e["DTSTART"].dt) is dt.date for e in events)
    assert "fictional call" not in raw.decode().replace("\r\n ", "")
    unifil = next(e for e in events if "S/RES/2695 (2023)" in e["DESCRIPTION"] and "UNIFIL" in e["SUMMARY"])
    assert unifil["DTSTART"].dt == dt.date(2024, 8, 31) and "Rule of decision" in unifil["DESCRIPTION"]
    book = openpyxl.load_workbook(xlsx)
    assert book.sheetnames == ["Windows", "About"]
    assert book["Windows"].max_row == len(events) + 1
    assert book["Windows"]["A2"].value.date() <= dt.date(2024, 6, 30)
    assert "fictional call" not in str([[cell.value for cell in row] for row in book["Windows"].iter_rows()])
    # the same entries keep their names a week later, so that a calendar replaces them
    later = demarche("windows", "--on", "2024-06-27", "--days", "83", "--out", "later")
    assert later.status == 0, later.err
    again = icalendar.Calendar.from_ical((demarche.folder / "later" / "windows-2024-06-27.ics").read_bytes()).walk("VEVENT")
    assert str(unifil["UID"]) in {str(e["UID"]) for e in again}
    open_to_us = demarche("windows", *DOSSIER_DAY, "--out", "ours", "--audience", "restricted")
    assert open_to_us.status == 0
    assert "fictional call" in (demarche.folder / "ours" / f"windows-{DAY}.ics").read_text("utf-8").replace("\n ", "")
