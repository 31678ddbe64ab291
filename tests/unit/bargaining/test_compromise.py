"""The weighted mean, its exact levers and its band, on numbers worked out by hand or printed elsewhere."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.evidence import UseError
from demarche.subjects.bargaining import (
    Issue,
    Stance,
    compromise,
    from_ranges,
    half_width,
    honest_band,
    if_moved,
    levers,
    plain_mean,
    plain_median,
    spread,
)

# Capability, position and salience of ten member States on the introduction of emission standards, as printed in
# Scholz, Calbert and Smith (2011), "Unravelling Bueno de Mesquita's group decision model".
EMISSIONS = (
    ("NL", 0.08, 4, 80),
    ("BE", 0.08, 7, 40),
    ("LU", 0.03, 4, 20),
    ("DE", 0.16, 4, 80),
    ("FR", 0.16, 10, 60),
    ("IT", 0.16, 10, 60),
    ("UK", 0.16, 10, 90),
    ("IE", 0.05, 7, 10),
    ("DK", 0.05, 4, 100),
    ("GR", 0.08, 7, 70),
)


def issue(*stances, low=0.0, high=100.0):
    return Issue("q", "A fictional question", tuple(Stance(*s) for s in stances), low, high)


def test_the_printed_weighted_mean_of_the_emission_standards():
    stances = tuple(Stance(actor, x, s, c) for actor, c, x, s in EMISSIONS)
    found = Issue("emissions", "Years until the standards begin", stances, 4.0, 10.0)
    assert compromise(found) == pytest.approx(7.38996, abs=5e-6)
    assert plain_median(found) == 7.0


def test_mean_median_and_spread_by_hand():
    q = issue(("a", 0, 1, 1), ("b", 100, 0.5, 2), ("c", 40, 1, 2))
    assert compromise(q) == pytest.approx((0 + 100 + 80) / 4)
    assert plain_mean(q) == pytest.approx(140 / 3)
    assert plain_median(q) == 40
    assert spread(q) == pytest.approx(math.sqrt((45**2 + 55**2 + 2 * 5**2) / 4))


def test_levers_say_what_a_move_would_do_exactly():
    q = issue(("a", 20, 3, 1), ("b", 80, 1, 1))
    heavy, light = levers(q)
    assert (heavy.stance.actor, heavy.share) == ("a", 0.75)
    assert compromise(q) == 35
    assert (heavy.at_low, heavy.at_high, heavy.without) == (20.0, 95.0, 80.0)
    assert (light.at_low, light.at_high, light.without) == (15.0, 40.0, 20.0)
    assert heavy.pull + light.pull == pytest.approx(0)
    assert if_moved(q, "b", 40) == 25


def test_an_actor_alone_has_nobody_to_be_without():
    (only,) = levers(issue(("a", 30)))
    assert only.share == 1
    assert only.without is None


def test_a_weightless_stance_moves_nothing():
    q = issue(("a", 30), ("b", 90, 0))
    assert compromise(q) == 30
    assert if_moved(q, "b", 0) == 30


def test_the_band_is_one_spread_at_least_a_fifth_and_stays_on_the_scale():
    near = issue(("a", 95), ("b", 97))
    assert half_width(near) == 20
    assert (honest_band(near).low, honest_band(near).high) == (76, 100)
    far = issue(("a", 0), ("b", 100))
    assert (honest_band(far).low, honest_band(far).high) == (0, 100)
    assert half_width(issue(("a", 10), ("b", 90))) == 40


def test_own_ranges_tell_less_than_the_band_and_come_again_with_the_seed():
    q = Issue("q", "", (Stance("a", 20, low=10, high=30), Stance("b", 80)))
    low, high = from_ranges(q, seed=3)
    assert (low, high) == from_ranges(q, seed=3)
    assert low == pytest.approx(46, abs=0.2)  # the middle four fifths of an even draw between 45 and 55
    assert high == pytest.approx(54, abs=0.2)
    assert from_ranges(issue(("a", 20), ("b", 80))) == (50, 50)


stances = st.lists(st.tuples(st.floats(0, 100), st.floats(0.01, 10), st.floats(0.01, 10)), min_size=1, max_size=8).map(
    lambda rows: tuple(Stance(f"actor {n}", *row) for n, row in enumerate(rows))
)


@given(stances, st.floats(0, 100), st.data())
def test_every_lever_is_what_the_model_itself_would_say(held, elsewhere, data):
    q = Issue("q", "", held)
    moved = data.draw(st.sampled_from(held))
    after = Issue("q", "", tuple(Stance(s.actor, elsewhere, s.salience, s.capability) if s is moved else s for s in held))
    assert if_moved(q, moved.actor, elsewhere) == pytest.approx(compromise(after), abs=1e-9)
    lever = next(one for one in levers(q) if one.stance is moved)
    if len(held) > 1:
        rest = Issue("q", "", tuple(s for s in held if s is not moved))
        assert lever.without == pytest.approx(compromise(rest), abs=1e-9)
    assert sum(one.share for one in levers(q)) == pytest.approx(1)
    assert min(s.position for s in held) - 1e-9 <= compromise(q) <= max(s.position for s in held) + 1e-9


@given(stances, st.floats(0.1, 50), st.floats(-100, 100))
def test_the_unit_of_the_scale_does_not_matter(held, factor, start):
    plain = Issue("q", "", held)
    scaled = tuple(Stance(s.actor, start + factor * s.position, s.salience, s.capability) for s in held)
    other = Issue("q", "", scaled, start - 1e-6, start + 100 * factor + 1e-6)
    assert compromise(other) == pytest.approx(start + factor * compromise(plain), rel=1e-6, abs=1e-6)
    assert spread(other) == pytest.approx(factor * spread(plain), rel=1e-5, abs=1e-4)


@pytest.mark.parametrize(
    "bad",
    [
        lambda: Stance("a", 5, salience=-1),
        lambda: Stance("a", 5, capability=math.nan),
        lambda: Stance("a", 5, low=6),
        lambda: Stance("a", math.inf),
        lambda: issue(("a", 101)),
        lambda: issue(("a", 1), ("a", 2)),
        lambda: issue(("a", 1, 0)),
        issue,
        lambda: issue(("a", 1), low=3, high=3),
        lambda: issue(("a", 1)).stance("b"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(bad):
    with pytest.raises(UseError) as told:
        bad()
    assert told.value.what.endswith(".")
