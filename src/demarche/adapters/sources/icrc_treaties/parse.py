"""The ICRC's list of State parties, one row a State and one column a treaty, to tables of treaties and of who joined when.

Publisher: International Committee of the Red Cross, IHL Databases.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from demarche.adapters.sources.reading import CsvRow, NameUse, as_columns, day_named, read_csv_rows, resolve_names
from demarche.model.evidence import Audit, Parsed, Resolve, UseError

_STATUS = ("treaty", "actor", "name_as_given", "date", "until", "as_given", "note", "locator")
_TREATIES = ("treaty", "heading", "title", "adopted", "parties", "locator")
_CELL = re.compile(r"(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4}))?(?P<mark>\(\*+\))?")


@dataclass(frozen=True, slots=True)
class Joining:
    """One filled cell: which State joined which treaty, when, until when, and whether the publisher counts it as a party."""

    treaty: str
    name: str
    date: dt.date
    until: dt.date | None
    as_given: str
    note: str
    counted: bool
    locator: str


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:
    """Read the list. `languages` is not used: the table holds names and days alone.

    Raises `DemarcheError` for another file, a column, mark or day that is not understood, a total that does not agree with the
    rows, and a name that is unknown or ambiguous.
    """
    del languages
    declared = _declared()
    rows = read_csv_rows(path, ["country", *_headings()])
    known = {"country", *_headings(), *declared["ignored"]}
    if rows and (new := [column for column in rows[0].values if column not in known]):
        raise UseError(
            f"The list has a column that is not declared: “{new[0]}”.", where=path.name, next_step="Declare it in treaties.toml."
        )
    states = [row for row in rows if row.text("country") != "Total"]
    joinings = [joining for row in states for joining in _joinings(row)]
    as_of = _as_of(path, joinings)
    totals = {row.text("country"): row for row in rows if row.text("country") == "Total"}
    audit = Audit()
    counted = _check_totals(joinings, totals.get("Total"), audit)
    actors = resolve_names((NameUse(row.text("country"), as_of, row.locator) for row in states), resolve, path.name)
    status = [
        (j.treaty, actors[j.name, as_of], j.name, j.date, j.until, j.as_given, j.note, j.locator)
        for j in sorted(joinings, key=lambda j: (j.treaty, j.name))
    ]
    treaties = [
        (about["id"], heading.strip(), about["title"], about["adopted"], counted[about["id"]], f"column {heading.strip()}")
        for heading, about in declared["treaties"].items()
    ]
    tables = {"treaties": as_columns(_TREATIES, treaties), "treaty_status": as_columns(_STATUS, status)}
    return Parsed(tables, audit, as_of=as_of.isoformat())


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("treaties.toml").read_text("utf-8"))


def _headings() -> list[str]:
    return list(_declared()["treaties"])


def _joinings(row: CsvRow) -> Iterable[Joining]:
    for heading in _headings():
        cell = row.text(heading)
        if not cell:
            continue
        treaty = _declared()["treaties"][heading]["id"]
        found = _CELL.fullmatch(cell)
        remark = _declared()["remarks"].get(found["mark"], {}) if found and found["mark"] else {}
        # A mark means what its remark says of that State and treaty; of any other it says nothing.
        understood = found and (not found["mark"] or (remark.get("name"), remark.get("treaty")) == (row.text("country"), treaty))
        if not found or not understood:
            raise row.refuse(f"“{cell}” under “{heading.strip()}” is neither a day nor a mark that is declared for this State.")
        date = remark.get("date") or _day(row, found, cell)
        yield Joining(
            treaty=treaty,
            name=row.text("country"),
            date=date,
            until=remark.get("until"),
            as_given=cell,
            note=remark.get("note", ""),
            counted=remark.get("counted", True),
            locator=f"{row.locator}, {heading.strip()}",
        )


def _day(row: CsvRow, found: re.Match[str], cell: str) -> dt.date:
    text = found["iso"] or (f"{found['year']}-{found['month']}-{found['day']}" if found["year"] else "")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise row.refuse(f"“{cell}” is not a day.") from None


def _as_of(path: Path, joinings: Iterable[Joining]) -> dt.date:
    """The day in the file's name, or else the latest day that the list holds."""
    return day_named(path) or max((j.date for j in joinings), default=dt.date.min)


def _check_totals(joinings: Iterable[Joining], total: CsvRow | None, audit: Audit) -> dict[str, int]:
    """How many parties each treaty has by the rows; noted where the publisher's own total differs."""
    counts = Counter(j.treaty for j in joinings if j.counted)
    found: dict[str, int] = {}
    for heading in _headings():
        treaty = _declared()["treaties"][heading]["id"]
        stated = total.whole_number(heading) if total else None
        found[treaty] = counts[treaty] if stated is None else stated
        if stated is not None and stated != counts[treaty]:
            audit.note(
                "total differs",
                f"{total.locator if total else ''}, {heading.strip()}",
                f"stated {stated}, counted {counts[treaty]}",
            )
    return found
