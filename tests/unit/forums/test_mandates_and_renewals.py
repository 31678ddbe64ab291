"""Chains of mandates: what is open on a day, what takes the place of what, and the history of renewals. All made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from demarche.subjects.forums import (
    AdoptedText,
    Adoption,
    ExpiryKind,
    Granted,
    Mandate,
    MandateRegister,
    TermStart,
    expiries_of,
    mandates_of,
    number_of,
    open_mandates,
    same_thing,
    subjects_named,
    supersedes,
)


def mandate(number, adopted, ends, *, subjects=("UNABC",), what=Granted.MANDATE, agenda="The situation in Freedonia", final=False):
    adopted, ends = dt.date.fromisoformat(adopted), dt.date.fromisoformat(ends)
    symbol = f"S/RES/{number} ({adopted.year})"
    return Mandate(
        symbol,
        adopted,
        "1",
        ends,
        what,
        ExpiryKind.EXPLICIT,
        adopted,
        TermStart.ADOPTION,
        final,
        f"Security Council resolution {number} [on extension of the mandate of the UN Mission in Freedonia (UNABC)]",
        agenda,
        frozenset(subjects),
    )


FIRST = mandate(9001, "2030-03-28", "2031-03-31")
SECOND = mandate(9040, "2031-03-27", "2032-03-31")


def test_a_later_resolution_takes_the_place_of_the_earlier():
    assert supersedes(SECOND, FIRST)
    assert not supersedes(FIRST, SECOND)
    assert open_mandates([FIRST, SECOND], dt.date(2031, 3, 28)) == [SECOND]


def test_nothing_adopted_later_is_used():
    assert open_mandates([FIRST, SECOND], dt.date(2031, 3, 26)) == [FIRST]


def test_a_mandate_is_open_on_its_last_day_and_not_after():
    assert open_mandates([FIRST], dt.date(2031, 3, 31)) == [FIRST]
    assert open_mandates([FIRST], dt.date(2031, 4, 1)) == []


def test_an_early_end_supersedes_only_where_it_is_final():
    closing = mandate(9020, "2030-12-01", "2030-12-31", final=True)
    shorter = mandate(9020, "2030-12-01", "2030-12-31")
    assert open_mandates([FIRST, closing], dt.date(2030, 12, 5)) == [closing]
    assert FIRST in open_mandates([FIRST, shorter], dt.date(2030, 12, 5))


def test_two_mandates_of_one_resolution_stand_side_by_side():
    measures = mandate(9001, "2030-03-28", "2031-05-31", subjects=(), what=Granted.SANCTIONS)
    assert open_mandates([FIRST, measures], dt.date(2030, 4, 1)) == [FIRST, measures]


def test_another_mission_under_the_same_item_is_another_thing():
    other = mandate(9040, "2031-03-27", "2032-03-31", subjects=("UNXYZ",))
    assert not same_thing(FIRST, other)
    panel = mandate(9041, "2031-03-27", "2032-03-31", subjects=("8000",), what=Granted.PANEL)
    later_panel = mandate(9090, "2032-03-01", "2033-03-31", subjects=("8100",), what=Granted.PANEL)
    assert same_thing(panel, later_panel)
    assert not same_thing(panel, FIRST)


def test_an_item_about_several_situations_joins_nothing():
    shared = "Reports of the Secretary-General on Freedonia in the Middle East"
    panel = mandate(9041, "2031-03-27", "2032-03-31", subjects=("8000",), what=Granted.PANEL, agenda=shared)
    assert not same_thing(panel, mandate(9042, "2031-05-27", "2032-05-31", subjects=("8100",), what=Granted.PANEL, agenda=shared))
    assert same_thing(panel, mandate(9043, "2031-05-27", "2032-05-31", subjects=("8000", "1"), what=Granted.PANEL, agenda=shared))


def test_history_counts_renewals_in_time():
    adoptions = [Adoption(m.symbol, m.adopted, m.title, m.agenda) for m in (FIRST, SECOND)]
    history = MandateRegister([FIRST, SECOND], adoptions, dt.date(2032, 6, 1)).history()
    assert (history.count, history.renewed, history.share, history.median_days_before) == (2, 1, 0.5, 4)
    assert MandateRegister([FIRST], adoptions, dt.date(2031, 3, 31)).history().share is None


def test_a_renewal_is_foreseen_by_what_it_renews():
    adoptions = [Adoption(m.symbol, m.adopted, m.title, m.agenda) for m in (FIRST, SECOND)]
    register = MandateRegister([FIRST, SECOND], adoptions, dt.date(2032, 6, 1))
    assert register.foreseen_by(adoptions[1]) == [FIRST]
    assert register.foreseen_by(adoptions[0]) == []
    assert register.renewal_of(FIRST) == adoptions[1]


def test_a_citation_under_the_same_item_renews():
    renewing = Adoption(
        "S/RES/9041 (2031)",
        dt.date(2031, 3, 30),
        "Security Council resolution 9041 [on Freedonia]",
        FIRST.agenda,
        frozenset({"9001"}),
    )
    elsewhere = replace(renewing, agenda="The situation in Sylvania")
    assert MandateRegister([FIRST], [renewing], dt.date(2032, 1, 1)).renewal_of(FIRST) == renewing
    assert MandateRegister([FIRST], [elsewhere], dt.date(2032, 1, 1)).renewal_of(FIRST) is None


def test_subjects_come_from_the_clause_or_else_from_the_title():
    adoption = Adoption("S/RES/9001 (2030)", dt.date(2030, 3, 28), FIRST.title, FIRST.agenda)
    named = expiries_of([AdoptedText("1", "Decides to extend the mandate of UNXYZ until 31 March 2031;")], adoption.adopted)
    unnamed = expiries_of([AdoptedText("1", "Decides to extend the present mandate until 31 March 2031;")], adoption.adopted)
    assert mandates_of(adoption, named)[0].subjects == {"UNXYZ"}
    assert mandates_of(adoption, unnamed)[0].subjects == {"UNABC"}


def test_numbers_and_names():
    assert number_of("S/RES/2736 (2024)") == "2736"
    assert subjects_named("resolution 1591 (2005), as UNDP and the OSCE know") == {"1591"}


@given(
    st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 700), st.sampled_from(["UNABC", "UNXYZ"])), max_size=12),
    st.integers(0, 3000),
)
def test_open_mandates_are_known_running_and_unsuperseded(drawn, offset):
    start = dt.date(2030, 1, 1)
    on = start + dt.timedelta(days=offset)
    all_of_them = []
    for place, (begins, term, name) in enumerate(drawn):
        adopted = start + dt.timedelta(days=begins)
        ends = adopted + dt.timedelta(days=term)
        all_of_them.append(mandate(9000 + place, adopted.isoformat(), ends.isoformat(), subjects=(name,)))
    running = open_mandates(all_of_them, on)
    for each in running:
        assert each.adopted <= on <= each.date
        assert not any(supersedes(later, each) for later in all_of_them if later.adopted <= on)
    assert running == open_mandates([m for m in all_of_them if m.adopted <= on], on)
