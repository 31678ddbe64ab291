"""Which cases resemble a situation, by parts that a reader can see: category, decider, channel, instrument.

The cases were picked by hand because they teach something. They carry no rates: how many of them were delivered says nothing about
the next one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from demarche.model.dossier import ConstraintCategory
from demarche.subjects.cases.case import Case, Channel, DeciderKind, Instrument, cases_known_on

NOT_STATISTICS = (
    "The cases were picked by hand to learn from. They are no sample: they show what to look at, not how likely anything is."
)


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """What a situation has in each part that cases are compared by; an empty part is not compared."""

    categories: frozenset[ConstraintCategory] = frozenset()
    deciders: frozenset[DeciderKind] = frozenset()
    channels: frozenset[Channel] = frozenset()
    instruments: frozenset[Instrument] = frozenset()


@dataclass(frozen=True, slots=True)
class SharedPart:
    """One part that a case shares with the query: which part, and the values in common."""

    part: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analogy:
    """A case that resembles the query: what is shared, what the query asked for that the case lacks, and both in words."""

    case: Case
    shared: tuple[SharedPart, ...]
    lacking: tuple[SharedPart, ...]

    @property
    def reason(self) -> str:
        """Why the case is shown, in words."""
        return "; ".join(f"same {s.part}: {', '.join(s.values)}" for s in self.shared)

    @property
    def caution(self) -> str:
        """What the case does not share, in words; empty where it shares all that was asked."""
        return "; ".join(f"not the same {s.part}: {', '.join(s.values)}" for s in self.lacking)


def analogies(query: CaseQuery, cases: Iterable[Case], on: dt.date, limit: int | None = None) -> tuple[Analogy, ...]:
    """The cases known `on` a day that share a part with the query, nearest first.

    Nearer means: more of the four parts shared, then more values shared; then the case that began later. See `NOT_STATISTICS`.
    """
    found = [analogy for case in cases_known_on(cases, on) if (analogy := _compare(query, case)).shared]
    found.sort(key=lambda a: (-len(a.shared), -sum(len(s.values) for s in a.shared), -a.case.since.toordinal(), a.case.id))
    return tuple(found if limit is None else found[:limit])


def _compare(query: CaseQuery, case: Case) -> Analogy:
    parts: tuple[tuple[str, frozenset[StrEnum], tuple[StrEnum, ...]], ...] = (
        ("constraint", frozenset(query.categories), case.categories),
        ("kind of decider", frozenset(query.deciders), case.deciders),
        ("channel", frozenset(query.channels), case.channels),
        ("instrument", frozenset(query.instruments), case.instruments),
    )
    shared = tuple(SharedPart(name, tuple(str(v) for v in has if v in wanted)) for name, wanted, has in parts if wanted & set(has))
    lacking = tuple(
        SharedPart(name, tuple(sorted(str(v) for v in wanted))) for name, wanted, has in parts if wanted and not wanted & set(has)
    )
    return Analogy(case, shared, lacking)
