"""What the weighted mean, its plain rivals and its band earned on resolved questions, as `demarche check lens` recomputes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from demarche.subjects.bargaining.band import half_width
from demarche.subjects.bargaining.compromise import compromise, plain_mean, plain_median, spread
from demarche.subjects.bargaining.exchange import exchange_round
from demarche.subjects.bargaining.issue import Issue

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question with what was decided, and the proposal that it belonged to (questions of one proposal could be traded)."""

    issue: Issue
    outcome: float
    proposal: str


@dataclass(frozen=True, slots=True)
class ForecastScore:
    """The mean absolute error of one way to forecast, in per cent of the scale; `low` and `high` bound it in 95 % of resamples.

    Resampling is by proposal, since questions of one proposal share their actors.
    """

    name: str
    error: float
    low: float
    high: float
    questions: int


@dataclass(frozen=True, slots=True)
class BandScore:
    """The share of resolved questions that a band held, its mean width in per cent of the scale, over how many questions."""

    name: str
    held: float
    width: float
    questions: int


def forecast_scores(resolved: Sequence[Resolved], seed: int = 1) -> tuple[ForecastScore, ...]:
    """Every way to forecast, the product's own first."""
    ways: Mapping[str, Callable[[Issue], float]] = {
        "weighted mean": compromise,
        "plain mean": plain_mean,
        "middle of the scale": lambda issue: (issue.low + issue.high) / 2,
        "median": plain_median,
    }
    found = [_score(name, [_per_cent(r, way(r.issue)) for r in resolved], resolved, seed) for name, way in ways.items()]
    return (*found, _score("weighted mean after a round of trades", _traded(resolved), resolved, seed))


def _per_cent(resolved: Resolved, forecast: float) -> float:
    return 100.0 * abs(forecast - resolved.outcome) / resolved.issue.span


def _traded(resolved: Sequence[Resolved]) -> list[float]:
    errors: dict[str, float] = {}
    for _, group in groupby(sorted(resolved, key=lambda r: r.proposal), key=lambda r: r.proposal):
        together = list(group)
        after = exchange_round([r.issue for r in together]).after
        errors |= {r.issue.id: _per_cent(r, after[r.issue.id]) for r in together}
    return [errors[r.issue.id] for r in resolved]


def _score(name: str, errors: list[float], resolved: Sequence[Resolved], seed: int) -> ForecastScore:
    import numpy as np

    proposals = sorted({r.proposal for r in resolved})
    place = {proposal: n for n, proposal in enumerate(proposals)}
    of = np.array([place[r.proposal] for r in resolved])
    summed, count = np.bincount(of, weights=errors), np.bincount(of)
    drawn = np.random.default_rng(seed).integers(0, len(proposals), (RESAMPLES, len(proposals)))
    means = summed[drawn].sum(axis=1) / count[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return ForecastScore(name, float(np.mean(errors)), float(low), float(high), len(errors))


def band_scores(resolved: Sequence[Resolved]) -> tuple[BandScore, ...]:
    """The band overall and by thirds of the spread of positions; beside it a band of one width that holds four of five."""
    import numpy as np

    error = np.array([_per_cent(r, compromise(r.issue)) for r in resolved])
    half = np.array([100.0 * half_width(r.issue) / r.issue.span for r in resolved])
    centre = np.array([100.0 * (compromise(r.issue) - r.issue.low) / r.issue.span for r in resolved])
    apart = np.array([100.0 * spread(r.issue) / r.issue.span for r in resolved])
    one_width = np.full(error.size, np.quantile(error, 0.8))
    first, second = np.quantile(apart, [1 / 3, 2 / 3])
    thirds = {
        "": np.ones(error.size, dtype=bool),
        ", actors near one another": apart <= first,
        ", actors apart": (apart > first) & (apart <= second),
        ", actors far apart": apart > second,
    }
    found = []
    for name, width in (("band", half), ("one width for all", one_width)):
        cut = np.minimum(100.0, centre + width) - np.maximum(0.0, centre - width)
        for label, rows in thirds.items():
            found.append(
                BandScore(f"{name}{label}", float((error <= width)[rows].mean()), float(cut[rows].mean()), int(rows.sum()))
            )
    return tuple(found)
