"""What the order of likely third parties earns on the tables of the starter pack, and the figures that the dimensions carry from it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
import numpy as np
import pytest

import demarche
from demarche.subjects.ties import DIMENSION_NOTES, Dimension, Event, Record, Surroundings, back_test

PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
TABLES = (
    "atop_alliances",
    "cepii_distances",
    "cow_contiguity",
    "cow_igo_shared",
    "cwm_mediation",
    "pax_agreements",
    "sipri_arms_shares",
    "ucdp_conflict_years",
)


@pytest.fixture(scope="module")
def parsed():
    """The tables of the starter pack, as every fresh workspace has them."""
    pack = Path(demarche.__file__).parent / "pack" / "tables"
    tables = {}
    with duckdb.connect() as base:
        for name in TABLES:
            (file,) = pack.glob(f"*/{name}.parquet")
            read = base.execute("select * from read_parquet(?)", [str(file)])
            names = [column[0] for column in read.description]
            tables[name] = dict(zip(names, map(list, zip(*read.fetchall(), strict=True)), strict=True))
    return tables


def rows(columns):
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


@pytest.fixture(scope="module")
def earned(parsed):
    sur = Surroundings.of(parsed["cepii_distances"], parsed["cow_contiguity"], parsed["cow_igo_shared"], parsed["atop_alliances"])
    agreements = [
        Event(
            row["date"], tuple(row["countries"]), frozenset(row["third_parties"]) & set(sur.states), row["process"], row["region"]
        )
        for row in rows(parsed["pax_agreements"])
        if row["countries"]
    ]
    agreements = [event for event in agreements if event.third_parties]
    efforts = defaultdict(set)
    for row in rows(parsed["cwm_mediation"]):
        if row["from_actor"] in sur.place:
            efforts[row["since"], row["to_actor"]].add(row["from_actor"])
    record = Record([*agreements, *(Event(day, (country,), frozenset(who)) for (day, country), who in efforts.items())], sur)
    shares = defaultdict(dict)
    for row in rows(parsed["sipri_arms_shares"]):
        shares[row["to_actor"], row["as_of"].year][row["from_actor"]] = row["value"]

    def arms(question):
        score = np.zeros(len(sur.states))
        for country in question.countries:
            for supplier, share in shares[country, question.date.year - 1].items():
                if supplier in sur.place:
                    score[sur.place[supplier]] = max(score[sur.place[supplier]], share)
        return score

    def seat(question):
        return np.isin(np.array(sur.states), PERMANENT).astype(float)

    colonies = {frozenset((r["from_actor"], r["to_actor"])) for r in rows(parsed["cepii_distances"]) if "colonial" in r["note"]}

    def colonial(question):
        return np.array([any(frozenset((state, c)) in colonies for c in question.countries) for state in sur.states], dtype=float)

    found = back_test(record, agreements, beside={"arms": arms, "permanent seat": seat, "colonial ties": colonial})
    return {(one.question, one.order): one for one in found}


def test_a_true_state_is_among_the_first_ten_as_often_as_promised(earned):
    overall, new = earned["overall", "regression"], earned["new", "regression"]
    assert (overall.cases, new.cases) == (109, 51)
    assert overall.first_ten >= 0.80
    assert new.first_ten >= 0.70


@pytest.mark.parametrize("question", ["overall", "new"])
def test_the_regressions_beat_every_plain_order(earned, question):
    best = earned[question, "regression"]
    others = [one for (asked, order), one in earned.items() if asked == question and order != "regression"]
    assert all(best.first_ten > one.first_ten and best.area > one.area for one in others)


@pytest.mark.parametrize("order", ["arms", "permanent seat", "colonial ties"])
def test_arms_a_permanent_seat_and_colonial_ties_order_states_little_better_than_chance(earned, order):
    for question in ("overall", "new"):
        assert 0.5 <= earned[question, order].area <= 0.6


def test_the_figures_that_dimensions_carry_are_these(earned):
    orders = {
        Dimension.ARMS: "arms",
        Dimension.SHARED_SEAT: "permanent seat",
        Dimension.SHARED_ORGANISATION: "shared organisations",
        Dimension.NEIGHBOURHOOD: "land border",
        Dimension.MEDIATOR: "who was there before",
    }
    for dimension, order in orders.items():
        said = re.search(r"AUC (\.\d\d), one of the first ten right in (\.\d\d)", DIMENSION_NOTES[dimension].measured)
        measured = earned["overall", order]
        assert (float(said[1]), float(said[2])) == pytest.approx((measured.area, measured.first_ten), abs=0.006), dimension


def test_past_troop_support_orders_later_support_as_its_dimension_says(parsed):
    past: dict[str, Counter[str]] = defaultdict(Counter)
    hits = []
    by_year = defaultdict(list)
    for row in rows(parsed["ucdp_conflict_years"]):
        by_year[row["year"]].append(row)
    for year in sorted(by_year):
        for row in by_year[year] if year >= 2000 else ():
            supporters = set(row["supporters_a"]) - set(row["side_a"])
            if supporters:
                known = sum((past[party] for party in row["side_a"]), Counter())
                first_five = sorted(known, key=lambda state: (-known[state], state))[:5]
                hits.append(bool(supporters & set(first_five)))
        for row in by_year[year]:
            for party in row["side_a"]:
                past[party].update(row["supporters_a"])
    said = re.search(r"first five right in (\.\d\d) of (\d+)", DIMENSION_NOTES[Dimension.SPONSOR].measured)
    assert len(hits) == int(said[2])
    assert np.mean(hits) == pytest.approx(float(said[1]), abs=0.006)
