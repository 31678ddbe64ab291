"""Where scarce effort goes: the few acts to take across dossiers under limited hours, acts, political capital and money."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.desk.situations import situation_of
from demarche.model.evidence import UseError
from demarche.subjects.options import (
    CRITERIA,
    Act,
    Better,
    Channel,
    Choice,
    EntryPoint,
    Limits,
    Selection,
    Synergy,
    Task,
    along_lines,
    by_limit,
    gate,
    select,
)
from demarche.subjects.options.proposals import Situation, plain_asks, propose

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

FADING = 0.5
TOGETHER = 0.1
FIRST_STEP = {
    Channel.BILATERAL: (3.0, 1.0),
    Channel.SECURITY_COUNCIL: (6.0, 3.0),
    Channel.ASSEMBLY: (5.0, 2.0),
    Channel.REGIONAL: (4.0, 2.0),
    Channel.MEDIATION: (3.0, 1.0),
    Channel.FIELD: (3.0, 1.0),
    Channel.RESOURCES: (3.0, 1.0),
    Channel.LAW: (5.0, 2.0),
}
"""Hours and political capital (in points) of a first step by this kind of way: a call, a note, a meeting prepared. Judged, to be overruled."""

PER_HAND = 1.0
"""Hours more for each hand in between."""

_WORTH = tuple(criterion for criterion in CRITERIA if criterion.id != "staff days")


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act with where it comes from: its dossier, what is asked, of whom, and the parts of its worth (criterion → 0 to 1)."""

    act: Act
    dossier: str
    ask: str
    way: str
    decider_name: str
    worth_parts: dict[str, float]


@dataclass(frozen=True, slots=True)
class LimitStep:
    """The best choice under another limit, with what comes in and what goes out against the best under the limits as they are."""

    kind: str
    limit: float
    worth: float
    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffortPlan:
    """The acts to choose from, the exact and the greedy choice, and how the choice changes with each limit."""

    state: str
    state_name: str
    on: dt.date
    limits: Limits
    fading: float
    together: float
    lines: tuple[ActLine, ...]
    synergies: tuple[Synergy, ...]
    selection: Selection
    by_limit: tuple[LimitStep, ...]
    not_considered: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def plan_effort(
    workspace: Workspace,
    dossiers: Sequence[str],
    state: str,
    on: dt.date,
    limits: Limits,
    *,
    file: Path | None = None,
    fading: float = FADING,
    together: float = TOGETHER,
) -> EffortPlan:
    """Choose few acts across dossiers for a State, exactly and greedily.

    An act is the first step of an entry point that may be compared. Its worth is the mean of its ratings on 0–100, staff days left
    out since hours are limited by themselves. `file` overrules worth and cost by act, and adds acts and synergies of your own.
    Raises `UseError` for names that are not known, or where nothing can be chosen from.
    """
    lines: list[ActLine] = []
    apart: list[tuple[str, str]] = []
    for dossier in dict.fromkeys(dossiers):
        found, left = _acts_of(workspace, dossier, state, on)
        lines += found
        apart += left
    synergies: list[Synergy] = []
    if file is not None:
        lines, synergies = _overruled(lines, file)
    if not lines:
        raise UseError(
            "There is no act to choose from.",
            where=", ".join(dossiers),
            next_step="Name a dossier with something blocked, or give --file.",
        )
    acts = tuple(line.act for line in lines)
    task = Task(acts, limits, (*synergies, *along_lines(acts, together)), fading)
    selection = select(task)
    actor = workspace.resolve_state(state, on)
    return EffortPlan(
        actor.id,
        workspace.name_of(actor.id),
        on,
        limits,
        fading,
        together,
        tuple(lines),
        task.synergies,
        selection,
        _steps(task, selection.exact),
        tuple(apart),
        (
            "An act is the first step of an entry point; the whole of it may take more. Hours and capital are judged by kind of way"
            " and can be overruled with --file.",
            f"A second act on the same decider counts {fading:g} of its worth, a third {fading**2:g}; two acts that move different"
            f" deciders along one line add {together:g} of the lesser worth.",
            "Worth is the mean of the act's ratings on a scale from 0 to 100, staff days left out. It is no chance that the act works.",
        ),
    )


def _acts_of(workspace: Workspace, dossier: str, state: str, on: dt.date) -> tuple[list[ActLine], list[tuple[str, str]]]:
    s = situation_of(workspace, dossier, state, on)
    gated = gate(propose(s), s.dossier.red_lines, on)
    constraint = {a.id: a.constraint for a in (*plain_asks(s), *s.dossier.asks)}
    lines = [_line(s, point, constraint.get(point.id, "")) for point in gated.comparable]
    apart = [
        (c.entry_point.ask, f"red line {', '.join(r.id for r in c.red_lines)}: needs the mandator") for c in gated.needs_mandator
    ]
    apart += [(point.ask, "risks not stated") for point in gated.risks_not_stated]
    apart += [(point.ask, f"closed on {point.deadline}") for point in gated.closed]
    return lines, apart


