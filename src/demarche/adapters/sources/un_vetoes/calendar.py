"""What is certain about the Council's days: which meeting was held when, and who sat in which year; other dates are tested against it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from demarche.adapters.sources.reading import CsvTable
from demarche.model.evidence import normal_symbol

_NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Adopted:
    """A resolution as the library's voting data has it."""

    symbol: str
    day: dt.date
    meeting: str


@dataclass(slots=True)
class Calendar:
    """Resolutions by number, days by meeting, members by year."""

    by_number: dict[int, Adopted] = field(default_factory=dict)
    by_meeting: dict[str, Counter[dt.date]] = field(default_factory=dict)
    members: dict[int, set[str]] = field(default_factory=dict)
    _series: dict[str, list[tuple[int, dt.date]]] = field(default_factory=dict)

    def note_meeting(self, meeting: str, day: dt.date) -> None:
        """Take a meeting's day as certain."""
        if _number(meeting):
            self.by_meeting.setdefault(meeting, Counter())[day] += 1
            self._series.clear()

    def day_of(self, meeting: str) -> dt.date | None:
        """The day of a meeting, where all that is known of it agrees."""
        days = self.by_meeting.get(meeting, Counter())
        return next(iter(days)) if len(days) == 1 else None

    def fits(self, meeting: str, day: dt.date) -> bool:
        """Whether a meeting of this number can have been held on a day: not before the meetings before it, nor after those after it.

        The three nearest on each side count; where they contradict one another, the middle one of each three, so that one wrong
        day among them does no harm.
        """
        found = _number(meeting)
        if not found:
            return False
        series = self._sorted(found[0])
        place = bisect_left(series, (found[1], dt.date.min))
        before = sorted(known for _, known in series[max(place - _NEIGHBOURS, 0) : place])
        after = sorted([known for number, known in series[place : place + 2 * _NEIGHBOURS] if number > found[1]][:_NEIGHBOURS])
        if not before and not after:
            return False
        if before and after and before[-1] <= after[0]:
            return before[-1] <= day <= after[0]
        return (not before or before[len(before) // 2] <= day) and (not after or day <= after[len(after) // 2])

    def _sorted(self, series: str) -> list[tuple[int, dt.date]]:
        """The meetings of a series with their days, by number."""
        if series not in self._series:
            numbered = ((_number(meeting), days) for meeting, days in self.by_meeting.items())
            self._series[series] = sorted(
                (found[1], day) for found, days in numbered if found and found[0] == series for day in days
            )
        return self._series[series]


def _number(meeting: str) -> tuple[str, int] | None:
    """The series and number of a meeting: `S/PV.9655`, or `V104` of the votes by mail in 2020 and 2021."""
    found = re.match(r"(S/PV\.|V)(\d+)", meeting)
    return (found[1], int(found[2])) if found else None


def read_calendar(votes: CsvTable, vetoes: Iterable[tuple[str, dt.date]], actors: Mapping[tuple[str, dt.date], str]) -> Calendar:
    """Build the calendar from the library's voting data and the days of vetoes."""
    calendar = Calendar()
    for row in votes.rows:
        day = dt.date.fromisoformat(row["date"])
        calendar.members.setdefault(day.year, set()).add(actors[row["ms_name"], day])
        number = re.match(r"S/RES/(\d+)", row["resolution"])
        if number and int(number[1]) not in calendar.by_number:
            adopted = Adopted(normal_symbol(row["resolution"]), day, normal_symbol(row["meeting"]))
            calendar.by_number[int(number[1])] = adopted
            calendar.note_meeting(adopted.meeting, day)
    for meeting, day in vetoes:
        calendar.note_meeting(meeting, day)
    return calendar


def swapped(day: dt.date) -> dt.date | None:
    """The day with day and month exchanged; None where that is no day, or the same."""
    try:
        other = day.replace(month=day.day, day=day.month)
    except ValueError:
        return None
    return other if other != day else None
