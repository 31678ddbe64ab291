"""Rows of ties, and what the years of a data set allow to be said of days.

Data sets of this field speak in years. Two rules keep a later fact from being used on an earlier day:

- a *figure of a year* is complete on 31 December of that year (`as_of`) and stands until the end of the next one, or openly
  where it is the last;
- a relation that *stands* from one year to another surely stood from 31 December of the first to 1 January of the last, and
  openly where the last is the data set's last year. It has no `as_of` of its own: the edition's holds for all of them.

Only what stood on or after `FIRST_DAY` is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from demarche.adapters.sources.reading import as_columns

FIRST_DAY = dt.date(1990, 1, 1)
"""The first day about which a workspace can be asked."""

TIE_COLUMNS = ("from_actor", "to_actor", "dimension", "since", "until", "value", "unit", "as_of", "note", "locator")


@dataclass(frozen=True, slots=True)
class TieRow:
    """One row of a table of ties: actor ids, the dimension's name, the days, the figure with its unit, and where it stands."""

    from_actor: str
    to_actor: str
    dimension: str
    since: dt.date | None
    until: dt.date | None
    value: float | None
    unit: str
    as_of: dt.date | None
    note: str
    locator: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood between two actors in a year, with the row that says so."""

    value: float | None
    note: str
    locator: str


def tie_table(rows: Iterable[TieRow]) -> dict[str, list[object]]:
    """Rows as columns, in a fixed order."""
    ordered = sorted(
        rows, key=lambda r: (r.from_actor, r.to_actor, r.dimension, r.note, r.as_of or dt.date.min, r.since or dt.date.min)
    )
    return as_columns(TIE_COLUMNS, ([getattr(row, name) for name in TIE_COLUMNS] for row in ordered))


def figures_by_year(
    pair: tuple[str, str], dimension: str, unit: str, years: Mapping[int, Standing], last_year: int, *, step: int = 1
) -> list[TieRow]:
    """A row for each year's figure; with a `step`, only of years that it divides and of the last.

    A figure stands until the day before the next one is complete, at most for a year and, with a step, for the step.
    """
    kept = [year for year in sorted(years) if year % step == 0 or year == last_year]
    rows = []
    for year in kept:
        until = None if year == last_year else dt.date(year + step, 12, 31)
        if until is None or until >= FIRST_DAY:
            standing = years[year]
            rows.append(
                TieRow(
                    *pair,
                    dimension,
                    dt.date(year, 1, 1),
                    until,
                    standing.value,
                    unit,
                    dt.date(year, 12, 31),
                    standing.note,
                    standing.locator,
                )
            )
    return rows


def standing_spells(
    pair: tuple[str, str], dimension: str, unit: str, years: Mapping[int, Standing], last_year: int, *, first_year: int = 0
) -> list[TieRow]:
    """A row for each unbroken run of years in which the same thing stood.

    What stood in `first_year`, the first year read, began then or earlier: its beginning is left empty. Where one thing gives way
    to another without a break, the first is held to stand until the day before the second surely does.
    """
    spells: list[list[int]] = []
    before: Hashable = None
    for year in sorted(years):
        same = (years[year].value, years[year].note)
        if spells and year == spells[-1][-1] + 1 and same == before:
            spells[-1].append(year)
        else:
            spells.append([year])
        before = same
    rows = []
    for number, spell in enumerate(spells):
        since = None if spell[0] == first_year else dt.date(spell[0], 12, 31)
        until = _until(spells, number, last_year)
        if until is not None and (until < FIRST_DAY or (since is not None and until < since)):
            continue
        last = years[spell[-1]]
        rows.append(TieRow(*pair, dimension, since, until, last.value, unit, None, last.note, last.locator))
    return rows


def _until(spells: Sequence[Sequence[int]], number: int, last_year: int) -> dt.date | None:
    last = spells[number][-1]
    if last == last_year:
        return None
    if number + 1 < len(spells) and spells[number + 1][0] == last + 1:
        return dt.date(last + 1, 12, 30)
    return dt.date(last, 1, 1)
