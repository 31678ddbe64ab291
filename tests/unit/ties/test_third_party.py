"""The regression, the surroundings and the order of likely third parties on fictional States; nothing later is ever used."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from demarche.model.evidence import UseError
from demarche.subjects.ties import Event, Question, Record, Surroundings, ThirdPartyModel, back_test, occasions_of
from demarche.subjects.ties.logit import fit
from demarche.subjects.ties.surroundings import STRUCTURE

STATES = [f"s{n:02}" for n in range(12)]
NAMES = ("from_actor", "to_actor", "dimension", "since", "until", "value", "unit", "as_of", "note", "locator")


def columns(*rows):
    return {name: [row.get(name) for row in rows] for name in NAMES}


def tie(one, other, value, since=None, until=None, as_of=None):
    return {"from_actor": one, "to_actor": other, "value": value, "since": since, "until": until, "as_of": as_of}


def year(number):
    return {"since": dt.date(number, 1, 1), "as_of": dt.date(number, 12, 31)}


def world():
    pairs = [(a, b) for n, a in enumerate(STATES) for b in STATES[n + 1 :]]
    gap = {state: n for n, state in enumerate(STATES)}
    distances = columns(*(tie(a, b, 400.0 * abs(gap[a] - gap[b])) for a, b in pairs))
    borders = columns(
        *(tie(a, b, 1.0, dt.date(1950, 1, 1)) for a, b in pairs if abs(gap[a] - gap[b]) == 1),
        tie("s00", "s05", 3.0, dt.date(1950, 1, 1), dt.date(2000, 1, 31)),
    )
    organisations = columns(
        *(tie(a, b, 10.0, until=dt.date(2005, 12, 31), **year(2000)) for a, b in pairs if "s11" not in {a, b}),
        *(tie(a, b, 20.0 - abs(gap[a] - gap[b]), **year(2005)) for a, b in pairs),
    )
    return Surroundings.of(distances, borders, organisations, columns(tie("s00", "s09", 75.0, dt.date(1990, 12, 31))))


def test_the_regression_is_the_minimum_that_another_method_finds():
    random = np.random.default_rng(3)
    rows = random.normal(size=(400, 3)) * [1.0, 5.0, 0.1] + [2.0, 0.0, -1.0]
    chance = 1 / (1 + np.exp(-(rows @ [0.8, -0.3, 4.0] + 0.5)))
    outcome = (random.random(400) < chance).astype(float)
    found = fit(["a", "b", "c"], rows, outcome, ridge=2.0)
    scaled = np.column_stack([np.ones(400), (rows - rows.mean(0)) / rows.std(0)])

    def loss(weights):
        odds = scaled @ weights
        return np.logaddexp(0, odds).sum() - outcome @ odds + (weights[1:] ** 2).sum()

    best = minimize(loss, np.zeros(4), method="BFGS", options={"gtol": 1e-8}).x
    assert [found.constant, *found.coefficients] == pytest.approx(best, abs=1e-4)
    assert found.adds(rows).sum(axis=1) + found.constant == pytest.approx(found.log_odds(rows))


def test_the_regression_settles_where_one_feature_parts_the_outcomes_and_refuses_where_nothing_can_be_learnt():
    rows = np.column_stack([np.r_[np.zeros(990), np.ones(10)], np.ones(1000)])
    found = fit(["parts", "constant"], rows, np.r_[np.zeros(990), np.ones(10)], ridge=1.0)
    assert np.isfinite(found.log_odds(rows)).all()
    assert found.log_odds(rows)[-1] > found.log_odds(rows)[0]
    with pytest.raises(ValueError, match="both outcomes"):
        fit(["x"], np.ones((3, 1)), np.zeros(3), ridge=1.0)


def test_surroundings_are_those_of_the_day():
    sur = world()
    before, after = sur.structure(["s00"], dt.date(1999, 12, 31)), sur.structure(["s00"], dt.date(2006, 1, 1))
    place = {name: n for n, name in enumerate(STRUCTURE)}
    assert before[5, place["water border"]] == 1
    assert after[5, place["water border"]] == 0
    assert after[1, place["land border"]] == 1
    assert after[2, place["land border"]] == 0
    assert (before[3, place["shared organisations"]], after[3, place["shared organisations"]]) == (0, 17)
    assert sur.structure(["s00"], dt.date(2005, 12, 30))[3, place["shared organisations"]] == 10
    assert after[9, place["alliance"]] == 1
    assert after[1, 0] < after[2, 0] < after[11, 0]
    assert not sur.present(dt.date(2001, 1, 1))[11]
    assert sur.present(dt.date(2006, 1, 1))[11]
    assert sur.kilometres(["s00", "s04"], ["s06"]) == 800.0
    with pytest.raises(UseError, match="no table of shared organisations"):
        Surroundings.of(columns(), columns(), columns(), columns())


def history(count=30, seed=5):
    random = np.random.default_rng(seed)
    found = []
    for n in range(count):
        country = int(random.integers(0, 11))
        party = (country + int(random.choice([1, 1, 1, 2, 5]))) % 11
        day = dt.date(2006 + n % 8, 1 + n % 12, 1 + n % 28)
        found.append(Event(day, (STATES[country],), frozenset({STATES[party]}), f"p{country}", "fictional region"))
    return found


def test_who_was_there_before_leads_and_is_not_repeated_among_the_new():
    record = Record(history(), world())
    model = ThirdPartyModel.of(record, dt.date(2014, 1, 1))
    event = record.events[-1]
    found = model.rank(record, Question(dt.date(2014, 6, 1), event.countries, event.process))
    new, overall = {one.actor for one in found.new}, [one.actor for one in found.overall]
    assert event.third_parties <= set(found.before)
    assert overall.index(min(event.third_parties)) < 5
    assert not new & set(found.before)
    assert new | set(found.before) == set(overall) == set(STATES) - set(event.countries)
    assert [one.rank for one in found.overall] == list(range(1, len(overall) + 1))
    assert sum(found.overall[0].adds.values()) + model.overall.constant == pytest.approx(found.overall[0].score)


@settings(max_examples=15, deadline=None)
@given(st.dates(dt.date(2010, 1, 1), dt.date(2013, 12, 31)), st.sampled_from(STATES[:11]))
def test_nothing_of_the_day_or_later_is_used(day, country):
    events = history()
    later = [
        Event(day, (country,), frozenset({"s11"}), "later", ""),
        Event(dt.date(2015, 1, 1), (country,), frozenset({"s03"}), "x", ""),
    ]
    known = [event for event in events if event.date < day]
    question = Question(day, (country,), "p1", "fictional region")
    with_later, without = Record([*events, *later], world()), Record(known, world())
    assert (with_later.features(question) == without.features(question)).all()
    ranked = [ThirdPartyModel.of(record, day).rank(record, question) for record in (with_later, without)]
    assert ranked[0] == ranked[1]


def test_an_empty_record_says_so():
    with pytest.raises(UseError, match="no third party before"):
        ThirdPartyModel.of(Record([], world()), dt.date(2010, 1, 1))


def test_a_process_year_is_one_occasion_on_its_first_day():
    events = [
        Event(dt.date(2010, 5, 1), ("s00",), frozenset({"s01"}), "p"),
        Event(dt.date(2010, 3, 1), ("s02",), frozenset({"s00", "s03"}), "p"),
        Event(dt.date(2011, 3, 1), ("s02",), frozenset({"s04"}), "p"),
        Event(dt.date(1999, 3, 1), ("s02",), frozenset({"s04"}), "p"),
        Event(dt.date(2012, 3, 1), ("s02",), frozenset(), "p"),
    ]
    found = occasions_of(events)
    assert [(one.date, one.countries, one.third_parties) for one in found] == [
        (dt.date(2010, 3, 1), ("s00", "s02"), frozenset({"s01", "s03"})),
        (dt.date(2011, 3, 1), ("s02",), frozenset({"s04"})),
    ]


def test_the_back_test_keeps_its_questions_apart_and_counts_every_case():
    events = history(60)
    place = {state: n for n, state in enumerate(STATES)}

    def knows(question):
        score = np.zeros(len(STATES))
        for event in events:
            if (event.process, event.date.year) == (question.process, question.date.year):
                score[[place[party] for party in event.third_parties]] = 1.0
        return score

    found = {
        (one.question, one.order): one
        for one in back_test(Record(events, world()), events, since=2009, beside={"all-knowing": knows})
    }
    cases = len(occasions_of(events, 2009))
    assert {one.cases for (question, _), one in found.items() if question == "overall"} == {cases}
    assert found["overall", "all-knowing"].first_five == found["new", "all-knowing"].first_ten == 1.0
    assert found["overall", "all-knowing"].area == 1.0
    assert found["new", "who was there before"].area == 0.5
    assert found["new", "regression"].cases < cases
    for one in found.values():
        assert 0 <= one.first_five <= one.first_ten <= 1
        assert one.low <= one.first_ten <= one.high
