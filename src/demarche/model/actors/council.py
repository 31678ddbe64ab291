"""The Security Council's seats on a day, and who presides: by the rule that the chair passes monthly in English alphabetical order.

Source of the rule: Provisional Rules of Procedure of the Security Council (S/96/Rev.7), rule 18.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from demarche.model.actors.actor import Seat
from demarche.model.evidence import UseError, holds_on


class CouncilSeats:
    """Dated seats and the rotation of the chair, from one known month on."""

    def __init__(self, seats: Iterable[Seat], anchors: Mapping[tuple[int, int], str], formal: Mapping[str, str]) -> None:
        self._seats = tuple(sorted(seats, key=lambda s: (s.since, s.state)))
        self._anchors = dict(anchors)
        self._formal = formal
        self._chairs: dict[tuple[int, int], str] = {}

    def on(self, day: dt.date) -> tuple[Seat, ...]:
        """The seats held on a day, permanent members first, then in order of their ids."""
        held = [s for s in self._seats if holds_on(day, s.since, s.until)]
        return tuple(sorted(held, key=lambda s: (not s.permanent, s.state)))

    def presides(self, year: int, month: int) -> str:
        """The State in the chair in a month. Raises `UseError` before the first known month, or where no seats are recorded."""
        wanted = (year, month)
        if wanted in self._chairs:
            return self._chairs[wanted]
        before = [m for m in self._anchors if m <= wanted]
        if not before:
            first = min(self._anchors)
            raise UseError(
                f"Who presided in {month}/{year} is not known here.",
                next_step=f"Presidencies are computed from {first[1]}/{first[0]} on.",
            )
        at = max(before)
        chair = self._anchors[at]
        while at != wanted:
            at = (at[0] + at[1] // 12, at[1] % 12 + 1)
            chair = self._after(chair, dt.date(at[0], at[1], 1))
        self._chairs[wanted] = chair
        return chair

    def _after(self, chair: str, day: dt.date) -> str:
        members = sorted((self._formal.get(s.state, s.state), s.state) for s in self.on(day))
        if not members:
            raise UseError(f"No seats on the Council are recorded for {day:%B %Y}.", next_step="Ask for an earlier month.")
        last = self._formal.get(chair, chair)
        following = [state for name, state in members if name > last]
        return following[0] if following else members[0][1]
