"""Rank acceptability against cases worked out by hand; the same seed gives the same answer, however the draws are split."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.model.evidence import Estimate, Nature, UseError
from demarche.subjects.options import (
    Better,
    Channel,
    Criterion,
    EntryPoint,
    Preferences,
    WeightRegion,
    compare,
    rank_acceptability,
    what_would_change,
)

TWO = (Criterion("c1", "fictional?"), Criterion("c2", "fictional?"))


def rated(low, high=None):
    high = low if high is None else high
    return Estimate((low + high) / 2, Nature.JUDGED, low=low, high=high, basis="fictional")


def option(name, **ratings):
    return EntryPoint(name, Channel.FIELD, f"Fictional {name}", ratings={k: rated(*np.atleast_1d(v)) for k, v in ratings.items()})


def by_name(found):
    return {one.option: one for one in found.options}


def test_two_certain_options_split_the_weights_where_they_meet():
    # "a" is better where 10 w1 > 5 w2, that is where w1 > 1/3: two thirds of the weights, with 2/3 as their mean.
    found = by_name(rank_acceptability(compare([option("a", c1=10, c2=0), option("b", c1=0, c2=5)], TWO), draws=60_000))
    assert found["a"].first == pytest.approx(2 / 3, abs=0.01)
    assert found["b"].ranks == pytest.approx(found["a"].ranks[::-1])
    assert found["a"].central_weights["c1"] == pytest.approx(2 / 3, abs=0.01)
    assert found["b"].central_weights["c1"] == pytest.approx(1 / 6, abs=0.01)
    assert (found["a"].confidence, found["b"].confidence) == (1.0, 1.0)


def test_uncertain_ratings_are_even_over_their_interval():
    one = (Criterion("c", "fictional?"),)
    found = by_name(rank_acceptability(compare([option("a", c=(0, 10)), option("b", c=7)], one), draws=60_000))
    assert found["a"].first == pytest.approx(0.3, abs=0.01)
    assert found["a"].confidence == pytest.approx(0.3, abs=0.02)
    three = by_name(rank_acceptability(compare([option(n, c=(0, 10)) for n in "abc"], one), draws=60_000))
    assert all(one.ranks == pytest.approx((1 / 3,) * 3, abs=0.01) for one in three.values())


def test_a_missing_rating_is_the_whole_scale_and_is_said():
    comparison = compare([option("a", c1=5), option("b", c1=5, c2=5)], TWO)
    assert comparison.not_rated == (("a", "c2"),)
    assert by_name(rank_acceptability(comparison, draws=20_000))["a"].first == pytest.approx(0.5, abs=0.02)


def test_less_is_better_where_the_criterion_says_so():
    days = (Criterion("days", "fictional?", Better.LESS, 0, 30, "days"),)
    found = rank_acceptability(compare([option("slow", days=20), option("quick", days=2)], days), draws=2_000)
    assert found.leader == "quick"
    assert by_name(found)["quick"].first == 1.0


def test_what_is_worse_in_everything_never_comes_first_and_has_no_weights_for_it():
    found = by_name(rank_acceptability(compare([option("a", c1=6, c2=6), option("b", c1=(1, 5), c2=(2, 5))], TWO), draws=5_000))
    assert found["b"].first == 0
    assert found["b"].central_weights == {}
    assert found["b"].confidence is None


def test_options_that_are_alike_share_their_ranks():
    found = by_name(
        rank_acceptability(compare([option(n, c1=5, c2=5) for n in "abc"] + [option("z", c1=1, c2=1)], TWO), draws=2_000)
    )
    for name in "abc":
        assert found[name].ranks == pytest.approx((1 / 3, 1 / 3, 1 / 3, 0))
        assert found[name].confidence == 1.0


intervals = st.tuples(st.floats(0, 10), st.floats(0, 10)).map(lambda pair: (min(pair), max(pair)))
tables = st.lists(st.tuples(intervals, intervals, intervals), min_size=1, max_size=5)
THREE = (*TWO, Criterion("c3", "fictional?", Better.LESS))


def options_of(table):
    return [option(f"o{n}", c1=a, c2=b, c3=c) for n, (a, b, c) in enumerate(table)]


@settings(max_examples=25, deadline=None)
@given(tables, st.randoms())
def test_shares_add_up_and_the_order_of_writing_does_not_matter(table, random):
    points = options_of(table)
    found = rank_acceptability(compare(points, THREE), draws=2_500, confidence_draws=500)
    ranks = np.array([one.ranks for one in found.options])
    assert ranks.sum(axis=0) == pytest.approx(1.0)
    assert ranks.sum(axis=1) == pytest.approx(1.0)
    mixed = [replace(p, ratings=dict(sorted(p.ratings.items(), reverse=True))) for p in points]
    random.shuffle(mixed)
    criteria = list(THREE)
    random.shuffle(criteria)
    again = rank_acceptability(compare(mixed, criteria), draws=2_500, confidence_draws=500)
    assert again.options == found.options
    for one in found.options:
        assert not one.central_weights or sum(one.central_weights.values()) == pytest.approx(1.0)


def test_any_number_of_workers_gives_the_same_answer():
    comparison = compare(options_of([((0, 9), (3, 8), (1, 2)), ((2, 7), (2, 9), (4, 6)), ((5, 5), (1, 9), (0, 9))]), THREE)
    alone = rank_acceptability(comparison, draws=9_001, seed=7)
    for workers in (1, 2, 3):
        with ThreadPoolExecutor(workers) as pool:
            assert rank_acceptability(comparison, draws=9_001, seed=7, run=pool.map).options == alone.options
    assert rank_acceptability(comparison, draws=9_001, seed=8).options != alone.options


def test_preferences_narrow_the_weights_and_leave_them_even():
    region = WeightRegion.of(["a", "b", "c"], Preferences(rankings=[("b", "a", "c")]))
    weights = region.draw(40_000, np.random.default_rng(1))
    assert (weights[:, 1] >= weights[:, 0]).all()
    assert (weights[:, 0] >= weights[:, 2]).all()
    # Means of the ordered parts of a stick broken in three.
    assert weights.mean(axis=0) == pytest.approx([5 / 18, 11 / 18, 2 / 18], abs=0.01)
    bounded = WeightRegion.of(["a", "b", "c"], Preferences(bounds={"a": (0.2, 0.5), "b": (0.1, 1)}))
    weights = bounded.draw(40_000, np.random.default_rng(1))
    assert weights.sum(axis=1) == pytest.approx(1.0)
    assert 0.2 <= weights[:, 0].min() <= weights[:, 0].max() <= 0.5 + 1e-9
    assert weights[:, 1].min() >= 0.1
    # Even over the region: the density of a falls linearly from 0.2, where the rest is 0.7, to 0.5, where it is 0.4.
    assert (weights[:, 0] < 0.35).mean() == pytest.approx((0.7 + 0.55) / (0.7 + 0.55 + 0.55 + 0.4), abs=0.01)
    fixed = WeightRegion.of(["a", "b", "c"], Preferences(bounds={"a": (0.25, 0.25)}, rankings=[("b", "c")]))
    weights = fixed.draw(1_000, np.random.default_rng(1))
    assert set(weights[:, 0]) == {0.25}
    assert (weights[:, 1] >= weights[:, 2]).all()


def test_preferences_that_cannot_be_met_are_refused():
    with pytest.raises(UseError, match="no criterion “x”"):
        compare([option("a", c1=1)], TWO, Preferences(bounds={"x": (0, 1)}))
    with pytest.raises(UseError, match="add up to one"):
        compare([option("a", c1=1)], TWO, Preferences(bounds={"c1": (0.6, 1), "c2": (0.6, 1)}))
    with pytest.raises(UseError, match="cannot lie between"):
        compare([option("a", c1=1)], TWO, Preferences(bounds={"c1": (0.6, 0.1)}))
    against = compare([option("a", c1=1)], TWO, Preferences(bounds={"c1": (0, 0.2)}, rankings=[("c1", "c2")]))
    with pytest.raises(UseError, match="hardly any weights"):
        rank_acceptability(against, draws=2_000)


def test_wrong_ratings_are_refused_by_name():
    with pytest.raises(UseError, match="“c9” is not one of the criteria"):
        compare([option("a", c9=1)], TWO)
    with pytest.raises(UseError, match="leaves the scale"):
        compare([option("a", c1=11)], TWO)
    with pytest.raises(UseError, match="more than once"):
        compare([option("a"), option("a")], TWO)
    with pytest.raises(UseError, match="no option to compare"):
        compare([], TWO)
    with pytest.raises(UseError, match="runs from"):
        Criterion("c", "?", low=1, high=1)


def test_what_would_change_names_the_weight_and_the_fact():
    points = [option("a", c1=8, c2=(0, 6)), option("b", c1=4, c2=(6, 9))]
    found = what_would_change(compare(points, (TWO[0], replace(TWO[1]))), seed=3)
    moved = {(c.moved.value, c.criterion, c.option, c.moved_to): c.new_leader for c in found.changes}
    other = "b" if found.leader == "a" else "a"
    only_c1 = "a"
    only_c2 = "b"
    assert moved.get(("weight", "c1", "", 1.0), found.leader) == only_c1
    assert moved.get(("weight", "c2", "", 1.0), found.leader) == only_c2
    assert set(moved.values()) <= {other}
    assert found.tried == 4 + 4


@settings(max_examples=20, deadline=None)
@given(tables.filter(lambda t: len(t) > 1))
def test_each_named_change_is_found_again_by_recounting_with_the_rating_fixed(table):
    points = options_of(table)
    found = what_would_change(compare(points, THREE), draws=4_000)
    for change in found.changes:
        if change.moved.value != "rating" or change.share - change.leader_share < 0.06:
            continue
        fixed = [
            replace(p, ratings={**p.ratings, change.criterion: rated(change.moved_to)}) if p.id == change.option else p
            for p in points
        ]
        again = by_name(rank_acceptability(compare(fixed, THREE), draws=4_000, confidence_draws=10))
        assert again[change.new_leader].first > again[found.leader].first
        assert again[change.new_leader].first == pytest.approx(change.share, abs=0.05)


def test_nothing_changes_a_first_place_that_is_first_in_everything():
    found = what_would_change(compare([option("a", c1=(8, 9), c2=(8, 9)), option("b", c1=(1, 7), c2=(1, 7))], TWO))
    assert found.changes == ()
    assert (found.leader, found.share) == ("a", 1.0)
