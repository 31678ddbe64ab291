"""One dated, sourced relation of one actor to another, and which relations may be used on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from demarche.model.evidence import Confidence, Reference, UseError
from demarche.subjects.ties.dimensions import DIMENSION_NOTES, Dimension, Direction


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation of `source` to `target` that can carry influence, both actor ids.

    `since` and `until` are the first and last day on which it may be taken to hold (either open). `value` with its `unit` is what a
    data set measured, `as_of` the last day that the measurement speaks of. `strength` is a person's judgement, from 0 (the
    reference says that there is no such relation) to 1 (the target could hardly act against it). `id` is the record's own.

    Raises `UseError` where the reference is missing or empty, an end is missing, both ends are one actor, it ends before it
    begins, or the strength lies outside 0–1.
    """

    source: str
    target: str
    dimension: Dimension
    reference: Reference
    since: dt.date | None = None
    until: dt.date | None = None
    value: float | None = None
    unit: str = ""
    as_of: dt.date | None = None
    reliability: Confidence = Confidence.MEDIUM
    strength: float | None = None
    note: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        if not (self.source and self.target):
            raise self._refused("names only one actor.", "Name who can act and on whom.")
        if self.source == self.target:
            raise self._refused("ties an actor to itself.", "Name two different actors.")
        if not isinstance(self.reference, Reference) or not (
            self.reference.publisher or self.reference.symbol or self.reference.url
        ):
            raise self._refused("has no source.", "Say where it can be checked: a publisher, a symbol or an address.")
        if self.since and self.until and self.until < self.since:
            raise self._refused(f"ends on {self.until}, before it begins on {self.since}.", "Correct one of the two dates.")
        if self.strength is not None and not 0 <= self.strength <= 1:
            raise self._refused(f"has the strength {self.strength:g}.", "Give a strength from 0 to 1, or leave it empty.")

    def _refused(self, what: str, next_step: str) -> UseError:
        return UseError(
            f"The tie {what}", where=f"{self.source or '?'} → {self.target or '?'}, {self.dimension}", next_step=next_step
        )

    @property
    def mutual(self) -> bool:
        """Whether it carries either way."""
        return DIMENSION_NOTES[self.dimension].direction is Direction.MUTUAL

    @property
    def denies(self) -> bool:
        """Whether its reference says that there is no such relation: a recorded strength or value of nothing."""
        return self.strength == 0 or (self.strength is None and self.value == 0)

    @property
    def pair(self) -> tuple[str, str]:
        """The two ends, sorted where the tie carries either way, so that both spellings of one relation meet."""
        if self.mutual and self.target < self.source:
            return self.target, self.source
        return self.source, self.target

    @property
    def origin(self) -> str:
        """Which publication it comes from: a newer edition of the same one supersedes it."""
        return self.reference.symbol or f"{self.reference.publisher}: {self.reference.title}"


def ties_on(ties: Iterable[Tie], day: dt.date) -> tuple[Tie, ...]:
    """The ties that may be used on `day`, as they could be known then, in the order given.

    Left out: a tie that began later or ended before; a measurement that speaks of a later day; a publication of a later day; a
    figure that a newer one of the same publication, dimension and pair supersedes. An end still to come is hidden, and an
    edition's later as-of day is shown as `day`.
    """
    usable = [tie for tie in ties if _usable(tie, day)]
    newest: dict[tuple[object, ...], dt.date] = {}
    for tie in usable:
        if tie.value is not None and tie.as_of is not None:
            key = _series(tie)
            newest[key] = max(newest.get(key, tie.as_of), tie.as_of)
    current = (tie for tie in usable if tie.value is None or tie.as_of is None or newest[_series(tie)] == tie.as_of)
    return tuple(as_known(tie, day) for tie in current)


def _usable(tie: Tie, day: dt.date) -> bool:
    if (tie.since and tie.since > day) or (tie.until and tie.until < day):
        return False
    if tie.reference.date and tie.reference.date > day:
        return False
    return not (tie.value is not None and tie.as_of and tie.as_of > day)


def _series(tie: Tie) -> tuple[object, ...]:
    return (*tie.pair, tie.dimension, tie.unit, tie.origin)


def as_known(tie: Tie, day: dt.date) -> Tie:
    """The tie as it could be known on `day`: an end still to come is hidden, a later as-of day is shown as `day`."""
    until = None if tie.until and tie.until > day else tie.until
    as_of = day if tie.as_of and tie.as_of > day else tie.as_of
    return tie if (until, as_of) == (tie.until, tie.as_of) else replace(tie, until=until, as_of=as_of)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Ties of one pair and dimension whose references do not say the same; all of them are shown."""

    pair: tuple[str, str]
    dimension: Dimension
    ties: tuple[Tie, ...]


def contradictions(ties: Iterable[Tie]) -> tuple[Contradiction, ...]:
    """Where different references disagree about one relation: one denies what another states, or their figures differ.

    Figures are compared within one unit only. Nothing is chosen or averaged.
    """
    groups: dict[tuple[tuple[str, str], Dimension], list[Tie]] = defaultdict(list)
    for tie in ties:
        groups[tie.pair, tie.dimension].append(tie)
    found = []
    for (pair, dimension), group in sorted(groups.items()):
        figures: dict[str, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
        for tie in group:
            if tie.value is not None:
                figures[tie.unit][tie.origin].add(tie.value)
        differ = any(len(by_origin) > 1 and len(set().union(*by_origin.values())) > 1 for by_origin in figures.values())
        if differ or len({tie.denies for tie in group}) > 1:
            found.append(Contradiction(pair, dimension, tuple(group)))
    return tuple(found)
