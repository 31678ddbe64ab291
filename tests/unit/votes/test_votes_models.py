"""Small cases with known answers for the models of votes."""

from __future__ import annotations

import sys
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.subjects.votes import (
    BEFORE_1966,
    SINCE_1966,
    CouncilRule,
    Settings,
    agreement,
    council_power,
    ideal_points,
    roll_call_matrix,
)
from demarche.subjects.votes.ideal_points import _smooth


def test_power_of_the_council_as_published():
    permanent, elected = council_power(SINCE_1966)
    assert (permanent.shapley_shubik, elected.shapley_shubik) == (Fraction(421, 2145), Fraction(4, 2145))
    assert (permanent.swings, elected.swings) == (848, 84)
    permanent, elected = council_power(BEFORE_1966)
    assert (permanent.shapley_shubik, elected.shapley_shubik) == (Fraction(76, 385), Fraction(1, 462))


@given(st.integers(1, 4), st.integers(1, 5), st.data())
@settings(max_examples=40)
def test_power_equals_a_count_of_all_coalitions(permanent, elected, data):
    rule = CouncilRule(permanent, elected, data.draw(st.integers(permanent + 1, permanent + elected)))
    members = range(permanent + elected)

    def wins(coalition):
        return len(coalition) >= rule.quota and all(p in coalition for p in range(permanent))

    def swings(member):
        others = [m for m in members if m != member]
        groups = (set(c) for size in range(len(others) + 1) for c in combinations(others, size))
        return sum(wins(group | {member}) and not wins(group) for group in groups)

    first, last = council_power(rule)
    assert (first.swings, last.swings) == (swings(0), swings(permanent + elected - 1))
    assert permanent * first.shapley_shubik + elected * last.shapley_shubik == 1


def synthetic(seed: int, states: int = 40, calls: int = 120, years: int = 4):
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=states)
    slope, intercept = rng.normal(size=calls) * 2.5, rng.normal(size=calls)
    chance = 1 / (1 + np.exp(-(intercept + np.outer(truth, slope))))
    choice = (rng.random((states, calls)) < chance).astype(np.float32)
    who, what = np.meshgrid(np.arange(states), np.arange(calls), indexing="ij")
    names = np.char.add("S", np.char.zfill(who.ravel().astype(str), 3))
    return truth, roll_call_matrix(what.ravel(), names, choice.ravel(), 2000 + what.ravel() % years)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ideal_points_recover_the_positions_that_made_the_votes(seed):
    truth, votes = synthetic(seed, calls=400)
    anchor = votes.states[int(np.argmax(truth))]
    found = ideal_points(votes, anchor)
    assert np.corrcoef(truth, np.nanmean(found.position, axis=1))[0, 1] > 0.97


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_steps_that_are_carried_on_end_where_plain_steps_end(seed, monkeypatch):
    _, votes = synthetic(seed)
    near = Settings(iterations=2000, tolerance=1e-6)
    quick = ideal_points(votes, "S000", near)
    module = sys.modules["demarche.subjects.votes.ideal_points"]
    monkeypatch.setattr(module, "_carried_on", lambda first, second, third: third)
    plain = ideal_points(votes, "S000", near)
    assert quick.iterations < plain.iterations
    assert np.nanmax(np.abs(quick.position - plain.position)) < 5e-3
    with monkeypatch.context() as usual:
        usual.undo()
        assert np.nanmax(np.abs(ideal_points(votes, "S000").position - quick.position)) < 0.1


def test_ideal_points_do_not_depend_on_the_order_of_ballots_or_the_names():
    _, votes = synthetic(7)
    i, j = np.nonzero(votes.cast)
    shuffle = np.random.default_rng(0).permutation(len(i))
    i, j = i[shuffle], j[shuffle]
    again = roll_call_matrix(j, np.asarray(votes.states)[i], votes.choice[i, j], votes.year[j])
    a, b = ideal_points(votes, votes.states[0]), ideal_points(again, votes.states[0])
    np.testing.assert_allclose(a.position, b.position, atol=1e-3)


def test_an_absent_year_has_no_position():
    _, votes = synthetic(1)
    votes.cast[0, votes.year == 2001] = 0
    assert np.isnan(ideal_points(votes, votes.states[1]).position[0, 1])


def test_an_unknown_anchor_is_refused():
    _, votes = synthetic(1)
    with pytest.raises(ValueError, match="XXX cast no vote"):
        ideal_points(votes, "XXX")


def test_the_smoother_solves_the_tridiagonal_system():
    rng = np.random.default_rng(5)
    precision, pressure = rng.random((3, 6)) * 4, rng.normal(size=(3, 6))
    smooth = _smooth(precision.copy(), pressure.copy(), 0.2, 1.5)
    for row in range(3):
        matrix = np.diag(precision[row] + 1.5)
        for t in range(5):
            matrix[t : t + 2, t : t + 2] += np.array([[1, -1], [-1, 1]]) / 0.2
        np.testing.assert_allclose(smooth[row], np.linalg.solve(matrix, pressure[row]), rtol=1e-9)


@given(st.integers(0, 2**31))
@settings(max_examples=20, deadline=None)
def test_agreement_is_symmetric_and_full_with_oneself(seed):
    _, votes = synthetic(seed, states=6, calls=15)
    found = agreement(votes)
    np.testing.assert_allclose(found.same, found.same.T)
    np.testing.assert_allclose(np.diag(found.closeness), 1)
    assert ((found.closeness >= found.same - 1e-9) & (found.closeness <= 1 + 1e-9)).all()
