"""Expiries read from fictional paragraphs in the manner of Council resolutions; every sentence here is made up."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.subjects.forums import (
    AdoptedText,
    ExpiryKind,
    Granted,
    TermStart,
    add_months,
    days_in,
    expiries_in,
    expiries_of,
    periods_in,
)

ADOPTED = dt.date(2031, 3, 27)


def days(text, adopted=ADOPTED):
    return [e.date.isoformat() for e in expiries_in(text, adopted)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Decides to extend the mandate of UNABC until 30 September 2031;", "2031-09-30"),
        ("Decides to renew the mandate of the Panel of Experts until September 30, 2031;", "2031-09-30"),
        ("Decides to extend the mandate of UNABC until 30September 2031;", "2031-09-30"),
        ("Decides to extend the mandate of UNABC until the 1st of October 2031;", "2031-10-01"),
        ("Decides to extend, to 30 September 2031, the mandate of UNABC;", "2031-09-30"),
        ("Decides to extend the mandate of UNABC for a further period ending on 30 September 2031;", "2031-09-30"),
        ("Decides to extend the mandate of UNABC for a period of six months, that is, until 30 September 2031;", "2031-09-30"),
        (
            "Expresses its support for the force, and decides to extend its mandate for a period ending 30 September 2031;",
            "2031-09-30",
        ),
        ("Decides to extend the mandate of UNABC through 30 September 2031;", "2031-09-30"),
        ("Decides that, until 30 September 2031, all Member States shall continue to freeze the assets listed;", "2031-09-30"),
        (
            "Authorizes the Member States of the Union to maintain the deployment of the force until 30 September 2031;",
            "2031-09-30",
        ),
        ("Decides to extend the mandate of UNABC for a period of six months;", "2031-09-27"),
        ("Decides to renew the measures for twelve months from the date of adoption of this resolution;", "2032-03-27"),
        ("Decides to extend the mandate of UNABC for a period of 12 months beginning on 1 April 2031;", "2032-03-31"),
        ("Decides that the mandate of UNABC shall be extended for a period of six months from 30 March 2031;", "2031-09-30"),
        ("Decides to renew until one year from the date of adoption of this resolution the measures imposed above;", "2032-03-27"),
        (
            "Requests the Secretary-General to re-establish the Panel for 13 months from the adoption of this resolution;",
            "2032-04-27",
        ),
        ("Decides to terminate the mandate of UNABC as of 30 September 2031;", "2031-09-30"),
        ("Decides that these provisions shall be terminated from 23.59 local time on 30 September 2031;", "2031-09-30"),
        (
            "Authorizes the deployment of a force for a period of not more than three months from adoption of this resolution;",
            "2031-06-27",
        ),
    ],
)
def test_terms_are_read(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Secretary-General to report to the Council by 30 September 2031;",
        "Requests the Secretary-General to report every 90 days until 30 September 2031;",
        "Decides to review these measures no later than 30 September 2031;",
        "Decides to maintain the authorized troop ceiling of 3,200 until 30 September 2031;",
        "Authorizes the redeployment of one infantry company to UNABC until 30 September 2031;",
        "Recalls that the mandate of UNABC was extended until 30 September 2031 by resolution 9876 (2031);",
        "Decides to keep under review the measures extended until 30 September 2031 by paragraph 1 of resolution 9876 (2031);",
        "Expresses its intention to extend the mandate of UNABC until 30 September 2031;",
        "Welcomes the decision of the Union to extend the mandate of its force until 30 September 2031;",
        "Decides to establish a force for a period of six months from the date on which it reaches full operational capability;",
        "Decides to extend the mandate of the Team for 24 months from the expiration of its current mandate;",
        "Calls upon all parties to hold elections by 30 September 2031;",
        "Decides to extend the mandate of UNABC until 30 January 2031;",
        "Authorizes the Committee to designate vessels on a case-by-case basis, for a period of ninety days;",
        "Decides that paragraph 11 is replaced by: “Decides that, for a period of one year, all States shall freeze these assets;”",
    ],
)
def test_other_days_are_left_alone(text):
    assert days(text) == []


def test_an_intention_beside_a_term_adds_nothing():
    text = "Decides to extend the mandate of UNABC for six months, with the intention to renew it for twelve months;"
    assert days(text) == ["2031-09-27"]


def test_second_mandates_are_found_each():
    text = (
        "Decides to renew until 30 April 2032 the measures imposed above, and further decides to extend until 31 May 2032 the "
        "mandate of the Panel of Experts, expresses its intention to review it no later than 30 April 2032;"
    )
    assert [(e.date.isoformat(), e.what) for e in expiries_in(text, ADOPTED)] == [
        ("2032-04-30", Granted.SANCTIONS),
        ("2032-05-31", Granted.PANEL),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Decides to extend the mandate of UNABC until 30 September 2031;", Granted.MANDATE),
        ("Decides to extend until 30 September 2031 the mandate of the Panel of Experts;", Granted.PANEL),
        ("Decides to renew until 30 September 2031 the measures on arms imposed by paragraph 2;", Granted.SANCTIONS),
        ("Authorizes Member States to inspect vessels until 30 September 2031;", Granted.AUTHORISATION),
        ("Decides that until 30 September 2031 the arms embargo shall not apply to these deliveries;", Granted.EXEMPTION),
        ("Decides to extend the term of office of the judges until 30 September 2031;", Granted.APPOINTMENT),
    ],
)
def test_what_ends_is_named(text, what):
    assert [e.what for e in expiries_in(text, ADOPTED)] == [what]


def test_kind_and_beginning_are_kept():
    explicit = expiries_in("Decides to extend the mandate of UNABC until 30 September 2031;", ADOPTED)[0]
    assumed = expiries_in("Decides to extend the mandate of UNABC for a period of six months;", ADOPTED)[0]
    named = expiries_in("Decides to extend the mandate of UNABC for twelve months beginning on 1 April 2031;", ADOPTED)[0]
    assert (explicit.kind, assumed.kind) == (ExpiryKind.EXPLICIT, ExpiryKind.PERIOD)
    assert (assumed.term_start_basis, named.term_start_basis) == (TermStart.ASSUMED, TermStart.NAMED_DAY)
    assert named.term_start == dt.date(2031, 4, 1)
    assert named.term_days == 365


def test_a_closure_is_final():
    closing = expiries_in("Decides to extend the mandate of UNABC for a final period of six months;", ADOPTED)[0]
    renewing = expiries_in("Decides to extend the mandate of UNABC for a further period of six months;", ADOPTED)[0]
    assert closing.final
    assert not renewing.final


def test_the_place_is_that_of_the_words():
    text = "7. Decides to extend the mandate of UNABC until 30 September 2031 and requests a report;"
    expiry = expiries_in(text, ADOPTED)[0]
    assert text[expiry.start : expiry.end] == "until 30 September 2031"
    assert text[slice(*expiry.clause)].startswith("Decides to extend the mandate of UNABC until")


def test_list_points_are_read_under_their_opening_words():
    paragraphs = [
        AdoptedText("1", "Decides:"),
        AdoptedText("1 (a)", "To renew the measures on arms for a further period of 12 months;"),
        AdoptedText("1 (b)", "To renew the measures on travel for a further period of 6 months;"),
        AdoptedText("2", "Decides to remain seized of the matter."),
        AdoptedText("1", "Decides to extend this annex until 31 May 2033;", "annex"),
    ]
    found = expiries_of(paragraphs, ADOPTED)
    assert [(e.paragraph, e.date.isoformat()) for e, _ in found] == [("1 (a)", "2032-03-27"), ("1 (b)", "2031-09-27")]
    for expiry, _ in found:
        own = next(p.text for p in paragraphs if p.number == expiry.paragraph)
        assert own[expiry.start : expiry.end].startswith("for a further period of")


def test_operative_words_filed_with_the_preamble_are_read():
    found = expiries_of(
        [AdoptedText("", "Acting on this: 1. Decides to extend the mandate of UNABC until 30 September 2031;", "preambular")],
        ADOPTED,
    )
    assert [e.date.isoformat() for e, _ in found] == ["2031-09-30"]


@given(st.dates(dt.date(1946, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 600))
def test_months_keep_the_day_or_end_the_month(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + dt.timedelta(days=1)).day == 1)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_in_each_spelling(day):
    month = f"{day:%B}"
    for spelling in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day.day}{month} {day.year}"):
        assert [d.date for d in days_in(f"until {spelling};")] == [day]


@given(st.text(max_size=300))
def test_any_text_is_survived(text):
    for expiry in expiries_in(text, ADOPTED):
        assert expiry.date > ADOPTED
        assert 0 <= expiry.start < expiry.end <= len(text)


def test_periods_of_words_and_figures():
    assert [
        (p.count, p.unit.value) for p in periods_in("six (6) months, thirty months, 180 days, two weeks; the 180-day period")
    ] == [
        (6, "month"),
        (30, "month"),
        (180, "day"),
        (2, "week"),
    ]
