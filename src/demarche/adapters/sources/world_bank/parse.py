"""Answers of the World Bank's indicators interface (JSON) to values by State and year, and to aid from donor to recipient.

An answer is a pair: what page it is, and its rows. Each question asks for one indicator; every page of it must be there. The
indicators `DC.DAC.…L.CD` give net bilateral aid of one donor, whose ISO code stands in the name; `DT.ODA.ODAT.CD` gives all net
official development assistance received, of which that aid is a share.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.adapters.sources.dyads import ActorCodes, Standing, TieRow, figures_by_year, tie_table
from demarche.adapters.sources.reading import as_columns, read_json_files
from demarche.model.evidence import Audit, Failure, Parsed, Resolve, UseError

ALL_AID = "DT.ODA.ODAT.CD"
_DONOR = re.compile(r"DC\.DAC\.([A-Z]{3})L\.CD")
_UNION = "CEC"
"""The donor's letters under which the institutions of the European Union stand."""
_ALL_DONORS = "TOT"
SHARE, DOLLARS = "share of all net aid", "US dollars, net"
VALUES = ("actor", "indicator", "name", "year", "value", "locator")
_ASK = (
    "Ask for one indicator at a time and save every page, for example"
    " https://api.worldbank.org/v2/country/all/indicator/DC.DAC.NORL.CD?format=json&per_page=20000&date=2000:2023"
)


@dataclass(frozen=True, slots=True)
class _Row:
    indicator: str
    name: str
    country: str
    year: int
    value: float
    locator: str


@dataclass(frozen=True, slots=True)
class _Page:
    """Which page of which question: one indicator, so many pages and rows in all."""

    indicator: str
    page: int
    pages: int
    total: int
    rows: int
    updated: str
    file: str


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Values, and ties of aid with the donor's share where all aid is known. Raises `DemarcheError` for answers that are not whole."""
    audit = Audit()
    states, names = ActorCodes(resolve, audit, "iso3:"), ActorCodes(resolve, audit)
    pages: list[_Page] = []
    values: dict[tuple[str, str, int], _Row] = {}
    for page, rows in _answers(path):
        pages.append(page)
        for row in rows:
            key = (row.indicator, row.country, row.year)
            if key in values and values[key].value != row.value:
                raise Failure(f"{row.indicator} of {row.country} in {row.year} has two values.", where=row.locator, next_step=_ASK)
            values[key] = row
    _check_whole(pages)
    table: list[list[object]] = []
    aid: dict[tuple[str, str, str], dict[int, Standing]] = defaultdict(dict)
    last_year = max((year for _, _, year in values), default=0)
    for (indicator, country, year), row in sorted(values.items()):
        actor = states.in_year(country, year, row.locator)
        if actor is None:
            continue
        table.append([actor, indicator, row.name, year, row.value, row.locator])
        donor = _donor(indicator, year, states, names)
        if donor is None or donor == actor or row.value <= 0:
            continue
        whole = values.get((ALL_AID, country, year))
        known = whole is not None and whole.value >= row.value
        unit = SHARE if known else DOLLARS
        value = row.value / whole.value if known and whole is not None else row.value
        aid[donor, actor, unit][year] = Standing(value, "net bilateral official aid", row.locator)
    ties: list[TieRow] = []
    for (donor, actor, unit), years in aid.items():
        ties += figures_by_year((donor, actor), "aid", unit, years, last_year)
    tables = {"world_bank_aid": tie_table(ties), "world_bank_values": as_columns(VALUES, sorted(table, key=str))}
    return Parsed(tables, audit, as_of=max((page.updated for page in pages), default=""))


def _donor(indicator: str, year: int, states: ActorCodes, names: ActorCodes) -> str | None:
    """The donor of which an indicator speaks, or nothing for all donors together and for other indicators."""
    found = _DONOR.fullmatch(indicator)
    if found is None or found[1] == _ALL_DONORS:
        return None
    return names.in_year("European Union", year, indicator) if found[1] == _UNION else states.in_year(found[1], year, indicator)


def _answers(path: Path) -> Iterator[tuple[_Page, list[_Row]]]:
    for file, answer in read_json_files(path):
        head, rows = _parts(answer, file)
        indicators = {row.indicator: row for row in rows[1]}
        if len(indicators) > 1:
            raise Failure("The answer mixes indicators, so that nobody can tell whether it is whole.", where=file, next_step=_ASK)
        yield (
            _Page(next(iter(indicators), ""), *head, rows[0], _updated(answer, file), file),
            [r for r in rows[1] if r.value == r.value],
        )


def _parts(answer: object, file: str) -> tuple[tuple[int, int, int], tuple[int, list[_Row]]]:
    """Page, pages and total; how many rows, and the rows (those without a value have the value NaN)."""
    if isinstance(answer, list) and answer and isinstance(answer[0], dict) and "message" in answer[0]:
        raise Failure(f"The interface answered with an error: {answer[0]['message']}", where=file, next_step=_ASK)
    if not (isinstance(answer, list) and len(answer) == 2 and isinstance(answer[0], dict) and isinstance(answer[1], list)):
        raise UseError("This is no answer of the World Bank's indicators interface.", where=file, next_step=_ASK)
    try:
        head = (int(answer[0]["page"]), int(answer[0]["pages"]), int(answer[0]["total"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Failure("The answer does not say which page it is.", where=file, next_step=_ASK) from error
    return head, (len(answer[1]), [_row(row, f"{file}, row {n}") for n, row in enumerate(answer[1], start=1)])


def _row(row: Any, where: str) -> _Row:
    try:
        indicator, name, country = row["indicator"]["id"], row["indicator"]["value"], row["countryiso3code"] or row["country"]["id"]
        date, value = row["date"], row["value"]
    except (KeyError, TypeError) as error:
        raise Failure("A row lacks its indicator, country, date or value.", where=where, next_step=_ASK) from error
    if not (isinstance(date, str) and re.fullmatch(r"\d{4}", date)):
        raise Failure(f"“{date}” is no year.", where=where, next_step=_ASK)
    number = float("nan") if value is None else value
    if isinstance(number, bool) or not isinstance(number, int | float) or math.isinf(number):
        raise Failure(f"“{value}” is no number.", where=where)
    return _Row(str(indicator), str(name), str(country), int(date), float(number), where)


def _updated(answer: Any, file: str) -> str:
    day = str(answer[0].get("lastupdated", ""))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        raise Failure("The answer does not say when the figures were last updated.", where=file, next_step=_ASK)
    return day


def _check_whole(pages: list[_Page]) -> None:
    """Raise `Failure` where a page of a question is missing, or there twice with another count."""
    asked: dict[tuple[str, int, int, str], list[_Page]] = defaultdict(list)
    for page in pages:
        asked[page.indicator, page.pages, page.total, page.updated].append(page)
    for (indicator, count, total, _), found in asked.items():
        if sorted(p.page for p in found) != list(range(1, count + 1)):
            what = f"Of {indicator or 'a question'} the pages {', '.join(str(p.page) for p in found)} are there, of {count}."
            raise Failure(what, where=found[0].file, next_step=_ASK)
        if sum(p.rows for p in found) != total:
            what = f"Of {indicator or 'a question'} {sum(p.rows for p in found)} rows are there, the answer counts {total}."
            raise Failure(what, where=found[0].file, next_step=_ASK)
