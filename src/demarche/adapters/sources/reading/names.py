"""Names of States and organisations to actor ids, each distinct one looked up once; an unknown one stops the parse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from demarche.model.evidence import Failure, Resolve, UseError


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name as a publisher wrote it, the day it speaks of, and where it stands."""

    name: str
    day: dt.date
    where: str


def resolve_names(uses: Iterable[NameUse], resolve: Resolve, file: str) -> dict[tuple[str, dt.date], str]:
    """The actor id of each (name, day).

    Within a year a name is looked up on its first and last day; where both give one actor, so do the days between. Raises
    `Failure` naming file, place, name and candidates where a name is unknown or ambiguous: a table with a wrong State in it would
    be worse than none.
    """
    by_year: dict[tuple[str, int], dict[dt.date, str]] = {}
    for use in uses:
        by_year.setdefault((use.name, use.day.year), {}).setdefault(use.day, use.where)
    found: dict[tuple[str, dt.date], str] = {}
    for (name, _), days in by_year.items():
        first, last = min(days), max(days)
        actors = {day: _look_up(NameUse(name, day, days[day]), resolve, file) for day in {first, last}}
        one = actors[first] == actors[last]
        for day, where in days.items():
            found[name, day] = actors[first] if one else actors.get(day) or _look_up(NameUse(name, day, where), resolve, file)
    return found


def _look_up(use: NameUse, resolve: Resolve, file: str) -> str:
    """The actor of one name on one day."""
    try:
        return resolve(use.name, on=use.day)
    except UseError as error:
        what = f"The name “{use.name}” on {use.day.isoformat()} is not one actor: {error.what}"
        step = error.next_step or "Add the spelling to the registry of actors, or to the source's lookups, and read the file again."
        raise Failure(what, where=f"{file}, {use.where}", next_step=step) from error
