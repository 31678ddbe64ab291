"""Who voted how, as the header of a document lists it; and which subjects are names of persons, carried nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demarche.adapters.sources.akoma_ntoso.markup import NAMESPACE, UN_NAMESPACE, Element
from demarche.adapters.sources.akoma_ntoso.wording import read_wording

_SIDES = {"inFavour": "yes", "against": "no", "abstaining": "abstain"}
_PERSON = re.compile(
    r"(?!UN\b|International )[^\s,():]+(?: [^\s,():]+){0,3}, [A-Z][\w.'’-]*(?: [\w.'’-]+){0,3}"
    r"(?:, (?:Sir|Lord|\d{4}-(?:\d{4})?))?"
)


@dataclass(frozen=True, slots=True)
class Voter:
    """One member as listed under a side of the vote, and where."""

    name: str
    vote: str
    place: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a vote: yes, no or abstain, empty where it is not known; the count stated; the members listed."""

    vote: str
    stated: int | None
    voters: tuple[Voter, ...]


def read_side(count: Element) -> Side:
    """Read one `count` element of a vote."""
    side = _SIDES.get((count.get("refersTo") or "").removeprefix("#"), "")
    value = (count.get("value") or "").strip()
    listed = enumerate(count.iterfind(f"{UN_NAMESPACE}voters/{NAMESPACE}organization"), 1)
    voters = tuple(Voter(read_wording(voter).text, side, f"{side}[{place}]") for place, voter in listed)
    return Side(side, int(value) if value.isdigit() else None, voters)


def names_person(term: str) -> bool:
    """Whether a subject is the name of a person, as `Surname, Given name, 1900-1999`; such subjects are carried nowhere."""
    return bool(_PERSON.fullmatch(term))
