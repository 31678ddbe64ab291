"""The ledger of promises at the door: terms, packages, judgements that stay, observations, figures from a file, what falls due."""

from __future__ import annotations

import pytest

FIGURES = "Day;Crossing;Trucks;Incidents\n2024-08-22;Adré;15;0\n26 August 2024;Adré;1 038;1\n"


def promise(inside, name, dossier="sudan-adre", on="2030-01-01"):
    return inside("commitment", "show", dossier, name, "--on", on, "--json").json["result"]


def test_a_promise_is_added_with_both_halves_of_a_package(inside):
    line = (
        "sdn-saf: clear convoys in two days; until 2031-09-01; at adre; if told ahead; checked by counts; in return for UN: a list"
    )
    answer = inside("commitment", "add", "sudan-adre", line, "--made-on", "2024-06-20")
    assert answer.status == 0, answer.err
    one = promise(inside, "clear-convoys-in-two-days")
    assert one["by"] == "Sudanese Armed Forces"
    assert (one["commitment"]["conditions"], one["commitment"]["verification"]) == ("told ahead", "counts")
    assert (one["other_half"], one["other_state"]) == ("a-list", "made")


def test_judgements_stay_and_a_day_sees_those_before_it(inside):
    for state, day in (("partly kept", "2024-08-22"), ("disputed", "2024-09-01"), ("kept", "2024-10-01")):
        answer = inside(
            "commitment", "judge", "sudan-adre", "tine-routes", state, "--by", "access group", "--why", "counts", "--on", day
        )
        assert answer.status == 0, answer.err
    assert promise(inside, "tine-routes", on="2024-09-15")["state"] == "disputed"
    assert promise(inside, "tine-routes", on="2024-08-01")["state"] == "made"
    latest = promise(inside, "tine-routes")
    assert [j["state"] for j in latest["commitment"]["judgements"]] == ["partly kept", "disputed", "kept"]
    history = inside("dossier", "history", "sudan-adre", "tine-routes", "--json").json["result"]
    assert len(history) == 4
    shown = inside("commitment", "show", "sudan-adre", "tine-routes").out
    assert "2024-09-01 disputed, judged by access group: counts" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["judge", "sudan-adre", "tine-routes", "perhaps", "--by", "group", "--why", "x"], "no state"),
        (["judge", "sudan-adre", "tine-routes", "kept", "--by", "Dr Abenaim", "--why", "x"], "person's name"),
        (["judge", "sudan-adre", "tine-routes", "kept", "--by", " ", "--why", "x"], "who judges"),
        (["judge", "sudan-adre", "tine-routes", "kept", "--by", "group", "--why", "x", "--on", "2020-01-01"], "made on 2024-03-06"),
        (["judge", "sudan-adre", "tine-rout-es-x", "kept", "--by", "group", "--why", "x"], "Did you mean"),
        (["add", "sudan-adre", "open it"], "Who promised"),
        (["add", "sudan-adre", "MFA: open it; in return for a list"], "in return"),
        (["pair", "sudan-adre", "tine-routes", "adre-august"], "other half of “dabbah-rsf” already"),
        (["pair", "sudan-adre", "tine-routes", "tine-routes"], "own other half"),
        (["evidence", "sudan-adre", "tine-routes", "--indicator", "x", "--source", " "], "who says so"),
        (["evidence", "sudan-adre", "tine-routes", "--indicator", "x", "--source", "y", "--date", "2024-09-02", "--as-of", "2024-09-01"], "older"),
        (["list", "nowhere"], "no dossier “nowhere”"),
        (["show", "sudan-adre", "adre-november", "--on", "2024-06-01"], "no commitment “adre-november”"),
    ],
)  # fmt: skip
def test_bad_input_is_told_in_words(inside, words, said):
    answer = inside("commitment", *words)
    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_two_promises_become_a_package(inside):
    assert inside("commitment", "pair", "sudan-adre", "tine-routes", "visas-june").status == 0
    assert promise(inside, "visas-june")["other_half"] == "tine-routes"


def take_in(inside, text, *more, columns=("--date", "Day", "--value", "Trucks=lorries crossed", "--value", "Incidents")):
    (inside.folder / "counts.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return inside(
        "commitment",
        "import",
        "sudan-adre",
        "adre-august",
        "counts.csv",
        *columns,
        "--source",
        "OCHA",
        "--as-of",
        "2024-09-01",
        *more,
    )


