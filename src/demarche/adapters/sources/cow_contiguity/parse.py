"""Reads the master file of direct contiguity (`contdir.csv`, in its zip or alone), or the same table from an academic package."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.dyads import FIRST_DAY, ActorCodes, TieRow, read_table, tie_table
from demarche.model.evidence import Audit, Failure, Parsed, Resolve

COLUMNS = {
    "first": ("statelno", "ccode1"),
    "second": ("statehno", "ccode2"),
    "class": ("conttype",),
    "begin": ("begin", "stdate"),
    "end": ("end", "enddate"),
}
CLASSES = {
    "1": "land or river border",
    "2": "at most 12 miles of water",
    "3": "at most 24 miles of water",
    "4": "at most 150 miles of water",
    "5": "at most 400 miles of water",
}


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Borders as spells. Raises `DemarcheError` for a file that is damaged or another one."""
    table = read_table(path, COLUMNS, r"contdir\.csv")
    audit = Audit()
    states = ActorCodes(resolve, audit, "cow:")
    spells = []
    for number, (first, second, kind, begin, end) in enumerate(table.rows, table.first_line):
        locator = f"{table.file}, row {number}"
        if kind == "0":  # academic packages add the periods in which two States had no border
            continue
        if kind not in CLASSES:
            raise Failure(f"There is no class of contiguity “{kind}”.", where=locator)
        spells.append((first, second, kind, _month(begin, locator), _month(end, locator), locator))
    last = max((end for *_, end, _ in spells), default=FIRST_DAY)
    rows: dict[tuple[str, str, dt.date], TieRow] = {}
    for first, second, kind, begin_day, end_month, locator in spells:
        until = None if end_month == last else _last_day(end_month)
        if until is not None and until < FIRST_DAY:
            continue
        # State numbers outlive the States' names: what a border meant is looked up on the days that matter here.
        day = max(begin_day, FIRST_DAY)
        one, other = states.on(first, day, locator), states.on(second, day, locator)
        if one is None or other is None or one == other:
            continue
        pair = (min(one, other), max(one, other))
        place = f"COW {first}, {second}, {begin_day:%Y-%m}"
        rows[*pair, begin_day] = TieRow(
            *pair, "neighbourhood", begin_day, until, float(kind), "class of contiguity", None, CLASSES[kind], place
        )
    return Parsed({"cow_contiguity": tie_table(rows.values())}, audit, as_of=_last_day(last).isoformat())


def _month(text: str, locator: str) -> dt.date:
    """The first day of a month written 201612 or 2016-12-01."""
    found = re.fullmatch(r"(\d{4})-?(\d{2})(-\d{2})?", text)
    if not found or not 1 <= int(found[2]) <= 12:
        raise Failure(f"“{text}” is not a month I can read.", where=locator)
    return dt.date(int(found[1]), int(found[2]), 1)


def _last_day(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
