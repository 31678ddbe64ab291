"""Days and periods inside a paragraph: what a term of validity is written with.

The spellings are those of Council resolutions since 2000, keying slips included: `31 January 2014`, `31January 2014`,
`July 31, 2014`, `June 30th 2024`, `for a further period of twelve months`, `six (6) months`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(MONTHS)
DAY = (
    rf"(?:\d{{1,2}}\s*(?:st|nd|rd|th)?\s*(?:of\s+)?(?:{_MONTH})\s*,?\s*\d{{4}}"
    rf"|(?:{_MONTH})\s*\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s*\d{{4}})(?!\d)"
)
"""A full date, for use inside other patterns."""

CLOCK = (
    r"(?:(?:midnight|noon|\d{4} hours|\d{2}[.:]\d{2}(?: hours)?|(?:[A-Z]\w+ ){1,2}(?:local )?[Tt]ime|local time|the|on|of|at)"
    r"\b[,\s]*)*"
)
"""The hour and the small words that may stand before a date, for use inside other patterns."""

_DAY = re.compile(DAY)
_DAY_PARTS = re.compile(rf"(?P<day>\d{{1,2}})(?!\d)|(?P<month>{_MONTH})|(?P<year>\d{{4}})")

_ONE_TO_EIGHTEEN = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
)
_NUMBERS = {word: number for number, word in enumerate(_ONE_TO_EIGHTEEN, 1)} | {
    "twenty": 20,
    "twenty-four": 24,
    "twenty four": 24,
    "thirty": 30,
    "thirty-six": 36,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
    "a": 1,
    "an": 1,
}
_NUMBER = "|".join(sorted((re.escape(word) for word in _NUMBERS if word not in {"a", "an"}), key=len, reverse=True))
_PERIOD = re.compile(
    rf"\b(?P<count>\d+|{_NUMBER}|an?)\s*(?:\(\d+\)\s*)?(?:(?:additional|further|more|calendar|consecutive)\s+)?"
    r"(?P<unit>day|week|month|year)s?\b(?!\s*(?:period|interval|term|old|timeline))",
    re.IGNORECASE,
)


class Unit(StrEnum):
    """What a period is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Day:
    """A full date written at `start`–`end` of a text."""

    date: dt.date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time written at `start`–`end` of a text."""

    count: int
    unit: Unit
    start: int
    end: int


def days_in(text: str) -> Iterator[Day]:
    """Every full date of the text in reading order; a date that does not exist is passed over.

    >>> [d.date.isoformat() for d in days_in("until 31January 2014 and July 31, 2014, not 31 June 2014")]
    ['2014-01-31', '2014-07-31']
    """
    for found in _DAY.finditer(text):
        parts = {part.lastgroup: part.group() for part in _DAY_PARTS.finditer(found.group()) if part.lastgroup}
        try:
            date = dt.date(int(parts["year"]), MONTHS[parts["month"]], int(parts["day"]))
        except ValueError:
            continue
        yield Day(date, found.start(), found.end())


def periods_in(text: str) -> Iterator[Period]:
    """Every length of time of the text in reading order.

    >>> [(p.count, p.unit.value) for p in periods_in("for a further period of twelve months, or 90 days; a year")]
    [(12, 'month'), (90, 'day'), (1, 'year')]
    """
    for found in _PERIOD.finditer(text):
        count = found["count"].lower()
        number = int(count) if count.isdigit() else _NUMBERS[count]
        yield Period(number, Unit(found["unit"].lower()), found.start(), found.end())


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later, or the last day of a month that is too short.

    >>> add_months(dt.date(2023, 8, 31), 6)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def after_period(day: dt.date, period: Period) -> dt.date:
    """The day on which the period that began on `day` is over.

    >>> after_period(dt.date(2014, 1, 28), next(periods_in("one year")))
    datetime.date(2015, 1, 28)
    """
    if period.unit is Unit.DAY:
        return day + dt.timedelta(days=period.count)
    if period.unit is Unit.WEEK:
        return day + dt.timedelta(weeks=period.count)
    return add_months(day, period.count * (12 if period.unit is Unit.YEAR else 1))