def test_figures_are_taken_in_once_and_known_from_the_day_of_the_file(inside):
    answer = take_in(inside, FIGURES, "--place", "Crossing", "--unit", "lorries", "--json")
    assert answer.status == 0, answer.err
    assert (answer.json["result"]["rows"], answer.json["result"]["added"]) == (2, 4)
    seen = promise(inside, "adre-august")["commitment"]["evidence"]
    assert {(o["date"], o["indicator"], o["value"], o["place"]) for o in seen} == {
        ("2024-08-22", "lorries crossed", 15.0, "Adré"),
        ("2024-08-22", "Incidents", 0.0, "Adré"),
        ("2024-08-26", "lorries crossed", 1038.0, "Adré"),
        ("2024-08-26", "Incidents", 1.0, "Adré"),
    }
    assert {(o["source"], o["known_from"]) for o in seen} == {("OCHA", "2024-09-01")}
    assert promise(inside, "adre-august", on="2024-08-31")["commitment"]["evidence"] == []
    (ref,) = seen[0]["refs"]
    shown = inside("dossier", "show", "sudan-adre", "--json").json["result"]["references"]
    reference = next(r for r in shown if r["id"] == ref)
    assert (reference["publisher"], reference["date"], reference["title"]) == ("OCHA", "2024-09-01", "counts.csv")
    assert reference["locator"].startswith("sha256 ")
    again = take_in(inside, FIGURES, "--place", "Crossing", "--unit", "lorries")
    assert "0 observations" in again.out
    assert "4 were there already" in again.out


def test_a_long_table_names_its_indicators_in_a_column(inside):
    text = "date,what,count\n2024-08-22,crossings open,2\n2024-08-22,incidents,\n"
    answer = take_in(inside, text, "--indicator", "what", "--json", columns=("--date", "date", "--value", "count"))
    assert answer.status == 0, answer.err
    assert answer.json["result"]["added"] == 1
    assert promise(inside, "adre-august")["commitment"]["evidence"][0]["indicator"] == "crossings open"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Day,Trucks,Incidents\n2024-08-22,1.5x,0\n", "row 2, Trucks: “1.5x” is not a number"),
        ('Day,Trucks,Incidents\n2024-08-22,"1,5",0\n', "no commas"),
        ("Day,Trucks,Incidents\n31/12/2024,1,0\n", "row 2, Day: “31/12/2024” is not a day"),
        ("Day,Trucks,Incidents\n2024-09-02,1,0\n", "after the day of the file"),
        ("Day,Trucks,Incidents\n2024-08-22,1\n", "row 2: 2 cells, and the header has 3"),
        ("Day,Truck,Incidents\n2024-08-22,1,0\n", "Did you mean “Truck”"),
        ("Day,Trucks,Trucks,Incidents\n2024-08-22,1,1,0\n", "two columns “Trucks”"),
        ("Day,Trucks,Incidents\n", "no rows below"),
        ("", "no rows below"),
        ("Day,Trucks,Incidents\n2024-08-22,,\n", "No row has a value"),
        ("Day,Trucks,Incidents\n2024-08-22,inf,nan\n", "“inf” is not a number"),
        (b"Day,Trucks,Incidents\n2024-08-22,\xff,0\n", "not text in UTF-8"),
        (b"PK\x03\x04\x00\x00", "not a CSV file"),
        ('Day,Trucks,Incidents\n"2024-08-22,1,0\n', "not CSV that I can read"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_told_by_row_and_column_and_nothing_is_stored(inside, text, said):
    answer = take_in(inside, text)
    assert answer.status == 2
    assert said in answer.err
    assert promise(inside, "adre-august")["commitment"]["evidence"] == []


def test_a_file_that_is_not_there_is_told(inside):
    answer = inside(
        "commitment", "import", "sudan-adre", "adre-august", "nowhere.csv", "--date", "d", "--value", "v", "--source", "s", "--as-of", "2024-09-01"
    )  # fmt: skip
    assert answer.status == 2
    assert "no such file" in answer.err


def test_what_ends_soon_is_due_with_a_step_and_the_texts_that_end_meanwhile(inside):
    answer = inside("due", "--on", "2024-10-20", "--days", "60", "--json")
    assert answer.status == 0, answer.err
    found = answer.json["result"]
    lines = {(line["dossier"], line["commitment"]["id"]): line for line in found["lines"]}
    adre = lines["sudan-adre", "adre-august"]
    assert (adre["days"], adre["state"], adre["step"]["by"]) == (26, "partly kept", "2024-10-20")
    assert "renewal" in adre["step"]["what"]
    assert adre["other_half"] == "dabbah-rsf"
    assert ("sudan-adre", "adre-november") not in lines
    assert ("drc-goma", "2024-12-20") not in [(t["dossier"], t["day"]) for t in found["texts"]]
    later = inside("due", "--on", "2024-10-20", "--days", "90", "--json").json["result"]["texts"]
    assert ("drc-goma", "2024-12-20", "S/RES/2717 (2023)") in [(t["dossier"], t["day"], t["symbol"]) for t in later]


def test_due_uses_nothing_later_and_says_when_nothing_is_due(inside):
    before = inside("due", "--on", "2024-08-10", "--dossier", "sudan-adre", "--json").json["result"]
    assert before["lines"] == []
    assert "No promise in sudan-adre ends" in inside("due", "--on", "2024-08-10", "--dossier", "sudan-adre").err
    assert inside("due", "--dossier", "nowhere").status == 2
    assert inside("due", "--days", "-1").status == 2


def test_own_and_shipped_dossiers_are_due_alike_and_once(inside):
    shipped = inside("due", "--on", "2024-10-20", "--json").json["result"]["lines"]
    assert inside("log", "sudan-adre", "met a ministry", "--date", "2024-10-01").status == 0
    own = inside("due", "--on", "2024-10-20", "--json").json["result"]["lines"]
    assert own == shipped
