"""Days as people type them while they log: a date, today, yesterday, in three months."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

from demarche.model.evidence import UseError, read_date

_NUMBERS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_NEAR: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
_APART: Final = re.compile(r"(?:(in|for) )?(\d{1,4}|[a-z]+) (day|week|month|year)s?( ago)?")


def day_from(text: str, today: dt.date, *, where: str = "") -> dt.date:
    """The day that a word or date means, counted from `today`.

    Raises `UseError` for what is no day.

    >>> day_from("in three months", dt.date(2024, 11, 30)), day_from("2 days ago", dt.date(2024, 6, 20))
    (datetime.date(2025, 2, 28), datetime.date(2024, 6, 18))
    """
    said = " ".join(text.casefold().split())
    if said in _NEAR:
        return today + dt.timedelta(days=_NEAR[said])
    found = _APART.fullmatch(said)
    if found and bool(found[1]) != bool(found[4]):
        number = _NUMBERS.get(found[2], 0) or (int(found[2]) if found[2].isdigit() else 0)
        if number:
            return _moved(today, -number if found[4] else number, found[3], text, where)
    try:
        return read_date(text, where=where)
    except UseError as error:
        raise UseError(
            error.what, where=where, next_step="Write it as 2024-06-20, 20 June 2024, today, yesterday or in 3 months."
        ) from error


def _moved(day: dt.date, number: int, unit: str, text: str, where: str) -> dt.date:
    try:
        if unit in {"day", "week"}:
            return day + dt.timedelta(days=number * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, IndexError) as error:
        raise UseError(f"“{text}” is beyond any calendar.", where=where, next_step="Write a day such as 2024-06-20.") from error
