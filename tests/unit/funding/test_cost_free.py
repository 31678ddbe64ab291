"""Asks that cost nothing are sourced, carry a risk, and are found by constraint."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from importlib.resources import files

import pytest

from demarche.model.dossier import ConstraintCategory
from demarche.model.evidence import UseError
from demarche.subjects.funding import cost_free_asks, read_cost_free_asks

PACK = files("demarche") / "pack"
DATA = tomllib.loads((PACK / "funding" / "cost_free_asks.toml").read_text("utf-8"))
ASKS = read_cost_free_asks(DATA)
CASES = {path.name.removesuffix(".toml") for path in (PACK / "cases").iterdir()}


@pytest.mark.parametrize("ask", ASKS, ids=lambda a: a.id)
def test_each_ask_is_backed_and_says_its_risk(ask) -> None:
    assert ask.of
    assert ask.categories
    assert ask.risk
    assert all(r.publisher and r.date and (r.url or r.symbol) for r in ask.references)
    assert not ask.case or ask.case in CASES
    assert not re.search(r"\d", ask.frees), "what it frees is named, not counted"


def test_no_reference_is_idle() -> None:
    assert {key for row in DATA["ask"] for key in row["references"]} == set(DATA["references"])


def test_asks_are_found_by_constraint_and_day() -> None:
    wanted = [ConstraintCategory.ENTRY_TO_COUNTRY, ConstraintCategory.MOVEMENT_WITHIN]
    found = cost_free_asks(wanted, ASKS, on=dt.date(2024, 6, 20))
    ids = [ask.id for ask in found]
    assert ids.index("open-crossing") < ids.index("visas"), "the ask against both comes first"
    assert all(r.date <= dt.date(2024, 6, 20) for ask in found for r in ask.references)
    assert "open-crossing" not in {a.id for a in cost_free_asks(wanted, ASKS, on=dt.date(2024, 6, 12))}
    assert cost_free_asks([], ASKS, on=dt.date(2024, 6, 20)) == ()


def test_every_category_but_mines_has_an_ask() -> None:
    covered = {category for ask in ASKS for category in ask.categories}
    assert set(ConstraintCategory) - covered == {ConstraintCategory.MINES_AND_ORDNANCE}


def test_two_asks_of_one_name_are_refused() -> None:
    with pytest.raises(UseError, match="two asks"):
        read_cost_free_asks({**DATA, "ask": [DATA["ask"][0], DATA["ask"][0]]})
