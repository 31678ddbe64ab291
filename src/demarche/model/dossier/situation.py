"""The situation: places, parties, people affected, what blocks, and where each statement was seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from demarche.model.dossier.sensitivity import Sensitivity
from demarche.model.evidence import Confidence

STRICT_KEYS = {"extra": "forbid", "allow_inf_nan": False}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One entry of a dossier.

    `known_from` is the day from which it could be known (its own date where empty): `--on` hides what was not known yet.
    `sensitivity` overrides the default of single fields. `refs` are ids of the dossier's references.
    """

    __pydantic_config__: ClassVar = STRICT_KEYS

    id: str
    refs: tuple[str, ...] = ()
    known_from: dt.date | None = None
    sensitivity: dict[str, Sensitivity] = field(default_factory=dict)

    @property
    def dated(self) -> dt.date | None:
        """The item's own day: the first of `made_on`, `date`, `since` that it has."""
        for name in ("made_on", "date", "since"):
            value = getattr(self, name, None)
            if isinstance(value, dt.date):
                return value
        return None

    def known_on(self, day: dt.date) -> bool:
        """Whether it could be known on `day`; an undated item always could."""
        first = self.known_from or self.dated
        return first is None or first <= day


@dataclass(frozen=True, kw_only=True)
class Part:
    """A piece of an item, without an id of its own; `refs` are ids of the dossier's references."""

    __pydantic_config__: ClassVar = STRICT_KEYS

    refs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DossierReference(Item):
    """Where a statement was seen. `seen` says how: the page itself, an excerpt, a secondary copy."""

    title: str
    publisher: str
    date: dt.date | None = None
    symbol: str = ""
    locator: str = ""
    url: str = ""
    seen: str = ""


@dataclass(frozen=True, kw_only=True)
class Place(Item):
    """A place, named as used in the source."""

    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Party(Item):
    """An actor's part in the situation: who it is, what it controls and where, in neutral words."""

    actor: str
    part: str
    place: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PeopleAffected(Item):
    """A figure about people, with its definition. Conflicting figures stand side by side, each as its own item."""

    what: str
    value: float
    date: dt.date
    unit: str = "people"
    place: str = ""
    definition: str = ""


class ConstraintCategory(StrEnum):
    """The nine kinds of access constraint that access working groups commonly record, in our own words."""

    DENIAL_OF_NEEDS = "denial of needs"
    ENTRY_TO_COUNTRY = "entry to the country"
    MOVEMENT_WITHIN = "movement within the country"
    HOSTILITIES = "hostilities"
    VIOLENCE_AGAINST_AID = "violence against aid workers or assets"
    INTERFERENCE = "interference in programmes"
    MINES_AND_ORDNANCE = "mines and explosive ordnance"
    ENVIRONMENT = "physical environment"
    ACCESS_TO_SERVICES = "people's access to services"


@dataclass(frozen=True, kw_only=True)
class Constraint(Item):
    """What blocks access or endangers civilians.

    `deciders` are the actors who can lift it, `speakers` those who talk about it and may not decide. `severity` runs from
    1 (regular difficulty) to 3 (mostly impossible), as perceived by `actor_type`; actor types are never averaged.
    """

    what: str
    category: ConstraintCategory | None = None
    place: str = ""
    deciders: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    actor_type: str = ""
    severity: int | None = None
    reliability: Confidence | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    people: tuple[str, ...] = ()
    note: str = ""
