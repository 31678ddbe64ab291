"""The list of humanitarian response plans, to plans and to the countries they cover.

Publisher: OCHA, Humanitarian Programme Cycle. The column `categories` mixes the kind of plan, the way it is organised and its
language; they are told apart by what they can be, and anything else stops the reading.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.reading import CsvRow, NameUse, as_columns, day_named, read_csv_rows, read_lookups, resolve_names
from demarche.model.evidence import Audit, Parsed, Resolve

_DECLARATION = Path(__file__).with_name("source.toml")
_READ = (
    "code",
    "internalId",
    "startDate",
    "endDate",
    "planVersion",
    "categories",
    "locations",
    "years",
    "origRequirements",
    "revisedRequirements",
)
_PLANS = (
    "code",
    "internal_id",
    "name",
    "plan_type",
    "organised_by",
    "language",
    "year",
    "start",
    "end",
    "original_requirement",
    "revised_requirement",
    "locator",
)
_COUNTRIES = ("internal_id", "code", "country", "country_code", "locator")
_ORGANISED_BY = frozenset({"cluster", "sector"})
_LANGUAGES = frozenset({"en", "fr", "es", "ar", "ru", "pt"})


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:
    """Read the file. `languages` is not used.

    Raises `DemarcheError` for another file, an amount, year or day that is not one, categories that are not understood, and a
    country that is unknown.
    """
    del languages
    audit = Audit()
    rows = read_csv_rows(path, _READ)
    territories = read_lookups(_DECLARATION, "territories")
    places = [(row, code) for row in rows for code in _parts(row, "locations")]
    starts = {row.locator: _start(row) for row in rows}
    uses = [NameUse(code, starts[row.locator], row.locator) for row, code in places if code.casefold() not in territories]
    actors = resolve_names(uses, resolve, path.name)
    plans = [_plan(row) for row in rows]
    countries = []
    for row, code in places:
        country = actors.get((code, starts[row.locator]))
        if country is None:
            audit.note("territory", row.locator, code)
        countries.append((row.text("internalId"), row.text("code"), country, code, row.locator))
    for code, times in Counter(row.text("code") for row in rows).items():
        if times > 1 or not code:
            audit.note("code not of one plan", path.name, f"“{code}” stands {times} times")
    tables = {"response_plans": as_columns(_PLANS, plans), "response_plan_countries": as_columns(_COUNTRIES, countries)}
    # the file itself carries no day: without one in its name, the last beginning of a plan is the last day it surely speaks of
    as_of = day_named(path) or max(starts.values())
    return Parsed(tables, audit, as_of=as_of.isoformat())


def _plan(row: CsvRow) -> tuple[object, ...]:
    year, end = row.whole_number("years"), row.day("endDate")
    start = _start(row)
    if year is None or end is None or end < start:
        raise row.refuse("A plan has no year or end, or ends before it starts.")
    parts = _parts(row, "categories")
    kinds = [part for part in parts if part not in _ORGANISED_BY | _LANGUAGES]
    organised_by = [part for part in parts if part in _ORGANISED_BY]
    language = [part for part in parts if part in _LANGUAGES]
    if len(kinds) != 1 or len(organised_by) > 1 or len(language) > 1:
        raise row.refuse(f"The categories “{row.text('categories')}” do not name one kind of plan.")
    return (
        row.text("code"),
        row.text("internalId"),
        row.text("planVersion"),
        kinds[0],
        "".join(organised_by),
        "".join(language),
        year,
        start,
        end,
        row.whole_number("origRequirements"),
        row.whole_number("revisedRequirements"),
        row.locator,
    )


def _start(row: CsvRow) -> dt.date:
    start = row.day("startDate")
    if start is None:
        raise row.refuse("A plan has no first day.")
    return start


def _parts(row: CsvRow, column: str) -> list[str]:
    return [part.strip() for part in row.text(column).split("|") if part.strip()]
