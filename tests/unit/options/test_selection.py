"""The exact choice against trying every set; the greedy one beside it; limits, fading and synergies."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.model.evidence import UseError
from demarche.subjects.options import Act, Limits, Synergy, Task, along_lines, by_limit, exact, greedy, select

numbers = st.integers(0, 12)
acts = st.lists(
    st.tuples(numbers, st.sampled_from(["d1", "d2", "d3", ""]), st.sampled_from(["l1", "l2"]), numbers, numbers),
    min_size=1,
    max_size=8,
)
limits = st.builds(
    Limits,
    hours=st.one_of(st.none(), st.integers(0, 25)),
    capital=st.one_of(st.none(), st.integers(0, 15)),
    acts=st.one_of(st.none(), st.integers(0, 5)),
)


def task_of(rows, limit, fading=0.5, rate=0.3):
    made = tuple(Act(f"a{n}", float(w), d, line, hours=float(h), capital=float(c)) for n, (w, d, line, h, c) in enumerate(rows))
    return Task(made, limit, along_lines(made, rate), fading)


def best_of_all(task):
    every = (c for size in range(len(task.acts) + 1) for c in combinations(task.acts, size))
    return max(task.worth(c) for c in every if task.fits(c))


@settings(max_examples=80, deadline=None)
@given(acts, limits, st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([0.0, 0.4]))
def test_the_exact_choice_is_the_best_of_all_sets(rows, limit, fading, rate):
    task = task_of(rows, limit, fading, rate)
    best = exact(task)
    assert best.worth == pytest.approx(best_of_all(task), abs=1e-6)
    assert task.fits(best.acts)
    assert best.bound is None
    near = greedy(task)
    assert task.fits(near.acts)
    assert near.worth <= best.worth + 1e-6


def test_greedy_comes_near_the_exact_choice():
    random = np.random.default_rng(5)
    for _ in range(15):
        rows = [
            (
                random.gamma(2, 2),
                f"d{random.integers(6)}",
                f"l{random.integers(8)}",
                random.choice([1, 2, 4, 8]),
                random.integers(0, 4),
            )
            for _ in range(30)
        ]
        assert select(task_of(rows, Limits(hours=12.0, capital=4.0, acts=4))).ratio >= 0.95


def test_a_second_act_on_one_decider_counts_less():
    one, two, other = Act("one", 10, "d1"), Act("two", 9, "d1"), Act("other", 6, "d2")
    task = Task((one, two, other), Limits(acts=2))
    assert task.worth([one, two]) == 14.5
    assert exact(task).ids == ("one", "other")
    assert exact(Task((one, two, other), Limits(acts=2), fading=1.0)).ids == ("one", "two")


def test_a_synergy_along_a_line_can_carry_two_weaker_acts():
    a, b, c = Act("a", 5, "d1", "l"), Act("b", 4, "d2", "l"), Act("c", 5.5, "d3", "m")
    assert exact(Task((a, b, c), Limits(acts=2))).ids == ("a", "c")
    assert exact(Task((a, b, c), Limits(acts=2), (Synergy("a", "b", 2.0),))).ids == ("a", "b")
    assert [(s.first, s.second, s.gain) for s in along_lines((a, b, c, Act("e", 9, "d1", "l")), 0.2)] == [
        ("a", "b", 0.8),
        ("b", "e", 0.8),
    ]


def test_more_room_is_never_worth_less_and_the_choice_is_shown_for_each_limit():
    task = task_of([(9, "d1", "l1", 8, 1), (7, "d2", "l1", 3, 2), (4, "d3", "l2", 2, 0)], Limits(hours=4.0))
    found = by_limit(task, "hours", [0, 2, 4, 8, 20])
    assert [limit for limit, _ in found] == [0, 2, 4, 8, 20]
    worths = [choice.worth for _, choice in found]
    assert worths == sorted(worths)
    assert found[0][1].acts == ()
    assert len(found[-1][1].acts) == 3
    assert [c.uses["acts"] for _, c in by_limit(task, "acts", [1, 2])] == [1, 1]
    with pytest.raises(UseError, match="not a limit"):
        by_limit(task, "patience", [1])


def test_a_limit_of_nothing_leaves_the_acts_that_cost_nothing():
    free, paid = Act("free", 1, cost_free=True), Act("paid", 9, money=1.0)
    choice = exact(Task((free, paid), Limits(money=0)))
    assert choice.ids == ("free",)
    assert choice.acts[0].cost_free


def test_wrong_tasks_are_refused():
    act = Act("a", 1)
    with pytest.raises(UseError, match="more than once"):
        Task((act, act))
    with pytest.raises(UseError, match="no act “b”"):
        Task((act,), synergies=(Synergy("a", "b", 1),))
    with pytest.raises(UseError, match="less than nothing"):
        Act("x", -1)
    with pytest.raises(UseError, match="two acts"):
        Synergy("a", "a", 1)
    with pytest.raises(UseError, match="adds something"):
        Synergy("a", "b", -1)
    with pytest.raises(UseError, match="cannot count"):
        Task((act,), fading=2)
    with pytest.raises(UseError, match="limit is not less"):
        Task((act,), Limits(hours=-1))


def test_branches_and_solver_choose_equally_well():
    from demarche.subjects.options.branching import branch_and_bound
    from demarche.subjects.options.select import _solved

    random = np.random.default_rng(8)
    for _ in range(25):
        rows = [
            (
                round(random.gamma(2, 2), 2),
                f"d{random.integers(5)}",
                f"l{random.integers(5)}",
                random.integers(1, 8),
                random.integers(4),
            )
            for _ in range(18)
        ]
        task = task_of(rows, Limits(hours=float(random.integers(6, 25)), capital=6.0, acts=int(random.integers(2, 6))), rate=0.2)
        acts = [act for act in task.acts if task.fits([act])]
        found = branch_and_bound(task, acts, ())
        assert found is not None and task.fits(found)
        assert task.worth(found) == pytest.approx(_solved(task, acts, 30.0).worth, abs=1e-6)
    assert branch_and_bound(task, acts, (), most=0) is None
