"""Rates that see only the past, the regression, and the measures, each against a plain count."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.subjects.votes.decayed_rates import combine, counts_before, last_before, rate
from demarche.subjects.votes.logistic import fit_logistic
from demarche.subjects.votes.measures import auc, average_precision, brier, calibration_error, log_loss, precision_at

cases = st.lists(
    st.tuples(st.integers(0, 3), st.integers(700000, 700400), st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=40
)


@given(cases)
@settings(max_examples=60, deadline=None)
def test_counts_see_strictly_earlier_days_of_the_same_key_only(rows):
    key, day, value, weight = (np.array(c) for c in zip(*rows, strict=True))
    hits, n = counts_before(key, day, value.astype(float), weight.astype(float), 90.0)
    last = last_before(key, day, value.astype(float), weight.astype(float))
    for i in range(len(rows)):
        past = [j for j in range(len(rows)) if key[j] == key[i] and day[j] < day[i] and weight[j]]
        decay = [0.5 ** ((day[i] - day[j]) / 90.0) for j in past]
        assert n[i] == pytest.approx(sum(decay), abs=1e-7)
        assert hits[i] == pytest.approx(sum(d * value[j] for d, j in zip(decay, past, strict=True)), abs=1e-7)
        if past:
            newest = max(day[j] for j in past)
            assert last[i] in {float(value[j]) for j in past if day[j] == newest}
        else:
            assert np.isnan(last[i])


@given(st.lists(st.tuples(st.integers(-2, 5), st.integers(-1, 3)), min_size=1, max_size=30))
def test_combined_keys_are_equal_exactly_where_all_parts_are(pairs):
    a, b = (np.array(c) for c in zip(*pairs, strict=True))
    key = combine(a, b)
    for i in range(len(pairs)):
        for j in range(len(pairs)):
            assert (key[i] == key[j]) == (pairs[i] == pairs[j])


def test_a_rate_is_pulled_towards_its_prior():
    assert rate((np.array([3.0]), np.array([4.0])), 0.25, 4.0)[0] == pytest.approx(0.5)


def logistic_cases(n=4000, seed=3):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 2)) * [1.0, 4.0] + [0.0, 10.0]
    chance = 1 / (1 + np.exp(-(0.5 + 1.2 * x[:, 0] - 0.3 * (x[:, 1] - 10))))
    return x, (rng.random(n) < chance).astype(float), chance


def test_the_regression_recovers_what_made_the_cases_and_its_gradient_is_nought():
    x, y, chance = logistic_cases()
    model = fit_logistic(("a", "b"), x, y, ridge=1e-6)
    assert np.abs(model.probability(x) - chance).mean() < 0.02
    design = np.column_stack([np.ones(len(x)), model.standard(x)])
    assert np.abs(design.T @ (model.probability(x) - y)).max() < 1e-3


def test_intervals_are_those_of_refits_on_clusters_drawn_again():
    rng = np.random.default_rng(0)
    groups = np.repeat(np.arange(120), 12)
    shared = rng.normal(size=120)[groups]
    x = rng.normal(size=(len(groups), 1)) + shared[:, None] * 0.5
    y = (rng.random(len(groups)) < 1 / (1 + np.exp(-(x[:, 0] + shared)))).astype(float)
    model = fit_logistic(("a",), x, y, ridge=1e-3, cluster=groups)
    drawn = []
    for _ in range(150):
        picked = rng.integers(0, 120, 120)
        rows = np.concatenate([np.flatnonzero(groups == g) for g in picked])
        drawn.append(fit_logistic(("a",), x[rows], y[rows], ridge=1e-3).probability(np.array([[1.0]]))[0])
    low, high = model.interval(np.array([[1.0]]))
    width = np.percentile(drawn, 90) - np.percentile(drawn, 10)
    assert (high - low)[0] == pytest.approx(width, rel=0.3)
    naive = fit_logistic(("a",), x, y, ridge=1e-3)
    assert (high - low)[0] > 1.15 * np.subtract(*naive.interval(np.array([[1.0]]))[::-1])[0]


def test_a_missing_value_counts_as_the_average_case():
    x, y, _ = logistic_cases()
    x[::7, 1] = np.nan
    model = fit_logistic(("a", "b"), x, y, ridge=1.0)
    at_mean = np.array([[0.4, model.mean[1]]])
    assert model.probability(np.array([[0.4, np.nan]])) == pytest.approx(model.probability(at_mean))


def test_nothing_is_learned_from_cases_that_all_ended_alike():
    with pytest.raises(ValueError, match="ended alike"):
        fit_logistic(("a",), np.ones((3, 1)), np.ones(3), ridge=1.0)


def test_measures_on_a_case_worked_by_hand():
    y, p = np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.9, 0.8, 0.3, 0.1])
    assert auc(y, p) == 0.75
    assert average_precision(y, p) == pytest.approx((1 + 2 / 3) / 2)
    assert precision_at(y, p, 1) == 1.0
    assert brier(y, p) == pytest.approx((0.01 + 0.64 + 0.49 + 0.01) / 4)
    assert log_loss(y, p) == pytest.approx(-np.log([0.9, 0.2, 0.3, 0.9]).mean())
    assert calibration_error(y, p) == pytest.approx((0.1 + 0.8 + 0.7 + 0.1) / 4)
    assert auc(y, np.ones(4)) == 0.5
    assert np.isnan(auc(np.ones(4), p))
