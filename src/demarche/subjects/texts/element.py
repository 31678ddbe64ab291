"""The protection elements, and how the words of one are written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Element(StrEnum):
    """The subjects, by the names the field uses."""

    MEDICAL_CARE = "medical care"
    STARVATION_AND_FOOD = "starvation and food"
    INDISPENSABLE_OBJECTS = "objects indispensable to survival"
    HUMANITARIAN_PERSONNEL = "humanitarian personnel"
    HUMANITARIAN_ACCESS = "humanitarian access and relief"
    SANCTIONS_CARVE_OUT = "humanitarian carve-out from sanctions"
    DISABILITIES = "persons with disabilities"
    MISSING_PERSONS = "missing persons"
    CHILDREN = "children and armed conflict"
    SEXUAL_VIOLENCE = "sexual violence"
    WOMEN_PEACE_SECURITY = "women, peace and security"
    JOURNALISTS = "journalists"
    SCHOOLS = "schools and education"
    DISPLACEMENT = "displacement"
    DETENTION = "detention and hostages"
    CONDUCT_OF_HOSTILITIES = "distinction, proportionality, precaution"
    MINES_AND_EXPLOSIVE_WEAPONS = "mines and explosive weapons"
    HUMANITARIAN_LAW = "international humanitarian law"
    ACCOUNTABILITY = "accountability"
    PROTECTION_OF_CIVILIANS = "protection of civilians"
    CULTURAL_PROPERTY = "cultural property"
    CEASEFIRE_AND_PAUSES = "ceasefire and pauses"


@dataclass(frozen=True, slots=True)
class Words:
    """How one subject is found: `words` find it, `never` blanks out its false friends first, `in_conflict` asks for the context.

    `cues` are pieces of words one of which must be there, so that most paragraphs are passed over quickly.
    """

    element: Element
    cues: tuple[str, ...]
    words: re.Pattern[str]
    never: re.Pattern[str] | None = None
    in_conflict: bool = False


def words(element: Element, cues: str, pattern: str, never: str = "", *, in_conflict: bool = False) -> Words:
    """Write down one element: cues and false friends as alternatives parted by bars, case set aside."""
    compiled = re.compile(never, re.IGNORECASE) if never else None
    return Words(element, tuple(cues.split("|")), re.compile(pattern, re.IGNORECASE), compiled, in_conflict)
