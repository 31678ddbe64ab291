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

    Raises `UseError` naming the nearest groups for one that is unknown.
    """
    registry = workspace.registry
    if not text:
        own = registry.regional_group(state, on)
        return _regional(workspace, own) if own else _part(workspace, "Council")
    parts = {name.casefold(): name for name in PARTS}
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
