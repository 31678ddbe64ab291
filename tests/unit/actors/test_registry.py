"""The registry of actors: names, codes, seats, presidencies."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.adapters.store.registry import load_registry
from demarche.model.actors import ActorKind, plain
from demarche.model.evidence import UseError

REGISTRY = load_registry()
ACTORS = REGISTRY.actors()
DAY = dt.date(2024, 6, 20)


def test_there_are_193_member_states():
    assert len(REGISTRY.states(DAY)) == 193


@pytest.mark.parametrize("actor", ACTORS, ids=lambda a: a.id)
def test_every_name_of_every_actor_finds_it(actor):
    for name in (actor.id, actor.name, *(n.text for n in actor.names)):
        assert REGISTRY.resolve(name, on=actor.until or DAY).id == actor.id


@given(
    st.sampled_from(ACTORS), st.sampled_from([str.upper, str.lower, str.title, lambda t: t.replace("'", "’"), lambda t: f"  {t} "])
)
def test_case_and_marks_do_not_matter(actor, change):
    assert REGISTRY.resolve(change(actor.name)).id == actor.id


def test_an_unknown_name_names_the_nearest():
    with pytest.raises(UseError, match="Sudan") as error:
        REGISTRY.resolve("Sudn")
    assert "Nearest" in error.value.next_step


def test_an_ambiguous_short_form_is_not_guessed():
    with pytest.raises(UseError) as error:
        REGISTRY.resolve("Korea")
    assert "KOR" in error.value.next_step
    assert "PRK" in error.value.next_step


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        ("SUN", dt.date(1990, 1, 1), "SUN"),
        ("SUN", dt.date(1991, 12, 31), "RUS"),
        ("DDR", dt.date(1985, 1, 1), "DDR"),
        ("nor", None, "NOR"),
    ],
)
def test_codes_of_former_states_are_dated(code, day, found):
    assert REGISTRY.resolve_code(code, day).id == found


@given(st.dates(dt.date(1946, 1, 12), dt.date(2026, 12, 31)))
def test_the_council_has_eleven_seats_then_fifteen_five_of_them_permanent(day):
    seats = REGISTRY.council(day)
    assert len(seats) == (11 if day < dt.date(1966, 1, 1) else 15)
    assert sum(s.permanent for s in seats) == 5


@given(st.dates(dt.date(2000, 1, 1), dt.date(2026, 12, 31)))
def test_the_chair_is_always_held_by_a_member(day):
    chair = REGISTRY.presidency(day.year, day.month)
    assert chair.id in {s.state for s in REGISTRY.council(day.replace(day=1))}


PUBLISHED = ["FRA", "GUY", "JPN", "MLT", "MOZ", "KOR", "RUS", "SLE", "SVN", "CHE", "GBR", "USA"]
"""Presidencies of 2024 as published by the United Nations."""


def test_the_rotation_gives_the_published_presidencies_of_2024():
    assert [REGISTRY.presidency(2024, month).id for month in range(1, 13)] == PUBLISHED


def test_the_rotation_counted_from_2000_alone_reaches_the_published_chair_of_2024():
    from demarche.model.actors.council import CouncilSeats

    seats = [s for year in range(2000, 2025) for s in REGISTRY.council(dt.date(year, 6, 1))]
    formal = {a.id: plain(a.name) for a in ACTORS}
    alone = CouncilSeats(set(seats), {(2000, 1): "USA"}, formal)
    assert alone.presides(2024, 1) == "FRA"


def test_memberships_are_dated():
    assert "EU" in {b.id for b in REGISTRY.bodies_of("GBR", dt.date(2019, 1, 1))}
    assert "EU" not in {b.id for b in REGISTRY.bodies_of("GBR", DAY)}
    assert "IGAD" not in {b.id for b in REGISTRY.bodies_of("SDN", DAY)}
    assert "UNSC" in {b.id for b in REGISTRY.bodies_of("CHE", DAY)}


def test_every_membership_has_a_source():
    for actor in ACTORS:
        for membership in REGISTRY.memberships(actor.id, DAY):
            assert membership.source


def test_the_parties_of_the_shipped_dossiers_are_there():
    for actor in (
        "sdn-saf",
        "sdn-rsf",
        "sdn-hac",
        "cod-m23",
        "cod-afc",
        "cod-fardc",
        "rwa-rdf",
        "syr-hts",
        "icrc",
        "ocha",
        "un-sg",
    ):
        assert REGISTRY.actor(actor).kind is not ActorKind.STATE
