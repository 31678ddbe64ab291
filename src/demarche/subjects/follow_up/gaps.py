"""What is missing on a line, by name, and where to begin to mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from demarche.model.dossier import Ask, Commitment, CommitmentState, Engagement, Escalation, Outcome
from demarche.subjects.follow_up.line import Line, Station

_STILL_OPEN: Final = frozenset({CommitmentState.MADE, CommitmentState.PARTLY_KEPT, CommitmentState.DISPUTED})


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing at a station; `about` is the id of the item that lacks it, empty where nothing is there at all."""

    station: Station
    about: str
    what: str


def gaps_of(line: Line, on: dt.date) -> tuple[Gap, ...]:
    """The gaps of a line on a day, in the order of its stations."""
    found = list(_at_the_beginning(line)) if line.constraint else []
    put = {e.ask for e in line.engagements}
    for ask in line.asks:
        found += _of_ask(ask, answered=ask.id in put or any(_speaks_to(c, ask, line) for c in line.commitments))
    if line.constraint and not line.asks:
        found.append(Gap(Station.ASK, "", "nothing is asked"))
    if line.constraint and not line.engagements:
        found.append(Gap(Station.ENGAGEMENT, "", "no engagement is recorded"))
    for act in line.engagements:
        found += _of_engagement(act)
    for escalation in line.escalations:
        found += _of_escalation(escalation, on)
    if line.constraint and not line.commitments:
        found.append(Gap(Station.COMMITMENT, "", "nobody has promised anything"))
    ids = {c.id for c in line.commitments}
    for promise in line.commitments:
        found += _of_commitment(promise, on, halves=ids, escalated=bool(line.escalations))
    if line.constraint and not line.outcomes:
        found.append(Gap(Station.OUTCOME, "", "no outcome is recorded"))
    for outcome in line.outcomes:
        found += _of_outcome(outcome)
    if line.constraint and line.closed_on(on) and not line.lessons:
        found.append(Gap(Station.LESSON, "", "the line came to an end and no lesson is drawn"))
    return tuple(found)


def _at_the_beginning(line: Line) -> Iterator[Gap]:
    constraint = line.constraint
    assert constraint is not None  # noqa: S101  # only asked of lines that have one
    if not constraint.deciders:
        yield Gap(Station.CONSTRAINT, constraint.id, "who could lift it is not named")
    if not line.norms:
        yield Gap(Station.NORM, "", "no norm is named that speaks to it")
    if not line.texts:
        yield Gap(Station.NORM, "", "no adopted text is named that speaks to it")
    if constraint.deciders and not line.ties:
        yield Gap(Station.MOVER, "", "no tie to those who decide is recorded")
    if not line.openings:
        yield Gap(Station.FORUM, "", "no dated opening of a forum is recorded")


def _speaks_to(promise: Commitment, ask: Ask, line: Line) -> bool:
    """Whether a promise answers an ask though no engagement between them was recorded: the one asked made it, on the same line."""
    return bool(ask.of) and promise.by == ask.of and line.constraint is not None


def _of_ask(ask: Ask, *, answered: bool) -> Iterator[Gap]:
    if not ask.of:
        yield Gap(Station.ASK, ask.id, "nobody is named of whom it is asked")
    if not answered:
        yield Gap(Station.ENGAGEMENT, ask.id, "no engagement in which it was put is recorded")


def _of_engagement(act: Engagement) -> Iterator[Gap]:
    if act.message and not act.reaction:
        yield Gap(Station.ENGAGEMENT, act.id, "how the message was taken is not recorded")


def _of_escalation(escalation: Escalation, on: dt.date) -> Iterator[Gap]:
    if not escalation.came_back:
        late = escalation.wanted_by is not None and escalation.wanted_by < on
        said = f"nothing came back; it was wanted by {escalation.wanted_by}" if late else "nothing came back yet"
        yield Gap(Station.ESCALATION, escalation.id, said)


def _of_commitment(promise: Commitment, on: dt.date, *, halves: set[str], escalated: bool) -> Iterator[Gap]:
    state, judged = promise.state_on(on), promise.judged_on(on)

    def gap(what: str) -> Gap:
        return Gap(Station.COMMITMENT, promise.id, what)

    if promise.until is None and state in _STILL_OPEN:
        yield gap("it has no term")
    if not promise.verification:
        yield gap("how keeping it is verified is not said")
    if not promise.evidence and judged is None:
        yield gap("nothing that was observed speaks to it")
    if promise.until is not None and promise.until < on and judged is None:
        yield gap(f"its term ended on {promise.until} and nobody has judged it")
    if promise.other_half and promise.other_half not in halves:
        yield gap("its other half is not recorded")
    if state in {CommitmentState.BROKEN, CommitmentState.DISPUTED} and not escalated:
        yield gap(f"it is {state} and nothing was escalated")


def _of_outcome(outcome: Outcome) -> Iterator[Gap]:
    for name, what in (
        ("who_changed", "who changed something is not said"),
        ("our_contribution", "our contribution is not said"),
        ("others_contribution", "what others contributed is not said"),
        ("substantiator", "nobody is named who can substantiate it"),
    ):
        if not getattr(outcome, name):
            yield Gap(Station.OUTCOME, outcome.id, what)
