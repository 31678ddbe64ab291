"""Log an engagement: from answers as they are typed, in a line or in a form, to an entry with the promises that were made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from demarche.desk.entering import Entry, actor_of, chosen, place_entry, put_new, slug
from demarche.desk.handling import Handling
from demarche.model.dossier import Attribution, Commitment, Dossier, Engagement, Sensitivity
from demarche.model.evidence import UseError
from demarche.subjects.follow_up import (
    LINE_GRAMMAR,
    Promise,
    day_from,
    numbered,
    points_of,
    reactions_of,
    read_line,
    read_promise,
)

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

Answers = Mapping[str, Sequence[str]]
"""Field of an engagement (`promise` for promises) → what was typed; `message` and `promise` may have several."""
LOG_LINE_FORM: Final = LINE_GRAMMAR
FIELDS: Final = (
    "attribution",
    "date",
    "act",
    "with_whom",
    "level",
    "who",
    "ask",
    "message",
    "reaction",
    "promise",
    "next_step",
)
"""What may be answered, in the order of the form."""
_SAID: Final = ("by", "to", "what", "conditions", "verification")


@dataclass(frozen=True, slots=True)
class Logged:
    """What was kept: nothing (`engagement` is none) where the meeting is not to be recorded."""

    dossier: str
    engagement: Engagement | None
    commitments: tuple[Commitment, ...] = ()


def read_log_line(line: str) -> dict[str, list[str]]:
    """The answers that one line gives. Raises `UseError` that shows the form where it cannot be read."""
    return read_line(line)


def read_attribution(text: str) -> Attribution:
    """The rule by its name, its first letters or its number (1 to 4). Raises `UseError` naming the rules.

    >>> read_attribution("chatham"), read_attribution("4")
    (<Attribution.CHATHAM_HOUSE: 'Chatham House'>, <Attribution.DO_NOT_RECORD: 'do not record'>)
    """
    rules = list(Attribution)
    said = " ".join(text.casefold().split())
    if not said:
        return Attribution.NOT_FOR_ATTRIBUTION
    if said.isdigit() and 1 <= int(said) <= len(rules):
        return rules[int(said) - 1]
    found = [rule for rule in rules if rule.value.casefold().startswith(said)]
    if len(found) != 1:
        raise UseError(
            f"“{text}” is no rule of attribution.",
            next_step="Rules are: " + ", ".join(f"{n} {rule}" for n, rule in enumerate(rules, 1)),
        )
    return found[0]


def check_answer(dossier: Dossier, field: str, text: str, answers: Answers, today: dt.date) -> str:
    """Whether one answer can be read, told at once while somebody types; returns how it was understood, empty where it is plain.

    Raises `UseError`.
    """
    if field == "attribution":
        return str(read_attribution(text))
    if field == "date":
        return _date(text, today).isoformat()
    if field == "ask":
        return chosen(dossier, "asks", text)
    if field == "until":
        return day_from(text, today, where="until").isoformat()
    if field == "promise":
        promise = read_promise(text, today)
        if promise.constraint:
            chosen(dossier, "constraints", promise.constraint)
        return f"until {promise.until.isoformat()}" if promise.until else ""
    if field == "reaction":
        reactions_of(text, len(_points(answers)))
    return ""


def log_engagement(workspace: Workspace, dossier_id: str, answers: Answers, today: dt.date) -> Logged:
    """Put an engagement and the promises made in it into a dossier; every answer may be missing.

    Under “do not record” nothing is stored, and nothing is opened for writing. Under the Chatham House Rule, and where words are not for
    attribution, who promised is strictly confidential; promises made in confidence are restricted, those on record open. Raises
    `UseError` for an answer that cannot be read; then nothing is stored.
    """
    if unknown := sorted(set(answers) - set(FIELDS)):
        raise UseError(f"An engagement has no “{unknown[0]}”.", next_step=f"There are: {', '.join(FIELDS)}.")
    rule = read_attribution(_one(answers, "attribution"))
    dossier = workspace.dossier(dossier_id)
    if rule is Attribution.DO_NOT_RECORD:
        return Logged(dossier_id, None)
    if not any(_one(answers, field).strip() for field in FIELDS if field not in {"attribution", "date"}):
        raise UseError("There is nothing to log.", where=dossier_id, next_step=f"Say at least whom you met: {LOG_LINE_FORM}")
    day = _date(_one(answers, "date"), today)
    points = _points(answers)
    reactions_of(_one(answers, "reaction"), len(points))
    ask = chosen(dossier, "asks", _one(answers, "ask")) if _one(answers, "ask") else ""
    with_whom = actor_of(workspace, _one(answers, "with_whom"))
    promises = [read_promise(line, day) for line in answers.get("promise", ()) if line.strip()]
    for promise in promises:
        if promise.constraint:
            chosen(dossier, "constraints", promise.constraint)

    def compose(free: Callable[[str, str], str]) -> list[Entry]:
        act = Engagement(
            id=free("engagements", f"{day.isoformat()} {_one(answers, 'act') or 'engagement'}"),
            date=day,
            act=_one(answers, "act"),
            who=actor_of(workspace, _one(answers, "who")),
            with_whom=with_whom,
            level=_one(answers, "level"),
            message=numbered(points) if points else "",
            reaction=_one(answers, "reaction"),
            next_step=_one(answers, "next_step"),
            attribution=rule,
            ask=ask,
        )
        act, marks = _marked(workspace, dossier, act)
        making = _Making(workspace, dossier, act, free, marks)
        found: list[Entry] = [("engagements", act)]
        for promise in promises:
            found += making.commitments(promise)
        return found

    items = put_new(workspace, dossier_id, compose)
    act = next(item for item in items if isinstance(item, Engagement))
    return Logged(dossier_id, act, tuple(item for item in items if isinstance(item, Commitment)))


class _Making:
    """Commitments out of what was promised in one engagement."""

    def __init__(
        self,
        workspace: Workspace,
        dossier: Dossier,
        act: Engagement,
        free: Callable[[str, str], str],
        marks: Mapping[str, Sensitivity],
    ) -> None:
        self._workspace, self._dossier, self._act, self._free, self._marks = workspace, dossier, act, free, marks
        self._places: dict[str, str] = {}

    def commitments(self, promise: Promise) -> list[Entry]:
        """One promise, or both halves of a package, with the place where it is new."""
        act = self._act
        level = self._marks.get("what", Sensitivity.PUBLIC)
        place, entries = place_entry(self._dossier, promise.place, self._free, level)
        if promise.place.casefold() in self._places:
            place, entries = self._places[promise.place.casefold()], []
        self._places[promise.place.casefold()] = place
        constraint = self._lifts(promise)
        first = self._commitment(promise, promise.by or act.with_whom, promise.to or act.who, place, constraint)
        if promise.in_return is None:
            return [*entries, ("commitments", first)]
        other = self._commitment(promise.in_return, promise.in_return.by or act.who, promise.by or act.with_whom, "", ())
        return [*entries, ("commitments", _with_half(first, other.id)), ("commitments", _with_half(other, first.id))]

    def _lifts(self, promise: Promise) -> tuple[str, ...]:
        if promise.constraint:
            return (chosen(self._dossier, "constraints", promise.constraint),)
        asked = next((a for a in self._dossier.asks if a.id == self._act.ask), None)
        return (asked.constraint,) if asked and asked.constraint else ()

    def _commitment(self, promise: Promise, by: str, to: str, place: str, constraints: tuple[str, ...]) -> Commitment:
        ours = {name: Sensitivity.RESTRICTED for name, party in (("by", by), ("to", to)) if party and party == self._act.who}
        return Commitment(
            id=self._free("commitments", slug(promise.what) or "promise"),
            by=actor_of(self._workspace, by) or "not said",
            what=promise.what,
            made_on=self._act.date,
            to=actor_of(self._workspace, to),
            place=place,
            until=promise.until,
            conditions=promise.conditions,
            verification=promise.verification,
            engagement=self._act.id,
            constraints=constraints,
            sensitivity={**ours, **self._marks},  # who spoke for us is closed like in the engagement itself
        )


def _marked(workspace: Workspace, dossier: Dossier, act: Engagement) -> tuple[Engagement, dict[str, Sensitivity]]:
    """The engagement and the promises made in it, marked as the rule asks.

    On record who was met is open, and so is what they promised, unless the contact is one that is strictly confidential whatever was
    agreed, such as one with an armed group. Under every other rule promises are restricted and who made them is strictly confidential.
    """
    closed = dict.fromkeys(_SAID, Sensitivity.RESTRICTED) | {"by": Sensitivity.STRICT, "to": Sensitivity.STRICT}
    if act.attribution is not Attribution.ON_RECORD:
        return act, closed
    if Handling(workspace, dossier, act.date).level_of("engagements", act, "with_whom") is Sensitivity.STRICT:
        return act, closed
    return replace(act, sensitivity={"with_whom": Sensitivity.PUBLIC, "level": Sensitivity.PUBLIC}), {}


def _with_half(commitment: Commitment, other: str) -> Commitment:
    return replace(commitment, other_half=other)


def _one(answers: Answers, field: str) -> str:
    given = answers.get(field, ())
    return " ".join(given[-1].split()) if given and field != "reaction" else (given[-1].strip() if given else "")


def _points(answers: Answers) -> tuple[str, ...]:
    return tuple(point for text in answers.get("message", ()) for point in points_of(text))


def _date(text: str, today: dt.date) -> dt.date:
    day = day_from(text, today, where="the day") if text else today
    if day > today:
        raise UseError(
            f"{day.isoformat()} is still to come: an engagement is logged after it took place.",
            next_step="Put what is planned into openings: demarche dossier add DOSSIER openings ID …",
        )
    return day
