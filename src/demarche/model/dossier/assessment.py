"""What people judge of those who decide: their will, after the policymaker-ratings method, and where they stand on a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from demarche.model.dossier.situation import Item
from demarche.model.evidence import Confidence

SUPPORT = MappingProxyType(
    {
        -2: "acts against it",
        -1: "speaks against it",
        0: "undecided or silent",
        1: "speaks for it",
        2: "acts for it",
    }
)
"""Steps of support for what is asked, by what was publicly said and done."""

INFLUENCE = MappingProxyType({0: "none on this matter", 1: "is heard", 2: "shapes the decision", 3: "decides"})
"""Steps of influence on the matter."""


@dataclass(frozen=True, kw_only=True)
class Rating(Item):
    """One rater's judgement of one actor's political will on a day: support, influence, and the rater's own confidence in both.

    After the policymaker-ratings method (Harvard Family Research Project; Howlett, 2016, *Measuring Political Will*, Center for
    Evaluation Innovation), which asks for these three; the steps (`SUPPORT`, `INFLUENCE`) are ours. `actor` is a State, body or
    party, an office holder by function at most. `ask` says on what; empty means on the matter of the dossier as a whole. `refs` are
    the sources of the evidence, `counter_refs` those of what speaks against the rating.
    """

    actor: str
    rater: str
    date: dt.date
    support: int | None = None
    influence: int | None = None
    confidence: Confidence | None = None
    ask: str = ""
    evidence: str = ""
    counter_evidence: str = ""
    counter_refs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question(Item):
    """A question whose answers lie on a scale, with what its two ends mean, such as how many lorries a day may pass."""

    what: str
    low: float = 0.0
    high: float = 100.0
    low_means: str = ""
    high_means: str = ""


@dataclass(frozen=True, kw_only=True)
class Stance(Item):
    """Where an actor stands on a question, in the units of its scale, as stated or learnt on a day.

    `low` and `high` bound the position where it is not known to the point. `salience` (how much it matters to the actor) and
    `capability` (what it can bring to bear) count in their proportions; empty means as everybody. A later stance replaces an
    earlier one from its day on.
    """

    question: str
    actor: str
    position: float
    date: dt.date | None = None
    low: float | None = None
    high: float | None = None
    salience: float | None = None
    capability: float | None = None
    basis: str = ""


def assessment_problems(item: Rating | Question | Stance) -> Iterator[str]:
    """What is wrong with a judgement by itself: steps that there are not, an empty scale, a position outside its own range."""
    if isinstance(item, Rating):
        if item.support is not None and item.support not in SUPPORT:
            yield f"support {item.support} is not one of {', '.join(map(str, SUPPORT))}"
        if item.influence is not None and item.influence not in INFLUENCE:
            yield f"influence {item.influence} is not one of {', '.join(map(str, INFLUENCE))}"
    elif isinstance(item, Question):
        if not item.low < item.high:
            yield f"the scale runs from {item.low:g} to {item.high:g}"
    else:
        least = item.position if item.low is None else item.low
        most = item.position if item.high is None else item.high
        if not least <= item.position <= most:
            yield f"the position {item.position:g} lies outside its own range {least:g}–{most:g}"
        if min(item.salience or 0.0, item.capability or 0.0) < 0:
            yield "salience and capability are not less than nothing"
