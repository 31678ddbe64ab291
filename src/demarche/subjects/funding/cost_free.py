"""Asks that need no money of the party asked: a visa, a permit, a fee waived, a crossing, a written exemption.

They give back access that money cannot buy. What each would free is named, never put into a number that nobody measured.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from demarche.model.dossier import ConstraintCategory
from demarche.model.evidence import CuratedRow, Reference, UseError, known_references, read_references


@dataclass(frozen=True, slots=True)
class CostFreeAsk:
    """One ask: what, of which kinds of actor, against which constraints, what it frees and risks, where it was asked or won.

    `case` names a documented case where there is one; `since` is the day from which a reference backs the ask.
    """

    id: str
    what: str
    of: tuple[str, ...]
    categories: tuple[ConstraintCategory, ...]
    frees: str
    risk: str
    references: tuple[Reference, ...]
    case: str = ""

    @property
    def since(self) -> dt.date:
        """The day of the earliest reference."""
        return min(r.date or dt.date.min for r in self.references)


def read_cost_free_asks(data: Mapping[str, object], where: str = "cost_free_asks.toml") -> tuple[CostFreeAsk, ...]:
    """Read the catalogue (`references`, `ask`); raises `UseError` for a row that is not as it must be."""
    known = read_references(data, where)
    found: dict[str, CostFreeAsk] = {}
    for row in CuratedRow(data, where).rows("ask"):
        ask = CostFreeAsk(
            id=row.text("id"),
            what=row.text("what"),
            of=row.texts("of"),
            categories=row.choices("categories", ConstraintCategory),
            frees=row.text("frees"),
            risk=row.text("risk"),
            references=row.references(known),
            case=row.text("case", ""),
        )
        row.done()
        if ask.id in found:
            raise UseError(f"two asks are called “{ask.id}”.", where=where, next_step="Give one of them another id.")
        found[ask.id] = ask
    return tuple(found.values())


def cost_free_asks(
    categories: Iterable[ConstraintCategory], asks: Iterable[CostFreeAsk], *, on: dt.date
) -> tuple[CostFreeAsk, ...]:
    """The asks against any of the constraint `categories` that could be backed `on` a day, those against most of them first."""
    wanted = set(categories)
    found = [ask for ask in asks if wanted & set(ask.categories) and ask.since <= on]
    found.sort(key=lambda ask: -len(wanted & set(ask.categories)))
    return tuple(replace(ask, references=known_references(ask.references, on)) for ask in found)
