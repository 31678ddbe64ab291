"""Chains against a plain search over all simple paths; the weakest hand named; parties reached by dealings with them only."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.model.evidence import Confidence, Reference, UseError
from demarche.subjects.ties import Apart, Dimension, Order, Tie, TieGraph, chains, contact_order, strength_of, ties_on

DAY = dt.date(2024, 6, 20)
PAPER = Reference(title="A fictional register", publisher="Fictional Institute", date=dt.date(2023, 6, 1))


def tie(source, target, dimension=Dimension.INTERLOCUTOR, **more):
    return Tie(source, target, dimension, PAPER, reliability=Confidence.HIGH, **more)


def by_hand(ties, user, decider, longest, *, hands_first=False):
    """All simple chains with their cost, worked out without arrays."""
    cost = {}
    for one in ties_on(ties, DAY):
        value = strength_of(one, DAY).product
        for begin, end in {(one.source, one.target), *([(one.target, one.source)] if one.mutual else [])}:
            if value > 0:
                cost[begin, end] = min(cost.get((begin, end), float("inf")), 1.0 / value)
    actors = sorted({a for pair in cost for a in pair} - {user, decider})
    found = []
    for hands in range(longest):
        for middle in permutations(actors, hands):
            steps = list(pairwise((user, *middle, decider)))
            if all(step in cost for step in steps):
                total = sum(cost[step] for step in steps)
                found.append(((hands, total) if hands_first else (total, hands), middle))
    return sorted(found)


actors = st.sampled_from(["a", "b", "c", "d", "e", "f"])
edge = st.tuples(
    actors,
    actors,
    st.sampled_from([Dimension.INTERLOCUTOR, Dimension.SPONSOR, Dimension.NEIGHBOURHOOD, Dimension.MEMBERSHIP]),
    st.one_of(st.none(), st.floats(0.05, 1.0)),
    st.sampled_from([None, dt.date(2024, 6, 1), dt.date(2025, 1, 1)]),
).filter(lambda e: e[0] != e[1])


@settings(max_examples=150, deadline=None)
@given(st.lists(edge, max_size=25), st.integers(1, 4), st.sampled_from(list(Order)))
def test_the_best_chains_are_those_of_a_plain_search(edges, longest, order):
    ties = [tie(s, t, d, strength=w, until=u) for s, t, d, w, u in edges]
    found = chains(TieGraph.of(ties), "a", "b", DAY, k=1000, order=order, longest=longest)
    expected = by_hand(ties, "a", "b", longest, hands_first=order is Order.FEWEST_HANDS)
    best: dict[frozenset[str], object] = {}
    for key, middle in expected:
        best.setdefault(frozenset(middle), key)
    assert {frozenset(c.intermediaries) for c in found} == set(best)
    for chain in found:
        key = best[frozenset(chain.intermediaries)]
        assert chain.resistance == pytest.approx(key[1] if order is Order.FEWEST_HANDS else key[0])
    keys = [(len(c.steps), c.resistance) if order is Order.FEWEST_HANDS else c.resistance for c in found]
    assert all(b > a or b == pytest.approx(a) for a, b in pairwise(keys))
    for chain in found:
        path = ("a", *chain.intermediaries, "b")
        assert len(set(path)) == len(path) <= longest + 1
        assert chain.weakest.strength.product == min(s.strength.product for s in chain.steps)
        assert all(s.tie.until is None for s in chain.steps)


@settings(max_examples=100, deadline=None)
@given(st.lists(edge, max_size=25), st.integers(1, 4))
def test_apart_by_last_hand_gives_one_best_chain_for_each(edges, longest):
    ties = [tie(s, t, d, strength=w, until=u) for s, t, d, w, u in edges]
    found = chains(TieGraph.of(ties), "a", "b", DAY, k=1000, apart=Apart.LAST_HAND, longest=longest)
    best: dict[str, float] = {}
    for (total, _), middle in by_hand(ties, "a", "b", longest):
        best.setdefault(middle[-1] if middle else "a", total)
    assert {(c.intermediaries or ("a",))[-1]: pytest.approx(c.resistance) for c in found} == best
    assert sorted(c.resistance for c in found) == [c.resistance for c in found]


@settings(max_examples=60, deadline=None)
@given(st.lists(edge, max_size=25), st.randoms())
def test_the_order_in_which_ties_are_recorded_does_not_matter(edges, random):
    # Equal strengths may be broken either way, so every strength differs here.
    ties = [tie(s, t, d, strength=(n + 1) / 30, until=u) for n, (s, t, d, _, u) in enumerate(edges)]
    mixed = list(ties)
    random.shuffle(mixed)
    once = chains(TieGraph.of(ties), "a", "b", DAY)
    again = chains(TieGraph.of(mixed), "a", "b", DAY)
    assert [c.ties for c in once] == [c.ties for c in again]


def test_the_weakest_hand_is_named_with_its_parts():
    ties = [tie("no", "td", Dimension.DIPLOMATIC_PRESENCE), tie("td", "rsf", Dimension.INTERLOCUTOR)]
    (chain,) = chains(TieGraph.of(ties), "no", "rsf", DAY, non_state={"rsf"})
    assert (chain.weakest.actor, chain.weakest.on) == ("no", "td")
    assert "weakest at no → td (diplomatic presence: kind 0.20" in chain.reason()


def test_a_party_is_reached_by_dealings_with_it_and_not_by_what_states_share():
    ties = [tie("no", "rsf", Dimension.NEIGHBOURHOOD), tie("no", "ae", Dimension.TRADE), tie("ae", "rsf", Dimension.SPONSOR)]
    graph = TieGraph.of(ties)
    assert [c.intermediaries for c in chains(graph, "no", "rsf", DAY, non_state={"rsf"})] == [("ae",)]
    assert {c.intermediaries for c in chains(graph, "no", "rsf", DAY)} == {(), ("ae",)}


def test_actors_to_avoid_are_not_passed_through():
    ties = [tie("no", "x"), tie("x", "d"), tie("no", "y"), tie("y", "d", strength=0.1)]
    graph = TieGraph.of(ties)
    assert [c.intermediaries for c in chains(graph, "no", "d", DAY)] == [("x",), ("y",)]
    assert [c.intermediaries for c in chains(graph, "no", "d", DAY, avoid={"x", "no"})] == [("y",)]


def test_company_and_denials_stand_beside_the_step():
    denial = Tie(
        "ae", "rsf", Dimension.SPONSOR, Reference(title="A fictional statement", publisher="Fictional ministry"), strength=0.0
    )
    chosen, other = tie("ae", "rsf", Dimension.SPONSOR, strength=0.8), tie("ae", "rsf", Dimension.HOST, strength=0.3)
    (chain,) = chains(TieGraph.of([denial, chosen, other]), "ae", "rsf", DAY)
    (step,) = chain.steps
    assert (step.tie, step.company, step.denials) == (chosen, (other,), (denial,))
    assert chains(TieGraph.of([denial]), "ae", "rsf", DAY) == ()


def test_mutual_ties_carry_either_way_and_one_way_ties_do_not():
    assert chains(TieGraph.of([tie("b", "a", Dimension.MEMBERSHIP)]), "a", "b", DAY)
    assert chains(TieGraph.of([tie("b", "a", Dimension.ARMS)]), "a", "b", DAY) == ()


def test_contacts_come_nearest_first_and_the_busiest_of_equals():
    ties = [tie("no", "x"), tie("no", "y"), tie("x", "p"), tie("x", "q"), tie("y", "p"), tie("p", "d"), tie("q", "d")]
    order = contact_order(chains(TieGraph.of(ties), "no", "d", DAY, k=10))
    assert [(c.actor, c.turn) for c in order] == [("x", 1), ("y", 1), ("p", 2), ("q", 2)]
    assert len(order[0].chains) == 2


def test_nothing_known_is_no_chain_and_a_wrong_question_is_an_error():
    graph = TieGraph.of([tie("a", "b")])
    assert chains(graph, "a", "zz", DAY) == ()
    assert chains(TieGraph.of([]), "a", "b", DAY) == ()
    with pytest.raises(UseError, match="different actors"):
        chains(graph, "a", "a", DAY)
    with pytest.raises(UseError, match="at least one"):
        chains(graph, "a", "b", DAY, k=0)


@settings(max_examples=100, deadline=None)
@given(st.lists(edge, max_size=20), st.dates(dt.date(2024, 1, 1), dt.date(2025, 6, 1)))
def test_the_arrays_use_the_same_ties_as_the_plain_rule(edges, day):
    ties = []
    for n, (s, t, d, w, u) in enumerate(edges):
        measured = {"value": w, "unit": "share", "as_of": u} if n % 2 else {"strength": w, "since": u}
        ties.append(Tie(s, t, d, PAPER, until=None if n % 3 else u, **measured))
    graph = TieGraph.of(ties)
    assert {id(ties[i]) for i in graph.usable(day)} == {id(o) for o in ties if _is_in(o, ties_on(ties, day), day)}


def _is_in(one, usable, day):
    from demarche.subjects.ties import as_known

    return as_known(one, day) in usable and ties_on([one], day) != ()
