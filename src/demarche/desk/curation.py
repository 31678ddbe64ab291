"""The curated files of the pack as typed values, read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from demarche.adapters.store import pack_folder
from demarche.subjects.cases import Case, UsualObjection, read_case, read_usual_objections
from demarche.subjects.forums import Fixture, Forum, LaterRenewal, read_fixtures, read_forums, read_later_renewals
from demarche.subjects.funding import CostFreeAsk, read_cost_free_asks
from demarche.subjects.law import Norm, Treaty, read_norms, read_treaties


def _files(shelf: str) -> list[tuple[str, dict[str, Any]]]:
    paths = sorted(pack_folder(shelf).glob("*.toml"))
    return [(f"{shelf}/{path.name}", tomllib.loads(path.read_text("utf-8"))) for path in paths]


def _one(shelf: str, name: str) -> tuple[dict[str, Any], str]:
    path = pack_folder(shelf) / name
    return tomllib.loads(path.read_text("utf-8")), f"{shelf}/{name}"


@cache
def forums() -> dict[str, Forum]:
    """Forums by id."""
    found = [f for name, data in _files("forums") if "forum" in data for f in read_forums(data, name)]
    return {f.id: f for f in found}


@cache
def fixtures() -> tuple[Fixture, ...]:
    """Dated fixtures of forums."""
    return tuple(f for name, data in _files("forums") if "fixture" in data for f in read_fixtures(data, name))


@cache
def later_renewals() -> tuple[LaterRenewal, ...]:
    """Renewals adopted after the shipped tables of texts end."""
    return read_later_renewals(*_one("forums", "later_renewals.toml"))


@cache
def norms() -> dict[str, Norm]:
    """Norms by id."""
    return {n.id: n for n in read_norms(*_one("law", "norms.toml"))}


@cache
def treaties() -> dict[str, Treaty]:
    """Treaties by id."""
    return read_treaties(*_one("law", "treaties.toml"))


@cache
def cases() -> tuple[Case, ...]:
    """Documented cases."""
    return tuple(read_case(data, name) for name, data in _files("cases"))


@cache
def cost_free() -> tuple[CostFreeAsk, ...]:
    """Asks that cost the one asked no money."""
    return tuple(read_cost_free_asks(*_one("funding", "cost_free_asks.toml")))


@cache
def objections() -> tuple[UsualObjection, ...]:
    """What those who are asked often say, with replies."""
    return read_usual_objections(*_one("access", "objections.toml"))
