"""The Security Council's seats and the rotation of its chair."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.adapters.store.registry import load_registry
from demarche.model.evidence import UseError

REGISTRY = load_registry()
PERMANENT = {"CHN", "FRA", "GBR", "USA"}


@given(st.dates(dt.date(1946, 1, 12), dt.date(2027, 12, 31)))
def test_the_council_has_eleven_seats_then_fifteen_five_of_them_permanent(day):
    seats = REGISTRY.council(day)
    assert len(seats) == (11 if day < dt.date(1966, 1, 1) else 15)
    assert [s.permanent for s in seats].count(True) == 5
    assert {s.state for s in seats if s.permanent} - {"SUN", "RUS"} == PERMANENT
    assert len({s.state for s in seats}) == len(seats)
    assert {s.state for s in seats} <= {a.id for a in REGISTRY.states(day)}


def test_terms_that_were_split_or_changed_hands():
    def elected(year, month=6):
        return {s.state for s in REGISTRY.council(dt.date(year, month, 1)) if not s.permanent}

    assert "ITA" in elected(2017)
    assert "NLD" not in elected(2017)
    assert "NLD" in elected(2018)
    assert "CSK" in elected(1964)
    assert "MYS" in elected(1965)
    assert "YMD" in elected(1990, 5)
    assert "YEM" in elected(1990, 6)
    soviet = {s.state for s in REGISTRY.council(dt.date(1991, 12, 23))}
    assert "SUN" in soviet
    assert "RUS" in {s.state for s in REGISTRY.council(dt.date(1991, 12, 24))} - soviet


def test_a_day_out_of_reach_is_said_to_be():
    assert REGISTRY.council(dt.date(1945, 12, 1)) == ()
    with pytest.raises(UseError, match="not all known"):
        REGISTRY.council(dt.date(2029, 1, 1))
    with pytest.raises(UseError, match="not known here"):
        REGISTRY.presidency(1946, 6)
    with pytest.raises(UseError, match="not known here"):
        REGISTRY.presidency(2024, 13)


@given(st.dates(dt.date(1947, 1, 1), dt.date(2027, 12, 31)))
def test_the_chair_is_always_held_by_a_member(day):
    chair = REGISTRY.presidency(day.year, day.month)
    assert REGISTRY.is_council_member(chair.id, day.replace(day=1))


def test_every_published_presidency_follows_from_the_first_one():
    """The rotation is counted from January 1947 alone; each row of the table names the publication."""
    published = REGISTRY.published_presidencies()
    computed = [REGISTRY.presidency(p.year, p.month).id for p in published]
    assert len(published) >= 77
    assert computed == [p.state for p in published]
    assert all(p.source and p.url.startswith("http") for p in published)


def test_names_of_the_day_order_the_rotation():
    chairs = {(y, m): a.id for y, m, a in REGISTRY.presidencies(dt.date(1961, 1, 1), dt.date(1990, 12, 31))}
    assert chairs[1961, 1] == "EGY"  # United Arab Republic, after the Union of Soviet Socialist Republics
    assert chairs[1974, 10] == "CMR"  # United Republic of Cameroon, after the United Kingdom
    assert (chairs[1984, 8], chairs[1984, 9], chairs[1984, 10]) == ("BFA", "ZWE", "BFA")  # Upper Volta, then Burkina Faso
    assert (chairs[1990, 3], chairs[1990, 12]) == ("YMD", "YEM")


def test_a_year_of_presidencies_is_one_round():
    year = REGISTRY.presidencies(dt.date(2024, 1, 15), dt.date(2024, 12, 1))
    assert [a.id for *_, a in year] == ["FRA", "GUY", "JPN", "MLT", "MOZ", "KOR", "RUS", "SLE", "SVN", "CHE", "GBR", "USA"]
