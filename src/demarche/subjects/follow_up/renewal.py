"""What to do about a promise before its term ends: the step, the day by which, and where it can be raised. A proposal, never a rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from demarche.model.dossier import Commitment, CommitmentState

LEAD_DAYS: Final = 30
"""Days before an end by which a renewal is asked for, where the term is long enough; a shorter term gives half of it."""
AROUND_DAYS: Final = 45
"""Days before and after an end within which a promise of the same party counts as its renewal."""


class Urgency(StrEnum):
    """How soon a promise asks for a step."""

    OVER = "over"
    NOW = "now"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Chance:
    """A dated opening in a forum before a term ends."""

    day: dt.date
    forum: str
    what: str


@dataclass(frozen=True, slots=True)
class Step:
    """The proposed step; `by` is the day by which it should be taken, `where` the nearest opening that serves it."""

    urgency: Urgency
    what: str
    by: dt.date | None
    where: Chance | None


def renewal_step(
    promise: Commitment,
    on: dt.date,
    *,
    who: str,
    other_half: Commitment | None = None,
    successor: Commitment | None = None,
    chances: Iterable[Chance] = (),
) -> Step:
    """The step for a promise whose term ends soon, or is over and was judged by nobody.

    `who` is the promiser's name, `other_half` what was given for it, `successor` what took its place (see `successor_of`), `chances` the
    openings known. The renewal is asked for `LEAD_DAYS`
    before the end or, of a shorter term, at its half.
    """
    end = promise.until
    if end is None:
        return Step(Urgency.LATER, f"Agree on a term with {who}: this promise has none.", None, None)
    ahead = sorted((c for c in chances if on <= c.day <= end), key=lambda c: c.day)
    where = ahead[0] if ahead else None
    if successor is not None and (end < on or promise.state_on(on) is CommitmentState.MADE):
        return _followed(promise, successor, on)
    if end < on:
        return Step(Urgency.OVER, _over(promise, (on - end).days, on, who), on, None)
    lead = min(LEAD_DAYS, max((end - promise.made_on).days // 2, 1))
    ask_by = end - dt.timedelta(days=lead)
    said = [f"Ask {who} to renew it"]
    if promise.state_on(on) is CommitmentState.DISPUTED:
        said = [f"Settle with {who} what was promised, then ask for renewal"]
    elif promise.state_on(on) is CommitmentState.PARTLY_KEPT:
        said = [f"Ask {who} for the part not kept and for renewal"]
    if where is not None:
        said.append(f"use the opening of {where.day.isoformat()} ({where.what})")
    if other_half is not None:
        said.append(_half(other_half, end, on))
    if not promise.verification:
        said.append("ask for a way to verify it, which it lacks")
    urgency = Urgency.NOW if on >= ask_by else Urgency.SOON if (ask_by - on).days <= lead else Urgency.LATER
    return Step(urgency, "; ".join(part for part in said if part) + ".", max(ask_by, on), where)


def successor_of(promise: Commitment, others: Iterable[Commitment]) -> Commitment | None:
    """What took a promise's place: a later one by the same party at the same place, made around its end and reaching beyond it."""
    if promise.until is None or not promise.place:
        return None
    first, last = promise.until - dt.timedelta(days=AROUND_DAYS), promise.until + dt.timedelta(days=AROUND_DAYS)
    found = [
        one
        for one in others
        if (one.by, one.place) == (promise.by, promise.place)
        and max(first, promise.made_on) <= one.made_on <= last
        and one.id != promise.id
        and (one.until is None or one.until > promise.until)
    ]
    return min(found, key=lambda one: one.made_on, default=None)


def _followed(promise: Commitment, successor: Commitment, on: dt.date) -> Step:
    until = f" until {successor.until.isoformat()}" if successor.until else ""
    said = f"Followed by “{successor.id}” of {successor.made_on.isoformat()}{until}"
    if promise.until is not None and promise.until < on and promise.judged_on(on) is None:
        return Step(Urgency.LATER, f"{said}: say what became of this one.", on, None)
    return Step(Urgency.LATER, f"{said}.", None, None)


def _over(promise: Commitment, days: int, on: dt.date, who: str) -> str:
    ago = "yesterday" if days == 1 else f"{days} days ago"
    judged = promise.judged_on(on)
    if judged is None:
        return f"The term ended {ago} and nobody has judged it: judge it, or record its renewal by {who}."
    return f"The term ended {ago} and it stands as {judged.state} since {judged.on.isoformat()}: settle it with {who} and judge it anew."


def _half(other: Commitment, end: dt.date, on: dt.date) -> str:
    state = other.state_on(on)
    if state in {CommitmentState.BROKEN, CommitmentState.LAPSED, CommitmentState.DISPUTED}:
        return f"what was given for it stands as {state}: expect that to be raised"
    if other.until is not None and other.until <= end:
        return f"what was given for it ends on {other.until.isoformat()}: renew both together"
    return ""
