"""The tracking service's CSV of requirements and funding, to plans by country and to funding outside any plan.

Publisher: OCHA Financial Tracking Service. Rows named “Not specified” carry no plan: they are money for a country and year outside
any plan and must never be taken for a plan's funding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.reading import CsvRow, NameUse, as_columns, day_named, read_csv_rows, read_lookups, resolve_names
from demarche.model.evidence import Audit, Parsed, Resolve

_DECLARATION = Path(__file__).with_name("source.toml")
_READ = ("countryCode", "id", "name", "code", "typeName", "startDate", "endDate", "year", "requirements", "funding")
_PLANS = (
    "code",
    "plan_id",
    "name",
    "plan_type",
    "country",
    "country_code",
    "year",
    "start",
    "end",
    "requirement",
    "funding",
    "locator",
)
_OUTSIDE = ("country", "country_code", "year", "funding", "locator")


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:
    """Read the file. `languages` is not used.

    Raises `DemarcheError` for another file, an amount, year or day that is not one, a row without a plan that has a requirement,
    and a country that is unknown.
    """
    del languages
    audit = Audit()
    rows = read_csv_rows(path, _READ)
    territories = read_lookups(_DECLARATION, "territories")
    days = {row.locator: _day_of(row) for row in rows}
    uses = [
        NameUse(row.text("countryCode"), days[row.locator], row.locator)
        for row in rows
        if row.text("countryCode").casefold() not in territories
    ]
    actors = resolve_names(uses, resolve, path.name)
    plans: list[tuple[object, ...]] = []
    outside: list[tuple[object, ...]] = []
    for row in rows:
        code = row.text("countryCode")
        country = actors.get((code, days[row.locator]))
        if country is None:
            audit.note("territory", row.locator, code)
        if row.text("id"):
            plans.append(_plan(row, country, audit))
        else:
            outside.append(_outside(row, country))
    tables = {"plan_funding": as_columns(_PLANS, plans), "funding_outside_plans": as_columns(_OUTSIDE, outside)}
    as_of = day_named(path)  # the file itself carries no day
    return Parsed(tables, audit, as_of=as_of.isoformat() if as_of else "")


def _plan(row: CsvRow, country: str | None, audit: Audit) -> tuple[object, ...]:
    start, end = row.day("startDate"), row.day("endDate")
    if start is None or end is None or end < start:
        raise row.refuse("A plan has no start or end, or ends before it starts.")
    if not row.text("code"):
        audit.note("plan without a code", row.locator, row.text("name"))
    stated, requirement, funding = row.whole_number("percentFunded"), row.whole_number("requirements"), row.whole_number("funding")
    if stated is not None and requirement and funding is not None and abs(stated - 100 * funding / requirement) > 1:
        audit.note("per cent differs", row.locator, f"stated {stated}, computed {100 * funding / requirement:.1f}")
    return (
        row.text("code"),
        row.text("id"),
        row.text("name"),
        row.text("typeName"),
        country,
        row.text("countryCode"),
        _year(row),
        start,
        end,
        requirement,
        funding,
        row.locator,
    )


def _outside(row: CsvRow, country: str | None) -> tuple[object, ...]:
    if row.whole_number("requirements") or row.text("code"):
        raise row.refuse("A row without a plan has a requirement or a code.")
    return (country, row.text("countryCode"), _year(row), row.whole_number("funding"), row.locator)


def _year(row: CsvRow) -> int:
    year = row.whole_number("year")
    if year is None or not 1990 <= year <= 2100:
        raise row.refuse(f"“{row.text('year')}” is not a plan year.")
    return year


def _day_of(row: CsvRow) -> dt.date:
    return dt.date(_year(row), 12, 31)
