"""Yearly and single fixtures of forums: days that come round by a rule, or that were announced.

Each names its source and the day from which it could be known, so that a calendar drawn for an earlier day does not show it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from demarche.model.evidence import CuratedRow, Reference, UseError, read_references

GENERAL_DEBATE_WORKING_DAYS = 9


class Recurrence(StrEnum):
    """How the days of a fixture are found."""

    YEARLY_BY_DAY = "yearly, by a day"
    YEARLY_MONTH = "yearly, in a month"
    GENERAL_DEBATE = "general debate of the Assembly"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Fixture:
    """Something that happens in a forum on days known in advance.

    `month` and `day` serve the yearly kinds, `opens` and `closes` the single one. `first_year` and `last_year` bound the yearly
    kinds, open where they are 0. `terms` are the words by which a situation finds it; a thematic fixture has none and suits any.
    `chair` marks that it tells who holds a chair: worth knowing on a calendar, and no day by which anything has to be done.
    """

    id: str
    forum: str
    what: str
    recurrence: Recurrence
    known_from: dt.date
    references: tuple[Reference, ...]
    month: int = 0
    day: int = 0
    opens: dt.date | None = None
    closes: dt.date | None = None
    first_year: int = 0
    last_year: int = 0
    terms: tuple[str, ...] = ()
    chair: bool = False

    def days(self, year: int) -> tuple[dt.date, dt.date] | None:
        """The first and last day of the fixture in `year`, or none."""
        if (self.first_year and year < self.first_year) or (self.last_year and year > self.last_year):
            return None
        if self.recurrence is Recurrence.ONCE:
            return (self.opens, self.closes or self.opens) if self.opens is not None and self.opens.year == year else None
        if self.recurrence is Recurrence.GENERAL_DEBATE:
            return general_debate(year)
        if self.recurrence is Recurrence.YEARLY_MONTH:
            following = dt.date(year + self.month // 12, self.month % 12 + 1, 1)
            return dt.date(year, self.month, 1), following - dt.timedelta(days=1)
        return dt.date(year, self.month, self.day), dt.date(year, self.month, self.day)

    def between(self, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
        """Its days that touch the stretch from `first` to `last`."""
        for year in range(first.year - 1, last.year + 1):
            days = self.days(year)
            if days is not None and days[0] <= last and days[1] >= first:
                yield days


def general_debate(year: int) -> tuple[dt.date, dt.date]:
    """The first and last day of the Assembly's general debate, by its resolution 57/301 and rule 1 of its rules of procedure.

    The session opens on the Tuesday of the third week in September, counted from the first week with a working day; the debate
    opens on the Tuesday after and runs for nine working days. The Assembly may decide otherwise in a single year.

    >>> general_debate(2024)[0].isoformat(), general_debate(2025)[0].isoformat()
    ('2024-09-24', '2025-09-23')
    """
    first = dt.date(year, 9, 1)
    while first.weekday() > 4:
        first += dt.timedelta(days=1)
    monday = first - dt.timedelta(days=first.weekday())
    opens = monday + dt.timedelta(weeks=2, days=1 + 7)
    return opens, add_working_days(opens, GENERAL_DEBATE_WORKING_DAYS - 1)


def add_working_days(day: dt.date, count: int, holidays: frozenset[dt.date] = frozenset()) -> dt.date:
    """The working day that comes `count` working days after `day`: Mondays to Fridays without the `holidays` given.

    No list of holidays of UN Headquarters is carried, so without one the day found may be earlier than the true one.

    >>> add_working_days(dt.date(2024, 4, 18), 10).isoformat()
    '2024-05-02'
    """
    while count > 0:
        day += dt.timedelta(days=1)
        if day.weekday() <= 4 and day not in holidays:
            count -= 1
    return day


def read_fixtures(data: Mapping[str, object], where: str = "fixtures.toml") -> tuple[Fixture, ...]:
    """Read the fixtures of a hand-kept file (`references`, `fixture`); raises `UseError` for a row that is not as it must be."""
    known = read_references(data, where)
    return tuple(_read_fixture(row, known) for row in CuratedRow(data, where).rows("fixture"))


def _read_fixture(row: CuratedRow, known: Mapping[str, Reference]) -> Fixture:
    fixture = Fixture(
        id=row.text("id"),
        forum=row.text("forum"),
        what=row.text("what"),
        recurrence=row.choice("recurrence", Recurrence),
        known_from=row.required_day("known_from"),
        references=row.references(known),
        month=row.count("month"),
        day=row.count("day"),
        opens=row.day("opens"),
        closes=row.day("closes"),
        first_year=row.count("first_year"),
        last_year=row.count("last_year"),
        terms=row.texts("terms"),
        chair=row.flag("chair"),
    )
    row.done()
    needs_month = fixture.recurrence in {Recurrence.YEARLY_BY_DAY, Recurrence.YEARLY_MONTH}
    if needs_month and not 1 <= fixture.month <= 12:
        raise UseError("a yearly fixture needs a month from 1 to 12.", where=row.where, next_step="Mend the row.")
    if fixture.recurrence is Recurrence.YEARLY_BY_DAY and not 1 <= fixture.day <= 28:
        raise UseError("a yearly fixture by a day needs a day from 1 to 28.", where=row.where, next_step="Mend the row.")
    if fixture.recurrence is Recurrence.ONCE and fixture.opens is None:
        raise UseError("a single fixture needs the day on which it opens.", where=row.where, next_step="Mend the row.")
    return fixture
