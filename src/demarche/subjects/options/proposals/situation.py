"""What proposals are drawn from: a dossier as known on a day, and what the evidence says around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from demarche.model.dossier import Ask, Constraint, Dossier, Item
from demarche.model.evidence import Reference
from demarche.subjects.cases import Analogy
from demarche.subjects.forums import Forum, Window
from demarche.subjects.ties import Chain


@dataclass(frozen=True, slots=True)
class TextFact:
    """A text that speaks to the situation: symbol, day, vote, what it says in our own words, and to which constraints.

    `yes`, `no` and `abstain` are empty where it was adopted or rejected without a recorded vote.
    """

    symbol: str
    date: dt.date
    title: str
    adopted: bool
    reference: Reference
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    not_in_favour: tuple[str, ...] = ()
    note: str = ""
    paragraphs: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    wording: tuple[tuple[str, str], ...] = ()

    @property
    def vote(self) -> str:
        """The vote as it is spoken: in favour, against, abstaining; empty where none was recorded."""
        return f"{self.yes}-{self.no}-{self.abstain}" if self.yes is not None else ""


@dataclass(frozen=True, slots=True)
class Situation:
    """One dossier for one State on one day. `dossier` is already as known on `on`; nothing here is later.

    `chains` holds, for every actor that may have to move, the chains that lead there from `state`; `onward` the best chain from
    somebody who may be asked to somebody who decides. `bodies` are those the State
    belongs to, `country_bodies` those of the State where the people affected are. `name` spells an actor id. `analogies` gives
    the cases close in kind for a channel and a category of constraint, nearest first.
    """

    dossier: Dossier
    state: str
    on: dt.date
    name: Callable[[str], str]
    council_member: bool = False
    bodies: frozenset[str] = frozenset()
    country_bodies: frozenset[str] = frozenset()
    chains: Mapping[str, tuple[Chain, ...]] = field(default_factory=dict)
    onward: Mapping[tuple[str, str], Chain] = field(default_factory=dict)
    windows: tuple[Window, ...] = ()
    forums: Mapping[str, Forum] = field(default_factory=dict)
    texts: tuple[TextFact, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    analogies: Callable[[str, str], tuple[Analogy, ...]] = lambda _channel, _category: ()

    def constraint(self, constraint_id: str) -> Constraint | None:
        """The constraint of that id, where it is known."""
        return next((c for c in self.dossier.constraints if c.id == constraint_id), None)

    def deciders(self, ask: Ask) -> tuple[str, ...]:
        """Who can lift what the ask is about: the deciders of its constraint, else the actor asked."""
        about = self.constraint(ask.constraint)
        return about.deciders if about and about.deciders else (ask.of,) if ask.of else ()

    def sources(self, item: Item) -> tuple[Reference, ...]:
        """The references of an item."""
        return tuple(self.references[ref] for ref in item.refs if ref in self.references)

    def texts_on(self, constraint_id: str) -> tuple[TextFact, ...]:
        """Adopted texts that speak to a constraint, newest first."""
        return tuple(t for t in self.texts if t.adopted and constraint_id in t.constraints)
