"""Texts that a paragraph only recalls: lists of resolutions and statements, which say nothing of who or what is covered."""

from __future__ import annotations

import re

from demarche.subjects.texts.regression.kinds_of_act import refers_only
from demarche.subjects.texts.regression.pairing import Pairing
from demarche.subjects.texts.regression.reading import PlacedAct, Reading
from demarche.subjects.texts.verbs import Axis

_TEXTS = frozenset(("resolution", "resolutions", "statement", "statements", "reports", "decisions", "presidential", "purposes"))
_RECALLS = frozenset(("recall", "recalls", "recalling"))
_WITHIN = 7
_RESOLUTIONS = re.compile(r"\bresolutions? ((?:(?:and )?[\dSA][\w/.-]*(?: \(\d{4}\))?,? ?)+)")
_NUMBER = re.compile(r"\b\d+/\d+\b|\b\d+(?= \()")
_NAMED_WITHIN = 60


def stands_among_texts(reading: Reading, place: int) -> bool:
    """Whether a word stands in a list of texts that are only recalled (`all its previous resolutions`)."""
    governing = reading.governing(place)
    if reading.tokens[max(place - 1, 0)] in _RECALLS:
        return not _TEXTS.isdisjoint(reading.tokens[place + 1 : place + _WITHIN])
    if governing is None or not refers_only(reading, place):
        return False
    opening = reading.tokens[governing.end : governing.end + _WITHIN]
    return not _TEXTS.isdisjoint((*opening, *reading.tokens[place + 1 : place + _WITHIN]))


def recall_other_texts(pairing: Pairing, placed: PlacedAct, other: PlacedAct) -> bool:
    """Whether two acts of recognition begin with the numbers of resolutions of which less than half are the same."""
    if placed.act.axis is not Axis.RECOGNITION:
        return False
    one, two = _numbers(pairing.firm, placed), _numbers(pairing.soft, other)
    return bool(one and two) and 2 * len(one & two) < min(len(one), len(two))


def _numbers(reading: Reading, placed: PlacedAct) -> set[str]:
    """The numbers of the resolutions that an act begins with."""
    if placed.end >= placed.until:
        return set()
    first, last = reading.characters(placed.end, placed.until)
    match = _RESOLUTIONS.search(reading.text, first, last)
    if match is None or match.start() > first + _NAMED_WITHIN:
        return set()
    return set(_NUMBER.findall(match.group().replace("\u00a0", " ")))
