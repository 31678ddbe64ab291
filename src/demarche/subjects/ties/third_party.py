"""Which States are likely to be asked to be third party to talks: those that were there before, and those who could be new.

Two regressions answer two questions that must not be mixed. *Who will be there*: memory dominates, past third parties come first.
*Who could be new*: among States never recorded as third party there, trained on such cases alone. Both use what lies around the country
(`Surroundings`) as it stood at the end of the previous year, and the record of third parties strictly before the day asked about.

Third parties come from notes of peace agreements and a data set of mediation efforts, so that a State known only through a person,
a church or an organisation is missed. The order says who resembles past third parties; it is no advice and no probability. Its
earned score is in `back_test`. That score is slightly flattering: the half-life (2 to 12 years were tried) and the ridge were compared
on the very years on which it was earned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from demarche.model.evidence import UseError
from demarche.subjects.ties.logit import Logit, fit
from demarche.subjects.ties.surroundings import STRUCTURE, Surroundings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

HALF_LIFE = 4.0
"""Years after which a past part counts half: of 2 to 12 years the best on the years of the back-test itself."""

NEARBY = 1_500.0
"""Kilometres over which a part elsewhere loses all but a third of its weight. Set once, not tuned."""

RIDGE = 10.0
"""How far the regressions are drawn towards no effect: chosen on the years of the back-test itself, as the half-life was."""

MEMORY_HERE = ("here before", "times here", "in this process")
MEMORY_ELSEWHERE = ("in this region", "in the world", "nearby")
FEATURES = (*STRUCTURE, *MEMORY_ELSEWHERE, *MEMORY_HERE)
FEATURES_OF_NEW = (*STRUCTURE, *MEMORY_ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Event:
    """One occasion with third parties: an agreement or an effort of mediation, with the countries concerned (actor ids)."""

    date: dt.date
    countries: tuple[str, ...]
    third_parties: frozenset[str]
    process: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class LikelyThirdParty:
    """A State with its place in the order, and what each feature adds to it (log-odds against the average State)."""

    actor: str
    rank: int
    score: float
    adds: dict[str, float]


@dataclass(frozen=True, slots=True)
class LikelyThirdParties:
    """The two answers, each in order. `before` are States that were third party there; they are not repeated in `new`."""

    on: dt.date
    countries: tuple[str, ...]
    overall: tuple[LikelyThirdParty, ...]
    new: tuple[LikelyThirdParty, ...]
    before: tuple[str, ...]
    trained_on: int


@dataclass(frozen=True, slots=True)
class Question:
    """Talks about which to ask: the countries, the day, and the process and region where known."""

    date: dt.date
    countries: tuple[str, ...]
    process: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class _Past:
    """Events as arrays: the day, which group of countries, the region, the process, and which States took part (events × States)."""

    day: Array
    groups: tuple[tuple[str, ...], ...]
    group: Array
    region: Array
    process: Array
    took_part: Array


class Record:
    """All events and surroundings, with the features of any question. Events of the day asked about or later are never used."""

    def __init__(self, events: Iterable[Event], surroundings: Surroundings) -> None:
        self.events = tuple(
            sorted(events, key=lambda event: (event.date, event.process, event.countries, sorted(event.third_parties)))
        )
        self.surroundings = surroundings
        self._regions = {country: event.region for event in self.events if event.region for country in event.countries}
        self._structures: dict[tuple[tuple[str, ...], int], Array] = {}
        self._features: dict[Question, Array] = {}
        self._apart: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}

    def region_of(self, countries: Sequence[str]) -> str:
        """The region in which the record places the countries; empty where none of them is in it. Where a country lies has no date."""
        return next((self._regions[country] for country in countries if country in self._regions), "")

    def features(self, question: Question) -> Array:
        """The features of every State (States × `FEATURES`)."""
        import numpy as np

        if question not in self._features:
            year = question.date.year - 1
            key = (question.countries, year)
            if key not in self._structures:
                self._structures[key] = self.surroundings.structure(question.countries, dt.date(year, 12, 31))
            self._features[question] = np.column_stack([self._structures[key], self._memory(question)])
        return self._features[question]

    def _memory(self, question: Question) -> Array:
        """What each State did before: in the region, anywhere, nearby, here at all, here, in this process (States × 6)."""
        import numpy as np

        past = self._past
        count = int(np.searchsorted(past.day, question.date.toordinal()))
        weight = 0.5 ** ((question.date.toordinal() - past.day[:count]) / 365.25 / HALF_LIFE)
        region = question.region or self.region_of(question.countries)
        own = set(question.countries)
        here = np.array([bool(own & set(group)) for group in past.groups], dtype=bool)[past.group[:count]]
        near = np.exp(-np.array([self._kilometres(group, question.countries) for group in past.groups]) / NEARBY)[
            past.group[:count]
        ]
        same_region = (past.region[:count] == region) if region else np.zeros(count, dtype=bool)
        same_process = (past.process[:count] == question.process) if question.process else np.zeros(count, dtype=bool)
        rows = np.column_stack(
            [weight * same_region, weight, np.where(here, 0.0, weight * near), here, weight * here, weight * same_process]
        )
        sums = past.took_part[:count].T @ rows
        sums[:, 3] = sums[:, 3] > 0
        sums[:, [0, 1, 2, 4, 5]] = np.log1p(sums[:, [0, 1, 2, 4, 5]])
        return np.asarray(sums)

    @cached_property
    def _past(self) -> _Past:
        """The events as arrays, in the order of their days."""
        import numpy as np

        place = self.surroundings.place
        groups = list(dict.fromkeys(event.countries for event in self.events))
        number = {group: n for n, group in enumerate(groups)}
        took_part = np.zeros((len(self.events), len(place)))
        for n, event in enumerate(self.events):
            took_part[n, [place[state] for state in event.third_parties if state in place]] = 1.0
        return _Past(
            np.array([event.date.toordinal() for event in self.events], dtype=np.int64),
            tuple(groups),
            np.array([number[event.countries] for event in self.events], dtype=np.intp),
            np.array([event.region or self.region_of(event.countries) for event in self.events], dtype=np.str_),
            np.array([event.process for event in self.events], dtype=np.str_),
            took_part,
        )

    def _kilometres(self, first: tuple[str, ...], second: tuple[str, ...]) -> float:
        key = (first, second)
        if key not in self._apart:
            self._apart[key] = self.surroundings.kilometres(first, second)
        return self._apart[key]

    def candidates(self, question: Question) -> Array:
        """Which States may be asked: those that exist at the end of the previous year and are no country of the talks."""
        found = self.surroundings.present(dt.date(question.date.year - 1, 12, 31))
        for country in question.countries:
            if country in self.surroundings.place:
                found[self.surroundings.place[country]] = False
        return found


@dataclass(frozen=True, slots=True)
class ThirdPartyModel:
    """Both regressions, fitted on the events before a day."""

    overall: Logit
    new: Logit
    trained_on: int

    @classmethod
    def of(cls, record: Record, before: dt.date, occasions: Iterable[Event] | None = None) -> ThirdPartyModel:
        """Fit on `occasions` (every event of the record unless given) before a day.

        Raises `UseError` where there are none with a third party to learn from.
        """
        import numpy as np

        rows, outcomes, unknown, count = [], [], [], 0
        for event in record.events if occasions is None else occasions:
            if event.date >= before:
                continue
            question = Question(event.date, event.countries, event.process, event.region)
            keep = record.candidates(question)
            features = record.features(question)
            became = np.array([state in event.third_parties for state in record.surroundings.states])
            rows.append(features[keep])
            outcomes.append(became[keep])
            unknown.append(features[keep][:, FEATURES.index("here before")] == 0)
            count += 1
        if not rows or not np.concatenate(outcomes).any():
            raise UseError(
                f"The record has no third party before {before} to learn from.", next_step="Sync the sources of peace agreements."
            )
        table, outcome, fresh = np.concatenate(rows), np.concatenate(outcomes).astype(np.float64), np.concatenate(unknown)
        width = len(FEATURES_OF_NEW)
        return cls(
            fit(FEATURES, table, outcome, RIDGE), fit(FEATURES_OF_NEW, table[fresh][:, :width], outcome[fresh], RIDGE), count
        )

    def rank(self, record: Record, question: Question) -> LikelyThirdParties:
        """Both answers to a question, in order."""
        features, keep = record.features(question), record.candidates(question)
        before = features[:, FEATURES.index("here before")] > 0
        states = record.surroundings.states
        return LikelyThirdParties(
            question.date,
            question.countries,
            _ordered(self.overall, features, keep, states),
            _ordered(self.new, features[:, : len(FEATURES_OF_NEW)], keep & ~before, states),
            tuple(state for state, known, there in zip(states, before, keep, strict=True) if known and there),
            self.trained_on,
        )


def _ordered(model: Logit, features: Array, keep: Array, states: Sequence[str]) -> tuple[LikelyThirdParty, ...]:
    import numpy as np

    adds, scores = model.adds(features), model.log_odds(features)
    order = sorted(np.flatnonzero(keep).tolist(), key=lambda n: (-scores[n], states[n]))
    return tuple(
        LikelyThirdParty(states[n], rank, float(scores[n]), dict(zip(model.features, adds[n].tolist(), strict=True)))
        for rank, n in enumerate(order, start=1)
    )
