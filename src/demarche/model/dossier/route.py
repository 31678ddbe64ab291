"""The way to the decider: norms and adopted texts that speak, ties, openings, asks, and the lines not to cross."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from demarche.model.dossier.situation import Item, Part
from demarche.model.evidence import Confidence


@dataclass(frozen=True, kw_only=True)
class NormLink(Item):
    """A norm of the law room that speaks to a constraint, to whom, and how it is contested here."""

    norm: str
    constraints: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    note: str = ""
    contested: str = ""


@dataclass(frozen=True, kw_only=True)
class TextLink(Item):
    """An adopted (or failed) text that speaks to the situation, by symbol and paragraph, with a note in our own words."""

    symbol: str
    date: dt.date | None = None
    paragraphs: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DossierTie(Item):
    """A relation of one actor to another that can carry influence. A tie without a reference is refused.

    `dimension` is one of the ties room's; `strength` is the recorder's judgement, from 0 (nominal) to 1 (the counterpart
    could hardly act against it), or empty where nobody judged it.
    """

    source: str
    target: str
    dimension: str
    since: dt.date | None = None
    until: dt.date | None = None
    strength: float | None = None
    reliability: Confidence = Confidence.MEDIUM
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Opening(Item):
    """A dated opening in a forum that the record knows and no table computes: talks, a conference, a report, a visit."""

    forum: str
    what: str
    date: dt.date
    until: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Objection(Part):
    """What the one asked says, or is likely to say, against an ask, and what can be replied."""

    says: str
    reply: str = ""


@dataclass(frozen=True, kw_only=True)
class Ask(Item):
    """Exactly what is wanted, of whom, by when. `fallback` runs from the full ask to the least useful one.

    `arguments` speak for it in our own words, beside those that the record gives; `objections` are met with a reply each.

    `cost_free` marks asks that need no money of the party asked, such as a visa, a permit or an opened road. `tags` are what red
    lines forbid (such as `armed escort`); an ask that carries a forbidden tag goes to the mandator.
    """

    what: str
    of: str = ""
    by: dt.date | None = None
    made_on: dt.date | None = None
    constraint: str = ""
    channel: str = ""
    fallback: tuple[str, ...] = ()
    bottom_line: str = ""
    arguments: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = field(default_factory=tuple)
    cost_free: bool = False
    risk_to_people: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RedLine(Item):
    """A line that must not be crossed without the mandator.

    `forbids` are tags of entry points (such as `armed escort` or `conditional aid`); `waiver` names who may lift it.
    """

    what: str
    origin: str = ""
    waiver: str = ""
    forbids: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
