"""The compromise model on published cases: error and band on 351 resolved questions, and two climate conferences."""

from __future__ import annotations

import csv

import pytest

from demarche.desk.checks.lens import FILE, resolved_questions
from demarche.desk.lens_view import EARNED
from demarche.subjects.bargaining import Issue, Stance, band_scores, compromise, exchange_round, forecast_scores


@pytest.fixture(scope="module")
def resolved(data_folder):
    path = data_folder / FILE
    if not path.is_file():
        pytest.skip(f"the resolved questions are not at {path}")
    return resolved_questions(path)


def test_errors_are_the_published_ones(resolved):
    assert len(resolved) == 351
    errors = {s.name: s.error for s in forecast_scores(resolved)}
    assert errors["weighted mean"] == pytest.approx(23.641, abs=0.001)
    assert errors["plain mean"] == pytest.approx(23.627, abs=0.001)
    assert errors["middle of the scale"] == pytest.approx(27.963, abs=0.001)
    assert errors["median"] == pytest.approx(28.369, abs=0.001)


def test_what_the_lens_says_of_its_own_record_is_this_record(resolved):
    errors = {s.name: s.error for s in forecast_scores(resolved)}
    told = ("weighted mean", "middle of the scale", "median", "weighted mean after a round of trades")
    assert f"{len(resolved)} resolved questions" in EARNED
    assert all(f"{errors[name]:.1f}" in EARNED for name in told)
    band = next(s for s in band_scores(resolved) if s.name == "band")
    assert f"{100 * band.held:.0f} % of the outcomes" in EARNED


def test_the_band_holds_four_of_five_overall_and_wherever_the_actors_stand(resolved):
    found = {s.name: s for s in band_scores(resolved)}
    assert 0.78 <= found["band"].held <= 0.82
    by_spread = [s.held for name, s in found.items() if name.startswith("band,")]
    one_width = [s.held for name, s in found.items() if name.startswith("one width for all,")]
    assert min(by_spread) > 0.75
    assert max(by_spread) - min(by_spread) < max(one_width) - min(one_width)
    assert found["band"].width < found["one width for all"].width


COP21 = {
    "differentiation": 49.255,
    "mrv": 57.211,
    "legal": 57.969,
    "adapt_legal": 59.511,
    "adapt_inst": 59.640,
    "finance_vol": 47.644,
    "finance_who": 38.097,
    "adapt_finance": 55.122,
    "ld": 40.106,
    "progress": 45.596,
    "amb2050": 67.878,
    "amb2100": 85.709,
    "eaa": 57.101,
}
COPENHAGEN = {
    "Newtreaty": 61.576,
    "DevlopC2020": 58.145,
    "Domestred": 30.707,
    "MRVdecrease": 52.236,
    "Commitments": 51.950,
    "Control": 57.621,
    "Extra": 64.621,
}


def coded(data_folder, name):
    """A coded conference in the layout of the exchange-model programs: rows `#D`, actor, issue, position, salience, power."""
    path = data_folder / "bargaining" / name
    if not path.is_file():
        pytest.skip(f"the coded positions are not at {path}")
    text = path.read_text("utf-8-sig")
    delimiter = "\t" if "\t" in text else ";"
    stances = {}
    scale = {}
    for row in csv.reader(text.splitlines(), delimiter=delimiter, quotechar="'"):
        kind, *cells = [cell.strip(" '\"") for cell in row]
        if kind == "#M":
            scale.setdefault(cells[0], []).append(float(cells[1]))
        if kind == "#D":
            actor, issue, position, salience, power = cells[:5]
            stances.setdefault(issue, []).append(Stance(actor, float(position), float(salience), float(power)))
    return [
        Issue(name, name, tuple(held), min(scale.get(name, [0.0])), max(scale.get(name, [100.0]))) for name, held in stances.items()
    ]


@pytest.mark.parametrize(("name", "expected"), [("cop21.csv", COP21), ("copenhagen.csv", COPENHAGEN)])
def test_weighted_means_of_the_climate_conferences(data_folder, name, expected):
    found = {issue.id: compromise(issue) for issue in coded(data_folder, name)}
    assert found == pytest.approx(expected, abs=5e-4)


def test_the_first_two_trades_of_the_climate_conference(data_folder):
    done = exchange_round(coded(data_folder, "cop21.csv")).trades
    assert {(g.actor, g.issue) for g in (done[0].first, done[0].second)} == {("USA", "eaa"), ("China", "finance_vol")}
    assert done[0].gain == pytest.approx(2.19072164948454, abs=1e-12)
    assert {(g.actor, g.issue) for g in (done[1].first, done[1].second)} == {("USA", "finance_who"), ("China", "differentiation")}
    assert done[1].gain == pytest.approx(1.79560426747508, abs=1e-12)
