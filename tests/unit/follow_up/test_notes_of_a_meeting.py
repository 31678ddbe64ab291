"""Notes as they are typed: days, reactions to points, promises, the line that logs an engagement."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.evidence import UseError
from demarche.subjects.follow_up import day_from, numbered, points_of, reactions_of, read_line, read_out, read_promise

TODAY = dt.date(2031, 1, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Yesterday", dt.date(2031, 1, 30)),
        ("tomorrow", dt.date(2031, 2, 1)),
        ("in 3 months", dt.date(2031, 4, 30)),
        ("in one month", dt.date(2031, 2, 28)),
        ("for two weeks", dt.date(2031, 2, 14)),
        ("3 days ago", dt.date(2031, 1, 28)),
        ("a year ago", dt.date(2030, 1, 31)),
        ("2031-06-01", dt.date(2031, 6, 1)),
        ("1 June 2031", dt.date(2031, 6, 1)),
    ],
)
def test_days_as_people_type_them(text, day):
    assert day_from(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "soon", "in months", "3 days", "in 0 days", "in 9999 years", "31 June 2031", "next Friday"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(UseError):
        day_from(text, TODAY)


@pytest.mark.parametrize(
    ("said", "by_number", "whole"),
    [
        ("took note", {}, "took note"),
        ("took note; pushed back on 3", {3: "pushed back"}, "took note"),
        ("agreed to 1 and 2; took note of 3", {1: "agreed", 2: "agreed", 3: "took note"}, ""),
        ("1: refused\n2-3: will ask the capital", {1: "refused", 2: "will ask the capital", 3: "will ask the capital"}, ""),
        ("took the points without comment", {}, "took the points without comment"),
        ("asked for 3 lorries", {}, "asked for 3 lorries"),
        ("pushed back on point 2; pushed back on 2", {2: "pushed back; pushed back"}, ""),
    ],
)
def test_a_reaction_is_told_by_point(said, by_number, whole):
    assert reactions_of(said, 3) == (by_number, whole)


def test_a_reaction_to_a_point_that_was_not_made_is_refused():
    with pytest.raises(UseError, match="no point 3"):
        reactions_of("pushed back on 3", 2)
    with pytest.raises(UseError, match="has none"):
        reactions_of("1: refused", 0)


def test_points_keep_their_order_and_lose_their_own_numbers():
    message = numbered(["Open the ford at night", "2) Drop the list", ""])
    assert message == "1. Open the ford at night\n2. Drop the list"
    assert points_of(message) == ("Open the ford at night", "Drop the list")
    assert numbered(["Open the ford"]) == "Open the ford"
    points, whole = read_out(message, "took note; 2: refused")
    assert [(p.number, p.reaction) for p in points] == [(1, ""), (2, "refused")]
    assert whole == "took note"


def test_a_promise_with_all_its_parts():
    promise = read_promise(
        "A ministry: open the ford at night; until in 3 months; at the ford; to UN; if convoys are announced; checked by counts; "
        "lifts ford-closed; in return for UN: a list of lorries",
        TODAY,
    )
    assert (promise.by, promise.what, promise.until) == ("A ministry", "open the ford at night", dt.date(2031, 4, 30))
    assert (promise.place, promise.to, promise.conditions) == ("the ford", "UN", "convoys are announced")
    assert (promise.verification, promise.constraint) == ("counts", "ford-closed")
    assert promise.in_return is not None
    assert (promise.in_return.by, promise.in_return.what) == ("UN", "a list of lorries")


def test_hours_in_a_promise_are_no_name():
    promise = read_promise("open the ford from 08:00 to 18:00", TODAY)
    assert (promise.by, promise.what) == ("", "open the ford from 08:00 to 18:00")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "at least what"),
        ("A ministry: ", "at least what"),
        ("open it; perhaps", "does not begin"),
        ("open it; until", "something is missing"),
        ("open it; until soon", "not a date"),
        ("open it; at the ford; at the gate", "says twice"),
        ("open it; until 1 June 2031; till 2 June 2031", "says twice"),
    ],
)
def test_a_promise_that_cannot_be_read_is_refused_with_the_form(line, said):
    with pytest.raises(UseError, match=said):
        read_promise(line, TODAY)


def test_a_line_logs_an_engagement():
    found = read_line(
        "call with the director | level director | said Open the ford; Drop the list| heard took note |promise open it; until 1 June 2031 "
        "| promise name a contact | next written reply | rule chatham | on yesterday"
    )
    assert found == {
        "act": ["call"],
        "with_whom": ["the director"],
        "level": ["director"],
        "message": ["Open the ford", "Drop the list"],
        "reaction": ["took note"],
        "promise": ["open it; until 1 June 2031", "name a contact"],
        "next_step": ["written reply"],
        "attribution": ["chatham"],
        "date": ["yesterday"],
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hello", "does not begin"),
        ("with the director | lewel desk", "level"),
        ("with the director | heard", "something is missing"),
        ("level desk | level minister", "says twice"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_the_form(line, said):
    with pytest.raises(UseError, match=said) as refused:
        read_line(line)
    assert "ACT with WHOM" in refused.value.next_step or said == "level"


@given(st.text(max_size=60), st.integers(0, 5))
def test_whatever_is_typed_is_read_or_refused_in_words(text, count):
    for read in (
        lambda: day_from(text, TODAY),
        lambda: reactions_of(text, count),
        lambda: read_promise(text, TODAY),
        lambda: read_line(text),
        lambda: read_out(numbered([text]) if text.strip() else "", text),
    ):
        try:
            read()
        except UseError as error:
            assert error.what
