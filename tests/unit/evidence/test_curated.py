"""Hand-kept rows are read strictly."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import pytest

from demarche.model.evidence import CuratedRow, Reference, UseError, known_references, read_references


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


GOOD = {
    "references": {
        "a": {"title": "A page", "publisher": "A publisher", "url": "https://example.org/a", "date": dt.date(2020, 1, 1)}
    }
}


def test_values_are_taken_by_name_and_type() -> None:
    row = CuratedRow(
        {
            "id": "x",
            "tags": ["a", "b  c"],
            "since": dt.date(2020, 1, 2),
            "until": "3 January 2020",
            "colours": ["red"],
            "parts": [{"id": "y"}],
        },
        "file.toml",
    )
    assert row.text("id") == "x"
    assert row.texts("tags") == ("a", "b c")
    assert (row.day("since"), row.required_day("until"), row.day("gone")) == (dt.date(2020, 1, 2), dt.date(2020, 1, 3), None)
    assert row.choices("colours", Colour) == (Colour.RED,)
    assert [part.text("id") for part in row.rows("parts")] == ["y"]
    row.done()
    assert (CuratedRow({"n": 6}, "f").count("n"), CuratedRow({}, "f").count("n")) == (6, 0)


@pytest.mark.parametrize(
    ("data", "ask"),
    [
        ({}, lambda row: row.text("id")),
        ({"id": " "}, lambda row: row.text("id")),
        ({"id": 3}, lambda row: row.text("id")),
        ({"tags": "a"}, lambda row: row.texts("tags")),
        ({"tags": [1]}, lambda row: row.texts("tags")),
        ({"n": -1}, lambda row: row.count("n")),
        ({"n": True}, lambda row: row.count("n")),
        ({}, lambda row: row.required_day("since")),
        ({"since": "soon"}, lambda row: row.day("since")),
        ({"since": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, lambda row: row.day("since")),
        ({"colour": "green"}, lambda row: row.choice("colour", Colour)),
        ({"parts": {}}, lambda row: row.rows("parts")),
        ({"references": []}, lambda row: row.references({})),
        ({"references": ["b"]}, lambda row: row.references({"a": Reference("t", "p")})),
        ({"odd": 1}, lambda row: row.done()),
    ],
)
def test_anything_else_is_refused_with_its_place(data, ask) -> None:
    with pytest.raises(UseError) as caught:
        ask(CuratedRow(data, "file.toml, row 1"))
    assert caught.value.where == "file.toml, row 1"
    assert caught.value.next_step


def test_a_reference_has_a_publisher_and_a_place_to_look() -> None:
    assert read_references(GOOD, "f")["a"].publisher == "A publisher"
    for bad in (
        {"title": "t", "url": "u"},
        {"title": "t", "publisher": "p"},
        {"title": "t", "publisher": "p", "symbol": "S/1", "colour": "red"},
    ):
        with pytest.raises(UseError):
            read_references({"references": {"a": bad}}, "f")
    with pytest.raises(UseError):
        read_references({"references": []}, "f")


def test_later_references_are_hidden() -> None:
    old, new, undated = Reference("o", "p", dt.date(2020, 1, 1)), Reference("n", "p", dt.date(2021, 1, 1)), Reference("u", "p")
    assert known_references((old, new, undated), dt.date(2020, 6, 1)) == (old, undated)