def _line(s: Situation, point: EntryPoint, constraint: str) -> ActLine:
    parts = {}
    for criterion in _WORTH:
        rating = point.ratings.get(criterion.id)
        value = 0.5 * (criterion.low + criterion.high) if rating is None else rating.value
        share = (value - criterion.low) / (criterion.high - criterion.low)
        parts[criterion.id] = 1 - share if criterion.direction is Better.LESS else share
    hours, capital = FIRST_STEP[point.channel]
    act = Act(
        f"{s.dossier.id}/{point.id}",
        round(100 * sum(parts.values()) / len(parts), 1),
        decider=point.target,
        line=f"{s.dossier.id}/{constraint}" if constraint else "",
        hours=hours + PER_HAND * len(point.through),
        capital=capital,
        cost_free=point.cost_free,
    )
    return ActLine(act, s.dossier.id, point.ask, point.channel.value, s.name(point.target) if point.target else "", parts)


def _steps(task: Task, best: Choice) -> tuple[LimitStep, ...]:
    """The best choices under less and more of each limit that there is."""
    trials: list[tuple[str, list[float]]] = []
    for kind, limit in task.limits.of().items():
        trials.append((kind, [round(limit * share, 6) for share in (0.5, 0.75, 1.25, 1.5, 2.0)]))
    if task.limits.acts is not None:
        most = task.limits.acts
        trials.append(("acts", [float(n) for n in sorted({max(most - 2, 1), max(most - 1, 1), most + 1, most + 2} - {most})]))
    steps = []
    for kind, limits in trials:
        for limit, choice in by_limit(task, kind, limits):
            comes, goes = set(choice.ids) - set(best.ids), set(best.ids) - set(choice.ids)
            steps.append(LimitStep(kind, limit, choice.worth, tuple(sorted(comes)), tuple(sorted(goes))))
    return tuple(steps)


_FIELDS = {"worth", "decider", "line", "hours", "capital", "money", "cost_free"}


def _overruled(lines: Sequence[ActLine], file: Path) -> tuple[list[ActLine], list[Synergy]]:
    """The acts as a file overrules them, with its own acts added, and its synergies."""
    try:
        given: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UseError(
            f"The file of acts cannot be read: {getattr(error, 'strerror', None) or error}.", where=str(file), next_step=_FORM
        ) from error
    found = {line.act.id: line for line in lines}
    for row in _rows(given, "act", file):
        name = str(row.get("id", ""))
        values = {key: value for key, value in row.items() if key in _FIELDS}
        unknown = set(row) - _FIELDS - {"id", "ask"}
        if unknown or not name:
            raise UseError(
                f"An act has {f'the unknown field {min(unknown)}' if unknown else 'no id'}.", where=str(file), next_step=_FORM
            )
        try:
            if name in found:
                found[name] = replace(found[name], act=replace(found[name].act, **values))
            else:
                act = Act(name, **values)
                found[name] = ActLine(act, "", str(row.get("ask", name)), "own", act.decider, {})
        except TypeError as error:
            raise UseError(
                f"The act “{name}” has no worth, or a value of a wrong kind.", where=str(file), next_step=_FORM
            ) from error
    synergies = []
    for row in _rows(given, "synergy", file):
        try:
            synergies.append(Synergy(str(row["first"]), str(row["second"]), float(row["gain"])))
        except (KeyError, TypeError, ValueError) as error:
            raise UseError("A synergy needs first, second and gain.", where=str(file), next_step=_FORM) from error
    return list(found.values()), synergies


def _rows(given: dict[str, Any], name: str, file: Path) -> list[dict[str, Any]]:
    rows = given.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UseError(f"“{name}” is no list of tables.", where=str(file), next_step=_FORM)
    return rows


_FORM = "Write [[act]] with id, worth, hours, capital, money, decider, line, cost_free; and [[synergy]] with first, second, gain."


def limits_of(hours: float | None, acts: int | None, capital: float | None, money: float | None) -> Limits:
    """The limits as numbers. Raises `UseError` where there is none at all: everything would be chosen."""
    if hours is None and acts is None and capital is None and money is None:
        raise UseError("No limit is given.", where="demarche effort", next_step="Give --hours, --acts, --capital or --money.")
    return Limits(hours, capital, money, acts)
