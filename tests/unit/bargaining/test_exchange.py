"""Who could trade what with whom: gains by hand, equal for both, and what a round may and may not do."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.evidence import UseError
from demarche.subjects.bargaining import Issue, Stance, compromise, exchange_round, possible_trades


def two_questions():
    """Two actors, two questions; each cares about another one."""
    road = Issue("road", "", (Stance("a", 0, 0.2), Stance("b", 100, 0.8)))
    list_ = Issue("list", "", (Stance("a", 0, 0.8), Stance("b", 100, 0.2)))
    return road, list_


def test_a_trade_by_hand():
    (trade,) = possible_trades(two_questions())
    # Each question's mean lies 80 points from the actor that cares less. Moving all the way shifts it by 100 × .2 = 20;
    # the giver loses 20 × .2, the other gains 20 × .8.
    assert trade.gain == pytest.approx(20 * 0.8 - 20 * 0.2)
    assert {trade.first.actor, trade.second.actor} == {"a", "b"}
    given_by = {g.actor: g for g in (trade.first, trade.second)}
    assert (given_by["a"].issue, given_by["a"].before, given_by["a"].after, given_by["a"].shift) == ("road", 0, 100, 20)
    assert (given_by["b"].issue, given_by["b"].after) == ("list", 0)
    done = exchange_round(two_questions())
    assert done.trades == (trade,)
    assert (done.before, done.after) == ({"list": 20, "road": 80}, {"list": 0, "road": 100})


def test_third_actors_see_what_it_does_to_them():
    road, list_ = two_questions()
    road = Issue("road", "", (*road.stances, Stance("c", 0, 1.0, 0.5), Stance("d", 100, 0.4, 0.0)))
    trade = possible_trades((road, list_))[0]
    effects = dict(trade.others)
    shift = next(g.shift for g in (trade.first, trade.second) if g.issue == "road")
    assert effects["c"] == pytest.approx(-1.0 * shift)
    assert effects["d"] == pytest.approx(0.4 * shift)
    assert trade.harmed == ("c",)


def test_nobody_trades_where_both_want_the_same_or_care_alike():
    same = Issue("p", "", (Stance("a", 10, 0.3), Stance("b", 20, 0.5), Stance("c", 90)))
    other = Issue("q", "", (Stance("a", 80), Stance("b", 80), Stance("c", 0)))
    assert not [t for t in possible_trades((same, other)) if {t.first.actor, t.second.actor} == {"a", "b"}]
    alike = (
        Issue("p", "", (Stance("a", 0, 0.5), Stance("b", 100, 0.5))),
        Issue("q", "", (Stance("a", 0, 0.5), Stance("b", 100, 0.5))),
    )
    assert possible_trades(alike) == ()
    assert exchange_round(alike).trades == ()


def test_one_question_gives_no_trade_and_two_of_one_name_are_refused():
    road, _ = two_questions()
    assert possible_trades((road,)) == ()
    with pytest.raises(UseError):
        possible_trades((road, road))


def table(seed, actors, issues, whole=1.0):
    draw = random.Random(seed)
    made = []
    for p in range(issues):
        held = [
            Stance(f"actor {n}", draw.choice(range(0, 101, 5)), draw.uniform(0.1, 1), draw.uniform(0.05, 1))
            for n in range(actors)
            if draw.random() <= whole or n < 2
        ]
        made.append(Issue(f"issue {p}", "", tuple(held)))
    return made


def utility(issue, actor, outcome):
    stance = next((s for s in issue.stances if s.actor == actor), None)
    return 0.0 if stance is None else -stance.salience * abs(stance.position - outcome)


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(2, 4))
def test_both_gain_the_same_and_exactly_what_is_said(seed, actors, issues):
    made = table(seed, actors, issues, whole=0.8)
    by_id = {i.id: i for i in made}
    for trade in possible_trades(made, most=20):
        gains = dict.fromkeys((trade.first.actor, trade.second.actor, *(a for a, _ in trade.others)), 0.0)
        for given_ in (trade.first, trade.second):
            issue = by_id[given_.issue]
            before = compromise(issue)
            moved = tuple(
                Stance(s.actor, min(max(given_.after, 0), 100), s.salience, s.capability) if s.actor == given_.actor else s
                for s in issue.stances
            )
            after = compromise(Issue(issue.id, "", moved))
            assert after - before == pytest.approx(given_.shift, abs=1e-6)
            for actor in gains:
                gains[actor] += utility(issue, actor, after) - utility(issue, actor, before)
        assert gains[trade.first.actor] == pytest.approx(trade.gain, abs=1e-6)
        assert gains[trade.second.actor] == pytest.approx(trade.gain, abs=1e-6)
        assert dict(trade.others) == pytest.approx({a: g for a, g in gains.items() if a in dict(trade.others)}, abs=1e-6)
        assert trade.gain > 0


@given(st.integers(0, 10_000))
def test_in_a_round_nobody_gives_twice_or_both_ways_on_one_issue(seed):
    done = exchange_round(table(seed, 6, 4))
    given_ = [(g.actor, g.issue) for t in done.trades for g in (t.first, t.second)]
    received = [(t.first.actor, t.second.issue) for t in done.trades] + [(t.second.actor, t.first.issue) for t in done.trades]
    assert len(set(given_)) == len(given_)
    assert not set(given_) & set(received)
    assert all(0 <= value <= 100 for value in done.after.values())


@given(st.integers(0, 10_000), st.randoms())
def test_the_order_of_writing_changes_nothing(seed, shuffle):
    made = table(seed, 5, 4)
    mixed = [Issue(i.id, "", tuple(shuffle.sample(i.stances, len(i.stances)))) for i in shuffle.sample(made, len(made))]
    assert exchange_round(mixed) == exchange_round(made)
