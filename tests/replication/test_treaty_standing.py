"""Treaty status of real States on a day, from the ICRC's list of November 2020."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files

import pytest

from demarche.adapters.sources import load_parser
from demarche.model.evidence import Reference
from demarche.subjects.law import Standing, in_force, read_treaties

TREATIES = read_treaties(tomllib.loads((files("demarche") / "pack" / "law" / "treaties.toml").read_text("utf-8")))
SOURCE = Reference(
    "State parties to IHL treaties", "International Committee of the Red Cross", url="https://ihl-databases.icrc.org"
)


@pytest.fixture(scope="module")
def listed(data_folder):
    path = data_folder / "ihl-treaties" / "icrc_ihl_state_parties_2020-11-09.csv"
    parsed = load_parser("icrc_treaties")(path, lambda name, on: name.casefold())
    columns = parsed.tables["treaty_status"]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)], dt.date.fromisoformat(
        parsed.as_of
    )


@pytest.mark.parametrize(
    ("treaty", "state", "on", "standing"),
    [
        ("ap2", "sudan", dt.date(2024, 6, 20), Standing.PARTY),
        ("ap2", "sudan", dt.date(2006, 1, 1), Standing.NOT_PARTY),
        ("att", "sudan", dt.date(2024, 6, 20), Standing.UNKNOWN),
        ("att", "norway", dt.date(2024, 6, 20), Standing.PARTY),
        ("att", "norway", dt.date(2014, 12, 1), Standing.JOINED),
        ("icc", "burundi", dt.date(2017, 10, 26), Standing.PARTY),
        ("icc", "burundi", dt.date(2017, 10, 27), Standing.WITHDREW),
        ("ap1", "united states of america", dt.date(2019, 1, 1), Standing.NOT_PARTY),
        ("gc", "south sudan", dt.date(2020, 1, 1), Standing.PARTY),
    ],
)
def test_standing(treaty, state, on, standing, listed) -> None:
    rows, as_of = listed
    found = in_force(treaty, state, on, rows, as_of=as_of, source=SOURCE, treaties=TREATIES)
    assert found.standing is standing
    assert found.as_of == dt.date(2020, 11, 9)
