"""What is open on a day, what renewed what, and how often history renewed in time."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from demarche.subjects.forums.mandates import (
    Adoption,
    Mandate,
    agenda_key,
    missions,
    number_of,
    same_thing,
    subjects_named,
    supersedes,
)

RENEWAL_DAYS_BEFORE = 30
RENEWAL_DAYS_AFTER = 1
"""A renewal in time falls within thirty days before the last day and one day after it."""

SHORT_TERM_DAYS = 60
"""Terms shorter than this are technical roll-overs and are left out when history is counted."""


@dataclass(frozen=True, slots=True)
class RenewalHistory:
    """How often expiries were followed by a renewal in time, and how many days before the last day it came (median).

    `count` expiries of at least sixty days' term that were not superseded a month earlier; `until` is the last day that counts.
    """

    count: int
    renewed: int
    median_days_before: float | None
    until: dt.date

    @property
    def share(self) -> float | None:
        """The share renewed in time, or none where nothing was counted."""
        return self.renewed / self.count if self.count else None


class MandateRegister:
    """All mandates and adoptions known on a day; later ones are left out on entry.

    `mandates` are what resolutions set, `adoptions` all resolutions, those that set nothing included.
    """

    def __init__(self, mandates: Iterable[Mandate], adoptions: Iterable[Adoption], on: dt.date) -> None:
        self.on = on
        self.mandates = tuple(m for m in mandates if m.adopted <= on)
        self.adoptions = tuple(sorted((a for a in adoptions if a.adopted <= on), key=lambda a: (a.adopted, a.symbol)))
        self._adopted = [a.adopted for a in self.adoptions]
        self._named = [missions(subjects_named(a.title)) for a in self.adoptions]
        self._of: dict[str, list[Mandate]] = {}
        self._near: dict[str, list[Mandate]] = {}
        for mandate in self.mandates:
            self._of.setdefault(mandate.symbol, []).append(mandate)
            for key in _keys(mandate):
                self._near.setdefault(key, []).append(mandate)
        for near in self._near.values():
            near.sort(key=_adopted)

    def superseded(self, mandate: Mandate, by: dt.date) -> bool:
        """Whether a resolution adopted on or before `by` takes the place of the mandate."""
        for key in _keys(mandate):
            near = self._near[key]
            first, last = bisect_left(near, mandate.adopted, key=_adopted), bisect_right(near, by, key=_adopted)
            if any(supersedes(later, mandate) for later in near[first:last]):
                return True
        return False

    def open(self) -> list[Mandate]:
        """The mandates that run on the register's day, soonest end first."""
        running = [m for m in self.mandates if m.date >= self.on and not self.superseded(m, self.on)]
        return sorted(running, key=lambda m: (m.date, m.symbol, m.paragraph))

    def renewal_of(self, mandate: Mandate) -> Adoption | None:
        """The first resolution in the window of renewal that renews `mandate`, or none.

        It renews where it sets a new last day for the same thing, or names the same mission in its title, or cites the
        resolution under the same item of the agenda.
        """
        first = max(mandate.date - dt.timedelta(days=RENEWAL_DAYS_BEFORE), mandate.adopted + dt.timedelta(days=1))
        last = mandate.date + dt.timedelta(days=RENEWAL_DAYS_AFTER)
        own, item = number_of(mandate.symbol), agenda_key(mandate.agenda)
        for place in range(bisect_left(self._adopted, first), len(self.adoptions)):
            adoption = self.adoptions[place]
            if adoption.adopted > last:
                break
            by_citing = own in adoption.cites and agenda_key(adoption.agenda) == item
            by_title = bool(self._named[place] & missions(mandate.subjects))
            if by_title or by_citing or any(same_thing(m, mandate) for m in self._of.get(adoption.symbol, ())):
                return adoption
        return None

    def foreseen_by(self, adoption: Adoption) -> list[Mandate]:
        """The earlier mandates whose window of renewal held the day on which `adoption` renewed them."""
        opens = adoption.adopted - dt.timedelta(days=RENEWAL_DAYS_AFTER)
        closes = adoption.adopted + dt.timedelta(days=RENEWAL_DAYS_BEFORE)
        held = (m for m in self.mandates if m.adopted < adoption.adopted and opens <= m.date <= closes)
        named, item = missions(subjects_named(adoption.title)), agenda_key(adoption.agenda)
        own = self._of.get(adoption.symbol, ())
        return [
            m
            for m in held
            if named & m.subjects
            or (number_of(m.symbol) in adoption.cites and agenda_key(m.agenda) == item)
            or any(same_thing(o, m) for o in own)
        ]

    def history(self, until: dt.date | None = None) -> RenewalHistory:
        """What history up to the register's day says of renewals in time; only expiries whose window had closed count.

        `until` is the last day of which all adoptions are given, where that is earlier: a renewal after it could not be seen.
        """
        known_to = min(self.on, until) if until is not None else self.on
        counted = renewed = 0
        days: list[int] = []
        for mandate in self.mandates:
            month_before = mandate.date - dt.timedelta(days=RENEWAL_DAYS_BEFORE + 1)
            if mandate.term_days < SHORT_TERM_DAYS or mandate.date + dt.timedelta(days=RENEWAL_DAYS_AFTER) > known_to:
                continue
            if self.superseded(mandate, month_before):
                continue
            counted += 1
            renewal = self.renewal_of(mandate)
            if renewal is not None:
                renewed += 1
                days.append((mandate.date - renewal.adopted).days)
        return RenewalHistory(counted, renewed, median(days) if days else None, known_to)


def open_mandates(mandates: Sequence[Mandate], on: dt.date) -> list[Mandate]:
    """The mandates that run on `on`, as far as known that day: set by then, not over, and not superseded; soonest end first."""
    # only what ends later, or ends the thing for good, can take the place of a mandate that still runs
    return MandateRegister((m for m in mandates if m.date >= on or m.final), (), on).open()


def _adopted(mandate: Mandate) -> dt.date:
    return mandate.adopted


def _keys(mandate: Mandate) -> set[str]:
    """What a mandate of the same chain shares with this one."""
    return {*mandate.subjects, f"item {agenda_key(mandate.agenda)}"}
