"""Codes and names of academic data sets to actor ids, each looked up once; what is not known is left out and said."""

from __future__ import annotations

import datetime as dt

from demarche.model.evidence import Audit, Resolve, UseError


class ActorCodes:
    """Looks actors up by a publisher's code or name on a day.

    `prefix` tells the resolver which code it is (`cow:625`, `gw:625`, `iso3:SDN`, or nothing for a name). An unknown or
    ambiguous one gives nothing, and one remark in the audit: the row is left out, never given to a wrong actor.
    """

    def __init__(self, resolve: Resolve, audit: Audit, prefix: str = "") -> None:
        self._resolve = resolve
        self._audit = audit
        self._prefix = prefix
        self._known: dict[tuple[str, dt.date], str | None] = {}
        self._told: set[str] = set()

    def on(self, code: str, day: dt.date, locator: str = "") -> str | None:
        """The actor of a code on a day, or nothing."""
        key = (code, day)
        if key not in self._known:
            self._known[key] = self._look_up(code, day, locator)
        return self._known[key]

    def in_year(self, code: str, year: int, locator: str = "") -> str | None:
        """The actor of a code in a year: on its last day, else (where it ended that year) on its first."""
        last, first = dt.date(year, 12, 31), dt.date(year, 1, 1)
        if (code, last) not in self._known:
            try:
                self._known[code, last] = self._resolve(self._prefix + code, on=last)
            except UseError:
                self._known[code, last] = self.on(code, first, locator)
        return self._known[code, last]

    def _look_up(self, code: str, day: dt.date, locator: str) -> str | None:
        try:
            return self._resolve(self._prefix + code, on=day)
        except UseError as error:
            if code not in self._told:
                self._told.add(code)
                self._audit.note(
                    "actor not known", locator or f"{self._prefix}{code}", f"{self._prefix}{code} on {day}: {error.what}"
                )
            return None
