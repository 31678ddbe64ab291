"""Reads SIPRI's exports of trend-indicator values and gives shares, never values.

An export is the publisher's own CSV: some ten lines before the table (title, notes, date), then a row for each partner with a
column for each year, a `Total` row and column. `0` means less than half a million, an empty cell nothing; `*` and `**` after a
name mark armed groups and organisations. Exports of a recipient's imports stand alone; exports of suppliers' exports give
shares only together, so they are taken as the whole: point at an archive or folder with all of them. A long table (supplier,
recipient, year, value) is read as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, Standing, TieRow, figures_by_year, read_table, read_texts, tie_table
from demarche.adapters.sources.reading import read_lookups
from demarche.model.evidence import Audit, Failure, Parsed, Resolve, UseError

WINDOW = 10
FIRST_END = 1989
LEAST_SHARE = 0.01
LESS_THAN_HALF = 0.25
"""What a printed `0` counts as: the middle of 0 and 0.5."""

UNIT = "share of recorded deliveries in ten years"
TITLE = re.compile(r"TIV of arms (exports from|imports to) (.+?), (\d{4})-(\d{4})")
LONG = {"supplier": ("supplier",), "recipient": ("recipient",), "year": ("year",), "value": ("value", "tiv")}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one supplier delivered to one recipient in one year, in trend-indicator values."""

    supplier: str
    recipient: str
    year: int
    value: float


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Shares of deliveries over ten years. Raises `DemarcheError` for files that are damaged, others, or not the whole."""
    deliveries = list(_deliveries(path))
    audit = Audit()
    names = ActorCodes(resolve, audit)
    lookups = read_lookups(Path(__file__).with_name("source.toml"), "names")
    last_year = max((one.year for one in deliveries), default=0)
    by_recipient: dict[str, dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for one in deliveries:
        known = by_recipient[one.recipient][one.supplier]
        known[one.year] = known.get(one.year, 0.0) + one.value
    shares: dict[tuple[str, str], dict[int, Standing]] = defaultdict(dict)
    for recipient, suppliers in by_recipient.items():
        for end in range(FIRST_END, last_year + 1):
            for supplier, share in _shares(suppliers, end):
                ends = [_actor(names, lookups, name, end) for name in (supplier, recipient)]
                if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
                    before = shares[ends[0], ends[1]].get(end)
                    total = round(share + (before.value or 0.0 if before else 0.0), 2)
                    shares[ends[0], ends[1]][end] = Standing(min(total, 1.0), "", f"{supplier} to {recipient}, {end}")
    rows: list[TieRow] = []
    for pair, years in shares.items():
        rows += figures_by_year(pair, "arms", UNIT, years, last_year)
    return Parsed({"sipri_arms_shares": tie_table(rows)}, audit, as_of=f"{last_year}-12-31" if last_year else "")


def _shares(suppliers: dict[str, dict[int, float]], end: int) -> Iterator[tuple[str, float]]:
    window = range(end - WINDOW + 1, end + 1)
    sums = {supplier: sum(years.get(year, 0.0) for year in window) for supplier, years in suppliers.items()}
    total = sum(sums.values())
    return ((supplier, value / total) for supplier, value in sums.items() if total and value / total >= LEAST_SHARE)


def _actor(names: ActorCodes, lookups: dict[str, list[str]], printed: str, year: int) -> str | None:
    plain = printed.rstrip("*").strip()
    meant = lookups.get(plain.casefold(), [plain])
    return names.in_year(meant[0], year, f"{printed}, {year}") if meant else None


def _deliveries(path: Path) -> Iterator[Delivery]:
    exports: list[str] = []
    for name, text in read_texts(path, r".*\.csv(\.gz)?"):
        title = TITLE.search(text[:2000])
        if title is None:
            yield from _long_table(path, name)
            continue
        if title[1] == "exports from":
            exports.append(title[2])
        yield from _export(name, text, title)
    if len(exports) == 1:
        raise UseError(
            f"This export lists the deliveries of one supplier, {exports[0]}; nobody's share can be known from it.",
            where=path.name,
            next_step="Export by recipient, or put the exports of all suppliers into one folder and point at that.",
        )


def _long_table(path: Path, name: str) -> Iterator[Delivery]:
    table = read_table(path, LONG, re.escape(name.rpartition("/")[2]))
    for number, (supplier, recipient, year, value) in enumerate(table.rows, table.first_line):
        locator = f"{table.file}, row {number}"
        yield Delivery(supplier, recipient, int(_number(year, locator)), _number(value, locator) or LESS_THAN_HALF)


def _export(name: str, text: str, title: re.Match[str]) -> Iterator[Delivery]:
    lines = csv.reader(io.StringIO(text))
    years: list[str] = []
    totals: list[str] = []
    sums: dict[int, float] = defaultdict(float)
    for row in lines:
        if not years:
            if len(row) > 2 and not row[0].strip() and row[1].strip().isdigit() and row[-1].strip() == "Total":
                years = [cell.strip() for cell in row[1:-1]]
            continue
        partner = row[0].strip() if row else ""
        if not partner:
            continue
        if partner == "Total":
            totals = row[1:-1]
            continue
        for year, cell in zip(years, row[1:-1], strict=False):
            if cell.strip():
                value = _number(cell, f"{name}, {partner}, {year}")
                sums[int(year)] += value
                supplier, recipient = (title[2], partner) if title[1] == "exports from" else (partner, title[2])
                yield Delivery(supplier, recipient, int(year), value or LESS_THAN_HALF)
    if not years or not totals:
        raise Failure("The export has no whole table of years; it may be cut short.", where=name, next_step="Export it again.")
    _check_totals(name, years, totals, sums)


def _check_totals(name: str, years: Iterable[str], totals: Iterable[str], sums: dict[int, float]) -> None:
    """Raise `Failure` where a year's total is further from the sum of the rows than rounding explains."""
    for year, cell in zip(years, totals, strict=False):
        printed = _number(cell, f"{name}, total, {year}") if cell.strip() else 0.0
        if abs(printed - sums[int(year)]) > max(25.0, 0.02 * printed):
            what = f"The rows of {year} add up to {sums[int(year)]:.0f}, the total says {printed:.0f}."
            raise Failure(what, where=name, next_step="Export it again.")


def _number(cell: str, locator: str) -> float:
    try:
        return float(cell.replace(",", ""))
    except ValueError as error:
        raise Failure(f"“{cell}” is no number.", where=locator) from error
