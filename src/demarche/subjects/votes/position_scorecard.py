"""What the ideal points earned on votes held out of the fit, and whether the intervals of their moves hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.votes.ideal_point_intervals import WIDTH, IdealPointIntervals, spread_about
from demarche.subjects.votes.ideal_points import RollCallMatrix, Settings, ideal_points
from demarche.subjects.votes.measures import RangedScore, brier, log_loss

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SOURCE = "General Assembly recorded votes on adopted resolutions"


def held_out_scores(
    votes: RollCallMatrix, *, share: float = 0.1, seed: int = 1, settings: Settings | None = None
) -> list[RangedScore]:
    """Hide a share of the votes, fit on the rest, and tell the hidden yes and no votes; the baseline is the rest of the same roll call.

    This fills gaps in roll calls whose other votes are known; it does not foretell an unseen draft.
    """
    generator = np.random.default_rng(seed)
    hidden = (votes.cast > 0) & (generator.random(votes.cast.shape) < share)
    kept = votes.cast * ~hidden
    found = ideal_points(RollCallMatrix(votes.states, votes.year, votes.choice, kept), settings=settings)
    asked = hidden & (votes.choice != 0.5) & found.kept[None, :]
    i, j = np.nonzero(asked)
    column = np.cumsum(found.kept) - 1
    place = np.searchsorted(np.array(found.years), votes.year[j])
    x = found.position[i, place]
    known = ~np.isnan(x)
    i, j, x = i[known], j[known], x[known]
    chance = 1 / (1 + np.exp(-(found.intercept[column[j]] + found.slope[column[j]] * x)))
    decided = kept * (votes.choice != 0.5)
    yes = (decided * votes.choice).sum(0)
    plain = ((yes + 0.5) / (decided.sum(0) + 1))[j]
    outcome = votes.choice[i, j].astype(np.float64)
    n = len(outcome)
    return [
        RangedScore(
            "held-out votes of yes or no, log-loss",
            log_loss(outcome, chance),
            "nats",
            n,
            log_loss(outcome, plain),
            "share of yes in the roll call",
            SOURCE,
        ),
        RangedScore(
            "held-out votes of yes or no, Brier score",
            brier(outcome, chance),
            "squared probability",
            n,
            brier(outcome, plain),
            "share of yes in the roll call",
            SOURCE,
        ),
        RangedScore(
            "held-out votes of yes or no told right",
            float(((chance >= 0.5) == (outcome > 0)).mean()),
            "share",
            n,
            float(((plain >= 0.5) == (outcome > 0)).mean()),
            "share of yes in the roll call",
            SOURCE,
        ),
    ]


def interval_scores(
    votes: RollCallMatrix, intervals: IdealPointIntervals, *, seed: int = 9, settings: Settings | None = None
) -> list[RangedScore]:
    """Whether the intervals of year-to-year moves hold: fits on two random halves of the roll calls differ as much as they say."""
    generator = np.random.default_rng(seed)
    half = generator.random(len(votes.year)) < 0.5
    parts = [
        ideal_points(RollCallMatrix(votes.states, votes.year[h], votes.choice[:, h], votes.cast[:, h]), settings=settings).position
        for h in (half, ~half)
    ]
    if any(p.shape != intervals.points.position.shape for p in parts):
        return []
    apart = (np.diff(parts[0], axis=1) - np.diff(parts[1], axis=1)) / 2
    spread = WIDTH * spread_about(np.diff(intervals.refits, axis=2), np.diff(intervals.points.position, axis=1))
    known = ~np.isnan(apart) & ~np.isnan(spread)
    covered = float((np.abs(apart) <= spread)[known].mean())
    return [
        RangedScore(
            "year-to-year moves inside their 90 % interval, two halves of the votes",
            covered,
            "share",
            int(known.sum()),
            0.9,
            "what it should be",
            SOURCE,
        )
    ]
