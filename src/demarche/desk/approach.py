"""An approach: one ask to one addressee on one day, and what the record holds around it. The papers of a démarche are made of it."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.desk.situations import situation_of
from demarche.model.actors import Actor
from demarche.model.dossier import Ask, Constraint, Engagement, RedLine
from demarche.model.evidence import UseError, holds_on
from demarche.subjects.options.proposals import Situation, plain_asks

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asks a paper about: the dossier and day, and where given the State that acts, the addressee and the ask."""

    dossier: str
    on: dt.date
    state: str = ""
    to: str = ""
    ask: str = ""
    days: int = 90


@dataclass(frozen=True, slots=True)
class Approach:
    """One ask to one addressee. `ask` is none where the reader may not see it; `to` is empty where nobody is named.

    `relayed` says that the addressee is not the one who is to act: its word with that one is asked for; `inside` that it sits in the
    body that is. `others` are further asks to the same addressee, `said` what was recorded of contacts with it, newest first. `acting`
    says whether the user named the State that acts.
    """

    situation: Situation
    ask: Ask | None
    to: str
    relayed: bool
    inside: bool
    constraint: Constraint | None
    others: tuple[Ask, ...]
    said: tuple[Engagement, ...]
    crosses: tuple[RedLine, ...]
    acting: bool = True

    @property
    def to_name(self) -> str:
        """The addressee's name."""
        return self.situation.name(self.to) if self.to else ""

    @property
    def deciders(self) -> tuple[str, ...]:
        """Who can lift what is blocked."""
        return self.situation.deciders(self.ask) if self.ask else self.constraint.deciders if self.constraint else ()

    @property
    def wanted(self) -> str:
        """The ask as it is put to the addressee."""
        if self.ask is None:
            return ""
        if not self.relayed:
            return self.ask.what
        whom = self.situation.name(self.ask.of)
        how = f"In the {whom}, speak and act for this" if self.inside else f"Use your contacts with {whom} for this"
        return f"{how}: {self.ask.what}"


def approach(workspace: Workspace, asked: Asked) -> Approach:
    """Choose the ask and the addressee, and gather what the dossier holds around them.

    Without an ask, the first open one to the addressee is taken, else the first that a party can be asked directly. Raises `UseError`
    naming what there is for a dossier, State, addressee or ask that is not known.
    """
    s = situation_for(workspace, asked)
    to = _actor(workspace, s, asked.to) if asked.to else ""
    return approach_to(workspace, s, _chosen(s, asked, to), to, acting=bool(asked.state))


def situation_for(workspace: Workspace, asked: Asked, *, ways: bool = True, calendar: bool = True) -> Situation:
    """The situation for the State that acts, or for none; `ways` and `calendar` say whether the paper shows either."""
    return situation_of(workspace, asked.dossier, asked.state, asked.on, asked.days, ways=ways, calendar=calendar)


def approach_to(workspace: Workspace, s: Situation, ask: Ask | None, to: str, *, acting: bool = True) -> Approach:
    """The approach for an ask that is already chosen; the addressee is whom the ask names where none is given."""
    to = to or (ask.of if ask else "")
    relayed = bool(ask and ask.of and to != ask.of)
    constraint = s.constraint(ask.constraint) if ask else None
    others = tuple(a for a in open_asks(s) if to and a.of == to and a != ask)
    name = s.name(to).casefold() if to else ""
    met = [e for e in s.dossier.engagements if to and (e.with_whom == to or name in e.with_whom.casefold())]
    said = [e for e in s.dossier.engagements if e in met or (ask and e.ask == ask.id)]
    crosses = [
        line for line in s.dossier.red_lines if ask and set(line.forbids) & set(ask.tags) and holds_on(s.on, line.since, line.until)
    ]
    return Approach(
        s,
        ask,
        to,
        relayed,
        bool(relayed and ask and ask.of in {b.id for b in _bodies(workspace, to, s.on)}),
        constraint,
        others,
        tuple(sorted(said, key=lambda e: e.date, reverse=True)),
        tuple(crosses),
        acting,
    )


def _bodies(workspace: Workspace, actor: str, on: dt.date) -> tuple[Actor, ...]:
    try:
        return tuple(workspace.registry.bodies_of(actor, on))
    except UseError:  # an actor that the registry does not know sits nowhere that it knows
        return ()


def same_ask(s: Situation, ask: Ask | None) -> Ask | None:
    """The ask as another view of the dossier has it; none where that view has not. Ids differ between views, words do not."""
    if ask is None or not ask.what:
        return None
    return next((a for a in _candidates(s) if a.what == ask.what and a.of in {ask.of, ""}), None)


def open_asks(s: Situation) -> tuple[Ask, ...]:
    """The asks of the dossier whose day has not passed."""
    return tuple(a for a in s.dossier.asks if a.by is None or a.by >= s.on)


def refuse_crossing(found: Approach) -> None:
    """Raise `UseError` where the ask crosses a red line: it goes to the mandator before anybody is asked."""
    if found.crosses and found.ask:
        lines = "; ".join(line.what or line.id for line in found.crosses)
        raise UseError(
            f"This ask crosses a red line, so no paper asks for it: {lines}.",
            where=f"asks “{found.ask.id}”",
            next_step=f"Take it to the mandator: demarche paper escalation {found.situation.dossier.id} --ask {found.ask.id}",
        )


def _candidates(s: Situation) -> Iterator[Ask]:
    yield from open_asks(s)
    yield from plain_asks(s)


def _chosen(s: Situation, asked: Asked, to: str) -> Ask | None:
    if asked.ask:
        return _named(s, asked.ask)
    asks = list(_candidates(s))
    if to:
        own = [a for a in asks if a.of == to]
        through = [a for a in asks if (to, a.of) in s.onward or to in _reaching(s, a)]
        return next(iter([*own, *through, *asks]), None)
    direct = [a for a in asks if a.of and a.of in s.deciders(a)]
    return next(iter([*direct, *asks]), None)


def _reaching(s: Situation, ask: Ask) -> set[str]:
    """Who has a recorded tie to one who decides what the ask is about."""
    deciders = set(s.deciders(ask))
    return {t.source for t in s.dossier.ties if t.target in deciders and t.strength != 0}


def _named(s: Situation, name: str) -> Ask:
    known = {a.id: a for a in (*plain_asks(s), *s.dossier.asks)}
    if name in known:
        return known[name]
    own = [a.id for a in s.dossier.asks]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    meant = f"Did you mean “{near[0]}”? " if near else ""
    raise UseError(
        f"There is no ask “{name}” that was known on {s.on}.",
        where=f"dossier “{s.dossier.id}”",
        next_step=f"{meant}Asks here: {', '.join(own) or 'none yet'}.",
    )


def _actor(workspace: Workspace, s: Situation, name: str) -> str:
    """An actor of the dossier by its id or name, else any that the registry knows by that name on the day."""
    own = (
        {a.of for a in s.dossier.asks}
        | {p.actor for p in s.dossier.parties}
        | {d for c in s.dossier.constraints for d in c.deciders}
    )
    own |= {t.source for t in s.dossier.ties} | {t.target for t in s.dossier.ties}
    by_name = {s.name(a).casefold(): a for a in own if a}
    if name in own:
        return name
    return by_name.get(name.casefold()) or workspace.registry.resolve(name, on=s.on).id
