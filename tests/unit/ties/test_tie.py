"""A tie is dated and sourced, or it is refused; what ended before the day, or is known only later, is not used."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.model.evidence import Confidence, Reference, UseError
from demarche.subjects.ties import DIMENSION_NOTES, Dimension, Evidence, Tie, contradictions, strength_of, ties_on

DAY = dt.date(2024, 6, 20)
PAPER = Reference(title="A fictional register", publisher="Fictional Institute", date=dt.date(2020, 1, 1))


def tie(source="aa", target="bb", dimension=Dimension.SPONSOR, reference=PAPER, **more):
    return Tie(source, target, dimension, reference, **more)


def test_every_dimension_has_a_note_and_both_ends():
    assert set(DIMENSION_NOTES) == set(Dimension)
    assert all(
        note.meaning.endswith(".") and note.source_is and note.target_is and note.dependence for note in DIMENSION_NOTES.values()
    )


def test_arms_and_a_seat_are_description_only_and_say_why():
    for dimension in (Dimension.ARMS, Dimension.SHARED_SEAT):
        note = DIMENSION_NOTES[dimension]
        assert note.evidence is Evidence.DESCRIPTION_ONLY
        assert "AUC" in note.measured
    measured = [note for note in DIMENSION_NOTES.values() if note.evidence is not Evidence.UNTESTED]
    assert all(note.measured for note in measured)


@pytest.mark.parametrize("reference", [None, Reference(title="", publisher=""), Reference(title="Somebody said so", publisher="")])
def test_an_unsourced_tie_is_refused(reference):
    with pytest.raises(UseError, match="has no source") as caught:
        tie(reference=reference)
    assert "aa → bb" in str(caught.value)
    assert caught.value.next_step


def test_a_tie_needs_two_different_actors_and_sound_dates():
    with pytest.raises(UseError, match="only one actor"):
        tie(target="")
    with pytest.raises(UseError, match="to itself"):
        tie(target="aa")
    with pytest.raises(UseError, match="before it begins"):
        tie(since=dt.date(2024, 2, 1), until=dt.date(2024, 1, 1))
    with pytest.raises(UseError, match="strength"):
        tie(strength=1.2)


def test_ties_that_ended_or_begin_later_are_not_used():
    ended = tie(until=dt.date(2024, 6, 19))
    last_day = tie(until=DAY)
    first_day = tie(since=DAY)
    to_come = tie(since=dt.date(2024, 6, 21))
    published_later = tie(reference=Reference(title="Later", publisher="Fictional Institute", date=dt.date(2024, 7, 1)))
    assert ties_on([ended, last_day, first_day, to_come, published_later], DAY) == (last_day, first_day)


def test_an_end_still_to_come_and_a_later_edition_are_hidden():
    standing = tie(dimension=Dimension.ALLIANCE, since=dt.date(1990, 1, 1), until=dt.date(2030, 1, 1), as_of=dt.date(2025, 12, 31))
    (seen,) = ties_on([standing], DAY)
    assert seen.until is None
    assert seen.as_of == DAY


def test_a_measurement_of_a_later_day_is_not_used_and_a_newer_one_supersedes():
    def share(year, value):
        return tie(
            dimension=Dimension.ARMS, value=value, unit="share", as_of=dt.date(year, 12, 31), until=dt.date(year + 1, 12, 31)
        )

    old, new, later = share(2022, 0.2), share(2023, 0.3), share(2024, 0.9)
    assert [t.value for t in ties_on([later, old, new], DAY)] == [0.3]
    assert [t.value for t in ties_on([later, old, new], dt.date(2023, 12, 31))] == [0.3]
    assert [t.value for t in ties_on([later, old, new], dt.date(2023, 12, 30))] == [0.2]


def test_figures_of_two_publishers_stand_side_by_side():
    other = Reference(title="Another fictional register", publisher="Other Institute", date=dt.date(2021, 1, 1))
    one = tie(dimension=Dimension.AID, value=0.2, unit="share", as_of=dt.date(2022, 12, 31))
    two = tie(dimension=Dimension.AID, value=0.5, unit="share", as_of=dt.date(2023, 12, 31), reference=other)
    kept = ties_on([one, two], DAY)
    assert set(kept) == {one, two}
    (found,) = contradictions(kept)
    assert found.ties == (one, two)


def test_a_denial_contradicts_a_statement_and_both_are_kept():
    said = tie(strength=0.6)
    denied = tie(strength=0.0, reference=Reference(title="A fictional statement", publisher="Fictional ministry"))
    assert denied.denies
    assert not said.denies
    (found,) = contradictions([said, denied])
    assert found.pair == ("aa", "bb")
    assert len(found.ties) == 2
    assert contradictions([said, tie(strength=0.2)]) == ()


def test_mutual_ties_meet_whichever_way_they_are_written():
    there = tie("bb", "aa", Dimension.SHARED_ORGANISATION, value=30.0, unit="organisations", as_of=dt.date(2014, 12, 31))
    back = tie("aa", "bb", Dimension.SHARED_ORGANISATION, value=31.0, unit="organisations", as_of=dt.date(2015, 12, 31))
    assert there.pair == back.pair == ("aa", "bb")
    assert ties_on([there, back], DAY) == (back,)


def test_strength_is_shown_by_its_parts():
    weak = strength_of(tie(reliability=Confidence.LOW), DAY)
    firm = strength_of(tie(reliability=Confidence.HIGH), DAY)
    assert set(firm.parts()) == {"kind", "value", "reliability", "age"}
    assert weak.product < firm.product
    judged = strength_of(tie(strength=0.9), DAY)
    assert judged.parts()["judged strength"] == 0.9
    assert "kind" not in judged.parts()


def test_older_information_and_smaller_figures_weigh_less():
    def share(value, year):
        return strength_of(tie(dimension=Dimension.ARMS, value=value, unit="share", as_of=dt.date(year, 6, 20)), DAY)

    assert share(0.8, 2023).product > share(0.1, 2023).product > 0
    assert share(0.8, 2023).age == 1.0
    assert share(0.8, 2012).age == pytest.approx(0.5, abs=0.01)
    assert share(0.8, 1930).age == 0.25
    land = strength_of(tie(dimension=Dimension.NEIGHBOURHOOD, value=1.0, unit="class"), DAY)
    water = strength_of(tie(dimension=Dimension.NEIGHBOURHOOD, value=5.0, unit="class"), DAY)
    assert (land.value, water.value) == (1.0, pytest.approx(0.2))
