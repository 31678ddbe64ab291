"""The conflicts of requirements on the publishers' real tables: 43 of 860, regional plans apart."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.adapters.sources import load_parser
from demarche.model.evidence import Reference
from demarche.subjects.funding import ConflictKind, Edition, check_requirements, join_plans, plans_for


def rows_of(parsed, table):
    columns = parsed.tables[table]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


@pytest.fixture(scope="module")
def joined(data_folder):
    folder = data_folder / "humanitarian"
    tracking = load_parser("fts_plans")(folder / "fts_requirements_funding_global_2026-02.csv", lambda name, on: name.casefold())
    plans = load_parser("hpc_plans")(folder / "humanitarian-response-plans_1999_2026.csv", lambda name, on: name.casefold())
    return join_plans(
        rows_of(tracking, "plan_funding"),
        rows_of(plans, "response_plans"),
        rows_of(plans, "response_plan_countries"),
        tracking_edition=Edition(Reference("FTS", "OCHA FTS", url="https://fts.unocha.org"), dt.date(2026, 2, 28)),
        plans_edition=Edition(Reference("HPC", "OCHA HPC", url="https://data.humdata.org"), dt.date(2026, 3, 31)),
    )


def test_all_forty_three_of_eight_hundred_and_sixty_are_found(joined) -> None:
    check = check_requirements(joined.plans)
    assert sum(check.compared.values()) == 860
    one, several = check.of(ConflictKind.ONE_COUNTRY), check.of(ConflictKind.SEVERAL_COUNTRIES)
    assert (len(one), len(several)) == (6, 37)
    assert {c.plan.year for c in one} == {2026}
    assert {c.plan.code: round(c.difference, 2) for c in one}["HMOZ26"] == 0.54
    assert {c.plan.code: round(c.difference, 2) for c in one}["HCOL26"] == -0.25
    assert all(c.difference < 0 for c in several)
    assert min(c.difference for c in several) == pytest.approx(-0.768, abs=0.001)
    total = sum(c.figures[0].value - c.figures[1].value for c in several)
    assert total == pytest.approx(-6.0e9, rel=0.02)


def test_what_cannot_be_joined_is_listed(joined) -> None:
    assert len(joined.doubled) == 6
    assert joined.only_in_tracking == ()
    assert len(joined.only_in_plans) == 22


def test_sudan_in_june_2024_shows_no_figure_of_that_year(joined) -> None:
    found = plans_for("sdn", dt.date(2024, 6, 20), joined.plans)
    assert "HSDN24" in found.withheld
    assert found.plans[0].plan.end < dt.date(2024, 6, 20)
    assert all(p.note for p in found.plans)
    hrp_2023 = next(p for p in found.plans if p.plan.code == "HSDN23")
    assert 0 < hrp_2023.coverage < 1
