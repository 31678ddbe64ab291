"""How strong a tie is held to be, shown by its parts.

No data set measures how far one actor can move another. What follows is this project's own convention, stated in full so that a
reader can disagree with a part of it: four parts between 0 and 1 that multiply. It serves to order ties and to name the weakest
one. It is not a probability of success, and it is never shown without its parts.

- *kind*: what sort of hand it is (`KIND`): orders, gives what the other needs, speaks and is heard, exchanges, shares a room.
- *value*: how much of it there is, where a source measured it (`HALF`, `FULL`); one half where nobody did.
- *reliability*: how far the reference may be leaned on.
- *age*: how old the information is: full for two years, then halved every ten, never below a quarter.

A recorder's judged strength replaces kind and value.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from demarche.model.evidence import Confidence
from demarche.subjects.ties.dimensions import Dimension
from demarche.subjects.ties.tie import Tie

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_COMMANDS, _PROVIDES, _SPEAKS, _EXCHANGES, _SHARES = 1.0, 0.8, 0.6, 0.4, 0.2

KIND = MappingProxyType(
    {
        Dimension.CHAIN_OF_COMMAND: _COMMANDS,
        Dimension.SPONSOR: _PROVIDES,
        Dimension.TERRITORIAL_CONTROL: _PROVIDES,
        Dimension.HOST: _PROVIDES,
        Dimension.TRANSIT: _PROVIDES,
        Dimension.INTERLOCUTOR: _SPEAKS,
        Dimension.MEDIATOR: _SPEAKS,
        Dimension.RELIGIOUS_INTERMEDIARY: _SPEAKS,
        Dimension.MEMBERSHIP: _SPEAKS,
        Dimension.AID: _EXCHANGES,
        Dimension.TRADE: _EXCHANGES,
        Dimension.ALLIANCE: _EXCHANGES,
        Dimension.TROOPS: _EXCHANGES,
        Dimension.SANCTIONS_ROLE: _EXCHANGES,
        Dimension.ARMS: _SHARES,
        Dimension.DIPLOMATIC_PRESENCE: _SHARES,
        Dimension.SHARED_ORGANISATION: _SHARES,
        Dimension.SHARED_SEAT: _SHARES,
        Dimension.NEIGHBOURHOOD: _SHARES,
        Dimension.VOTE_AGREEMENT: _SHARES,
    }
)
"""The kind of hand, by dimension: 1 orders, .8 gives what the other needs, .6 speaks, .4 exchanges, .2 shares a room.

Deliveries of arms count no more than a shared room: alone they ordered third parties little better than chance (`dimensions`).
"""

HALF = MappingProxyType(
    {Dimension.SHARED_ORGANISATION: 40.0, Dimension.TROOPS: 500.0, Dimension.MEDIATOR: 2.0, Dimension.SPONSOR: 2.0}
)
"""Counted dimensions: the count that is worth one half (value ÷ (value + half))."""

FULL = MappingProxyType({Dimension.ALLIANCE: 75.0})
"""Scored dimensions: the score that is worth one (a defence pact has 75 points in the FBIC index)."""

RELIABILITY = MappingProxyType({Confidence.LOW: 0.4, Confidence.MEDIUM: 0.7, Confidence.HIGH: 1.0})
"""How far a reference may be leaned on."""

NO_VALUE = 0.5
LEAST_VALUE = 0.05
FRESH_YEARS, HALVING_YEARS, LEAST_AGE = 2.0, 10.0, 0.25
DIMENSIONS = tuple(Dimension)
_CONFIDENCES = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class Strength:
    """The parts of a tie's strength, each from 0 to 1. `judged` tells that a person's judgement stands for kind and value."""

    kind: float
    value: float
    reliability: float
    age: float
    judged: bool = False

    @property
    def product(self) -> float:
        """The parts multiplied: what orders ties. Not a probability."""
        return self.kind * self.value * self.reliability * self.age

    def parts(self) -> dict[str, float]:
        """The parts by name, as shown to a reader."""
        first = {"judged strength": self.kind} if self.judged else {"kind": self.kind, "value": self.value}
        return {**first, "reliability": self.reliability, "age": self.age}


def strength_of(tie: Tie, on: dt.date) -> Strength:
    """The parts of one tie's strength on a day."""
    import numpy as np

    row = {name: np.array([value]) for name, value in measures(tie).items()}
    kind, value, reliability, age = (float(part[0]) for part in strength_parts(row, on))
    return Strength(kind, value, reliability, age, judged=tie.strength is not None)


def measures(tie: Tie) -> dict[str, float]:
    """What strength is computed from, as numbers (`nan` where nothing is known)."""
    nan = float("nan")
    dated = tie.as_of or tie.reference.as_of or tie.reference.date or tie.since
    return {
        "dimension": DIMENSIONS.index(tie.dimension),
        "value": nan if tie.value is None else tie.value,
        "judged": nan if tie.strength is None else tie.strength,
        "reliability": _CONFIDENCES.index(tie.reliability),
        "dated": nan if dated is None else dated.toordinal(),
    }


def strength_parts(columns: dict[str, NDArray[Any]], on: dt.date) -> tuple[Floats, Floats, Floats, Floats]:
    """The four parts (kind, value, reliability, age) of many ties at once; columns are those of `measures`, equally long.

    Ties whose date is not known get the age of ten years.
    """
    import numpy as np

    dimension = columns["dimension"].astype(np.intp)
    value = np.asarray(columns["value"], dtype=np.float64)
    judged = np.asarray(columns["judged"], dtype=np.float64)
    kind = np.array([KIND[d] for d in DIMENSIONS])[dimension]
    half = np.array([HALF.get(d, np.nan) for d in DIMENSIONS])[dimension]
    full = np.array([FULL.get(d, 1.0) for d in DIMENSIONS])[dimension]
    amount = np.where(np.isnan(half), value / full, value / (value + half))
    hood = dimension == DIMENSIONS.index(Dimension.NEIGHBOURHOOD)
    amount = np.where(hood, 1.0 - (value - 1.0) / 5.0, amount)  # classes 1 (land) to 5 (up to 400 miles of water)
    amount = np.where(np.isnan(value), NO_VALUE, np.clip(amount, LEAST_VALUE, 1.0))
    is_judged = ~np.isnan(judged)
    kind = np.where(is_judged, judged, np.where(value == 0, 0.0, kind))
    amount = np.where(is_judged, 1.0, amount)
    reliability = np.array([RELIABILITY[c] for c in _CONFIDENCES])[columns["reliability"].astype(np.intp)]
    years = (on.toordinal() - np.asarray(columns["dated"], dtype=np.float64)) / 365.25
    years = np.where(np.isnan(years), FRESH_YEARS + HALVING_YEARS, years)
    age = np.maximum(0.5 ** (np.maximum(years - FRESH_YEARS, 0.0) / HALVING_YEARS), LEAST_AGE)
    return kind, amount, reliability, age
