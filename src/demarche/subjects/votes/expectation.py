"""How members may vote on a draft and what may become of it: expectations with the score that the method earned, never facts.

Two small logistic regressions, refitted on everything before the day asked about. The first gives each member's chance of voting yes
from its record (`vote_features`). The second gives the fate of the draft directly, from how drafts of the kind ended and from the
members' expectations taken together; multiplying the members' chances as if they voted independently was measured to be worse
than the base rate, since members move together.

Scores on 413 drafts (6,194 votes) of 2018 to 2024, refitted each year on earlier years, drafts not adopted included: log-loss 0.155 (own
rate of member and topic 0.246, rate of all votes 0.334, always yes 0.578), calibration error 0.008. Not adopted: Brier score 0.044
(rate of earlier drafts 0.104). Vetoed: average precision 0.59, with a 90 % interval of 0.44 to 0.74 on 26 cases. Any vote other than
yes: area under the curve 0.84. The Russian Federation (0.45) and China (0.38) stay the hardest to tell, and fewer than half of the
votes other than yes had been given a chance of yes below one half. `vote_scorecard` measures all of it again.

Sources: the features follow the literature on Council voting only loosely; logistic regression after Hoerl and Kennard 1970 and
Liang and Zeger 1986 (`logistic`); positions after Bailey, Strezhnev and Voeten 2017 (`ideal_points`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demarche.model.evidence import UseError
from demarche.subjects.votes.logistic import Logistic, fit_logistic
from demarche.subjects.votes.reasons import Past, Reason, reasons_for
from demarche.subjects.votes.roll_calls import VOTES_NEEDED, RollCall
from demarche.subjects.votes.vote_features import DRAFT_FEATURES, MEMBER_FEATURES, changed_members, draft_features, member_features
from demarche.subjects.votes.vote_table import Draft, GroupOf, Positions, VoteTable, usable, vote_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FIRST_YEAR, FIRST_DRAFT_YEAR = 2000, 2003
"""Votes since then are learned from; those since 1994 are remembered."""

REMEMBERED_SINCE = 1994
MEMBER_RIDGE, DRAFT_RIDGE = 60.0, 10.0
MEMBER_HALF_LIFE, DRAFT_HALF_LIFE = 6.0, 8.0
"""Years after which a vote counts half in the fit."""

EARNED = (
    "Measured on 413 drafts (6,194 votes) of 2018 to 2024, each year from earlier years only: log-loss 0.155 (own rate of member and topic"
    " 0.246, always yes 0.578); veto: average precision 0.59 (interval 0.44 to 0.74, 26 cases); not adopted: Brier score 0.044 (base rate"
    " 0.104). More than half of the votes other than yes came where yes had been thought likelier."
)
"""The score that goes with every expectation; `demarche check votes` measures it again."""

FEWEST_DRAFTS = 100
FATES = ("not_adopted", "vetoed", "short_of_nine", "any_dissent")


@dataclass(frozen=True, slots=True)
class MemberExpectation:
    """A member's chance of voting yes, with the 80 % interval of the fit, and why, largest reason first."""

    member: str
    yes: float
    low: float
    high: float
    sponsor: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class FateExpectation:
    """The chance that a draft ends in one way, with the 80 % interval of the fit."""

    chance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class VoteExpectation:
    """What may be expected of a vote: each member, and the fates by name (`FATES`); `learned_from` drafts."""

    draft: Draft
    members: tuple[MemberExpectation, ...]
    fates: dict[str, FateExpectation]
    learned_from: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """The fitted regressions with the table that they were fitted on; drafts to come are its last rows."""

    table: VoteTable
    member: Logistic
    fates: dict[str, Logistic]
    features: Floats
    expected: Floats
    last: dict[str, Floats]

    def fate(self, name: str, expected: Floats | None = None) -> FateExpectation:
        """The chance of one fate of the draft that is the table's last row; with other expectations of its members where given."""
        row = self.last[name]
        if expected is not None:
            row = changed_members(row, self.table, expected)
        chance = self.fates[name].probability(row)
        low, high = self.fates[name].interval(row)
        return FateExpectation(float(chance[0]), float(low[0]), float(high[0]))


