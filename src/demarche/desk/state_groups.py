"""Groups of States that a State is set beside: regional groups, bodies, and parts of the Council, each with its members at a date."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.model.actors import ActorKind
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

PARTS = {
    "P5": "permanent members of the Council",
    "E10": "elected members of the Council",
    "A3": "African members of the Council",
    "Council": "members of the Council",
}
AFRICA = "African States"
_SHORT = {
    "african group": AFRICA,
    "asia-pacific group": "Asia-Pacific States",
    "asian group": "Asia-Pacific States",
    "eastern european group": "Eastern European States",
    "grulac": "Latin American and Caribbean States",
    "weog": "Western European and other States",
}


@dataclass(frozen=True, slots=True)
class StateGroup:
    """A group by its name; `members(day)` are its members on a day, by id."""

    name: str
    members: Callable[[dt.date], frozenset[str]]


def find_group(workspace: Workspace, text: str, state: str, on: dt.date) -> StateGroup:
    """The group that a person means; the State's own regional group where nothing is given.

    A part of the Council with a year, such as “E10 2022”, is that of the year on every day; without one, that of each day.
    Raises `UseError` naming the nearest groups for one that is unknown.
    """
    registry = workspace.registry
    if not text:
        own = registry.regional_group(state, on)
        return _regional(workspace, own) if own else _part(workspace, "Council")
    parts = {name.casefold(): name for name in PARTS}
    named, _, year = text.casefold().rpartition(" ")
    if named in parts and year.isdigit():
        return _part_of(workspace, parts[named], int(year))
    if text.casefold() in parts:
        return _part(workspace, parts[text.casefold()])
    regional = {g.casefold(): g for a in registry.states(on) if (g := registry.regional_group(a.id, on))}
    wanted = _SHORT.get(text.casefold(), text).casefold()
    if wanted in regional:
        return _regional(workspace, regional[wanted])
    try:
        body = registry.resolve(text, kinds={ActorKind.BODY})
    except UseError as error:
        known = [*PARTS, *sorted(regional.values()), "EU", "African Union", "Arab League"]
        near = difflib.get_close_matches(text, known, n=4, cutoff=0.3)
        raise UseError(f"There is no group “{text}”.", next_step=f"Nearest: {'; '.join(near or known)}.") from error
    return StateGroup(body.name, _kept(lambda day: frozenset(a.id for a in registry.members(body.id, day))))


def _kept(members: Callable[[dt.date], frozenset[str]]) -> Callable[[dt.date], frozenset[str]]:
    """Members looked up once a day."""
    known: dict[dt.date, frozenset[str]] = {}

    def on(day: dt.date) -> frozenset[str]:
        if day not in known:
            try:
                known[day] = members(day)
            except UseError:
                known[day] = frozenset()
        return known[day]

    return on


def _regional(workspace: Workspace, group: str) -> StateGroup:
    registry = workspace.registry
    return StateGroup(
        group, _kept(lambda day: frozenset(a.id for a in registry.states(day) if registry.regional_group(a.id, day) == group))
    )


def _part(workspace: Workspace, part: str) -> StateGroup:
    registry = workspace.registry

    def seated(day: dt.date) -> frozenset[str]:
        seats = registry.council(day)
        if part == "A3":
            return frozenset(s.state for s in seats if registry.regional_group(s.state, day) == AFRICA)
        return frozenset(s.state for s in seats if part == "Council" or s.permanent == (part == "P5"))

    return StateGroup(PARTS[part], _kept(seated))


def _part_of(workspace: Workspace, part: str, year: int) -> StateGroup:
    """The members of one year, whenever they vote. Raises `UseError` for a year whose seats are not known."""
    group = _part(workspace, part)
    try:
        seated = group.members(dt.date(year, 7, 1))
    except (UseError, ValueError) as error:
        raise UseError(f"The seats of {year} are not known here.", next_step=f"Give a year since 1946, or {part} alone.") from error
    if not seated:
        raise UseError(f"The seats of {year} are not known here.", next_step=f"Give a year since 1946, or {part} alone.")
    return StateGroup(f"{group.name} in {year}", lambda _: seated)
