"""The publisher's CSV of Formal Bilateral Influence Capacity, to the levels of its twelve parts for each directed pair and year.

The file has 280 columns; the levels are the three-year means, normalised for bandwidth and in per cent for dependence. Bandwidth,
dependence and the index are worked out from them and compared with those printed, so that a file of another edition, whose weights
or scales differ, is not taken for this one.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, read_table
from demarche.adapters.sources.reading import as_columns
from demarche.model.evidence import Audit, Failure, Parsed, Resolve
from demarche.subjects.ties import capacity

BANDWIDTH = {
    "representation": ("bw_representation", "norm_lor_avg_ma"),
    "organisations": ("bw_organisations", "norm_igos_ma"),
    "trade agreements": ("bw_trade_agreements", "norm_tradeagreement_ma"),
    "trade": ("bw_trade", "norm_lntotaltrade_ma"),
    "alliance": ("bw_alliance", "norm_allianceindex_ma"),
    "arms": ("bw_arms", "norm_armstotalstock_ma"),
}
DEPENDENCE = {
    "aid of GDP": ("dep_aid_of_gdp", "aidabgdpb_ma"),
    "aid of all aid": ("dep_aid_of_all_aid", "aidaballaidb_ma"),
    "trade of GDP": ("dep_trade_of_gdp", "totaltradeabgdpb_ma"),
    "trade of all trade": ("dep_trade_of_all_trade", "totaltradeaballtradeb_ma"),
    "arms of military stock": ("dep_arms_of_military_stock", "armimportstockabmilstockb_ma"),
    "arms of all arms": ("dep_arms_of_all_arms", "armsimportsstockaballimstockb_ma"),
}
"""Part → our column, the publisher's column."""
_PRINTED = ("bandwidth", "dependence", "fbic")
_ENDS = {"from": ("iso3a",), "to": ("iso3b",), "year": ("year",)}
COLUMNS = _ENDS | {theirs: (theirs,) for _, theirs in (*BANDWIDTH.values(), *DEPENDENCE.values())} | {n: (n,) for n in _PRINTED}
LEVELS = ("from_actor", "to_actor", "as_of", *(ours for ours, _ in (*BANDWIDTH.values(), *DEPENDENCE.values())), "locator")
EXACT = 1e-6
"""The largest difference between what the levels give and what is printed."""


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Levels by directed pair and year. Raises `DemarcheError` for a file that is damaged, another one, or does not add up."""
    table = read_table(path, COLUMNS, r"fbic.*\.csv(\.gz)?")
    audit = Audit()
    states = ActorCodes(resolve, audit, "iso3:")
    rows: list[list[object]] = []
    seen: set[tuple[str, str, int]] = set()
    last_year = 0
    for number, cells in enumerate(table.rows, table.first_line):
        row, locator = dict(zip(COLUMNS, cells, strict=True)), f"row {number}"
        where = f"{table.file}, {locator}"
        if not row["year"].isdigit():
            raise Failure(f"“{row['year']}” is no year.", where=where)
        levels = _levels(row, where)
        year = int(row["year"])
        ends = [states.in_year(row[end], year, locator) for end in ("from", "to")]
        if None in ends:
            continue
        key = (str(ends[0]), str(ends[1]), year)
        if key in seen:
            raise Failure(f"{row['from']} and {row['to']} stand there twice in {year}.", where=where)
        seen.add(key)
        last_year = max(last_year, year)
        rows.append([*key[:2], dt.date(year, 12, 31), *levels, locator])
    rows.sort(key=lambda r: (r[0], r[1], r[2]))
    return Parsed({"fbic_levels": as_columns(LEVELS, rows)}, audit, as_of=f"{last_year}-12-31" if last_year else "")


def _levels(row: dict[str, str], where: str) -> list[float]:
    """The twelve levels, checked against what is printed."""
    parts = [
        {name: _number(row[theirs], theirs, where) for name, (_, theirs) in group.items()} for group in (BANDWIDTH, DEPENDENCE)
    ]
    found = capacity(*parts)
    for name, value in zip(_PRINTED, (found.bandwidth, found.dependence, found.capacity), strict=True):
        printed = _number(row[name], name, where)
        if abs(printed - value) > EXACT:
            what = f"Its parts give {name} {value:.7f}, it prints {printed:.7f}."
            raise Failure(what, where=where, next_step="Give the edition with the weights of 2021 (280 columns).")
    return [*parts[0].values(), *parts[1].values()]


def _number(text: str, column: str, where: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise Failure(f"“{text}” is no number for {column}.", where=where) from error
    if not math.isfinite(value):
        raise Failure(f"“{text}” is no number for {column}.", where=where)
    return value
