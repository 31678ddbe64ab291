"""Analogies name what is shared and what is not, and never count results."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from demarche.model.dossier import ConstraintCategory
from demarche.subjects.cases import NOT_STATISTICS, CaseQuery, Channel, DeciderKind, Instrument, analogies, read_case

FOLDER = files("demarche") / "pack" / "cases"
CASES = [read_case(tomllib.loads(p.read_text("utf-8")), p.name) for p in FOLDER.iterdir() if p.name.endswith(".toml")]
ON = dt.date(2026, 6, 1)
CROSSING = CaseQuery(
    categories=frozenset({ConstraintCategory.ENTRY_TO_COUNTRY}),
    deciders=frozenset({DeciderKind.TERRITORIAL_GOVERNMENT, DeciderKind.ARMED_GROUP}),
    channels=frozenset({Channel.BILATERAL, Channel.MEDIATION}),
    instruments=frozenset({Instrument.PERMISSION}),
)


def test_the_nearest_case_to_a_closed_crossing_is_a_crossing() -> None:
    found = analogies(CROSSING, CASES, ON)
    assert {found[0].case.id, found[1].case.id} == {"sudan-adre", "goma-airport"}
    assert "same instrument: permission for a crossing or route" in found[0].reason
    assert found[0].caution == ""


def test_a_later_case_is_no_analogy_earlier() -> None:
    assert "sudan-adre" not in {a.case.id for a in analogies(CROSSING, CASES, dt.date(2024, 6, 20))}


def test_what_is_lacking_is_said() -> None:
    found = {a.case.id: a for a in analogies(CROSSING, CASES, ON)}
    assert "instrument" in found["yemen-unvim"].caution


def test_the_warning_says_that_there_are_no_rates() -> None:
    assert "no sample" in NOT_STATISTICS


queries = st.builds(
    CaseQuery,
    st.frozensets(st.sampled_from(ConstraintCategory), max_size=3),
    st.frozensets(st.sampled_from(DeciderKind), max_size=3),
    st.frozensets(st.sampled_from(Channel), max_size=3),
    st.frozensets(st.sampled_from(Instrument), max_size=3),
)


@given(query=queries, on=st.dates(dt.date(1985, 1, 1), dt.date(2026, 12, 31)), order=st.randoms(use_true_random=False))
def test_every_analogy_shares_what_it_says_and_order_of_files_does_not_matter(query, on, order) -> None:
    shuffled = CASES.copy()
    order.shuffle(shuffled)
    found = analogies(query, shuffled, on)
    assert [a.case.id for a in found] == [a.case.id for a in analogies(query, CASES, on)]
    parts = {
        "constraint": query.categories,
        "kind of decider": query.deciders,
        "channel": query.channels,
        "instrument": query.instruments,
    }
    for analogy in found:
        assert analogy.case.known_from <= on
        assert analogy.reason
        for shared in analogy.shared:
            assert shared.values
            assert set(shared.values) <= {str(v) for v in parts[shared.part]}
        asked = {name for name, values in parts.items() if values}
        assert {s.part for s in analogy.shared} | {s.part for s in analogy.lacking} == asked
    ranks = [(len(a.shared), sum(len(s.values) for s in a.shared)) for a in found]
    assert ranks == sorted(ranks, reverse=True)
    assert analogies(query, CASES, on, limit=2) == found[:2]
