"""The line of a dossier from each constraint to the lesson: what is there at every station, and what is missing, by name.

constraint → norm and agreed text → who can move the decider → forum and date → ask → engagement → escalation → commitment →
verified outcome → lesson.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from demarche.model.dossier import (
    Ask,
    Commitment,
    CommitmentState,
    Constraint,
    Dossier,
    DossierTie,
    Engagement,
    Escalation,
    Lesson,
    NormLink,
    Opening,
    Outcome,
    TextLink,
)

_ADOPTED_IN: Final = {"S/": "UNSC", "A/": "UNGA"}
"""How symbols of texts begin → the forum that adopts them."""
_FOLLOWED: Final = ("asks", "engagements", "escalations", "commitments", "outcomes", "lessons")
"""Nouns whose items stand apart where no line holds them."""
_Any = TypeVar("_Any")


class Station(StrEnum):
    """The stations of the line, in order."""

    CONSTRAINT = "constraint"
    NORM = "norm and agreed text"
    MOVER = "who can move the decider"
    FORUM = "forum and date"
    ASK = "ask"
    ENGAGEMENT = "engagement"
    ESCALATION = "escalation"
    COMMITMENT = "commitment"
    OUTCOME = "outcome"
    LESSON = "lesson"


@dataclass(frozen=True, slots=True)
class Line:
    """One constraint with everything of the dossier that hangs on it; `constraint` is none for what hangs on no constraint.

    `linked_by_place` are ids of commitments that name no constraint and are here because they speak of its place.
    """

    constraint: Constraint | None
    norms: tuple[NormLink, ...] = ()
    texts: tuple[TextLink, ...] = ()
    ties: tuple[DossierTie, ...] = ()
    openings: tuple[Opening, ...] = ()
    asks: tuple[Ask, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    linked_by_place: frozenset[str] = frozenset()

    def closed_on(self, day: dt.date) -> bool:
        """Whether it came to an end: an outcome is there, and no promise of it is still open or disputed."""
        ended = {CommitmentState.KEPT, CommitmentState.BROKEN, CommitmentState.LAPSED}
        return bool(self.outcomes) and all(c.state_on(day) in ended for c in self.commitments)


def lines_of(dossier: Dossier) -> tuple[Line, ...]:
    """A line for each constraint, then one for what hangs on none, if anything does."""
    threads = _Threads(dossier)
    lines = [threads.line(constraint) for constraint in dossier.constraints]
    rest = threads.rest()
    return (*lines, rest) if rest is not None else tuple(lines)


class _Threads:
    """What refers to what, read once, so that a dossier of thousands of promises is gone through once."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.used: dict[str, set[str]] = {noun: set() for noun in _FOLLOWED}
        self.refs = {
            (noun, item.id): frozenset(item.refs) for noun, item in dossier.items() if noun in {"asks", "texts", "openings"}
        }
        self.by_constraint = _grouped((c, one) for one in dossier.commitments for c in one.constraints)
        self.by_engagement = _grouped((one.engagement, one) for one in dossier.commitments if one.engagement)
        self.by_place = _grouped((one.place, one) for one in dossier.commitments if one.place and not one.constraints)
        self.by_id = {one.id: one for one in dossier.commitments}
        self.halves = _grouped((one.other_half, one) for one in dossier.commitments if one.other_half)
        self.outcomes_by_constraint = _grouped((o.constraint, o) for o in dossier.outcomes if o.constraint)
        self.outcomes_by_commitment = _grouped((o.commitment, o) for o in dossier.outcomes if o.commitment)

    def line(self, constraint: Constraint) -> Line:
        d, own = self.dossier, constraint.id
        asks = tuple(a for a in d.asks if a.constraint == own)
        put = {a.id for a in asks}
        acts = {e.id: e for e in d.engagements if e.ask in put}
        promises: dict[str, Commitment] = {c.id: c for c in self.by_constraint.get(own, ())}
        by_place: set[str] = set()
        for act in acts:
            promises |= {c.id: c for c in self.by_engagement.get(act, ())}
        if constraint.place:
            for one in self.by_place.get(constraint.place, ()):
                if one.id not in promises:
                    by_place.add(one.id)
                    promises[one.id] = one
        for one in [c for c in promises.values() if c.other_half or c.id in self.halves]:
            halves = [self.by_id.get(one.other_half), *self.halves.get(one.id, ())]
            promises |= {half.id: half for half in halves if half is not None}
        made_in = {c.engagement for c in promises.values() if c.engagement}
        acts |= {e.id: e for e in d.engagements if e.id in made_in}
        outcomes = {o.id: o for o in self.outcomes_by_constraint.get(own, ())}
        for promise in promises:
            outcomes |= {o.id: o for o in self.outcomes_by_commitment.get(promise, ())}
        texts = tuple(t for t in d.texts if own in t.constraints)
        refs = frozenset().union(*(self.refs["texts", t.id] for t in texts), *(self.refs["asks", a.id] for a in asks))
        forums = {a.of for a in asks} | {forum for t in texts for start, forum in _ADOPTED_IN.items() if t.symbol.startswith(start)}
        deciders = {*constraint.deciders, *(a.of for a in asks if a.of)}
        return self._took(
            Line(
                constraint,
                norms=tuple(n for n in d.norms if own in n.constraints),
                texts=texts,
                ties=tuple(t for t in d.ties if t.target in deciders),
                openings=tuple(o for o in d.openings if o.forum in forums or self.refs["openings", o.id] & refs),
                asks=asks,
                engagements=tuple(sorted(acts.values(), key=lambda e: (e.date, e.id))),
                escalations=tuple(e for e in d.escalations if e.constraint == own),
                commitments=tuple(sorted(promises.values(), key=lambda c: (c.made_on, c.id))),
                outcomes=tuple(sorted(outcomes.values(), key=lambda o: (o.date, o.id))),
                lessons=tuple(one for one in d.lessons if one.outcome in outcomes),
                linked_by_place=frozenset(by_place),
            )
        )

    def _took(self, line: Line) -> Line:
        for noun in _FOLLOWED:
            self.used[noun].update(item.id for item in getattr(line, noun))
        return line

    def rest(self) -> Line | None:
        """What hangs on no constraint; none where nothing is left."""
        left = {noun: tuple(item for item in getattr(self.dossier, noun) if item.id not in self.used[noun]) for noun in _FOLLOWED}
        if not any(left.values()):
            return None
        return Line(None, **left)  # type: ignore[arg-type]  # the nouns hold their own types


def _grouped(pairs: Iterable[tuple[str, _Any]]) -> Mapping[str, list[_Any]]:
    found: dict[str, list[_Any]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found
