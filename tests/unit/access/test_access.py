"""Categories are described; severity keeps types of actor apart and shows gaps."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import fields
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.dossier import Constraint, ConstraintCategory
from demarche.model.evidence import Confidence, UseError
from demarche.subjects.access import LEVELS, ActorSeverity, Rating, Severity, ratings_of, read_categories, summarise

DATA = tomllib.loads((files("demarche") / "pack" / "access" / "categories.toml").read_text("utf-8"))
ON = dt.date(2024, 6, 20)


def rate(actor_type, level, on=ON):
    return Rating(actor_type, level, on)


def test_every_category_is_described_with_sources() -> None:
    notes = read_categories(DATA)
    assert set(notes) == set(ConstraintCategory)
    for note in notes.values():
        assert note.examples
        assert note.decided_by
        assert all(r.publisher and r.url for r in note.references)


def test_a_missing_or_doubled_category_is_refused() -> None:
    with pytest.raises(UseError, match="not described"):
        read_categories({**DATA, "category": DATA["category"][:-1]})
    with pytest.raises(UseError, match="twice"):
        read_categories({**DATA, "category": [*DATA["category"], DATA["category"][0]]})


def test_types_of_actor_are_kept_apart() -> None:
    found = summarise(
        [rate("UN", 1), rate("UN", 2), rate("national NGO", 3), rate("national NGO", None)], on=ON, expected=["international NGO"]
    )
    un, national = (
        {s.actor_type: s for s in found.by_actor_type}["UN"],
        {s.actor_type: s for s in found.by_actor_type}["national NGO"],
    )
    assert (un.counts, un.gaps, un.lowest, un.highest) == ({1: 1, 2: 1}, 0, 1, 2)
    assert (national.counts, national.gaps) == ({3: 1}, 1)
    assert found.hardest_for == ("national NGO",)
    assert found.spread == 1
    assert found.not_asked == ("international NGO",)
    assert (
        found.words
        == "Hardest for national NGO: 3 (mostly impossible); types of actor differ by up to 1; nothing from international NGO."
    )
    assert national.words == "3 (mostly impossible): 1 of 1; 1 without an answer"


def test_no_mean_is_offered() -> None:
    offered = {f.name for f in (*fields(Severity), *fields(ActorSeverity))} | {
        n for c in (Severity, ActorSeverity) for n in vars(c)
    }
    assert not {name for name in offered if "mean" in name or "average" in name or "score" in name}


def test_nothing_recorded_is_said() -> None:
    assert summarise([], on=ON).words == "No severity was recorded."
    assert summarise([rate("UN", None)], on=ON).words == "No severity was recorded."
    assert summarise([rate("UN", 2, ON + dt.timedelta(days=1))], on=ON).by_actor_type == ()


def test_a_level_outside_the_scale_is_refused() -> None:
    with pytest.raises(UseError):
        rate("UN", 4)


def test_ratings_come_from_constraints_in_force() -> None:
    constraints = [
        Constraint(id="a", what="road", severity=3, actor_type="UN", since=dt.date(2024, 2, 1), reliability=Confidence.HIGH),
        Constraint(id="b", what="over", severity=2, actor_type="UN", since=dt.date(2023, 1, 1), until=dt.date(2023, 6, 1)),
        Constraint(id="c", what="later", severity=1, actor_type="UN", since=dt.date(2025, 1, 1)),
        Constraint(id="d", what="gap"),
    ]
    found = summarise(ratings_of(constraints, on=ON), on=ON)
    assert {s.actor_type: (s.counts, s.gaps) for s in found.by_actor_type} == {"UN": ({3: 1}, 0), "not said": ({}, 1)}
    assert found.by_actor_type[0].reliabilities == {"high": 1}


ratings = st.lists(
    st.builds(
        Rating,
        st.sampled_from(["UN", "international NGO", "national NGO", ""]),
        st.none() | st.sampled_from(sorted(LEVELS)),
        st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    ),
    max_size=30,
)


@given(ratings=ratings, extra=ratings, on=st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))
def test_one_type_never_changes_what_another_said(ratings, extra, on) -> None:
    before = {s.actor_type: s for s in summarise(ratings, on=on).by_actor_type}
    others = [r for r in extra if r.actor_type == "UN"]
    after = {s.actor_type: s for s in summarise([*ratings, *others], on=on).by_actor_type}
    assert {k: v for k, v in before.items() if k != "UN"} == {k: v for k, v in after.items() if k != "UN"}
    assert sum(s.answers + s.gaps for s in before.values()) == sum(r.on <= on for r in ratings)
