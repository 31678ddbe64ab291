"""Humanitarian provisions of ceasefire and peace texts: which ones an agreement or communiqué has, and in which paragraphs.

The list follows what mediators' checklists ask of a ceasefire's humanitarian part; what a paragraph is about is told by its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from demarche.subjects.texts.draft import DraftKind, DraftParagraph
from demarche.subjects.texts.element import Element


class Provision(StrEnum):
    """The humanitarian provisions that a ceasefire text may have."""

    ACCESS = "humanitarian access and corridors"
    DETAINEES = "detainees and prisoners"
    MISSING = "missing persons and the dead"
    DISPLACED = "displaced persons and return"
    MEDICAL = "medical care and evacuation"
    CIVILIANS = "protection of civilians and civilian objects"
    DELINKING = "humanitarian steps apart from political status"
    VERIFICATION = "verification and monitoring"
    DURATION = "duration and renewal"
    ORDERS = "orders to commanders"


@dataclass(frozen=True, slots=True)
class ProvisionWords:
    """How a provision is found: the pattern of its words, and the protection element that it is, if one.

    For a provision that is no element, `search` are words to look for it by in the Council's texts, and `council` is what stands in a
    paragraph there that calls for it.
    """

    pattern: re.Pattern[str]
    element: Element | None = None
    search: str = ""
    council: re.Pattern[str] | None = None


def _words(pattern: str, element: Element | None = None, search: str = "", council: str = "") -> ProvisionWords:
    found = re.compile(council, re.IGNORECASE) if council else None
    return ProvisionWords(re.compile(pattern, re.IGNORECASE), element, search, found)


_PAUSE = r"\b(?:cease-?fires?|truces?|humanitarian pauses?|cessation of hostilities)\b"
_PEOPLE = r"(?:persons?|people|population|families|civilians?)"

PROVISION_WORDS: dict[Provision, ProvisionWords] = {
    Provision.ACCESS: _words(
        r"\bhumanitarian (?:access|assistance|aid|relief|corridors?|convoys?|operations|organi[sz]ations|agencies|workers|personnel)\b"
        r"|\b(?:safe|unhindered|unimpeded|unfettered|free|rapid)\b[^.;]{0,40}\b(?:access|passage|movement|delivery)\b"
        r"|\b(?:relief|aid) (?:supplies|convoys?|workers|organi[sz]ations|consignments|goods|boats)\b|\bcorridors?\b",
        Element.HUMANITARIAN_ACCESS,
    ),
    Provision.DETAINEES: _words(
        r"\b(?:detainees?|detained|detention|prisoners?|hostages?|captives?|abducte(?:d|es)|persons deprived of (?:their )?liberty)\b",
        Element.DETENTION,
    ),
    Provision.MISSING: _words(
        r"\bmissing (?:persons?|people|in action|soldiers|combatants)\b|\bfate and whereabouts\b|\bunaccounted for\b"
        r"|\b(?:remains|bodies|graves?|mortal remains)\b[^.;]{0,60}\b(?:dead|deceased|fallen|return|recover\w*|exchange|identif\w*|killed)\b"
        r"|\b(?:return|recover\w*|exchange|identif\w*|handover|repatriat\w*)\b[^.;]{0,40}\b(?:remains|bodies|the dead|the fallen)\b"
        r"|\bthose (?:who are )?missing\b",
        Element.MISSING_PERSONS,
    ),
    Provision.DISPLACED: _words(
        rf"\b(?:internally )?displaced\b|\brefugees?\b|\breturnees?\b|\b(?:voluntary|safe|dignified)\b[^.;]{{0,40}}\breturns?\b"
        rf"|\b{_PEOPLE} who (?:have )?fled\b|\bevacuees?\b",
        Element.DISPLACEMENT,
    ),
    Provision.MEDICAL: _words(
        r"\bmedical (?:care|evacuations?|personnel|services|facilities|supplies|assistance|treatment|units|transports?)\b"
        r"|\b(?:wounded|sick)\b|\bhospitals?\b|\bambulances?\b|\bmedevac\b|\bhealth(?:care| care)? (?:facilities|workers|services)\b",
        Element.MEDICAL_CARE,
    ),
    Provision.CIVILIANS: _words(
        r"\bcivilian (?:population|objects?|infrastructure|persons?|lives|casualties)\b"
        r"|\b(?:protect\w*|harm|attacks?|violence)\b[^.;]{0,50}\bcivilians?\b"
        r"|\b(?:schools|water (?:supply|installations?|facilities)|indispensable to (?:the )?survival)\b|\bhumanitarian law\b",
        Element.PROTECTION_OF_CIVILIANS,
    ),
    Provision.DELINKING: _words(
        r"\bwithout prejudice to\b[^.;]{0,120}\b(?:status|position|claims?|rights|settlement|sovereignty|recognition)\b"
        r"|\b(?:shall|does|do|will) not (?:affect|prejudge|imply|constitute|alter)\b[^.;]{0,80}\b(?:status|recognition|position|claims?|sovereignty|settlement)\b"
        r"|\b(?:purely|strictly|exclusively|solely) humanitarian\b|\b(?:not|never) (?:be )?(?:conditional|contingent|conditioned|dependent) (?:up)?on\b"
        r"|\b(?:irrespective|regardless|independent(?:ly)?) of\b[^.;]{0,60}\b(?:political|negotiat\w+|status|talks|settlement)\b",
        search="respect the exclusively humanitarian nature and impartiality of humanitarian aid",
        council=r"\b(?:exclusively|purely|strictly|solely) humanitarian\b|\bnot be (?:conditional|politici[sz]ed|instrumentali[sz]ed)\b",
    ),
    Provision.VERIFICATION: _words(
        r"\b(?:verif\w+|monitor\w*|observers?|joint (?:military )?(?:commission|committee|mechanism)|(?:supervis\w+|liaison)\b[^.;]{0,30}\b(?:mechanism|committee|commission|office)?)\b",
        search="monitor and verify the implementation of the ceasefire agreement and investigate violations",
        council=rf"{_PAUSE}[^;]{{0,120}}\b(?:monitor\w*|verif\w+|observ\w+)\b|\b(?:monitor\w*|verif\w+|observ\w+)\b[^;]{{0,120}}{_PAUSE}",
    ),
    Provision.DURATION: _words(
        r"\b(?:for (?:a|an initial) period of|for \w+ (?:hours|days|weeks|months)|for the (?:same )?(?:duration|period)|remain(?:s)? in (?:force|effect)"
        r"|enter(?:s)? into (?:force|effect)|takes? effect|expir\w+|renew\w*|extend(?:ed|s|able)?|until \d|from \d{1,2}[:.]\d{2}|\d+ (?:hours|days))\b",
        search="humanitarian pauses ceasefire number of days extended lasting",
        council=rf"{_PAUSE}[^;]{{0,160}}\b(?:days|hours|weeks|months|sustained|durable|lasting|permanent|extended)\b"
        rf"|\b(?:sustained|durable|lasting|permanent|extended)\b[^;]{{0,40}}{_PAUSE}",
    ),
    Provision.ORDERS: _words(
        r"\b(?:orders?|instruct\w*|directives?|commands?)\b[^.;]{0,60}\b(?:commanders?|forces|troops|fighters|units|combatants|subordinates|ranks)\b"
        r"|\b(?:commanders?|chain of command|(?:under|within) (?:its|their|his) (?:effective )?(?:command|control))\b",
        search="issuance of clear orders through chains of command prohibiting, instructions issued to armed forces commanders",
        council=r"\borders?\b[^;]{0,80}\b(?:chains? of command|commanders?|armed forces|troops|fighters)\b"
        r"|\bchains? of command\b[^;]{0,80}\b(?:orders?|prohibit\w*)\b",
    ),
}


@dataclass(frozen=True, slots=True)
class FoundProvision:
    """One provision and the places of the paragraphs, counted from 0, that have it; `committed` are those with a binding word."""

    provision: Provision
    places: tuple[int, ...]
    committed: tuple[int, ...]


_BINDING = re.compile(
    r"\b(?:shall|must|will|undertakes?|agree[sd]?|commits?|pledges?|guarantees?|ensures?|orders?|cease[sd]?|releases?|decides?|demands?|calls? (?:up)?on|urges?|requests?)\b",
    re.IGNORECASE,
)
_TEXTS = frozenset({DraftKind.AGREEMENT, DraftKind.COMMUNIQUE})
_CEASEFIRE = re.compile(r"\b(?:cease-?fire|truce|cessation of hostilities|humanitarian pause|armistice)\b", re.IGNORECASE)
_SECTIONS = frozenset({"operative", "statement", "provision", "annex"})


def is_ceasefire_text(kind: DraftKind, paragraphs: Sequence[DraftParagraph]) -> bool:
    """Whether a draft is an agreement, or a communiqué that speaks of a ceasefire."""
    if kind is DraftKind.AGREEMENT:
        return True
    return kind in _TEXTS and any(_CEASEFIRE.search(each.text) for each in paragraphs)


def find_provisions(paragraphs: Sequence[DraftParagraph]) -> tuple[FoundProvision, ...]:
    """Every provision in the order of `Provision`, with the paragraphs that have it; recitals, headings and notes do not count."""
    found = []
    for provision, words in PROVISION_WORDS.items():
        places = [n for n, each in enumerate(paragraphs) if each.section in _SECTIONS and words.pattern.search(each.text)]
        committed = [n for n in places if _BINDING.search(paragraphs[n].text)]
        found.append(FoundProvision(provision, tuple(places), tuple(committed)))
    return tuple(found)
