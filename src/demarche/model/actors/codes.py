"""Codes to actors at a date: alpha-3 codes with the former ones, and the numbers that conflict data sets use for States."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demarche.model.actors.actor import Actor, ActorKind
from demarche.model.evidence import UseError, holds_on

_STATES = {ActorKind.STATE, ActorKind.FORMER_STATE, ActorKind.OBSERVER, ActorKind.NON_MEMBER}


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code that an actor had or has beside its own, in the scheme `iso3`, `cow` or `gw`."""

    scheme: str
    code: str
    actor: str
    since: dt.date | None = None
    until: dt.date | None = None


class CodeIndex:
    """Every code of every State, with the days on which it stood for it."""

    def __init__(self, actors: Mapping[str, Actor], codes: Iterable[DatedCode] = ()) -> None:
        self._actors = actors
        self._codes: dict[tuple[str, str], list[DatedCode]] = defaultdict(list)
        for extra in codes:
            self._codes[extra.scheme, extra.code].append(extra)
        for actor in actors.values():
            if actor.kind in _STATES:
                own = {"iso3": actor.id, "cow": actor.cow, "gw": actor.gw}
                for scheme, code in own.items():
                    if code is not None:
                        dated = DatedCode(scheme, str(code), actor.id, actor.begins, actor.until)
                        self._codes[scheme, str(code)].append(dated)

    def alpha(self, code: str, on: dt.date | None) -> Actor:
        """The State of an alpha-3 code; where it had ended by `on` and left one heir, the heir. Raises `UseError`."""
        known = self._codes.get(("iso3", code.strip().upper()))
        if not known:
            raise UseError(f"“{code}” is not the code of a State.", next_step="Use an ISO alpha-3 code such as NOR.")
        found = self._actors[known[0].actor]
        while on is not None and found.until is not None and on > found.until and len(found.successor) == 1:
            found = self._actors[found.successor[0]]
        return found

    def number(self, scheme: str, number: int, year: int) -> Actor:
        """The State that a number stood for at the end of a year, else at some time in it. Raises `UseError`."""
        bearers = self._codes.get((scheme, str(number)), [])
        fits = [b for b in bearers if holds_on(dt.date(year, 12, 31), b.since, b.until)] or [
            b for b in bearers if (b.since is None or b.since.year <= year) and (b.until is None or b.until.year >= year)
        ]
        if not fits:
            where = f" in {year}" if bearers else ""
            raise UseError(
                f"No State has the {scheme.upper()} number {number}{where}.", next_step="Check the code in the publisher's file."
            )
        return self._actors[fits[0].actor]
