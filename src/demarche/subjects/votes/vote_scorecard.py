"""What the vote expectations earned on later votes than they had seen, each figure beside a plain baseline.

Refitted each year on earlier years only; rates are updated as the year goes on, from earlier days only. Accuracy is no headline here:
whoever always says yes is right nine times in ten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.votes.decayed_rates import counts_before, rate
from demarche.subjects.votes.expectation import FATES, REMEMBERED_SINCE, fit, outcomes
from demarche.subjects.votes.measures import (
    RangedScore,
    auc,
    average_precision,
    bootstrap_interval,
    brier,
    calibration_error,
    log_loss,
)
from demarche.subjects.votes.roll_calls import PERMANENT, RollCall, SponsorBloc
from demarche.subjects.votes.vote_features import MEMBER_FEATURES, draft_features
from demarche.subjects.votes.vote_table import BLOCS, GroupOf, Positions, usable, vote_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

COUNCIL_SOURCE = "Security Council votes 1994 to the last year, drafts not adopted included, amendments left out"


@dataclass(frozen=True, slots=True)
class _Votes:
    """Votes of the test years with what was expected of them."""

    dissent: Floats
    expected: Floats
    member_topic: Floats
    base: Floats
    member: NDArray[np.str_]
    russian: NDArray[np.bool_]
    year: NDArray[np.int64]


def vote_scorecard(
    calls: Sequence[RollCall], group_of: GroupOf, positions_before: Callable[[int], Positions | None], first: int, last: int
) -> list[RangedScore]:
    """Member votes and fates of drafts, refitted each year from `first` to `last`.

    `positions_before(year)` gives positions fitted on votes of earlier years only. Raises `UseError` where too few votes are known.
    """
    history = [c for c in usable(calls) if REMEMBERED_SINCE <= c.date.year <= last]
    votes: list[_Votes] = []
    fates: dict[str, list[tuple[Floats, Floats, Floats]]] = {name: [] for name in FATES}
    for year in range(first, last + 1):
        past = [c for c in history if c.date.year <= year]
        if not any(c.date.year == year for c in past):
            continue
        table = vote_table(past, [], group_of, positions_before(year))
        fitted = fit(table, dt.date(year, 1, 1))
        row = table.years[table.of_draft] == year
        names = np.array(table.members)
        own = fitted.features[:, list(MEMBER_FEATURES).index("member_topic")]
        earlier = table.dissent[table.years[table.of_draft] < year]
        votes.append(
            _Votes(
                table.dissent[row],
                fitted.expected[row],
                1 / (1 + np.exp(-own[row])),
                np.full(int(row.sum()), earlier.mean()),
                names[table.member[row]],
                table.bloc[table.of_draft][row] == BLOCS.index(SponsorBloc.RUSSIA_CHINA),
                table.years[table.of_draft][row],
            )
        )
        drafts = table.years == year
        for name, ended in outcomes(table).items():
            chance = fitted.fates[name].probability(draft_features(table, ended, fitted.expected))
            plain = rate(counts_before(np.zeros_like(table.topic), table.day, ended, table.known, 8 * 365.25), 0.1, 10)
            fates[name].append((ended[drafts], chance[drafts], plain[drafts]))
    return [*_member_scores(votes), *_fate_scores(fates)]


def _member_scores(parts: list[_Votes]) -> list[RangedScore]:
    y, p, own, base = (np.concatenate([getattr(v, f) for v in parts]) for f in ("dissent", "expected", "member_topic", "base"))
    member, russian = np.concatenate([v.member for v in parts]), np.concatenate([v.russian for v in parts])
    rows = [
        _loss("member votes, log-loss", y, p, own, "own rate of member and topic"),
        _loss("member votes, log-loss, beside always yes", y, p, np.full(len(y), 0.001), "always yes at 0.999"),
        _loss("member votes, log-loss, beside the base rate", y, p, base, "rate of all earlier votes"),
        RangedScore(
            "member votes, calibration error",
            calibration_error(y, p),
            "probability",
            len(y),
            calibration_error(y, own),
            "own rate of member and topic",
            COUNCIL_SOURCE,
        ),
        RangedScore(
            "votes other than yes, average precision",
            average_precision(y, p),
            "share",
            len(y),
            average_precision(y, own),
            "own rate of member and topic",
            COUNCIL_SOURCE,
        ),
        RangedScore(
            "votes other than yes found at a chance below one half",
            float((p > 0.5)[y > 0].mean()),
            "share",
            int(y.sum()),
            0.0,
            "always yes",
            COUNCIL_SOURCE,
        ),
    ]
    rest = "member votes, log-loss, drafts not sponsored by Russia or China"
    rows.append(_loss(rest, y[~russian], p[~russian], own[~russian], "own rate of member and topic"))
    elected = ~np.isin(member, sorted(PERMANENT))
    rows.append(_loss("elected members, log-loss", y[elected], p[elected], own[elected], "own rate of member and topic"))
    for who in ("CHN", "RUS", "USA"):
        chosen = member == who
        rows.append(_loss(f"{who}, log-loss", y[chosen], p[chosen], own[chosen], "own rate of member and topic"))
    return rows


def _loss(name: str, y: Floats, p: Floats, baseline: Floats, baseline_name: str) -> RangedScore:
    return RangedScore(name, log_loss(y, p), "nats", len(y), log_loss(y, baseline), baseline_name, COUNCIL_SOURCE)


_FATE_NAMES = {
    "not_adopted": "draft not adopted",
    "vetoed": "draft vetoed",
    "short_of_nine": "fewer than nine votes",
    "any_dissent": "any vote other than yes",
}


def _fate_scores(fates: Mapping[str, list[tuple[Floats, Floats, Floats]]]) -> list[RangedScore]:
    rows = []
    for name, parts in fates.items():
        y, p, plain = (np.concatenate([part[k] for part in parts]) for k in range(3))
        spoken = _FATE_NAMES[name]
        n, positive = len(y), float(y.mean())
        low, high = bootstrap_interval(average_precision, y, p)
        rows += [
            RangedScore(
                f"{spoken}, Brier score",
                brier(y, p),
                "squared probability",
                n,
                brier(y, plain),
                "rate of earlier drafts",
                COUNCIL_SOURCE,
            ),
            RangedScore(
                f"{spoken}, average precision",
                average_precision(y, p),
                "share",
                n,
                positive,
                "share of such drafts",
                COUNCIL_SOURCE,
                low,
                high,
            ),
            RangedScore(f"{spoken}, area under the curve", auc(y, p), "chance", n, 0.5, "any order", COUNCIL_SOURCE),
        ]
    return rows
