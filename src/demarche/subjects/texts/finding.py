"""Protection elements: which subjects of the protection of civilians a paragraph speaks of.

Finding a subject is not finding a commitment: `mark_paragraph` says how each one is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from demarche.subjects.texts.element import Element, Words
from demarche.subjects.texts.words_of_hostilities import HOSTILITIES
from demarche.subjects.texts.words_of_persons import PERSONS
from demarche.subjects.texts.words_of_relief import RELIEF

WORDS: tuple[Words, ...] = (*RELIEF, *PERSONS, *HOSTILITIES)

CONFLICT = re.compile(
    r"\b(?:armed (?:conflict|group|force|element|attack|confrontation)s?|hostilit(?:y|ies)|parties to (?:the "
    r"|this )?(?:armed )?conflict|warring"
    r"|humanitarian law|civilians?|militia|rebel|insurgen\w+|peacekeep\w+|occupation|fighting|ceasefire|combatants?"
    r"|belligerent|bombardment"
    r"|shelling|air ?strikes?|siege|post-conflict|conflict-affected|war crimes?|use of force|besieged|hard-to-reach"
    r"|humanitarian (?:access|personnel|workers)|violent extremis\w+|terroris\w+)\b",
    re.IGNORECASE,
)
"""Words that set a paragraph in an armed conflict."""

DOCUMENT_SHARE = 0.25
"""A document speaks of armed conflict where this share of its paragraphs does."""


def find_elements(text: str, *, of_conflict: bool = False) -> tuple[tuple[Element, int, int], ...]:
    """Each element that the text speaks of, with the place of its first words; false friends are set aside first.

    `of_conflict` says that the text belongs to a document on armed conflict (`speaks_of_conflict`), so that words also used
    outside war need no conflict words beside them.
    """
    in_conflict = of_conflict or CONFLICT.search(text) is not None
    lowered = text.lower()
    found = []
    for entry in WORDS:
        if (entry.in_conflict and not in_conflict) or not any(cue in lowered for cue in entry.cues):
            continue
        plain = entry.never.sub(lambda match: " " * len(match.group()), text) if entry.never else text
        words = entry.words.search(plain)
        if words is not None:
            found.append((entry.element, words.start(), words.end()))
    return tuple(found)


def speaks_of_conflict(paragraphs: Iterable[str]) -> bool:
    """Whether a document is one on armed conflict: a quarter of its paragraphs or more use words of armed conflict."""
    texts = list(paragraphs)
    return bool(texts) and sum(CONFLICT.search(text) is not None for text in texts) / len(texts) >= DOCUMENT_SHARE


def share_of(element: Element, text: str) -> float:
    """How much of a text is about an element: places where its words stand, for each thirty words; false friends set aside."""
    entry = _OF_ELEMENT[element]
    plain = entry.never.sub(lambda match: " " * len(match.group()), text) if entry.never else text
    return 30 * sum(1 for _ in entry.words.finditer(plain)) / max(len(text.split()), 30)


_OF_ELEMENT = {entry.element: entry for entry in WORDS}
