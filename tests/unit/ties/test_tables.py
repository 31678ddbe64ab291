"""A graph over tables gives the same chains as one over the ties themselves."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.model.evidence import Confidence, Reference
from demarche.subjects.ties import Dimension, Tie, TieGraph, TieTable, chains, graph_of, ties_of

DAY = dt.date(2010, 6, 20)
NAMES = ("from_actor", "to_actor", "dimension", "since", "until", "value", "unit", "as_of", "note", "locator")
EDITION = Reference(title="A fictional register", publisher="Fictional Institute", as_of=dt.date(2018, 12, 31))

actors = st.sampled_from(["a", "b", "c", "d", "e"])
days = st.one_of(st.none(), st.dates(dt.date(2005, 1, 1), dt.date(2015, 1, 1)))
row = st.tuples(
    actors,
    actors,
    st.sampled_from(["arms", "alliance", "shared organisation", "neighbourhood", "distance"]),
    days,
    days,
    st.one_of(st.none(), st.floats(0.0, 1.0)),
    days,
).filter(lambda r: r[0] != r[1] and not (r[3] and r[4] and r[4] < r[3]))


def table(rows):
    filled = [(a, b, d, s, u, v, "share", o, "", f"row {n}") for n, (a, b, d, s, u, v, o) in enumerate(rows)]
    return TieTable(
        dict(zip(NAMES, map(list, zip(*filled, strict=True)), strict=True)) if filled else {n: [] for n in NAMES}, EDITION
    )


@settings(max_examples=80, deadline=None)
@given(st.lists(row, max_size=12), st.lists(row, max_size=12))
def test_tables_and_ties_give_the_same_graph(first, second):
    tables = [table(first), table(second)]
    recorded = [Tie("a", "e", Dimension.HOST, EDITION), Tie("d", "b", Dimension.INTERLOCUTOR, EDITION, reliability=Confidence.LOW)]
    from_tables, from_ties = graph_of(tables, recorded), TieGraph.of([*ties_of(tables), *recorded])
    assert len(from_tables) == len(from_ties)
    assert list(from_tables.usable(DAY)) == list(from_ties.usable(DAY))
    assert [c.ties for c in chains(from_tables, "a", "b", DAY)] == [c.ties for c in chains(from_ties, "a", "b", DAY)]


def test_a_distance_is_no_tie_and_the_row_is_the_locator():
    one = table([("a", "b", "distance", None, None, 5.0, None), ("a", "b", "neighbourhood", None, None, 1.0, None)])
    (tie,) = ties_of([one])
    assert (tie.dimension, tie.reference.locator, tie.reliability) == (Dimension.NEIGHBOURHOOD, "row 1", Confidence.HIGH)
    assert len(graph_of([])) == 0
