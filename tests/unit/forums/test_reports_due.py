"""Reports due, read from fictional paragraphs; every sentence here is made up."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.subjects.forums import AdoptedText, reports_in, reports_of

ADOPTED = dt.date(2031, 3, 27)
YEAR = (ADOPTED, dt.date(2032, 12, 31))


@pytest.mark.parametrize(
    ("text", "by", "due"),
    [
        ("Requests the Secretary-General to report to the Council by 30 June 2031;", "Secretary-General", ["2031-06-30"]),
        (
            "Requests the Secretary-General to report within 30 days of the adoption of this resolution;",
            "Secretary-General",
            ["2031-04-26"],
        ),
        (
            "Requests the Secretary-General to brief the Council three months after the adoption of this resolution;",
            "Secretary-General",
            ["2031-06-27"],
        ),
        (
            "Requests the Secretary-General to report by 1 May 2031, 1 August 2031 and 1 November 2031;",
            "Secretary-General",
            ["2031-05-01", "2031-08-01", "2031-11-01"],
        ),
        (
            "Requests the Panel of Experts to submit to the Committee a final report no later than 1 February 2032;",
            "Panel of Experts",
            ["2032-02-01"],
        ),
        (
            "Calls upon all States to report to the Committee within ninety days from the date of adoption;",
            "Member States",
            ["2031-06-25"],
        ),
    ],
)
def test_single_reports(text, by, due):
    found = reports_in(text, ADOPTED)
    assert [r.by for r in found] == [by] * len(due)
    assert sorted(day.isoformat() for r in found for day in r.days(*YEAR)) == due


def test_a_rhythm_runs_to_the_end_of_the_mandate():
    report = reports_in("Requests the Secretary-General to report to the Security Council every 90 days;", ADOPTED)[0]
    ends = (dt.date(2031, 12, 31),)
    assert [d.isoformat() for d in report.days(*YEAR, ends)] == ["2031-06-25", "2031-09-23", "2031-12-22"]
    assert len(report.days(*YEAR)) == 4
    assert report.to == "Security Council"


def test_a_rhythm_from_a_day_named_counts_from_there():
    report = reports_in("Requests the Secretary-General to provide reports every three months starting from 1 June 2031;", ADOPTED)[
        0
    ]
    assert report.since == dt.date(2031, 6, 1)
    assert report.days(*YEAR, (dt.date(2031, 12, 31),))[0] == dt.date(2031, 9, 1)


def test_before_the_end_needs_an_end():
    report = reports_in(
        "Requests the Panel to provide a final report no later than 30 days prior to the termination of the mandate;", ADOPTED
    )[0]
    assert report.days(*YEAR) == []
    assert report.days(*YEAR, (dt.date(2032, 3, 31),)) == [dt.date(2032, 3, 1)]


def test_an_unknown_event_gives_no_day():
    report = reports_in("Requests the Panel to submit a report within 60 days after the formation of a new Government;", ADOPTED)[0]
    assert not report.dated
    assert report.days(*YEAR) == []


@pytest.mark.parametrize(
    "text",
    [
        "Takes note of the report of the Secretary-General of 3 March 2031;",
        "Decides to extend the mandate of UNABC until 30 September 2031;",
        "Welcomes the report submitted within 30 days of the adoption of resolution 9876 (2030);",
    ],
)
def test_other_paragraphs_ask_for_nothing(text):
    assert reports_in(text, ADOPTED) == ()


def test_points_are_read_with_their_opening_words_and_placed():
    found = reports_of(
        [
            AdoptedText("4", "Requests the Panel of Experts:"),
            AdoptedText("4 (a)", "to report to the Committee by 1 June 2031;"),
            AdoptedText("", "Requesting a report by 1 July 2031,", "preambular"),
        ],
        ADOPTED,
    )
    assert [(r.paragraph, r.by, r.to, r.due) for r in found] == [("4 (a)", "Panel of Experts", "Committee", dt.date(2031, 6, 1))]
