"""Bandwidth, dependence and index of the 1,000 released dyad-years, from their components, to one in a million."""

from __future__ import annotations

import csv
import gzip

import pytest

from demarche.desk.checks.ties import BANDWIDTH, DEPENDENCE
from demarche.subjects.ties import capacity, fbic

NORMALISED = {
    "representation": ("lor_avg", "norm_lor_avg"),
    "organisations": ("sharedigoweighted", "norm_igos"),
    "trade agreements": ("tradeagreementindex", "norm_tradeagreement"),
    "trade": ("lntotaltradeawithb", "norm_lntotaltrade"),
    "alliance": ("allianceindex", "norm_allianceindex"),
    "arms": ("lnarmstotalstockab", "norm_armstotalstock"),
}
AGREEMENTS = {
    "PSA": "psa",
    "EIA": "eia",
    "BTA": "bta",
    "BTA-EIA": "btaeia",
    "RTA": "rta",
    "RTA-EIA": "rtaeia",
    "CU": "cu",
    "CU-EIA": "cueia",
}


@pytest.fixture(scope="module")
def rows(data_folder):
    path = data_folder / "fbic" / "FBIC_sample_1000dyadyears_280cols_1960_2023.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_bandwidth_dependence_and_index_equal_the_sample(rows):
    assert len(rows) == 1000
    worst = {
        "bandwidth": 0.0,
        "dependence": 0.0,
        "fbic": 0.0,
        "politicalbandwidth": 0.0,
        "economicbandwidth": 0.0,
        "securitybandwidth": 0.0,
    }
    for row in rows:
        found = capacity(
            {name: float(row[column]) for name, column in BANDWIDTH.items()},
            {name: float(row[column]) for name, column in DEPENDENCE.items()},
        )
        by_field = found.by_field()
        ours = {"bandwidth": found.bandwidth, "dependence": found.dependence, "fbic": found.capacity}
        ours |= {f"{name}bandwidth": value for name, value in by_field.items()}
        for name, value in ours.items():
            worst[name] = max(worst[name], abs(value - float(row[name])))
    assert max(worst.values()) <= 1e-6, worst


def test_the_sample_is_not_all_zero_so_the_comparison_means_something(rows):
    assert sum(float(row["fbic"]) > 1e-4 for row in rows) > 100
    assert max(float(row["fbic"]) for row in rows) > 0.3


def test_terms_and_normalisation_equal_the_sample(rows):
    for row in rows:
        raw = {
            "representation": fbic.representation(float(row["embassylorainb"]), float(row["embassylorbina"])),
            "organisations": float(row["sharedigoweighted"]),
            "trade agreements": fbic.trade_agreements(
                {kind: float(row[f"tradeagreement_{c}"] or 0) for kind, c in AGREEMENTS.items()}
            ),
            "trade": fbic.trade(float(row["totaltradeawithb"]), 0.0),
            "alliance": fbic.alliance(
                {
                    "defence": float(row["atopdefense"] or 0),
                    "neutrality": float(row["atopneutral"] or 0),
                    "non-aggression": float(row["atopnonagg"] or 0),
                    "consultation": float(row["atopconsul"] or 0),
                }
            ),
            "arms": fbic.arms(float(row["armsimportstockbfroma"]), float(row["armsimportstockafromb"])),
        }
        normalised = fbic.normalise(raw)
        for name, (before, after) in NORMALISED.items():
            assert raw[name] == pytest.approx(float(row[before]), rel=1e-5, abs=2e-6), (name, row["dyadyearid"])
            assert normalised[name] == pytest.approx(float(row[after]), rel=1e-5, abs=2e-6), (name, row["dyadyearid"])
