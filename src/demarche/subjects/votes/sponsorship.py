"""Who may join the sponsors of a draft: how often a State joined widely sponsored texts lately, and those on the same subject.

The chance comes from two rates, each from earlier texts only and from years in which the State had no seat: that of the last years
(half-life three years), and that on texts with the same subjects or agenda item, set against each other by a logistic regression
refitted on earlier texts. It speaks of texts that were opened to sponsorship (more than twenty sponsors), and of States outside the
Council. The recent rate alone names those who sign everything; the subject adds something where the answer is open: on States whose
recent rate lies between 20 and 70 % the area under the curve is 0.748 against 0.736 (gain 0.012, 90 % interval 0.005 to 0.019, on 54 texts
of 2015 to 2024). Overall 0.905 (recent rate 0.903), precision at 25 of 0.875. How States vote in the Assembly added nothing and is left
out of the chance. `sponsor_scorecard` measures it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from demarche.model.evidence import UseError
from demarche.subjects.votes.decayed_rates import logit, rate
from demarche.subjects.votes.logistic import Logistic, fit_logistic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WIDE = 20
"""Sponsors above which a text is taken to have been open to all."""

HALF_LIFE = 3 * 365.25
SAME_SUBJECT, SAME_ITEM, ANY = 4.0, 1.0, 0.2
"""Weights of a past text: for the share of subjects in common, for the same agenda item, and for being a widely sponsored text at all."""

RIDGE = 20.0
EARNED = (
    "Measured on 56 widely sponsored texts of 2015 to 2024, each year from earlier texts only: area under the curve 0.905 (recent rate"
    " alone 0.903), precision at 25 of 0.875; where the recent rate is 20 to 70 %, 0.748 against 0.736. Of those called likely 85 % joined,"
    " possible 41 %, unlikely 8 %. It speaks of texts opened to all, not of whether this one will be."
)
"""The score that goes with every sheet; `demarche check sponsors` measures it again."""

FEWEST_TEXTS = 10
ALIKE = 0.15
"""Share of subjects in common from which two texts count as on the same subject."""

LIKELY, POSSIBLE = 0.65, 0.25
NAMES = ("recent rate", "rate on the subject")


class Likelihood(StrEnum):
    """In words, beside the number."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class SponsoredText:
    """A text with those who sponsored it (as printed on the draft), the members of the Council then, its item and subjects."""

    symbol: str
    date: dt.date
    sponsors: frozenset[str]
    council: frozenset[str]
    agenda: str = ""
    subjects: frozenset[str] = frozenset()
    title: str = ""

    @property
    def wide(self) -> bool:
        """Whether it was open to all."""
        return len(self.sponsors) > WIDE


@dataclass(frozen=True, slots=True)
class SponsorTarget:
    """A State that may join: its chance with the 80 % interval of the fit, and the counts that it rests on.

    `same_subject` are texts on the subject that it sponsored from outside the Council, newest first, of `of_same_subject`; `recent` of
    `of_recent` widely sponsored texts of the last five years; `together_with_leads` of those that a lead sponsored too.
    """

    state: str
    chance: float
    low: float
    high: float
    likelihood: Likelihood
    same_subject: tuple[str, ...]
    of_same_subject: int
    recent: int
    of_recent: int
    together_with_leads: int


def band(chance: float) -> Likelihood:
    """The word for a chance."""
    return Likelihood.LIKELY if chance >= LIKELY else Likelihood.POSSIBLE if chance >= POSSIBLE else Likelihood.UNLIKELY


