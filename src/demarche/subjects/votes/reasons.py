"""Why a member is expected to vote as it is, in words with the votes that they rest on, so that a reader can check each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from demarche.model.evidence import spell_date
from demarche.subjects.votes.roll_calls import Choice, RollCall
from demarche.subjects.votes.vote_table import Draft

MOST_REASONS = 3
SMALLEST_PUSH = 0.1
"""Log odds below which a reason is not worth a reader's time."""

FEW = 2
"""With fewer cases than this the wider record is told."""

YEARS_TOLD = 10
"""Years of votes that the words count; the fit remembers longer, with less weight."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the words, how far it moves the log odds of a yes from an average vote, and the symbols it rests on."""

    words: str
    push: float
    symbols: tuple[str, ...] = ()

    @property
    def towards_yes(self) -> bool:
        """Whether it speaks for a yes."""
        return self.push > 0


_RECORD = ("member_topic", "member_topic_bloc", "last_vote")
_CONTEXT = ("draft_topic_bloc", "group_topic", "group_topic_bloc", "last_draft", "last_failed")
_SPONSORS = (
    *("member_bloc", "usa", "china", "russia", "western_on_russian", "partner_on_russian", "elected_on_russian"),
    *("russia_on_other", "china_on_other", "usa_on_elected"),
)
_RIVAL = ("rival", "russia_with_rival", "china_with_rival", "western_with_rival")


@dataclass(frozen=True, slots=True)
class Past:
    """The votes before a draft that its reasons count, in order of their days: on its topic, by sponsors like its own, and both."""

    on_topic: tuple[RollCall, ...]
    of_bloc: tuple[RollCall, ...]
    on_topic_of_bloc: tuple[RollCall, ...]

    @classmethod
    def of(cls, draft: Draft, past: Iterable[RollCall]) -> Past:
        """Choose them from earlier votes."""
        recent = [c for c in past if c.date.year >= draft.date.year - YEARS_TOLD]
        on_topic = tuple(c for c in recent if c.topic == draft.topic)
        of_bloc = tuple(c for c in recent if c.bloc is draft.bloc)
        return cls(on_topic, of_bloc, tuple(c for c in of_bloc if c.topic == draft.topic))


def reasons_for(member: str, draft: Draft, past: Past, dissent_pushes: Mapping[str, float], distance: float) -> tuple[Reason, ...]:
    """The reasons that weigh most. `dissent_pushes` are the contributions of the features to the log odds of a vote other than yes."""

    def push(*names: str) -> float:
        return -sum(dissent_pushes.get(n, 0.0) for n in names)

    candidates = [
        _record(member, draft, past, push(*_RECORD)),
        _context(draft, past.on_topic, push(*_CONTEXT)),
        Reason(_closeness(distance, push("distance")), push("distance")) if not math.isnan(distance) else None,
        Reason("it sponsors the draft", push("sponsor")) if member in (draft.sponsors or ()) else None,
        Reason("a rival draft on the topic is put the same day", push(*_RIVAL)) if draft.rival else None,
        Reason(_kind(draft), push("mandate", "sanctions")),
        _sponsors(member, draft, past, push(*_SPONSORS)),
    ]
    weighty = [r for r in candidates if r is not None and r.words and abs(r.push) >= SMALLEST_PUSH]
    return tuple(sorted(weighty, key=lambda r: -abs(r.push))[:MOST_REASONS])


def withheld(member: str, calls: Iterable[RollCall]) -> tuple[list[RollCall], int]:
    """The votes on which a member withheld its yes, and on how many it voted."""
    cast = [c for c in calls if c.ballots.get(member) in {Choice.YES, Choice.NO, Choice.ABSTAIN}]
    return [c for c in cast if c.ballots[member] is not Choice.YES], len(cast)


def _record(member: str, draft: Draft, past: Past, push: float) -> Reason | None:
    choices = [(past.on_topic, f"on {draft.topic}")]
    if draft.bloc:
        choices.insert(0, (past.on_topic_of_bloc, f"on {draft.topic} sponsored by {draft.bloc}"))
    return _told(member, choices, push)


def _sponsors(member: str, draft: Draft, past: Past, push: float) -> Reason | None:
    if draft.bloc is None:
        return None
    return _told(member, [(past.of_bloc, f"sponsored by {draft.bloc}, on any topic")], push)


def _told(member: str, choices: Sequence[tuple[Sequence[RollCall], str]], push: float) -> Reason | None:
    """The narrowest record that has cases and says the same as the push; a clean record never explains a doubt."""
    for calls, where in choices:
        against, n = withheld(member, calls)
        if n >= FEW and (against or push > 0):
            return Reason(_spell_record(member, against, n, where), push, tuple(c.id for c in against[-3:]))
    return None


def _spell_record(member: str, against: list[RollCall], n: int, where: str) -> str:
    if not against:
        return f"voted yes on all {n} drafts {where} in {YEARS_TOLD} years"
    kinds = {c.ballots[member] for c in against}
    verb = "voted no" if kinds == {Choice.NO} else "abstained" if kinds == {Choice.ABSTAIN} else "voted no or abstained"
    last = against[-1]
    return f"{verb} on {len(against)} of {n} drafts {where} in {YEARS_TOLD} years, last on {last.id} ({spell_date(last.date)})"


def _context(draft: Draft, on_topic: Sequence[RollCall], push: float) -> Reason | None:
    if not on_topic:
        return Reason(f"no draft on {draft.topic} was voted on in {YEARS_TOLD} years", push)
    last = on_topic[-1]
    contested = sum(bool(c.not_in_favour) for c in on_topic[-5:])
    of = min(5, len(on_topic))
    ended = "was adopted" if last.adopted else "was vetoed" if last.vetoed_by else "fell short of nine votes"
    told = f"{last.id}, {ended} {last.tally}".rstrip()
    words = f"of the last {of} drafts on {draft.topic}, {contested} met votes other than yes; the last, {told}"
    return Reason(words if of > 1 else f"the last draft on {draft.topic}, {told}", push, (last.id,))


def _closeness(distance: float, push: float) -> str:
    side = "near" if push > 0 else "far from"
    return f"its votes in the Assembly are {side} those of the sponsors (distance {distance:.1f} on the line of ideal points)"


def _kind(draft: Draft) -> str:
    return {
        "mandate": "the draft prolongs the mandate of a mission",
        "sanctions": "the draft concerns sanctions",
        "other": "the draft neither prolongs a mandate nor concerns sanctions",
    }[draft.kind]
