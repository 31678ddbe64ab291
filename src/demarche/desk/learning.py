"""Turn a line that came to an end into a case, without names unless asked: only fields that are open to anybody go into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from demarche.desk.case_composing import CaseComposing
from demarche.desk.case_names import names_in, ordinary_words, shipped_words
from demarche.desk.curation import cases, cost_free, norms
from demarche.desk.entering import Entry, chosen, put_new, slug
from demarche.desk.handling import Handling
from demarche.desk.leaving import opened_for
from demarche.desk.own_cases import write_case
from demarche.model.actors import ActorKind
from demarche.model.dossier import CommitmentState, ConstraintCategory, Dossier, Lesson, Sensitivity
from demarche.model.evidence import UseError
from demarche.subjects.cases import Case, Channel, DeciderKind, Instrument, Result, Veil
from demarche.subjects.follow_up import Line, lines_of

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "category": tuple(ConstraintCategory),
    "channel": tuple(Channel),
    "decider": tuple(DeciderKind),
    "instrument": tuple(Instrument),
    "result": tuple(Result),
}
"""What a case says by one of several words → the words."""
_CHANNELS: Final = {"council": Channel.COUNCIL, "security council": Channel.COUNCIL}
_DECIDERS: Final = {
    ActorKind.ARMED_GROUP: DeciderKind.ARMED_GROUP,
    ActorKind.ARMED_FORCES: DeciderKind.TERRITORIAL_GOVERNMENT,
    ActorKind.AUTHORITY: DeciderKind.TERRITORIAL_GOVERNMENT,
    ActorKind.ORGANISATION: DeciderKind.REGIONAL_BODY,
}


@dataclass(frozen=True, slots=True)
class CaseOutline:
    """What the record already says of a case, and what only a person can say: `missing` are names of answers."""

    dossier: str
    constraint: str
    what: str
    known: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    lesson: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: CHOICES)


@dataclass(frozen=True, slots=True)
class Learned:
    """The case, where it is kept, the lesson that now points to it, and whether names are in it."""

    case: Case
    path: Path
    lesson: str
    named: bool


def case_outline(workspace: Workspace, dossier_id: str, on: dt.date, *, constraint: str = "") -> CaseOutline:
    """What is known of the case that a line would make on a day.

    Raises `UseError` where the line has not come to an end, naming what is open, or where it must be said which of several is meant.
    """
    known = workspace.dossier(dossier_id).as_known_on(on)
    line = _closed(known, on, constraint)
    assert line.constraint is not None  # noqa: S101  # a line that is chosen has one
    said: dict[str, tuple[str, ...]] = {}
    if line.constraint.category:
        said["category"] = (str(line.constraint.category),)
    channels = tuple(dict.fromkeys(str(c) for ask in line.asks if (c := _channel(ask.channel))))
    if channels:
        said["channel"] = channels
    deciders = tuple(dict.fromkeys(str(k) for d in line.constraint.deciders if (k := _decider(workspace, known, d))))
    if deciders:
        said["decider"] = deciders
    said["result"] = (str(_result(line, on)),)
    lesson = next((one.what for one in line.lessons), "")
    missing = tuple(name for name in ("category", "channel", "decider", "instrument") if name not in said)
    return CaseOutline(
        dossier_id, line.constraint.id, line.constraint.what, said, (*missing, "why", *(() if lesson else ("teaches",))), lesson
    )


def learn(
    workspace: Workspace,
    dossier_id: str,
    on: dt.date,
    answers: Mapping[str, Sequence[str]],
    *,
    constraint: str = "",
    named: bool = False,
    case_id: str = "",
) -> Learned:
    """Make a case of a line that came to an end and keep it in the workspace, with a lesson in the dossier that points to it.

    `answers` give `why`, `teaches`, `instrument` and whatever the outline misses or gets wrong. Fields that are closed to the public never
    go into a case; unless `named`, names, places, symbols, days and exact figures are taken out of what does. Raises `UseError` where
    something is missing, and `Failure` where words of a closed field stand in what would be written.
    """
    outline = case_outline(workspace, dossier_id, on, constraint=constraint)
    given = {name: tuple(v for v in values if v.strip()) for name, values in answers.items()}
    said = {**outline.known, **{name: values for name, values in given.items() if values}}
    if outline.lesson:
        said.setdefault("teaches", (outline.lesson,))
    if lacking := [name for name in ("category", "channel", "decider", "instrument", "why", "teaches") if not said.get(name)]:
        raise UseError(
            f"The case lacks: {', '.join(lacking)}.", where=outline.constraint, next_step="Give --" + ", --".join(lacking) + "."
        )
    for name, words in CHOICES.items():
        if wrong := [value for value in said.get(name, ()) if value not in words]:
            raise UseError(f"“{wrong[0]}” is no {name} of a case.", where=f"--{name}", next_step=f"There are: {', '.join(words)}.")
    handling = Handling(workspace, workspace.dossier(dossier_id).as_known_on(on), on)
    opened = opened_for(workspace, handling, Sensitivity.PUBLIC)
    line = next(
        (one for one in lines_of(opened.dossier) if one.constraint is not None and one.constraint.what == outline.what), None
    )
    if line is None:
        raise UseError(
            "What blocks is closed to the public, so there is no case to tell.",
            where=outline.constraint,
            next_step="Open its field “what” first.",
        )
    veil = _plain if named else Veil(names_in(workspace, handling.dossier), _ordinary())
    data = CaseComposing(workspace, opened.dossier, line, on, veil, named=named).data(said)
    if case_id:
        data["id"] = slug(case_id)
    opened.refuse("\n".join(_texts(data)))
    case, path = write_case(workspace, data)
    return Learned(case, path, _keep_lesson(workspace, dossier_id, line, outline, case, said["teaches"][0], on), named)


def _keep_lesson(
    workspace: Workspace, dossier_id: str, line: Line, outline: CaseOutline, case: Case, teaches: str, on: dt.date
) -> str:
    from dataclasses import replace

    whole = workspace.dossier(dossier_id)
    own = next((one for one in lines_of(whole) if one.constraint is not None and one.constraint.id == outline.constraint), line)
    there = next((one for one in own.lessons if one.what == teaches), None)
    if there is not None:
        workspace.record.adopt(whole)
        changed = workspace.record.change(dossier_id, "lessons", there.id, lambda item: replace(item, case=case.id))  # type: ignore[call-arg]
        return changed.id

    def compose(free: Any) -> list[Entry]:
        outcome = own.outcomes[-1].id if own.outcomes else ""
        return [("lessons", Lesson(id=free("lessons", teaches), what=teaches, date=on, case=case.id, outcome=outcome))]

    return put_new(workspace, dossier_id, compose)[0].id


def _closed(known: Dossier, on: dt.date, constraint: str) -> Line:
    lines = [line for line in lines_of(known) if line.constraint is not None]
    if constraint:
        wanted = chosen(known, "constraints", constraint)
        line = next(one for one in lines if one.constraint is not None and one.constraint.id == wanted)
        if not line.closed_on(on):
            raise UseError(
                f"The line of “{wanted}” has not come to an end: {_still_open(line, on)}.",
                where=known.id,
                next_step=f"See: demarche trace {known.id} --constraint {wanted}",
            )
        return line
    closed = [line for line in lines if line.closed_on(on)]
    if len(closed) == 1:
        return closed[0]
    names = ", ".join(line.constraint.id for line in (closed or lines) if line.constraint is not None)
    if closed:
        raise UseError("Several lines came to an end.", where=known.id, next_step=f"Say which with --constraint: {names}.")
    raise UseError(
        "No line of this dossier has come to an end.",
        where=known.id,
        next_step=f"See what is open: demarche trace {known.id} --gaps. Its lines: {names}.",
    )


def _still_open(line: Line, on: dt.date) -> str:
    ended = {CommitmentState.KEPT, CommitmentState.BROKEN, CommitmentState.LAPSED}
    found = [f"“{c.id}” stands as {c.state_on(on)}" for c in line.commitments if c.state_on(on) not in ended]
    return "; ".join([*([] if line.outcomes else ["no outcome is recorded"]), *found[:6]])


def _channel(text: str) -> Channel | None:
    said = text.casefold()
    return _CHANNELS.get(said) or next((c for c in Channel if c.value.casefold() == said), None)


def _decider(workspace: Workspace, dossier: Dossier, actor: str) -> DeciderKind | None:
    if actor == "UNSC":
        return DeciderKind.COUNCIL
    try:
        kind = workspace.registry.actor(actor).kind
    except UseError:
        return None
    if kind is ActorKind.STATE:
        return DeciderKind.TERRITORIAL_GOVERNMENT if actor == dossier.country else DeciderKind.BELLIGERENT_STATE
    return _DECIDERS.get(kind)


def _result(line: Line, on: dt.date) -> Result:
    """What the judgements come to: all kept, some, or none; without any promise, whether the constraint ended."""
    states = [c.state_on(on) for c in line.commitments]
    kept = [s for s in states if s is CommitmentState.KEPT]
    if not states:
        over = line.constraint is not None and line.constraint.until is not None and line.constraint.until <= on
        return Result.DELIVERED if over else Result.PARTIAL
    partly = any(j.state is CommitmentState.PARTLY_KEPT for c in line.commitments for j in c.judgements if j.on <= on)
    return Result.DELIVERED if len(kept) == len(states) else Result.PARTIAL if kept or partly else Result.FAILED


def _plain(text: str) -> str:
    return " ".join(text.split())


@cache
def _ordinary() -> frozenset[str]:
    return ordinary_words((*cases(), *norms().values(), *cost_free(), shipped_words()))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
