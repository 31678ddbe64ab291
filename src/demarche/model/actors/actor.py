"""Who acts: States, bodies, armed forces and groups, organisations; each with its names, dates and numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name under which an actor is or was known; `since` and `until` bound its use where it could mean another actor."""

    text: str
    since: dt.date | None = None
    until: dt.date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor. `since` and `until` are the days of membership of the United Nations for States, else empty where unknown.

    `iso3` is the alpha-3 code, `m49` the United Nations' area code, `cow` and `gw` the numbers of the Correlates of War and of
    Gleditsch and Ward. `successor` names the actors that came after a former State.
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


@dataclass(frozen=True, slots=True)
class Membership:
    """An actor's membership of a body, with where it was seen. Empty `since` means: a member on `as_of`, since when not recorded."""

    actor: str
    body: str
    since: dt.date | None
    until: dt.date | None
    role: str
    source: str
    as_of: dt.date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on the Security Council. `group` is the regional group of the member."""

    state: str
    since: dt.date
    until: dt.date | None
    permanent: bool
    group: str = ""
