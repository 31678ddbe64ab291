"""Windows drawn from fictional mandates, reports, presidencies, seats, vetoes, fixtures and openings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.evidence import Reference, UseError
from demarche.subjects.forums import (
    AdoptedDocument,
    Calendar,
    DatedReport,
    Decision,
    DossierOpening,
    ExpiryKind,
    Fixture,
    Forum,
    Granted,
    Mandate,
    Presidency,
    Recurrence,
    Rule,
    SeatTerm,
    TermStart,
    Veto,
    WindowKind,
    reports_in,
    windows,
)
from demarche.subjects.forums import Channel as ForumChannel

ON = dt.date(2031, 6, 20)
PAGE = Reference("A page", "A publisher", date=dt.date(2030, 1, 1), url="https://example.org/page")
TITLE = "Security Council resolution 9001 (2031) [on extension of the mandate of the UN Mission in Freedonia (UNABC)]"
AGENDA = "Reports of the Secretary-General on Freedonia and South Freedonia"
MANDATE = Mandate(
    "S/RES/9001 (2031)",
    dt.date(2031, 3, 1),
    "4",
    dt.date(2031, 7, 31),
    Granted.MANDATE,
    ExpiryKind.PERIOD,
    dt.date(2031, 3, 1),
    TermStart.ASSUMED,
    False,
    TITLE,
    AGENDA,
    frozenset({"UNABC", "8000"}),
)


def drawn(on=ON, days=90, **parts):
    return windows(on, days, Calendar(**parts))


def test_an_expiry_names_symbol_paragraph_and_what_is_assumed():
    (window,) = drawn(mandates=[MANDATE])
    assert (window.kind, window.opens, window.closes) == (WindowKind.EXPIRY, dt.date(2031, 7, 1), dt.date(2031, 7, 31))
    assert (window.basis.symbol, window.basis.locator, window.basis.date) == ("S/RES/9001 (2031)", "paragraph 4", MANDATE.adopted)
    assert "UNABC" in window.what
    assert window.confidence_note


def test_nothing_later_than_the_day_is_used():
    assert drawn(on=dt.date(2031, 2, 28), days=365, mandates=[MANDATE]) == []
    veto = Veto("S/2031/77", dt.date(2031, 6, 21))
    assert drawn(vetoes=[veto]) == []
    assert drawn(on=dt.date(2031, 6, 21), vetoes=[veto]) != []
    fixture = Fixture(
        "f", "unsc-open-debate", "Something", Recurrence.ONCE, dt.date(2031, 6, 21), (PAGE,), opens=dt.date(2031, 7, 1)
    )
    assert drawn(fixtures=[fixture]) == []
    opening = DossierOpening("some-track", "Talks", dt.date(2031, 7, 1), PAGE, known_from=dt.date(2031, 6, 21))
    assert drawn(openings=[opening]) == []
    seat = SeatTerm("SYL", dt.date(2031, 7, 1), known_from=dt.date(2031, 6, 21))
    assert drawn(seats=[seat]) == []


def test_what_lies_outside_the_stretch_is_left_out():
    assert drawn(days=40, mandates=[MANDATE]) == []
    assert drawn(on=dt.date(2031, 8, 1), mandates=[MANDATE]) == []
    assert drawn(days=41, mandates=[MANDATE]) != []


def test_reports_due():
    report = reports_in(
        "Requests the Secretary-General to report to the Council every 90 days;", dt.date(2031, 3, 1), paragraph="9"
    )[0]
    source = AdoptedDocument(MANDATE.symbol, TITLE, AGENDA, MANDATE.adopted)
    found = drawn(days=120, reports=[DatedReport(source, report, (dt.date(2031, 9, 30),))])
    assert [w.closes.isoformat() for w in found] == ["2031-08-28"]
    assert found[0].basis.locator == "paragraph 9"


def test_a_report_is_bounded_by_the_mandate_of_those_who_owe_it():
    panel = replace(MANDATE, what=Granted.PANEL, date=dt.date(2031, 9, 30))
    elsewhere = replace(MANDATE, symbol="S/RES/9000 (2031)", date=dt.date(2040, 1, 1))
    source = AdoptedDocument(MANDATE.symbol, TITLE, AGENDA, MANDATE.adopted)
    asked = (
        "Requests the Panel of Experts to provide updates every month, and requests the Secretary-General to report every month;"
    )
    of_panel, of_secretary_general = reports_in(asked, MANDATE.adopted)
    assert DatedReport.of(source, of_panel, [MANDATE, panel, elsewhere]).ends == (panel.date,)
    assert DatedReport.of(source, of_secretary_general, [MANDATE, panel, elsewhere]).ends == (MANDATE.date,)


def test_presidencies_and_seats():
    found = drawn(
        days=200,
        presidencies=[Presidency("SYL", dt.date(2031, 7, 1), dt.date(2031, 7, 31))],
        seats=[
            SeatTerm("FRE", dt.date(2030, 1, 1), dt.date(2031, 12, 31)),
            SeatTerm("SYL", dt.date(2032, 1, 1), dt.date(2033, 12, 31)),
        ],
    )
    assert [w.kind for w in found] == [WindowKind.PRESIDENCY, WindowKind.SEAT]
    assert found[1].opens == dt.date(2032, 1, 1)
    assert "join: SYL" in found[1].what
    assert "leave: FRE" in found[1].what


def test_ten_working_days_after_a_veto():
    veto = Veto("S/2031/77", dt.date(2031, 6, 18), "The situation in Freedonia")
    (window,) = drawn(vetoes=[veto])
    assert (window.opens, window.closes) == (dt.date(2031, 6, 19), dt.date(2031, 7, 2))
    assert "holidays" in window.confidence_note
    (counted,) = drawn(vetoes=[veto], holidays=frozenset({dt.date(2031, 6, 30)}))
    assert counted.closes == dt.date(2031, 7, 3)
    assert drawn(on=dt.date(2031, 7, 3), vetoes=[veto]) == []
    assert windows(dt.date(2022, 4, 26), 30, Calendar(vetoes=[Veto("S/2022/1", dt.date(2022, 4, 25))])) == []


def test_openings_and_fixtures_carry_their_source():
    fixture = Fixture("f", "unga-plenary", "A week", Recurrence.YEARLY_MONTH, dt.date(2030, 1, 1), (PAGE,), month=7)
    opening = DossierOpening("some-track", "Talks", dt.date(2031, 6, 15), PAGE, until=dt.date(2031, 6, 25))
    found = drawn(fixtures=[fixture], openings=[opening])
    assert [(w.forum, w.closes.isoformat()) for w in found] == [("some-track", "2031-06-25"), ("unga-plenary", "2031-07-31")]
    assert all(w.basis == PAGE for w in found)


def test_the_rule_of_the_day_is_shown():
    rules = (
        Rule(Decision.VOTE, "the old way", (PAGE,), until=dt.date(2030, 12, 31)),
        Rule(Decision.VOTE, "the new way", (PAGE,), since=dt.date(2031, 1, 1)),
    )
    forum = Forum("unsc-resolution", "n", ForumChannel.COUNCIL, "UNSC", rules, "t", "r", (PAGE,))
    assert drawn(mandates=[MANDATE], forums=[forum])[0].rule == "the new way"
    assert drawn(mandates=[MANDATE])[0].rule == ""


def test_a_title_decides_before_an_item_that_covers_several_countries():
    (window,) = drawn(mandates=[MANDATE])
    assert window.speaks_of(["Freedonia"], ["South Freedonia"])
    south = replace(MANDATE, title="Security Council resolution 9002 (2031) [on the UN Mission in South Freedonia (UNXYZ)]")
    (other,) = drawn(mandates=[south])
    assert not other.speaks_of(["Freedonia"], ["South Freedonia"])
    assert other.speaks_of(["South Freedonia"])
    assert not other.speaks_of(["Sylvania"])
    assert drawn(presidencies=[Presidency("SYL", ON, ON)])[0].speaks_of(["anything"])


def test_a_negative_stretch_is_refused():
    with pytest.raises(UseError):
        drawn(days=-1)


@given(st.dates(dt.date(2030, 1, 1), dt.date(2033, 12, 31)), st.integers(0, 400))
def test_every_window_touches_its_stretch_and_rests_on_something_known(on, days):
    calendar = Calendar(
        mandates=[MANDATE],
        vetoes=[Veto("S/2031/77", dt.date(2031, 6, 18))],
        fixtures=[Fixture("f", "x", "w", Recurrence.GENERAL_DEBATE, dt.date(2030, 6, 1), (PAGE,))],
        presidencies=[Presidency("SYL", dt.date(2031, 7, 1), dt.date(2031, 7, 31))],
    )
    for window in windows(on, days, calendar):
        assert window.closes >= on
        assert window.opens <= on + dt.timedelta(days=days)
        assert window.basis.date is None or window.basis.date <= on
