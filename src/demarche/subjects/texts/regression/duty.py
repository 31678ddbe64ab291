"""Modality and time: how far a duty binds and when it is due, in clauses that were carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.kinds_of_act import is_worry, refers_only
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, Reading

_BINDING = {"shall": 4, "must": 4, "will": 4, "should": 2, "ought": 2, "would": 2, "may": 1, "might": 1, "can": 1, "could": 1}
_BINDING_PHRASES = re.compile(
    r"\b(?:is|are|be) (?:required|obliged|obligated|bound) to\b|\bha(?:s|ve) to\b|\bneeds? to\b", re.IGNORECASE
)
_PHRASE_BINDS = 3
_FORETELLING = frozenset(("will", "would", "can", "could", "may", "might"))
_REPORTED = frozenset(("would", "might"))

_DUE = {
    4: "immediate immediately forthwith instantly",
    3: "urgent urgently prompt promptly swift swiftly rapid rapidly quickly expeditious expeditiously",
    2: "soon early timely",
}
_URGENCY = {word: level for level, words in _DUE.items() for word in words.split()}
_DUE_PHRASES = (
    (4, re.compile(r"\bwithout (?:any )?(?:further |undue )?delay\b|\bat once\b|\bwith immediate effect\b", re.IGNORECASE)),
    (3, re.compile(r"\bas a matter of (?:urgency|priority)\b", re.IGNORECASE)),
    (2, re.compile(r"\bas soon as (?:possible|practicable)\b|\bat the earliest\b|\bin a timely manner\b", re.IGNORECASE)),
    (0, re.compile(r"\bin due course\b|\bin the longer term\b|\bgradually\b|\bprogressively\b", re.IGNORECASE)),
)
_LONGEST = 6
_PURPOSE_WITHIN = 40
_ONLY, _ONLY_WITHIN = "only", 4
_PRESSING = 3
_STEM = 5
_SOON = 2
_JOINS = {("and",), (",",)}
_GOES_ON = re.compile(r"\bcontinu", re.IGNORECASE)
_AT_ONCE = 4
_PASSED_OVER = frozenset((",", "and", "full", "safe", "unhindered", "unimpeded", "complete", "fully"))
_AFTER_WHICH = {("after",), ("following",), ("prior",), ("before",), ("preceding",), ("upon",)}
_NO_DEEDS = "need needs challenges situation importance priority aftermath vicinity neighbours neighbourhood future cause causes"
_NEEDS = {(word,) for word in _NO_DEEDS.split()}
_OF_FACTS = frozenset(("spread", "growth", "increase", "rise", "pace", "impact", "impacts", "effects", "consequences", "changes"))
_FACTS_WITHIN = 6
_DEADLINE = re.compile(r"\b(?:within (?:the next )?(?:\w+|\d+) (?:days?|weeks?|months?|years?))\b", re.IGNORECASE)


def _weight(reading: Reading, start: int, end: int) -> int:
    return sum(token not in FUNCTION_WORDS for token in reading.tokens[start:end])


def lesser_modality(pairing: Pairing) -> Iterator[Loss]:
    """`shall` and `must` that became `should` or `may` where the duty itself was carried over."""
    for gap in pairing.gaps:
        small = (
            _weight(pairing.firm, gap.firm_start, gap.firm_end) <= _LONGEST
            and _weight(pairing.soft, gap.soft_start, gap.soft_end) <= _LONGEST
        )
        if not small or not pairing.is_kept_around_firm(gap.firm_start, gap.firm_end, 0.5):
            continue
        one, two = _binding(pairing.firm, gap.firm_start, gap.firm_end), _binding(pairing.soft, gap.soft_start, gap.soft_end)
        if one and two and one[0] > two[0]:
            if pairing.firm.tokens[one[1][0]] in _FORETELLING or pairing.soft.tokens[two[1][0]] in _REPORTED:
                continue
            if pairing.firm.tokens[one[1][1] : one[1][1] + 1] == ("consider",):
                continue  # who should consider doing a thing is bound no further than who may do it
            if _is_no_permission(pairing, one[1][0], two[1][0]):
                continue
            firm = pairing.firm.text[slice(*pairing.firm.characters(*one[1]))]
            soft = pairing.soft.text[slice(*pairing.soft.characters(*two[1]))]
            yield Loss(Code.MODALITY, one[1], two[1], f"“{firm}” became “{soft}”.", f"“{soft}” became “{firm}”.")


def _is_no_permission(pairing: Pairing, firm: int, soft: int) -> bool:
    """Whether the softer word only tells a purpose (`so that all may …`), or both allow one thing only (`shall only`, `can be only`)."""
    before = " ".join(pairing.soft.tokens[max(0, soft - _PURPOSE_WITHIN) : soft])
    only = all(_ONLY in reading.tokens[n + 1 : n + _ONLY_WITHIN] for reading, n in ((pairing.firm, firm), (pairing.soft, soft)))
    return only or "so that" in before


def _binding(reading: Reading, start: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """How far the words of a stretch bind, and which words say so; the first where there are several."""
    for n in range(start, end):
        if reading.tokens[n] in _BINDING and not reading.text[reading.spans[n][0]].isupper():
            return _BINDING[reading.tokens[n]], (n, n + 1)
    if start < end:
        first, last = reading.characters(start, end)
        match = _BINDING_PHRASES.search(reading.text, max(0, first - 5), last + 4)
        if match:
            return _PHRASE_BINDS, (reading.at(match.start()), reading.at(match.end() - 1) + 1)
    return None


def later(pairing: Pairing) -> Iterator[Loss]:
    """Words that say when something is due, gone or softened."""
    of_acts = pairing.firm.of_acts()
    for gap in pairing.gaps:
        if _weight(pairing.firm, gap.firm_start, gap.firm_end) > _LONGEST or not pairing.is_kept_around_firm(
            gap.firm_start, gap.firm_end
        ):
            continue
        one = _urgency(pairing.firm, gap.firm_start, gap.firm_end, of_acts)
        if one is None or one[0] < _PRESSING or _moved(pairing, one[1]) or not _beside_kept_words(pairing, one[1]):
            continue
        if (
            is_worry(pairing.firm, one[1][0])
            or refers_only(pairing.firm, one[1][0])
            or refers_only(pairing.soft, gap.soft_start)
            or _is_urged_elsewhere(pairing)
        ):
            continue
        two = _urgency(pairing.soft, gap.soft_start, gap.soft_end, frozenset())
        if two is not None and two[0] >= one[0]:
            continue
        if _is_said_twice(pairing, one[1][0], one[0]):
            continue
        if one[0] == _AT_ONCE and _GOES_ON.search(pairing.soft.text[slice(*pairing.soft.characters(gap.soft_start, gap.soft_end))]):
            continue  # what was to begin at once has begun
        if _weight(pairing.soft, gap.soft_start, gap.soft_end) > _LONGEST:
            continue
        firm = pairing.firm.text[slice(*pairing.firm.characters(*one[1]))]
        if two is None:
            says = f"“{firm}” is gone.", f"“{firm}” is new."
        else:
            soft = pairing.soft.text[slice(*pairing.soft.characters(*two[1]))]
            says = f"“{firm}” became “{soft}”.", f"“{soft}” became “{firm}”."
        yield Loss(Code.TIME, one[1], two[1] if two else (gap.soft_start, gap.soft_end), *says)


def _is_said_twice(pairing: Pairing, place: int, level: int) -> bool:
    """Whether a phrase that presses as much, under the same act, was carried over (`the immediate end … with immediate effect`)."""
    firm = pairing.firm
    governing = firm.governing(place)
    return any(
        pairing.to_soft[n] >= 0 and firm.governing(n) == governing
        for as_much, pattern in _DUE_PHRASES
        if as_much >= level
        for match in pattern.finditer(firm.text)
        if (n := firm.at(match.start())) != place
    )


def _urgency(reading: Reading, start: int, end: int, never: frozenset[int]) -> tuple[int, tuple[int, int]] | None:
    found = [
        (_URGENCY[token], (n, n + 1))
        for n, token in enumerate(reading.tokens[start:end], start)
        if token in _URGENCY and n not in never and not _is_a_sequence(reading, n)
    ]
    if start < end:
        first, last = reading.characters(start, end)
        for level, pattern in _DUE_PHRASES:
            match = pattern.search(reading.text, first, last)
            if match:
                found.append((level, (reading.at(match.start()), reading.at(match.end() - 1) + 1)))
    return max(found, key=lambda each: each[0], default=None)


def _is_urged_elsewhere(pairing: Pairing) -> bool:
    """Whether a new word of the other text presses too, in another place of the sentence."""
    phrases = [match for level, pattern in _DUE_PHRASES if level >= _SOON for match in pattern.finditer(pairing.soft.text)]
    return any(pairing.to_firm[pairing.soft.at(match.start())] < 0 for match in phrases) or any(
        _URGENCY.get(token, 0) >= _PRESSING and pairing.to_firm[n] < 0 and not _is_a_sequence(pairing.soft, n)
        for n, token in enumerate(pairing.soft.tokens)
    )


def _beside_kept_words(pairing: Pairing, place: tuple[int, int]) -> bool:
    """Whether the word that is to be done at that time was carried over: the next one, or where that only joins, the one before."""
    tokens, before, after = pairing.firm.tokens, place[0] - 1, place[1]
    while before > 0 and (tokens[before] in _PASSED_OVER or tokens[before] in _URGENCY):
        before -= 1
    while after < len(tokens) - 1 and (tokens[after] in _PASSED_OVER or tokens[after] in _URGENCY):
        after += 1
    if tokens[place[1] : place[1] + 1] in _JOINS and tokens[place[0]].endswith("ly"):
        return before >= 0 and pairing.to_soft[before] >= 0
    decides = before if after >= len(tokens) or tokens[after] in FUNCTION_WORDS else after
    return decides >= 0 and pairing.to_soft[decides] >= 0


def _is_a_sequence(reading: Reading, place: int) -> bool:
    """Whether a word tells what follows what (`immediately after`), or how fast or near a thing is, and not when something is due."""
    if not reading.tokens[place].endswith("ly") and not _OF_FACTS.isdisjoint(reading.tokens[place + 1 : place + _FACTS_WITHIN]):
        return True
    return reading.tokens[place + 1 : place + 2] in _AFTER_WHICH or reading.tokens[place + 1 : place + 2] in _NEEDS


def _moved(pairing: Pairing, place: tuple[int, int]) -> bool:
    """Whether the other text says the same word as often, or one of its kin (`urgently`, `urgency`)."""
    phrase = " ".join(pairing.firm.tokens[slice(*place)])
    if place[1] - place[0] > 1 and " ".join(pairing.soft.tokens).count(phrase) >= " ".join(pairing.firm.tokens).count(phrase):
        return True
    one, two = [token[:_STEM] for token in pairing.firm.tokens], [token[:_STEM] for token in pairing.soft.tokens]
    return all(two.count(stem) >= one.count(stem) for stem in one[place[0] : place[1]])
