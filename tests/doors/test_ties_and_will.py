"""Ties between two actors and ratings of political will, as a user calls them."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.desk import new_dossier, open_workspace, pairs, put_item, tie_tables, ties_between

ROAD = "fictional-road"


@pytest.fixture
def road(inside):
    """A dossier in a real country with a fictional obstacle, from 1995 on."""
    workspace = open_workspace(inside.folder / "workspace")
    new_dossier(workspace, ROAD, title="A fictional road", country="Somalia", since=dt.date(1995, 1, 1))
    put_item(workspace, ROAD, "references", "note", pairs(["title=Fictional note", "publisher=A ministry", "date=1995-03-01"]))
    page = ["title=Fictional page", "publisher=A paper", "date=1995-04-01", "url=https://example.org"]
    put_item(workspace, ROAD, "references", "page", pairs(page))
    workspace.record.close()
    return inside


def add_tie(inside, name, *fields):
    return inside("dossier", "add", ROAD, "ties", name, *fields)


def dimensions(answer):
    assert answer.status == 0, answer.err
    return {d["note"]["dimension"]: d for d in answer.json["result"]["leverage"]["dimensions"]}


def test_two_states_with_figures_dates_and_sources(inside):
    answer = inside("ties", "Egypt", "the Sudan", "--on", "2024-06-20", "--json")
    found = dimensions(answer)
    assert set(found) == {"alliance", "shared organisation", "neighbourhood", "mediator", "vote agreement"}
    ties = [hold["tie"] for one in found.values() for hold in one["holds"]]
    assert all(tie["reference"]["publisher"] for tie in ties)
    assert all((tie["since"] or "") <= "2024-06-20" and (tie["as_of"] or "") <= "2024-06-20" for tie in ties)
    votes = found["vote agreement"]["holds"][0]["tie"]
    assert votes["value"] > 0.8 and "230 common votes" in votes["unit"]
    assert ["sdn-saf", "Sudanese Armed Forces"] in answer.json["result"]["also"]
    parts = answer.json["result"]["capacity"]["parts"]
    assert len(parts) == 12 and answer.json["result"]["capacity"]["capacity"] is None
    told = inside("ties", "Egypt", "Sudan", "--on", "2024-06-20").out
    assert "land or river border" in told and "There is no sum of these ties" in told and "aid of GDP" in told


def test_both_ways_are_shown_and_silence_is_told(inside):
    there = dimensions(inside("ties", "EGY", "SDN", "--on", "2024-06-20", "--json"))
    back = dimensions(inside("ties", "SDN", "EGY", "--on", "2024-06-20", "--json"))
    assert set(there) == set(back)
    silent = inside("ties", "EGY", "SDN", "--on", "2024-06-20", "--json").json["result"]["leverage"]["silent"]
    assert {"trade", "aid", "diplomatic presence"} <= {note["dimension"] for note in silent}


def test_nothing_later_than_the_day_is_used(inside):
    found = dimensions(inside("ties", "Egypt", "Sudan", "--on", "1992-01-01", "--json"))
    assert "mediator" not in found
    organisations = [hold["tie"] for hold in found["shared organisation"]["holds"] if hold["tie"]["value"]]
    assert organisations and all(tie["as_of"] <= "1992-01-01" for tie in organisations)


def test_own_ties_with_source_reliability_and_sensitivity(road):
    assert add_tie(road, "envoy", "source=Norway", "target=Somalia", "dimension=interlocutor", "since=1995-03-01", "refs=page",
                   "strength=0.7", "reliability=high", "note=Visits monthly").status == 0  # fmt: skip
    assert add_tie(road, "house", "source=NOR", "target=SOM", "dimension=host", "since=1995-03-01", "refs=note",
                   'sensitivity={"note": "restricted"}', "note=At 12 Fictional Quay").status == 0  # fmt: skip
    found = dimensions(answer := road("ties", "Norway", "Somalia", "--on", "1995-06-01", "--json"))
    tie = found["interlocutor"]["holds"][0]["tie"]
    assert (tie["source"], tie["target"], tie["reliability"], tie["strength"]) == ("NOR", "SOM", "high", 0.7)
    assert answer.json["result"]["marks"] == {"envoy": "public", "house": "strictly confidential"}
    open_ = road("ties", "Norway", "Somalia", "--on", "1995-06-01", "--audience", "public")
    assert "Visits monthly" in open_.out and "Quay" not in open_.out and "host\t" not in open_.out.split("dimension\twhat it")[0]
    assert "1 of your own ties are held more closely" in open_.out
    assert "interlocutor" not in dimensions(road("ties", "Norway", "Somalia", "--on", "1995-02-01", "--json"))


def test_an_own_tie_that_ended_is_not_used(road):
    add_tie(road, "past", "source=NOR", "target=SOM", "dimension=host", "since=1995-01-01", "until=1995-05-01", "refs=page")
    assert "host" in dimensions(road("ties", "NOR", "SOM", "--on", "1995-04-20", "--json"))
    assert "host" not in dimensions(road("ties", "NOR", "SOM", "--on", "1995-06-01", "--json"))


def test_contradictory_ties_are_both_shown(road):
    add_tie(road, "says-yes", "source=NOR", "target=SOM", "dimension=interlocutor", "since=1995-03-01", "refs=note", "note=Met")
    add_tie(road, "says-no", "source=NOR", "target=SOM", "dimension=interlocutor", "since=1995-04-01", "refs=page", "strength=0")
    found = dimensions(road("ties", "NOR", "SOM", "--on", "1995-06-01", "--json"))["interlocutor"]
    assert {hold["tie"]["id"] for hold in found["holds"]} == {"says-yes", "says-no"}
    assert {tie["id"] for tie in found["contradictions"][0]["ties"]} == {"says-yes", "says-no"}
    told = road("ties", "NOR", "SOM", "--on", "1995-06-01").out
    assert "interlocutor, denied" in told and "Fictional note" in told and "Fictional page" in told


REFUSED_TIES = (
    (("source=NOR", "target=SOM", "dimension=aid"), "a tie needs a reference"),
    (("source=NOR", "target=SOM", "dimension=aid", "refs=nowhere"), "no reference “nowhere”"),
    (("source=NOR", "target=SOM", "dimension=friendship", "refs=note"), "not a dimension of ties"),
    (("source=NOR", "target=Norway", "dimension=aid", "refs=note"), "ties an actor to itself"),
    (("source=Norwey", "target=SOM", "dimension=aid", "refs=note"), "not a name known here"),
    (("source=NOR", "target=SOM", "dimension=aid", "refs=note", "strength=much"), "not a number"),
    (("source=NOR", "target=SOM", "dimension=aid", "refs=note", "reliability=sure"), "reliability"),
)


def test_an_own_tie_that_cannot_be_meant_is_refused(road):
    for fields, said in REFUSED_TIES:
        answer = add_tie(road, "bad", *fields)
        assert answer.status == 2 and said in answer.err and "Traceback" not in answer.err
    assert road("ties", "Egypt", "Sudan", "--on", "2024-06-20").status == 0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("Egypt",), 2, "Missing argument"),
        (("Egypt", "Egypt"), 2, "actor"),
        (("Egypt", "Nowhereland"), 2, "not a name known here"),
        (("Egypt", "Sudan", "--on", "2024-13-01"), 2, "not a date"),
        (("Egypt", "Sudan", "--out", "ties.foo"), 2, "End the name in one of"),
        (("Egypt", "Sudan", "--out", "/dev/null/ties.docx"), 1, "/dev/null"),
    ],
)
def test_ties_refuse_what_cannot_be_meant(inside, words, status, said):
    answer = inside("ties", *words)
    assert answer.status == status and said in answer.err and "Traceback" not in answer.err


@pytest.mark.parametrize("form", ["xlsx", "docx", "html", "txt"])
def test_ties_as_a_file(inside, form):
    answer = inside("ties", "Egypt", "sdn-saf", "--on", "2024-06-20", "--out", f"ties.{form}")
    assert answer.status == 0, answer.err
    written = inside.folder / f"ties.{form}"
    assert written.stat().st_size > 1000
    if form == "html":
        assert "Presidency of Egypt" in written.read_text("utf-8")


def rate(inside, *fields, name=""):
    return inside("will", ROAD, "--rate", *(("--id", name) if name else ()), *fields)


def test_ratings_with_history_and_disagreement_never_averaged(road):
    assert (
        rate(road, "actor=Somalia", "support=-1", "influence=3", "confidence=low", "date=1995-03-01", "evidence=Said no").status
        == 0
    )
    assert (
        rate(road, "actor=SOM", "support=1", "influence=3", "date=1995-05-01", "refs=page", "counter_evidence=Did nothing").status
        == 0
    )
    assert rate(road, "actor=SOM", "rater=second", "support=-2", "date=1995-05-02", "evidence=Shut the road").status == 0
    answer = road("will", ROAD, "--on", "1995-06-01", "--json")
    (will,) = answer.json["result"]["actors"]
    by_rater = {(line["rater"], line["date"]): line for line in will["ratings"]}
    assert by_rater["tester", "1995-05-01"]["standing"] and not by_rater["tester", "1995-03-01"]["standing"]
    assert by_rater["tester", "1995-05-01"]["change"] == "support -1 → +1 since 1995-03-01"
    assert by_rater["tester", "1995-05-01"]["evidence_sources"][0]["title"] == "Fictional page"
    assert will["disagreements"] == ["support: second: -2; tester: +1"]
    told = road("will", ROAD, "--on", "1995-06-01").out
    assert "Did nothing" in told and "-0.5" not in told and "never averaged" in told
    early = road("will", ROAD, "--on", "1995-04-01", "--json").json["result"]["actors"][0]
    assert [line["date"] for line in early["ratings"]] == ["1995-03-01"] and early["disagreements"] == []


def test_ratings_are_internal_unless_they_are_opened(road):
    rate(road, "actor=SOM", "support=1", "date=1995-05-01", "evidence=Spoke for it")
    outside = road("will", ROAD, "--on", "1995-06-01", "--audience", "limited")
    assert outside.status == 0 and "Spoke for it" not in outside.out and "1 ratings are held more closely" in outside.out
    assert road("will", ROAD, "--on", "1995-06-01", "--audience", "limited", "--json").json["result"]["actors"] == []
    written = road("will", ROAD, "--on", "1995-06-01", "--out", "will.html")
    assert written.status == 0 and "Internal" in (road.folder / "will.html").read_text("utf-8")


def test_whom_nobody_has_rated_is_named(road):
    added = road("dossier", "add", ROAD, "constraints", "road", "what=The road is shut", "deciders=SOM", "since=1995-02-01")
    assert added.status == 0
    assert "Nobody has rated: Somalia (SOM)." in road("will", ROAD, "--on", "1995-06-01").out


REFUSED_RATINGS = (
    (("nowhere",), "no dossier “nowhere”"),
    ((ROAD, "support=1"), "add --rate"),
    ((ROAD, "--rate", "support=1"), "does not say whom it rates"),
    ((ROAD, "--rate", "actor=SOM", "support=7"), "not one of -2, -1, 0, 1, 2"),
    ((ROAD, "--rate", "actor=SOM", "support=1", "mood=good"), "no field “mood”"),
    ((ROAD, "--rate", "actor=Nowhere", "support=1"), "not a name known here"),
    ((ROAD, "--rate", "actor=SOM", "support=1", "ask=none"), "none"),
    ((ROAD, "--rate", "actor=SOM", "support=1", "date=yesterday"), "not a date"),
    ((ROAD, "--audience", "everybody"), "everybody"),
)


def test_will_refuses_what_cannot_be_meant(road):
    for words, said in REFUSED_RATINGS:
        answer = road("will", *words)
        assert answer.status == 2 and said in answer.err and "Traceback" not in answer.err


def test_a_screen_gets_few_columns_and_sources_by_number(tmp_path):
    found = ties_between(open_workspace(tmp_path / "workspace"), "Egypt", "Sudan", dt.date(2024, 6, 20))
    wide, narrow = tie_tables(found), tie_tables(found, narrow=True)
    ties = narrow.sheets[0]
    assert len(ties.header) == 7 < len(wide.sheets[0].header) and len(ties.rows) == len(wide.sheets[0].rows)
    assert {row[-1] for row in ties.rows} <= {f"[{n}]" for n in range(1, len(narrow.references) + 1)}
    assert ties.rows[0][1] == "either way; defence, non-aggression, consultation"
    assert any(note.startswith("[1] Alliance Treaty Obligations") for note in narrow.notes)
    assert any(note.startswith("Silent here: diplomatic presence, trade") for note in narrow.notes)
