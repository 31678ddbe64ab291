"""Every member name in the publishers' vote files finds its actor, and the one that the publisher's own code names."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from demarche.adapters.store.registry import load_registry
from demarche.model.evidence import UseError

CHINA_SEAT = {"TWN": "CHN"}


def names_in(data_folder):
    assembly = data_folder / "un-ga-votes" / "ga_voting_undl_layout_1946_2024.parquet"
    council = data_folder / "un-sc-votes" / "sc_voting_undl_layout_1946_2024.csv.gz"
    failed = data_folder / "un-sc-votes" / "sc_votes_incl_failed_and_vetoed_1994_2024.csv.gz"
    return duckdb.sql(
        f"select ms_name, ms_code, date, count(*) from '{assembly}' group by all"
        f" union all select ms_name, ms_code, date, count(*) from read_csv('{council}', all_varchar = true) group by all"
        f" union all select ms_name, ms_code, Date, count(*) from read_csv('{failed}', all_varchar = true) group by all"
    ).fetchall()


def test_all_names_resolve_and_none_to_another_state(data_folder):
    registry = load_registry()
    rows = names_in(data_folder)
    known: dict[tuple[str, int], str] = {}
    wrong = []
    for name, code, date, _ in rows:
        day = dt.date.fromisoformat(date[:10])
        found = known.setdefault((name, day.year), registry.resolve(name, on=day).id)
        expected = registry.resolve_code(code).id
        if found != expected and registry.resolve_code(code, day).id != found:
            wrong.append((name, code, date, found))
    assert sum(n for *_, n in rows) > 960_000
    assert wrong == []


def test_who_votes_has_a_seat(data_folder):
    registry = load_registry()
    council = data_folder / "un-sc-votes" / "sc_voting_undl_layout_1946_2024.csv.gz"
    rows = duckdb.sql(f"select distinct date, ms_code from read_csv('{council}', all_varchar = true)").fetchall()
    seats: dict[dt.date, set[str]] = {}
    strangers = set()
    for date, code in rows:
        day = dt.date.fromisoformat(date)
        held = seats.setdefault(day, {CHINA_SEAT.get(s.state, s.state) for s in registry.council(day)})
        heirs = {code, registry.resolve_code(code, day).id}
        if not heirs & held:
            strangers.add((date, code))
    assert strangers == set()


def test_names_in_the_treaty_list_resolve(data_folder):
    import csv

    registry = load_registry()
    with (data_folder / "ihl-treaties" / "icrc_ihl_state_parties_2020-11-09.csv").open(encoding="utf-8-sig") as file:
        names = [row["country"].strip() for row in csv.DictReader(file)]
    unknown = []
    for name in names:
        if name and not name.startswith("Total"):
            try:
                registry.resolve(name.rstrip("0123456789) ").strip())
            except UseError:
                unknown.append(name)
    if unknown:
        pytest.fail(f"not resolved: {unknown}")
