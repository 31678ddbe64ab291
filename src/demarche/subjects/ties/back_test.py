"""What the order of likely third parties has earned: process by process and year by year, with what was known before.

For every year the regressions are fitted on earlier years alone; each process of the year is asked about on the day of its first
agreement of that year. A hit is at least one true State among the first five or ten. States that were third party there before and
those that are new are reported apart, because memory answers the first question and says nothing to the second. Beside each figure
stand plain orders: who was there before, distance, a land border, shared organisations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.subjects.ties.third_party import FEATURES, FEATURES_OF_NEW, Event, Question, Record, ThirdPartyModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

FIRST_YEAR = 2000
FIRST = (5, 10)
RESAMPLES = 2_000

_PLAIN: dict[str, Callable[[Array], Array]] = {
    "who was there before": lambda f: f[:, FEATURES.index("times here")],
    "who was there before, in the region": lambda f: f[:, FEATURES.index("in this region")],
    "distance": lambda f: -f[:, FEATURES.index("distance")],
    "land border": lambda f: f[:, FEATURES.index("land border")],
    "shared organisations": lambda f: f[:, FEATURES.index("shared organisations")],
}


@dataclass(frozen=True, slots=True)
class Earned:
    """How one order did on one question: hits among the first five and ten, area under the curve, and over how many cases.

    `low` and `high` bound the share of hits among ten (95 % of resamples by process).
    """

    question: str
    order: str
    first_five: float
    first_ten: float
    low: float
    high: float
    area: float
    cases: int
    processes: int


@dataclass(frozen=True, slots=True)
class _Case:
    process: str
    features: Array
    keep: Array
    truth: Array
    scores: dict[str, Array]


def occasions_of(agreements: Iterable[Event], since: int = FIRST_YEAR) -> tuple[Event, ...]:
    """One event for each process and year with all its third parties, on the day of its first agreement of that year."""
    grouped: dict[tuple[str, int], list[Event]] = {}
    for event in sorted(agreements, key=lambda event: event.date):
        if event.date.year >= since and event.third_parties and event.countries:
            grouped.setdefault((event.process, event.date.year), []).append(event)
    found = []
    for (process, _), events in grouped.items():
        countries = tuple(sorted({country for event in events for country in event.countries}))
        parties = frozenset().union(*(event.third_parties for event in events)) - set(countries)
        if parties:
            found.append(Event(events[0].date, countries, parties, process, events[0].region))
    return tuple(found)


def back_test(
    record: Record,
    agreements: Sequence[Event],
    *,
    since: int = FIRST_YEAR,
    beside: Mapping[str, Callable[[Question], Array]] | None = None,
    seed: int = 1,
) -> tuple[Earned, ...]:
    """Both questions by the regressions and by each plain order, over process-years from `since` on.

    `agreements` are those whose third parties are to be foreseen and learnt from; the record may know more. `beside` adds plain
    orders by name: a score for each of the record's States, the higher the earlier.
    """
    cases = list(_cases(record, agreements, since, beside or {}))
    earned = []
    for question in ("overall", "new"):
        for order in ("regression", *_PLAIN, *(beside or {})):
            found = [_outcome(case, question, order) for case in cases]
            kept = [(case.process, one) for case, one in zip(cases, found, strict=True) if one is not None]
            if kept:
                earned.append(_earned(question, order, kept, seed))
    return tuple(earned)


def _cases(
    record: Record, agreements: Sequence[Event], since: int, beside: Mapping[str, Callable[[Question], Array]]
) -> Iterable[_Case]:
    import numpy as np

    occasions = occasions_of(agreements, since)
    width = len(FEATURES_OF_NEW)
    states = record.surroundings.states
    for year in sorted({event.date.year for event in occasions}):
        model = ThirdPartyModel.of(record, dt.date(year, 1, 1), agreements)
        for event in occasions:
            if event.date.year != year:
                continue
            question = Question(event.date, event.countries, event.process, event.region)
            features, keep = record.features(question), record.candidates(question)
            truth = np.array([state in event.third_parties for state in states]) & keep
            if truth.any():
                scores = {"overall": model.overall.log_odds(features), "new": model.new.log_odds(features[:, :width])}
                scores |= {name: score(question) for name, score in beside.items()}
                yield _Case(event.process, features, keep, truth, scores)


Outcome = tuple[bool, bool, float]
"""Hit among the first five, hit among the first ten, area under the curve."""


def _outcome(case: _Case, question: str, order: str) -> Outcome | None:
    import numpy as np

    plain = _PLAIN.get(order)
    score = plain(case.features) if plain else case.scores[question if order == "regression" else order]
    keep = case.keep
    if question == "new":
        keep = keep & (case.features[:, FEATURES.index("here before")] == 0)
    truth = case.truth & keep
    if not truth.any():
        return None
    places = np.flatnonzero(keep)
    ranked = places[np.argsort(-score[places], kind="stable")]
    right, wrong = score[truth], score[keep & ~truth]
    area = float((right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2)
    five, ten = (bool(truth[ranked[:first]].any()) for first in FIRST)
    return five, ten, area


def _earned(question: str, order: str, kept: Sequence[tuple[str, Outcome]], seed: int) -> Earned:
    import numpy as np

    table = np.array([outcome for _, outcome in kept], dtype=np.float64)
    processes = sorted({process for process, _ in kept})
    rows = {process: [n for n, (name, _) in enumerate(kept) if name == process] for process in processes}
    random = np.random.default_rng(seed)
    shares = []
    for _ in range(RESAMPLES):
        drawn = [n for at in random.integers(0, len(processes), len(processes)) for n in rows[processes[at]]]
        shares.append(table[drawn, 1].mean())
    low, high = np.percentile(shares, [2.5, 97.5])
    five, ten, area = table.mean(axis=0).tolist()
    return Earned(question, order, five, ten, float(low), float(high), area, len(kept), len(processes))
