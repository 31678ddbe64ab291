"""What a fact is, where it came from, and how sure it is.

After the statement model of OpenSanctions' followthemoney and the origins of Our World in Data, with provenance kept in the rows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Nature(StrEnum):
    """How a value came to be known."""

    OBSERVED = "observed"
    REPORTED = "reported"
    IMPUTED = "imputed"
    MODELLED = "modelled"
    JUDGED = "judged"


class Confidence(StrEnum):
    """How far a reader may lean on a judgement."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's data set, as its `source.toml` declares it.

    `terms` are the publisher's own, as stated; `coverage` says what the data set holds and what it is known to lack.
    """

    id: str
    title: str
    publisher: str
    terms: str
    url: str
    citation: str
    coverage: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A publisher's bytes as they were on a day; `sha256` names them for good.

    `as_of` is the last day the contents speak of, where the publisher states it or the contents show it.
    """

    source: str
    sha256: str
    name: str
    size: int
    retrieved: dt.datetime
    url: str = ""
    as_of: dt.date | None = None

    @property
    def id(self) -> str:
        """`source@hash12`, the form that table rows carry in their `snapshot` column."""
        return f"{self.source}@{self.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a reader can check a statement: a symbol and paragraph, or a page with its publisher and date.

    `date` is the day the thing was published or adopted; `as_of` the day the edition used was current.
    """

    title: str
    publisher: str
    date: dt.date | None = None
    symbol: str = ""
    locator: str = ""
    url: str = ""
    as_of: dt.date | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two references the same one in a numbered list."""
        return (self.symbol, self.title if not self.symbol else "", self.url if not self.symbol else "", self.publisher)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that is not simply read off a source, with its interval.

    Raises `ValueError` where the value lies outside its interval, or where a modelled or judged value has none.
    """

    value: float
    nature: Nature
    unit: str = ""
    low: float | None = None
    high: float | None = None
    level: float | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None:
            if not self.low <= self.value <= self.high:
                raise ValueError(f"{self.value} lies outside its interval {self.low}–{self.high}")
        elif self.nature in {Nature.MODELLED, Nature.IMPUTED}:
            raise ValueError(f"a {self.nature} value needs an interval")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a model answers: estimates with the model, its parameters, its seed and the snapshots it read."""

    question: str
    estimates: dict[str, Estimate]
    model: str
    parameters: dict[str, float | int | str] = field(default_factory=dict)
    seed: int | None = None
    snapshots: tuple[str, ...] = ()
