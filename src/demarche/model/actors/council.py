"""The Security Council's seats on a day, and who presides: by the rule that the chair passes monthly in English alphabetical order.

Source of the rule: Provisional Rules of Procedure of the Security Council (S/96/Rev.7), rule 18. The names are those in United
Nations use on the first day of the month, so that Ceylon, the United Arab Republic or Upper Volta stand where they stood.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable

from demarche.model.actors.actor import Presidency, Seat
from demarche.model.actors.names import order_key
from demarche.model.evidence import UseError, holds_on, spell_date

_ENLARGED = dt.date(1966, 1, 1)
"""The first day on which the members elected under the amended Article 23 of the Charter sat: fifteen seats instead of eleven."""


class CouncilSeats:
    """Dated seats and the rotation of the chair, from one known month on."""

    def __init__(self, seats: Iterable[Seat], presidencies: Iterable[Presidency], name_on: Callable[[str, dt.date], str]) -> None:
        self._seats = tuple(sorted(seats, key=lambda s: (not s.permanent, s.state, s.since)))
        self.published = tuple(p for p in presidencies if not p.anchor)
        self._chairs = {(p.year, p.month): p.state for p in presidencies if p.anchor}
        self._name_on = name_on
        self._turns = sorted(
            {s.since for s in self._seats if s.since} | {s.until + dt.timedelta(days=1) for s in self._seats if s.until}
        )
        self._held: dict[int, tuple[Seat, ...]] = {}

    def on(self, day: dt.date) -> tuple[Seat, ...]:
        """The seats held on a day, permanent members first, then in order of their ids; empty before the Council existed.

        Raises `UseError` for a day whose elected members are not all recorded.
        """
        turn = bisect_right(self._turns, day)  # between two turns the same seats are held
        if turn not in self._held:
            self._held[turn] = tuple(s for s in self._seats if holds_on(day, s.since, s.until))
        held = self._held[turn]
        if held and len(held) < (11 if day < _ENLARGED else 15):
            raise UseError(
                f"The members of the Security Council on {spell_date(day)} are not all known here.",
                next_step="Ask for an earlier day.",
            )
        return held

    def presides(self, year: int, month: int) -> str:
        """The State in the chair in a month. Raises `UseError` before the first known month, or where no seats are recorded."""
        wanted = (year, month)
        if wanted in self._chairs:
            return self._chairs[wanted]
        before = [m for m in self._chairs if m <= wanted]
        if not 1 <= month <= 12 or not before:
            first = dt.date(*min(self._chairs), 1) if self._chairs else None
            raise UseError(
                f"Who presided over the Security Council in {month}/{year} is not known here.",
                next_step=f"Presidencies are computed from {first:%B %Y} on." if first else "",
            )
        at = max(before)
        chair = self._chairs[at]
        while at != wanted:
            last = self._name_on(chair, dt.date(*at, 1))
            at = (at[0] + at[1] // 12, at[1] % 12 + 1)
            chair = self._after(last, dt.date(*at, 1))
            self._chairs[at] = chair
        return chair

    def _after(self, last: str, day: dt.date) -> str:
        members = sorted((order_key(self._name_on(s.state, day)), s.state) for s in self.on(day))
        if not members:
            raise UseError(f"No seats on the Council are recorded for {day:%B %Y}.", next_step="Ask for another month.")
        following = [state for name, state in members if name > order_key(last)]
        return following[0] if following else members[0][1]
