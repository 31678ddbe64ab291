"""What an act asks, and of whom: the words that name the addressee, and those that say what is to be done."""

from __future__ import annotations

import re

from demarche.subjects.texts.regression.kinds_of_act import ASKING
from demarche.subjects.texts.regression.pairing import Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, PlacedAct, Reading

_LONGEST_ADDRESS = 40
_NO_VERBS = frozenset(("the", "this", "all", "a"))
_RELATIVE = frozenset(("are", "is", "have", "has", "were", "was", "do", "may"))
_FIRST_ASKED, _FEWEST_ASKED = 5, 2
_OWN = re.compile(
    r"\bSecretary-General|\bSecretariat\b|\bSpecial (?:Representative|Envoy)|\b(?:UN[A-Z]{2,}|MIN[A-Z]{2,}|MONU\w+|BINUH|CTED)\b"
    r"|\bDepartment of\b|\bUnited Nations (?:Office|system|entities|agencies|Secretariat)\b|\bOffice of the United Nations\b"
    r"|\b(?:Panel|Group) of Experts\b|\bMonitoring (?:Team|Group)\b|\b[Cc]ommittee\b|\bHigh Commissioner\b|\b[Tt]he Mission\b"
)


def address_of(reading: Reading, placed: PlacedAct) -> tuple[int, int]:
    """The words that say whom an act asks: up to what is asked of them; none where that cannot be told."""
    last = min(placed.until, placed.end + _LONGEST_ADDRESS)
    for n in range(placed.end, last):
        following = reading.tokens[n + 1] if n + 1 < len(reading.tokens) else ""
        if (reading.tokens[n] == "to" and following not in _NO_VERBS) or (
            n > placed.end and (reading.tokens[n] == ";" or (reading.tokens[n] == "that" and following not in _RELATIVE))
        ):
            return placed.end, n
    return placed.end, next((n for n in range(placed.end + 1, last) if reading.tokens[n] == "for"), placed.end)


def ask_the_same(pairing: Pairing, placed: PlacedAct, other: PlacedAct) -> bool:
    """Whether two acts that both ask something ask the same of the same; else they are two requests side by side.

    Where it cannot be told whom one of them asks, they are taken to be the same.
    """
    if placed.act.verb not in ASKING or other.act.verb not in ASKING:
        return True
    one, two = address_of(pairing.firm, placed), address_of(pairing.soft, other)
    whom, now = _weighing(pairing.firm, *one), _weighing(pairing.soft, *two)
    asked = _weighing(pairing.firm, one[1], placed.until)[:_FIRST_ASKED]
    theirs = _weighing(pairing.soft, two[1], other.until)[:_FIRST_ASKED]
    if not (whom and now and asked and theirs):
        return True
    same = asked[0] == theirs[0] or len({*asked} & {*theirs}) >= _FEWEST_ASKED
    return same and not {*whom}.isdisjoint(now)


def asks_its_own(reading: Reading, placed: PlacedAct) -> bool:
    """Whether those asked are the body's own: a mission, the Secretariat, a panel, for which a request is an instruction."""
    start, end = address_of(reading, placed)
    return start < end and _OWN.search(reading.text[slice(*reading.characters(start, end))]) is not None


def _weighing(reading: Reading, start: int, end: int) -> list[str]:
    """The words of a stretch that carry its meaning."""
    return [token for token in reading.tokens[start:end] if token not in FUNCTION_WORDS]
