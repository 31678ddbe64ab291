"""What was done and what came of it: engagements, commitments, escalations, outcomes, lessons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from demarche.model.dossier.situation import Item, Part


class Attribution(StrEnum):
    """How words spoken may be passed on."""

    ON_RECORD = "on record"
    NOT_FOR_ATTRIBUTION = "not for attribution"
    CHATHAM_HOUSE = "Chatham House"
    DO_NOT_RECORD = "do not record"


@dataclass(frozen=True, kw_only=True)
class Engagement(Item):
    """One act: a démarche, call, meeting, statement or draft, with its read-out."""

    date: dt.date
    act: str = ""
    who: str = ""
    with_whom: str = ""
    level: str = ""
    message: str = ""
    reaction: str = ""
    next_step: str = ""
    attribution: Attribution = Attribution.NOT_FOR_ATTRIBUTION
    ask: str = ""


class CommitmentState(StrEnum):
    """What became of a promise, in the judgement of someone named."""

    MADE = "made"
    PARTLY_KEPT = "partly kept"
    KEPT = "kept"
    LAPSED = "lapsed"
    BROKEN = "broken"
    DISPUTED = "disputed"


@dataclass(frozen=True, kw_only=True)
class CommitmentJudgement(Part):
    """Who judged a commitment, when, as what, and why."""

    state: CommitmentState
    on: dt.date
    who: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Observation(Part):
    """Something observed that speaks to a commitment: an indicator on a day, its value, where, and who counted.

    `place` and `source` are as the publisher writes them; an observation without a value says only that something was seen.
    `known_from` is the day of the source where it told of it later.
    """

    date: dt.date
    indicator: str
    value: float | None = None
    unit: str = ""
    place: str = ""
    source: str = ""
    known_from: dt.date | None = None

    def known_on(self, day: dt.date) -> bool:
        """Whether it could be known on `day`."""
        return max(self.date, self.known_from or self.date) <= day


@dataclass(frozen=True, kw_only=True)
class Commitment(Item):
    """What a party promised: who, what, where, until when, how verified; `other_half` is the id of what was given for it.

    `engagement` is where it was made, `constraints` are those that it would lift, `evidence` is what was observed since.
    """

    by: str
    what: str
    made_on: dt.date
    to: str = ""
    place: str = ""
    until: dt.date | None = None
    conditions: str = ""
    verification: str = ""
    other_half: str = ""
    engagement: str = ""
    constraints: tuple[str, ...] = ()
    evidence: tuple[Observation, ...] = field(default_factory=tuple)
    judgements: tuple[CommitmentJudgement, ...] = field(default_factory=tuple)

    def state_on(self, day: dt.date) -> CommitmentState:
        """The latest judgement on or before `day`; lapsed where the term is over and nobody judged; else made."""
        judged = self.judged_on(day)
        if judged is not None:
            return judged.state
        if self.until is not None and self.until < day:
            return CommitmentState.LAPSED
        return CommitmentState.MADE

    def judged_on(self, day: dt.date) -> CommitmentJudgement | None:
        """The latest judgement on or before `day`, of several on one day the last one written; none where nobody judged."""
        return max((j for j in self.judgements if j.on <= day), key=lambda j: j.on, default=None)


@dataclass(frozen=True, kw_only=True)
class Escalation(Item):
    """An issue passed from field to capital to forum, what must not be said, and what came back.

    `tried` is what was done below, `leverage` what only the level above has, `do_no_harm` what could hurt people if it went wrong.
    `follows` is the id of the escalation that this one carries further.
    """

    date: dt.date
    what: str = ""
    constraint: str = ""
    from_level: str = ""
    to_level: str = ""
    tried: str = ""
    leverage: str = ""
    asked: str = ""
    wanted_by: dt.date | None = None
    do_no_harm: str = ""
    must_not_say: str = ""
    came_back: str = ""
    came_back_on: dt.date | None = None
    follows: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome(Item):
    """What was observed: who changed what, when; our contribution and that of others; who can substantiate it."""

    date: dt.date
    what: str
    who_changed: str = ""
    our_contribution: str = ""
    others_contribution: str = ""
    substantiator: str = ""
    significance: str = ""
    commitment: str = ""
    constraint: str = ""


@dataclass(frozen=True, kw_only=True)
class Lesson(Item):
    """What the line teaches, in one sentence, with the case it became."""

    what: str
    date: dt.date | None = None
    case: str = ""
    outcome: str = ""