class SponsorHistory:
    """Widely sponsored texts as a table of States by texts, in order of their days."""

    def __init__(self, texts: Sequence[SponsoredText], states: Collection[str]) -> None:
        self.texts = tuple(sorted((t for t in texts if t.wide), key=lambda t: (t.date, t.symbol)))
        self.states = tuple(sorted({*states, *(s for t in self.texts for s in t.sponsors)}))
        place = {s: i for i, s in enumerate(self.states)}
        self.joined = np.zeros((len(self.texts), len(self.states)))
        self.outside = np.ones_like(self.joined)
        for k, text in enumerate(self.texts):
            self.joined[k, [place[s] for s in text.sponsors]] = 1
            self.outside[k, [place[s] for s in text.council if s in place]] = 0
        self.day = np.array([t.date.toordinal() for t in self.texts])

    def features(self, day: dt.date, agenda: str, subjects: frozenset[str]) -> Floats:
        """For each State: log odds of its recent rate and of its rate on the subject, from texts before a day."""
        past = np.flatnonzero(self.day < day.toordinal())
        joined, outside = self.joined[past], self.outside[past]
        fresh = 0.5 ** ((day.toordinal() - self.day[past]) / HALF_LIFE)
        base = (joined * outside).sum() / max(outside.sum(), 1)
        recent = self._rate(joined, outside, fresh, np.full(len(self.states), base), 1.0)
        alike = np.array([self._likeness(self.texts[k], agenda, subjects) for k in past])
        on_subject = self._rate(joined, outside, fresh * alike, recent, 0.5)
        return np.column_stack([logit(recent, 0.004), logit(on_subject, 0.004)])

    @staticmethod
    def _rate(joined: Floats, outside: Floats, weight: Floats, prior: Floats, strength: float) -> Floats:
        counted = outside * weight[:, None]
        return rate(((counted * joined).sum(0), counted.sum(0)), prior, strength)

    @staticmethod
    def _likeness(text: SponsoredText, agenda: str, subjects: frozenset[str]) -> float:
        return ANY + SAME_SUBJECT * _shared(text.subjects, subjects) + SAME_ITEM * (bool(agenda) and text.agenda == agenda)

    def fit(self, before: dt.date) -> Logistic:
        """Weigh the two rates on texts before a day. Raises `UseError` where there are too few."""
        known = [k for k, t in enumerate(self.texts) if t.date < before]
        learned = known[5:]
        if len(known) < FEWEST_TEXTS:
            raise UseError(
                f"Only {len(known)} widely sponsored texts before this day are known; too few to learn from.",
                next_step=f"Ask about a later day: at least {FEWEST_TEXTS} are needed.",
            )
        features, joined, cluster = [], [], []
        for k in learned:
            text, outside = self.texts[k], self.outside[k] > 0
            features.append(self.features(text.date, text.agenda, text.subjects)[outside])
            joined.append(self.joined[k][outside])
            cluster.append(np.full(int(outside.sum()), k))
        return fit_logistic(
            NAMES, np.vstack(features), np.concatenate(joined), ridge=RIDGE, cluster=np.concatenate(cluster).astype(np.int64)
        )


def _shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of subjects that two texts have in common."""
    both = ours | theirs
    return len(ours & theirs) / len(both) if both else 0.0


def sponsor_targets(
    history: SponsorHistory,
    *,
    on: dt.date,
    agenda: str,
    subjects: frozenset[str],
    council: Collection[str],
    leads: Collection[str] = (),
    states: Collection[str] = (),
) -> tuple[SponsorTarget, ...]:
    """States outside the Council that may join, most likely first; `leads` and Council members are left out.

    `states` are those that exist on the day. Raises `UseError` where too few texts are known, or the day is before them.
    """
    model = history.fit(on)
    features = history.features(on, agenda, subjects)
    chance = model.probability(features)
    low, high = model.interval(features)
    past = [t for t in history.texts if t.date < on]
    alike = [t for t in past if _shared(t.subjects, subjects) >= ALIKE or (agenda and t.agenda == agenda)]
    recent = [t for t in past if (on - t.date).days <= 5 * 365.25]
    found = []
    for i, state in enumerate(history.states):
        if state in council or state in leads or (states and state not in states):
            continue
        same = [t.symbol for t in reversed(alike) if state in t.sponsors and state not in t.council]
        of_recent = [t for t in recent if state not in t.council]
        found.append(
            SponsorTarget(
                state=state,
                chance=float(chance[i]),
                low=float(low[i]),
                high=float(high[i]),
                likelihood=band(float(chance[i])),
                same_subject=tuple(same),
                of_same_subject=sum(state not in t.council for t in alike),
                recent=sum(state in t.sponsors for t in of_recent),
                of_recent=len(of_recent),
                together_with_leads=sum(state in t.sponsors and bool(t.sponsors & set(leads)) for t in recent),
            )
        )
    return tuple(sorted(found, key=lambda t: (-t.chance, t.state)))


def callers(
    state: str, texts: Sequence[SponsoredText], among: Collection[str], group_of: Mapping[str, str], n: int = 2
) -> tuple[tuple[str, int], ...]:
    """Who of `among` could call a State: those of its regional group first, then by how often both sponsored one text."""
    counts = {other: sum(state in t.sponsors and other in t.sponsors for t in texts) for other in among if other != state}
    same = {other for other in counts if group_of.get(other) and group_of.get(other) == group_of.get(state)}
    ranked = sorted((o for o in counts if counts[o]), key=lambda o: (o not in same, -counts[o], o))
    return tuple((o, counts[o]) for o in ranked[:n])


@dataclass(frozen=True, slots=True)
class GroupBalance:
    """Of one regional group: States in it, those already sponsoring or leading, those likely and those possible."""

    group: str
    states: int
    leads: int
    likely: int
    possible: int

    @property
    def gap(self) -> bool:
        """Whether nobody of the group leads or is likely."""
        return not self.leads and not self.likely


def balance(targets: Sequence[SponsorTarget], leads: Collection[str], group_of: Mapping[str, str]) -> tuple[GroupBalance, ...]:
    """How the regional groups would be represented."""
    groups = sorted({g for g in group_of.values() if g})
    return tuple(
        GroupBalance(
            group,
            sum(g == group for g in group_of.values()),
            sum(group_of.get(s) == group for s in leads),
            sum(group_of.get(t.state) == group and t.likelihood is Likelihood.LIKELY for t in targets),
            sum(group_of.get(t.state) == group and t.likelihood is Likelihood.POSSIBLE for t in targets),
        )
        for group in groups
    )
