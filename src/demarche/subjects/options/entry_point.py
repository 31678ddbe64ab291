"""An entry point: one act through one channel that could change one situation, with its evidence, its risks and its cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from demarche.model.evidence import Estimate, Reference, UseError


class Channel(StrEnum):
    """The kind of way an entry point takes."""

    BILATERAL = "bilateral"
    SECURITY_COUNCIL = "security council"
    REGIONAL = "regional"
    MEDIATION = "mediation"
    FIELD = "field"
    RESOURCES = "resources"
    ASSEMBLY = "assembly"
    LAW = "law"


class Better(StrEnum):
    """Which end of a criterion's scale is the good one."""

    MORE = "more is better"
    LESS = "less is better"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question by which entry points are compared, with the scale on which it is answered.

    Raises `UseError` where the scale is empty.
    """

    id: str
    question: str
    direction: Better = Better.MORE
    low: float = 0.0
    high: float = 10.0
    unit: str = "of 10"

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise UseError(
                f"The scale of the criterion “{self.id}” runs from {self.low:g} to {self.high:g}.",
                next_step="Give a lower and a higher end.",
            )


CRITERIA: tuple[Criterion, ...] = (
    Criterion("reach", "How directly does it reach the one who decides?"),
    Criterion("timeliness", "Can it take effect while it still matters?"),
    Criterion("support", "How far will those go along whose consent it needs?"),
    Criterion("precedent", "How firmly does it stand on what was done or agreed before?"),
    Criterion("durability", "How long will its effect hold once attention moves on?"),
    Criterion("safety", "How safe is it for the people concerned and for those who help them?"),
    Criterion("principle", "How well does it keep to humanitarian principle?"),
    Criterion("staff days", "How many days of work does it take?", Better.LESS, 0.0, 30.0, "days"),
)
"""The criteria that a comparison uses unless it is given others. Weights are never assumed: they are drawn."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What an act costs: hours of staff time, political capital in the user's own units, money in US dollars."""

    staff_hours: float = 0.0
    capital: float = 0.0
    money: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """Who acts on whom, through whom, in which forum, on which trigger, until when, asking what, at which risk and cost.

    `actor` acts, `target` is who is to move, `through` the hands in between. `requires` names what the user needs to take it (a
    seat, an embassy); `tags` are the words that red lines forbid. The three risks and the do-no-harm question are in words; an
    empty one has not been thought about, which is not the same as none. `ratings` holds an interval with its basis by criterion id;
    a criterion without one counts as not known: the whole scale.

    Raises `UseError` where the id or title is empty, or the deadline lies before the opening.
    """

    id: str
    channel: Channel
    title: str
    actor: str = ""
    through: tuple[str, ...] = ()
    target: str = ""
    forum: str = ""
    trigger: str = ""
    opens: dt.date | None = None
    deadline: dt.date | None = None
    ask: str = ""
    line: str = ""
    evidence: tuple[Reference, ...] = ()
    precedent: str = ""
    risk_to_people: str = ""
    risk_to_staff: str = ""
    risk_to_principle: str = ""
    do_no_harm: str = ""
    cost: Cost = Cost()
    cost_free: bool = False
    requires: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    ratings: Mapping[str, Estimate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not (self.id.strip() and self.title.strip()):
            raise UseError("An entry point needs an id and a title.", where=self.id or self.title)
        if self.opens and self.deadline and self.deadline < self.opens:
            raise UseError(f"The entry point closes on {self.deadline}, before it opens on {self.opens}.", where=self.id)

    @property
    def risks_stated(self) -> bool:
        """Whether somebody has answered for people, staff and principle, and the do-no-harm question."""
        return all(text.strip() for text in (self.risk_to_people, self.risk_to_staff, self.risk_to_principle, self.do_no_harm))
