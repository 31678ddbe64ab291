"""Nine votes and no veto: where a draft stands, whose vote decides, and what changes if one member moves.

An expectation (`expectation`), never a fact. Voting power by the rule alone stands beside it as an a-priori reference: it gives every
permanent member the same number and says nothing of how anyone will vote.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from demarche.subjects.votes.expectation import FateExpectation, Fitted, MemberExpectation, VoteExpectation, learn, spell_out
from demarche.subjects.votes.power import SINCE_1966, Power, council_power
from demarche.subjects.votes.roll_calls import PERMANENT, VOTES_NEEDED, Choice, RollCall
from demarche.subjects.votes.vote_table import Draft, GroupOf, Positions

LIKELY, UNLIKELY = 0.9, 0.1
NEAR_YEARS = 4.0
LABEL = (
    "An expectation from past votes, not a fact; the draft's words, the capital's instructions and the day's bargain are not in it."
)


@dataclass(frozen=True, slots=True)
class MemberMove:
    """What the chances become if one member is sure to vote yes, or sure not to.

    `nine_if_yes` and `nine_if_not` are chances of nine votes in favour; where a permanent member votes no, the draft fails by rule.
    """

    member: str
    nine_if_yes: float
    nine_if_not: float
    veto_if_yes: float


@dataclass(frozen=True, slots=True)
class NearDraft:
    """A past draft like this one, and how each of the members now seated voted on it."""

    roll_call: RollCall
    likeness: float


@dataclass(frozen=True, slots=True)
class Coalition:
    """Where a draft stands.

    `likely_yes` counts members more likely than not to vote yes; `margin` is that less nine. `pivotal` names the members whose
    moves would cross nine soonest: the least sure of the likely yes where nine stand, else the nearest of the others.
    `doubtful_permanent` are permanent members more likely than not to withhold a yes.
    """

    label: str
    expectation: VoteExpectation
    nine_votes: FateExpectation
    veto: FateExpectation
    likely_yes: int
    margin: int
    pivotal: tuple[str, ...]
    doubtful_permanent: tuple[str, ...]
    moves: tuple[MemberMove, ...]
    nearest: tuple[NearDraft, ...]
    permanent_power: Power
    elected_power: Power


def coalition(calls: Sequence[RollCall], draft: Draft, group_of: GroupOf, positions: Positions | None) -> Coalition:
    """Where a draft stands, from the votes before its day. Raises `UseError` like `learn`."""
    fitted = learn(calls, draft, group_of, positions)
    expectation = spell_out(fitted, calls, draft)
    short = expectation.fates["short_of_nine"]
    likely = [m for m in expectation.members if m.yes >= 0.5]
    permanent, elected = council_power(SINCE_1966)
    return Coalition(
        label=LABEL,
        expectation=expectation,
        nine_votes=FateExpectation(1 - short.chance, 1 - short.high, 1 - short.low),
        veto=expectation.fates["vetoed"],
        likely_yes=len(likely),
        margin=len(likely) - VOTES_NEEDED,
        pivotal=_pivotal(expectation.members),
        doubtful_permanent=tuple(m.member for m in expectation.members if m.member in PERMANENT and m.yes < 0.5),
        moves=_moves(fitted),
        nearest=nearest(calls, draft),
        permanent_power=permanent,
        elected_power=elected,
    )


def _pivotal(members: Sequence[MemberExpectation]) -> tuple[str, ...]:
    likely = sorted((m for m in members if m.yes >= 0.5), key=lambda m: m.yes)
    others = sorted((m for m in members if m.yes < 0.5), key=lambda m: -m.yes)
    margin = len(likely) - VOTES_NEEDED
    chosen = likely[: margin + 1] if margin >= 0 else others[:-margin]
    return tuple(m.member for m in chosen)


def _moves(fitted: Fitted) -> tuple[MemberMove, ...]:
    """The chances with one member's expectation replaced, from the same regression of the draft's fate."""
    rows = np.flatnonzero(fitted.table.of_draft == len(fitted.table.day) - 1)
    found = []
    for place, row in enumerate(rows):
        sure, lost = fitted.expected[rows].copy(), fitted.expected[rows].copy()
        sure[place], lost[place] = 0.0, 1.0
        found.append(
            MemberMove(
                fitted.table.members[fitted.table.member[row]],
                1 - fitted.fate("short_of_nine", sure).chance,
                1 - fitted.fate("short_of_nine", lost).chance,
                fitted.fate("vetoed", sure).chance,
            )
        )
    return tuple(found)


def nearest(calls: Sequence[RollCall], draft: Draft, n: int = 5) -> tuple[NearDraft, ...]:
    """The past drafts most like this one: same topic above all, then same kind of sponsors, shared sponsors, same kind of act, recent."""
    found = []
    for call in calls:
        if call.date >= draft.date or call.amendment or not call.voted or call.topic != draft.topic:
            continue
        ours, theirs = set(draft.sponsors or ()), set(call.sponsors or ())
        shared = len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0
        like = 1.0 + (call.bloc is draft.bloc) + shared + 0.5 * (call.kind is draft.kind)
        found.append(NearDraft(call, like * 0.5 ** (_years(call.date, draft.date) / NEAR_YEARS)))
    return tuple(sorted(found, key=lambda f: (-f.likeness, -f.roll_call.date.toordinal(), f.roll_call.id))[:n])


def _years(earlier: dt.date, later: dt.date) -> float:
    return (later - earlier).days / 365.25


def band(chance: float) -> str:
    """A chance in words, always beside its number: likely, unlikely or open."""
    return "likely" if chance >= LIKELY else "unlikely" if chance <= UNLIKELY else "open"


def votes_of(call: RollCall, members: Sequence[str]) -> dict[str, Choice | None]:
    """How each of some members voted; `None` where it had no seat."""
    return {m: call.ballots.get(m) for m in members}