def outcomes(table: VoteTable) -> dict[str, Floats]:
    """How each draft ended, 1 or 0, by the names of `FATES`; 0 for drafts to come."""
    in_favour = np.bincount(table.of_draft, 1 - table.dissent, len(table.day))
    return {
        "not_adopted": table.failed,
        "vetoed": table.vetoed,
        "short_of_nine": (in_favour < VOTES_NEEDED) * table.known,
        "any_dissent": (table.dissenting > 0).astype(np.float64),
    }


def fit(table: VoteTable, before: dt.date) -> Fitted:
    """Fit both regressions on the votes of the table before a day.

    Raises `UseError` where there are too few votes to learn from.
    """
    year, past = before.year, table.day < before.toordinal()
    years = table.years[table.of_draft]
    features = member_features(table)
    chosen = (years >= FIRST_YEAR) & past[table.of_draft] & (table.ballot_known > 0)
    drafts = (table.years >= FIRST_DRAFT_YEAR) & past & (table.known > 0)
    if drafts.sum() < FEWEST_DRAFTS:
        raise UseError(
            f"Only {int(drafts.sum())} drafts before this day are known; too few to learn from.",
            next_step=f"Ask about a day on which at least {FEWEST_DRAFTS} drafts since {FIRST_DRAFT_YEAR} were known.",
        )
    member = fit_logistic(
        tuple(MEMBER_FEATURES),
        features[chosen],
        table.dissent[chosen],
        ridge=MEMBER_RIDGE,
        weight=0.5 ** ((year - years[chosen]) / MEMBER_HALF_LIFE),
        cluster=table.of_draft[chosen],
    )
    expected = member.probability(features)
    fates, last = {}, {}
    for name, ended in outcomes(table).items():
        of_draft = draft_features(table, ended, expected)
        last[name] = of_draft[-1:]
        fates[name] = fit_logistic(
            tuple(DRAFT_FEATURES),
            of_draft[drafts],
            ended[drafts],
            ridge=DRAFT_RIDGE,
            weight=0.5 ** ((year - table.years[drafts]) / DRAFT_HALF_LIFE),
        )
    return Fitted(table, member, fates, features, expected, last)


def learn(calls: Sequence[RollCall], draft: Draft, group_of: GroupOf, positions: Positions | None) -> Fitted:
    """Fit on the votes before the day of a draft, which becomes the last row of the table.

    Raises `UseError` where there are too few votes to learn from, or the draft names no member.
    """
    if not draft.members:
        raise UseError("The draft names no member of the Council.", next_step="Give the members who vote on it.")
    past = [c for c in usable(calls) if c.date < draft.date and c.date.year >= REMEMBERED_SINCE]
    return fit(vote_table(past, [draft], group_of, positions), draft.date)


def expect(calls: Sequence[RollCall], draft: Draft, group_of: GroupOf, positions: Positions | None) -> VoteExpectation:
    """What may be expected of the vote on a draft, from the votes before its day. Raises like `learn`."""
    return spell_out(learn(calls, draft, group_of, positions), calls, draft)


def spell_out(fitted: Fitted, calls: Sequence[RollCall], draft: Draft) -> VoteExpectation:
    """The expectation of a draft that is the last row of a fitted table, with its reasons in words."""
    rows = np.flatnonzero(fitted.table.of_draft == len(fitted.table.day) - 1)
    dissent_low, dissent_high = fitted.member.interval(fitted.features[rows])
    moved = fitted.member.contributions(fitted.features[rows])
    past = Past.of(draft, (c for c in usable(calls) if c.date < draft.date))
    found = []
    for i, row in enumerate(rows):
        member = fitted.table.members[fitted.table.member[row]]
        pushes = dict(zip(fitted.member.names, moved[i].tolist(), strict=True))
        found.append(
            MemberExpectation(
                member=member,
                yes=float(1 - fitted.expected[row]),
                low=float(1 - dissent_high[i]),
                high=float(1 - dissent_low[i]),
                sponsor=bool(fitted.table.is_sponsor[row]),
                reasons=reasons_for(member, draft, past, pushes, float(fitted.table.distance[row])),
            )
        )
    fates = {name: fitted.fate(name) for name in FATES}
    return VoteExpectation(draft, tuple(found), fates, int(fitted.table.known.sum()))
