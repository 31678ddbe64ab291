"""The scorecard of ends of terms as a user calls it."""

from __future__ import annotations

import pytest


def figures(answer):
    assert answer.status == 0, answer.err
    return {row["name"]: row for row in answer.json["result"]}


def test_figures_stand_on_the_starter_pack_alone(demarche):
    found = figures(demarche("check", "expiry", "--json"))
    assert found["recall on hand labels"]["value"] >= 0.97 and found["recall on hand labels"]["n"] >= 150
    assert found["precision on hand labels"]["value"] >= 0.95
    for since, n in ((2005, 700), (2018, 250)):
        row = found[f"renewals since {since} on the calendar"]
        assert row["value"] >= 0.88 and row["n"] >= n
        assert row["baseline"] < row["value"]
    # the plain method reads texts; where there are none, the days written out stand beside
    recall = found["recall on hand labels"]
    assert recall["baseline_name"] == "days written out alone" and 0.5 < recall["baseline"] < recall["value"]
    assert found["days in titles found"]["baseline"] is None and found["days in titles found"]["baseline_name"] == ""
    assert found["renewed within 30 days of the end"]["baseline"] < 0.1 < found["renewed within 30 days of the end"]["value"]


def test_the_plain_method_stands_beside_where_the_texts_are(demarche, data_folder):
    if not (data_folder / "un-sc-resolutions" / "SCresolutions-main.zip").is_file():
        pytest.skip("the archive of Council texts is not there")
    found = figures(demarche("check", "expiry", "--json", "--data", str(data_folder)))
    recall = found["recall on hand labels"]
    assert 0.5 < recall["baseline"] < recall["value"] and recall["baseline_name"]
    assert found["days in titles found"]["baseline"] < found["days in titles found"]["value"]
