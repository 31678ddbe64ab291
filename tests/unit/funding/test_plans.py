"""Plans are joined on their code; two figures are shown and none is picked; a day hides figures of later editions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.evidence import Reference, UseError
from demarche.subjects.funding import (
    ConflictKind,
    Definition,
    Edition,
    after_cut,
    check_requirements,
    consequences,
    join_plans,
    plans_for,
)

TRACKING = Edition(Reference("Fictional tracking table", "Fictional tracker", url="https://example.org/t"), dt.date(2026, 2, 28))
PLANS = Edition(Reference("Fictional plans table", "Fictional planner", url="https://example.org/p"), dt.date(2026, 3, 31))


def tracked(code, country, requirement, funding, year=2024):
    return {
        "code": code,
        "plan_id": "1",
        "name": f"Fictional plan {code}",
        "plan_type": "Fictional response plan",
        "country": country,
        "country_code": country.upper(),
        "year": year,
        "start": dt.date(year, 1, 1),
        "end": dt.date(year, 12, 31),
        "requirement": requirement,
        "funding": funding,
    }


def planned(code, revised, original=None, year=2024):
    return {
        "code": code,
        "internal_id": "9",
        "name": f"Fictional plan {code}",
        "plan_type": "Fictional response plan",
        "year": year,
        "start": dt.date(year, 1, 1),
        "end": dt.date(year, 12, 31),
        "original_requirement": original,
        "revised_requirement": revised,
    }


def where(code, *countries):
    return [{"code": code, "country": c, "country_code": c.upper()} for c in countries]


def join(tracking, plans, countries):
    return join_plans(tracking, plans, countries, tracking_edition=TRACKING, plans_edition=PLANS)


BOTH = join(
    [
        tracked("HAAA24", "aaa", 100.0, 40.0),
        tracked("HBBB24", "bbb", 154.0, 10.0),
        tracked("RREG24", "aaa", 30.0, 3.0),
        tracked("RREG24", "bbb", 50.0, 5.0),
        tracked("R01", "aaa", 1.0, 1.0),
        tracked("HAAA23", "aaa", 90.0, 60.0, 2023),
        tracked("", "aaa", None, 7.0),
        tracked("HNEW24", "ccc", 5.0, 1.0),
    ],
    [
        planned("HAAA24", 100.0, 120.0),
        planned("HBBB24", 100.0),
        planned("RREG24", 100.0),
        planned("R01", 5.0),
        planned("R01", 6.0),
        planned("HAAA23", 90.0, year=2023),
        planned("HONLY24", 12.0),
    ],
    [
        *where("HAAA24", "aaa"),
        *where("HBBB24", "bbb"),
        *where("RREG24", "aaa", "bbb"),
        *where("HAAA23", "aaa"),
        *where("HONLY24", "ddd"),
    ],
)
BY_CODE = {plan.code: plan for plan in BOTH.plans}


def test_codes_join_and_the_rest_is_listed() -> None:
    assert set(BY_CODE) == {"HAAA24", "HBBB24", "RREG24", "HAAA23", "HNEW24", "HONLY24"}
    assert (BOTH.doubled, BOTH.only_in_plans, BOTH.only_in_tracking) == (("R01",), ("HONLY24",), ("HNEW24",))


def test_each_figure_keeps_definition_source_and_day() -> None:
    figures = {f.definition: f for f in BY_CODE["HAAA24"].figures}
    assert {d: f.value for d, f in figures.items()} == {
        Definition.COUNTRY_ROWS: 100.0,
        Definition.FUNDING: 40.0,
        Definition.REVISED: 100.0,
        Definition.ORIGINAL: 120.0,
    }
    assert (figures[Definition.REVISED].source, figures[Definition.REVISED].as_of) == (PLANS.reference, PLANS.as_of)


def test_conflicts_show_both_figures_and_keep_regional_plans_apart() -> None:
    check = check_requirements(BOTH.plans)
    assert check.compared == {ConflictKind.ONE_COUNTRY: 3, ConflictKind.SEVERAL_COUNTRIES: 1}
    (one,) = check.of(ConflictKind.ONE_COUNTRY)
    (several,) = check.of(ConflictKind.SEVERAL_COUNTRIES)
    assert (one.plan.code, round(one.difference, 2)) == ("HBBB24", 0.54)
    assert (several.plan.code, round(several.difference, 2)) == ("RREG24", -0.2)
    for piece in ("154 US$", "100 US$", "as of 2026-02-28", "as of 2026-03-31", "+54.0%"):
        assert piece in one.words
    assert "not assigned" in several.words


def test_a_closed_plan_is_shown_with_a_note_and_a_running_one_is_withheld() -> None:
    found = plans_for("aaa", dt.date(2024, 6, 20), BOTH.plans)
    assert [p.plan.code for p in found.plans] == ["HAAA23"]
    assert found.withheld == ("HAAA24", "RREG24")
    assert "31 December 2023" in found.plans[0].note
    assert found.plans[0].coverage == pytest.approx(2 / 3)
    later = plans_for("aaa", dt.date(2026, 6, 1), BOTH.plans)
    assert {p.plan.code for p in later.plans} == {"HAAA24", "RREG24", "HAAA23"}
    assert all(p.note == "" for p in later.plans)
    assert plans_for("aaa", dt.date(2022, 1, 1), BOTH.plans).plans == ()
    assert plans_for("aaa", dt.date(2022, 1, 1), BOTH.plans).withheld == ()


def test_a_conflict_is_shown_only_where_both_figures_may_be_used() -> None:
    on_march_1 = {p.plan.code: p for p in plans_for("bbb", dt.date(2026, 3, 1), BOTH.plans).plans}
    assert on_march_1["HBBB24"].conflict is None
    in_june = {p.plan.code: p for p in plans_for("bbb", dt.date(2026, 6, 1), BOTH.plans).plans}
    assert in_june["HBBB24"].conflict is not None
    assert in_june["RREG24"].conflict.kind is ConflictKind.SEVERAL_COUNTRIES


def test_consequences_are_named_parts() -> None:
    found = {c.what: c for c in consequences(plans_for("aaa", dt.date(2026, 6, 1), [BY_CODE["HAAA24"], BY_CODE["HAAA23"]]))}
    assert found["unmet requirement of Fictional plan HAAA24"].value == 60.0
    assert found["change of funding since Fictional plan HAAA23"].value == pytest.approx(-1 / 3)
    assert consequences(plans_for("zzz", dt.date(2026, 6, 1), BOTH.plans)) == ()


def test_a_cut_moves_coverage_and_nothing_else() -> None:
    (plan,) = [p for p in plans_for("aaa", dt.date(2026, 6, 1), BOTH.plans).plans if p.plan.code == "HAAA24"]
    cut = after_cut(plan, 10.0)
    assert (cut.before, cut.after) == (pytest.approx(0.4), pytest.approx(0.3))
    for amount in (-1.0, 41.0):
        with pytest.raises(UseError):
            after_cut(plan, amount)


amounts = st.none() | st.floats(0, 1e12)
rows = st.lists(
    st.builds(
        tracked,
        st.sampled_from(["A", "B", "C", ""]),
        st.sampled_from(["aaa", "bbb"]),
        amounts,
        amounts,
        st.sampled_from([2022, 2023, 2024]),
    ),
    max_size=8,
)


@given(rows=rows, on=st.dates(dt.date(2021, 1, 1), dt.date(2027, 1, 1)))
def test_no_running_plan_is_shown_from_a_later_edition(rows, on) -> None:
    found = plans_for("aaa", on, join(rows, [], []).plans)
    for shown in found.plans:
        assert shown.as_of <= on or shown.plan.end < on
        assert shown.as_of <= on or shown.note
        assert shown.plan.start <= on
        assert shown.coverage is None or shown.coverage >= 0
    assert not {p.plan.code for p in found.plans} & set(found.withheld)


@given(requirement=st.floats(1, 1e12), share=st.floats(-0.9, 3))
def test_a_difference_is_found_exactly_beyond_the_tolerance(requirement, share) -> None:
    joined = join([tracked("A", "aaa", requirement * (1 + share), 0.0)], [planned("A", requirement)], where("A", "aaa"))
    difference = requirement * (1 + share) / requirement - 1
    assert bool(check_requirements(joined.plans).conflicts) == (abs(difference) > 0.001)
