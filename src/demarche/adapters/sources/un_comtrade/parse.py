"""Answers of the UN Comtrade interface (JSON) to each partner's share of a State's trade in goods.

Asked for: yearly totals of goods (`C/A/HS`, `cmdCode=TOTAL`), imports and exports, all partners and the world (partner 0), with
descriptions (`includeDesc=true`), since without them the ISO codes are empty. Rows that break a total down by customs procedure,
means of transport or second partner are passed over; re-exports and re-imports are part of the flows and are passed over too.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.adapters.sources.dyads import ActorCodes, Standing, TieRow, figures_by_year, tie_table
from demarche.adapters.sources.reading import as_columns, read_json_files
from demarche.model.evidence import Audit, Failure, Parsed, Resolve, UseError

FLOWS = {"M": "imports", "X": "exports"}
_TOTAL = {"partner2Code": 0, "customsCode": "C00", "motCode": 0}
"""What a row has that is no part of a breakdown."""
_NEEDED = (
    "typeCode",
    "freqCode",
    "period",
    "reporterISO",
    "partnerCode",
    "partnerISO",
    "flowCode",
    "cmdCode",
    "primaryValue",
    *_TOTAL,
)
WORLD = 0
CUT_AT = 500
"""The most rows that the public preview gives: an answer with as many may be cut short."""
ROUNDING = 1.01
TRADE = ("reporter", "partner", "year", "flow", "value", "locator")
_ASK = (
    "Ask for cmdCode=TOTAL, flowCode=M,X, partner2Code=0, customsCode=C00, motCode=0 and includeDesc=true, one State and year at a time,"
    " with partner 0 among the partners."
)


@dataclass(frozen=True, slots=True)
class _Row:
    reporter: str
    partner: str
    world: bool
    year: int
    flow: str
    value: float
    locator: str


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Flows in US dollars, and ties from partner to reporter by share. Raises `DemarcheError` for an answer that is cut or ambiguous."""
    audit = Audit()
    states = ActorCodes(resolve, audit, "iso3:")
    worth: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    partners: dict[tuple[str, int], dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    table: list[list[object]] = []
    last_year = 0
    for row in _rows(path, audit):
        last_year = max(last_year, row.year)
        flows = worth[row.reporter, row.year] if row.world else partners[row.reporter, row.year][row.partner]
        if row.flow in flows:
            raise Failure(f"The {FLOWS[row.flow]} stand there twice.", where=row.locator, next_step=_ASK)
        flows[row.flow] = row.value
        reporter = states.in_year(row.reporter, row.year, row.locator)
        partner = None if row.world else states.in_year(row.partner, row.year, row.locator)
        if reporter and (partner or row.world):
            table.append([reporter, partner, row.year, FLOWS[row.flow], row.value, row.locator])
    ties: dict[tuple[str, str], dict[int, Standing]] = defaultdict(dict)
    for (code, year), by_partner in partners.items():
        where = f"{code}, {year}"
        total = _total(worth[code, year], by_partner, where)
        reporter = states.in_year(code, year)
        for other, flows in by_partner.items():
            partner = states.in_year(other, year)
            if reporter and partner and partner != reporter and total > 0:
                note = f"{' and '.join(FLOWS[flow] for flow in sorted(flows))} of goods reported by {code}"
                ties[partner, reporter][year] = Standing(
                    sum(flows.values()) / total, note, f"reporter {code}, partner {other}, {year}"
                )
    rows: list[TieRow] = []
    for pair, years in ties.items():
        rows += figures_by_year(pair, "trade", "share of all trade in goods", years, last_year)
    table.sort(key=lambda r: (str(r[0]), r[2], str(r[1] or ""), str(r[3])))
    tables = {"comtrade_shares": tie_table(rows), "comtrade_flows": as_columns(TRADE, table)}
    return Parsed(tables, audit, as_of=f"{last_year}-12-31" if last_year else "")


def _total(world: dict[str, float], partners: dict[str, dict[str, float]], where: str) -> float:
    """All trade of a State in a year. Raises `Failure` where a flow has no total, or its parts are more than it."""
    for flow, name in FLOWS.items():
        parts = sum(flows.get(flow, 0.0) for flows in partners.values())
        if any(flow in flows for flows in partners.values()) and flow not in world:
            raise Failure(f"The {name} have no total: partner 0 is missing.", where=where, next_step=_ASK)
        if parts > world.get(flow, 0.0) * ROUNDING:
            raise Failure(f"The {name} of all partners are more than those of the world.", where=where, next_step=_ASK)
    return sum(world.values())


def _rows(path: Path, audit: Audit) -> Iterator[_Row]:
    for name, answer in read_json_files(path):
        for number, row in enumerate(_data(answer, name), start=1):
            where = f"{name}, row {number}"
            missing = [key for key in _NEEDED if not isinstance(row, dict) or key not in row]
            if missing:
                raise Failure(f"A row lacks {missing[0]}.", where=where, next_step=_ASK)
            if (row["typeCode"], row["freqCode"], row["cmdCode"]) != ("C", "A", "TOTAL"):
                raise Failure("This is not the yearly total of goods.", where=where, next_step=_ASK)
            if any(row[key] != value for key, value in _TOTAL.items()):
                audit.note("part of a breakdown", where, f"partner {row['partnerCode']}")
            elif row["flowCode"] not in FLOWS:
                audit.note("other flow", where, str(row["flowCode"]))
            else:
                yield _row(row, where)


def _row(row: dict[str, Any], where: str) -> _Row:
    reporter, partner, period, value = row["reporterISO"], row["partnerISO"], str(row["period"]), row["primaryValue"]
    if not (isinstance(reporter, str) and reporter and isinstance(partner, str) and partner):
        raise Failure("A row has no ISO codes.", where=where, next_step=_ASK)
    if not (len(period) == 4 and period.isdigit()):
        raise Failure(f"“{period}” is no year.", where=where, next_step=_ASK)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise Failure(f"“{value}” is no value in US dollars.", where=where)
    return _Row(reporter, partner, row["partnerCode"] == WORLD, int(period), row["flowCode"], float(value), where)


def _data(answer: object, name: str) -> list[Any]:
    """The rows of an answer. Raises `DemarcheError` for another kind of file, an answer of error, and one that is cut."""
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list) or "count" not in answer:
        raise UseError("This is no answer of the Comtrade interface.", where=name, next_step=_ASK)
    if answer.get("error"):
        raise Failure(f"The interface answered with an error: {answer['error']}", where=name, next_step=_ASK)
    rows: list[Any] = answer["data"]
    if answer["count"] != len(rows):
        raise Failure(f"The answer counts {answer['count']} rows and holds {len(rows)}.", where=name, next_step=_ASK)
    if len(rows) == CUT_AT:
        raise Failure(f"The answer holds {CUT_AT} rows and may be cut short there.", where=name, next_step=_ASK)
    return rows
