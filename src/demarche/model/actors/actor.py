"""Who acts: States, bodies, armed forces and groups, organisations; each with its names, dates and numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from demarche.model.evidence import holds_on


class ActorKind(StrEnum):
    """What kind of actor it is."""

    STATE = "state"
    OBSERVER = "observer"
    NON_MEMBER = "non_member"
    FORMER_STATE = "former_state"
    BODY = "body"
    ORGANISATION = "organisation"
    ARMED_FORCES = "armed_forces"
    ARMED_GROUP = "armed_group"
    AUTHORITY = "authority"


class NameKind(StrEnum):
    """How a name is used: the short or formal name, another form, as printed in a file, in another language, or `then` only."""

    SHORT = "short"
    FORMAL = "formal"
    OTHER = "other"
    PRINTED = "printed"
    THEN = "then"
    FRENCH = "fr"
    SPANISH = "es"
    RUSSIAN = "ru"
    CHINESE = "zh"
    ARABIC = "ar"


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name under which an actor is or was known, and the days of its use where recorded.

    A name answers outside its days too (Zaire still finds the Democratic Republic of the Congo), unless its kind is `then`.
    """

    text: str
    since: dt.date | None = None
    until: dt.date | None = None
    kind: str = NameKind.OTHER


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor. `since` and `until` are the days of membership of the United Nations for States, of existence for others.

    `begins` is the day from which a State formed after the Charter is counted (the earliest of its admission, Gleditsch–Ward's and
    the Correlates of War's day), empty where it is older or not recorded. `iso3` is the alpha-3 code, `m49` the United Nations'
    area code, `cow` and `gw` the numbers of the Correlates of War and of Gleditsch and Ward. `successor` names the actors that came
    after.
    """

    id: str
    name: str
    kind: ActorKind
    since: dt.date | None = None
    until: dt.date | None = None
    iso3: str = ""
    m49: str = ""
    cow: int | None = None
    gw: int | None = None
    names: tuple[ActorName, ...] = ()
    successor: tuple[str, ...] = ()
    note: str = ""
    begins: dt.date | None = None

    def name_on(self, day: dt.date) -> str:
        """The short name in United Nations use on a day; the present one where no other is recorded."""
        return next((n.text for n in self.names if n.kind == NameKind.SHORT and holds_on(day, n.since, n.until)), self.name)


@dataclass(frozen=True, slots=True)
class Membership:
    """An actor's membership of a body, with where it was seen. Where only a year is known, `since` is the last day of that year.

    `role` is `member`, `observer` or `suspended`; a suspension lies over a membership that goes on.
    """

    actor: str
    body: str
    since: dt.date | None
    until: dt.date | None
    role: str
    source: str
    as_of: dt.date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A State's regional group in the United Nations, with what is particular about it."""

    state: str
    group: str
    since: dt.date | None = None
    until: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on the Security Council. `group` is the regional group of the member, from the year in which seats went by group."""

    state: str
    since: dt.date
    until: dt.date | None
    permanent: bool
    group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Presidency:
    """Who held the Council's chair in a month, as published; an anchor is a month from which the rotation is counted."""

    year: int
    month: int
    state: str
    source: str = ""
    url: str = ""
    anchor: bool = False
