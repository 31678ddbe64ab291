"""How hard access is, as each type of actor sees it: how many said what, how far they differ, and who was not asked.

Severity is perceived. Access working groups ask UN, international and national organisations apart because they meet different
difficulties (South Sudan 2018; Haiti by actor and constraint; Yemen's three levels). A mean over them would hide just that, so none
is formed: neither across types of actor nor over the answers of one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from demarche.model.dossier import Constraint, ConstraintCategory
from demarche.model.evidence import Confidence, UseError, holds_on

LEVELS: dict[int, str] = {1: "regular difficulty", 2: "frequent restriction", 3: "mostly impossible"}
"""The three levels, from 1 to 3."""

NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Rating:
    """One judgement of severity: by which type of actor, 1 to 3 or `None` for a gap, of which kind of constraint, where, when.

    Raises `UseError` for a level other than 1, 2 or 3.
    """

    actor_type: str
    level: int | None
    on: dt.date
    category: ConstraintCategory | None = None
    place: str = ""
    reliability: Confidence | None = None

    def __post_init__(self) -> None:
        if self.level is not None and self.level not in LEVELS:
            raise UseError(f"severity {self.level} is not 1, 2 or 3.", next_step="Leave it empty where it is not known.")


@dataclass(frozen=True, slots=True)
class ActorSeverity:
    """What one type of actor said: how many gave each level, how many gave none, and how reliable the answers are said to be."""

    actor_type: str
    counts: dict[int, int]
    gaps: int
    reliabilities: dict[str, int]
    latest: dt.date

    @property
    def answers(self) -> int:
        """How many gave a level."""
        return sum(self.counts.values())

    @property
    def lowest(self) -> int | None:
        """The lowest level given."""
        return min((level for level, n in self.counts.items() if n), default=None)

    @property
    def highest(self) -> int | None:
        """The highest level given."""
        return max((level for level, n in self.counts.items() if n), default=None)

    @property
    def words(self) -> str:
        """The answers in words, such as `2 (frequent restriction): 3 of 4; 1 gap`."""
        said = [f"{level} ({LEVELS[level]}): {n} of {self.answers}" for level, n in sorted(self.counts.items()) if n]
        if self.gaps:
            said.append(f"{self.gaps} without an answer")
        return "; ".join(said)


@dataclass(frozen=True, slots=True)
class Severity:
    """Severity of one place or constraint, by type of actor, never joined into one number."""

    by_actor_type: tuple[ActorSeverity, ...]
    not_asked: tuple[str, ...] = ()

    @property
    def spread(self) -> int | None:
        """How far the types of actor lie apart: the widest gap between the highest levels of any two; `None` below two of them."""
        highest = [found.highest for found in self.by_actor_type if found.highest is not None]
        return max(highest) - min(highest) if len(highest) > 1 else None

    @property
    def hardest_for(self) -> tuple[str, ...]:
        """The types of actor that gave the highest level."""
        given = [(found.highest, found.actor_type) for found in self.by_actor_type if found.highest is not None]
        top = max((level for level, _ in given), default=None)
        return tuple(actor_type for level, actor_type in given if level == top)

    @property
    def words(self) -> str:
        """The summary in words: who finds it hardest, how far they differ, who was not asked."""
        if not self.hardest_for:
            return "No severity was recorded."
        level = max(found.highest or 0 for found in self.by_actor_type)
        said = [f"Hardest for {', '.join(self.hardest_for)}: {level} ({LEVELS[level]})"]
        if self.spread:
            said.append(f"types of actor differ by up to {self.spread}")
        if self.not_asked:
            said.append(f"nothing from {', '.join(self.not_asked)}")
        return "; ".join(said) + "."


def summarise(ratings: Iterable[Rating], *, on: dt.date, expected: Iterable[str] = ()) -> Severity:
    """Severity by type of actor from the ratings given by `on`; `expected` are the types that should have been asked."""
    known = [rating for rating in ratings if rating.on <= on]
    types = sorted({rating.actor_type or NOT_SAID for rating in known})
    found = tuple(_of_type(actor_type, [r for r in known if (r.actor_type or NOT_SAID) == actor_type]) for actor_type in types)
    answered = {one.actor_type for one in found if one.answers}
    return Severity(found, tuple(sorted(set(expected) - answered)))


def _of_type(actor_type: str, ratings: list[Rating]) -> ActorSeverity:
    return ActorSeverity(
        actor_type=actor_type,
        counts=dict(sorted(Counter(r.level for r in ratings if r.level is not None).items())),
        gaps=sum(r.level is None for r in ratings),
        reliabilities=dict(Counter(str(r.reliability) if r.reliability else NOT_SAID for r in ratings)),
        latest=max(r.on for r in ratings),
    )


def ratings_of(constraints: Iterable[Constraint], *, on: dt.date) -> tuple[Rating, ...]:
    """The ratings that a dossier's constraints carry, of those known and in force on `on`; one without a level is a gap."""
    return tuple(
        Rating(c.actor_type, c.severity, c.known_from or c.since or on, c.category, c.place, c.reliability)
        for c in constraints
        if c.known_on(on) and holds_on(on, c.since, c.until)
    )
