"""Scope: who and what is covered. Words that widen are lost, or words that narrow are new, before a noun that was carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.hedging import hedges
from demarche.subjects.texts.regression.kinds_of_act import is_worry, refers_only
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import Gap, Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, Reading

_WIDE = {
    "whom or what": "all every any each whoever anyone everyone",
    "how far": "full fully complete completely totally entire entirely whole wholly",
    "hindrance": "unhindered unimpeded unfettered unrestricted unobstructed free freely",
    "safety": "safe safely secure securely",
    "conditions": "unconditional unconditionally",
    "steadiness": "sustained continuous uninterrupted permanent",
    "strictness": "strict strictly scrupulous scrupulously",
    "presence": "throughout everywhere nationwide",
}
_GROUP = {word: group for group, words in _WIDE.items() for word in words.split()}
_PHRASES = re.compile(
    r"\b(?:at all times|in all circumstances|without (?:any )?(?:exception|discrimination|adverse distinction|distinction|delay or"
    r" obstruction|preconditions?|conditions|hindrance|restrictions?|impediments?)|including in hard-to-reach areas)\b",
    re.IGNORECASE,
)
_NARROWING = frozenset(("selected", "concerned", "relevant", "unlawful", "undue", "unnecessary"))
_ACTORS = {("parties",), ("states",), ("actors",), ("authorities",), ("stakeholders",), ("groups",)}
_OF_DEEDS = frozenset(("unlawful",))
_DEEDS = re.compile(
    r"recruit|use$|attack|kill|detention|detain|arrest|destruction|destroy|displac|transfer|force$|denial|violence|target|interfer|obstruct"
)
_ANY = "any"
_OF_ANY = re.compile(
    r"forms?$|kinds?$|attacks?$|acts?$|violations?$|violence$|attempts?$|obstruct|persons?$|part(?:y|ies)$|use$|threats?$|actions?$"
    r"|discriminat|person|individual|state|such$|interfer|imped|direct|sexual|civilian|actor|activit|forced|adverse|restriction"
)
_DEMONSTRATIVE = frozenset(("this", "these", "those", "such"))
_NEGATIONS = frozenset(("without", "not", "no", "nor", "if"))
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|most|majority)\b", re.IGNORECASE)
_QUOTATION = re.compile(r"“[^”]*”")
_URGENT = frozenset(("rapid", "rapidly", "immediate", "immediately", "timely", "prompt", "swift"))
_NEW_BESIDE_ALL = 1
_OF_ACTORS = frozenset(("relevant",))
_IN_A_STRETCH = 4
_NEAR = 6
_PASSED_OVER = frozenset(
    (",", "and", "or", "the", "of", "as", "well", "its", "their", "his", "her", "rapid", "timely", "immediate")
)


def narrowed_scope(pairing: Pairing) -> Iterator[Loss]:
    """Words of scope that the firmer text has and the other lacks, and narrowing words that only the other has."""
    of_acts = pairing.firm.of_acts()
    for gap in pairing.gaps:
        if _is_rewritten(pairing, gap):
            continue
        yield from _lost_words(pairing, gap, of_acts)
        yield from _new_words(pairing, gap)
    yield from _lost_phrases(pairing)


def _is_rewritten(pairing: Pairing, gap: Gap) -> bool:
    """Whether more changed here than words of scope, so that no noun is left that both speak of."""
    lost = [n for n in range(gap.firm_start, gap.firm_end) if _weighs(pairing.firm, n)]
    new = [n for n in range(gap.soft_start, gap.soft_end) if _weighs(pairing.soft, n)]
    return len(lost) > _IN_A_STRETCH or len(new) > _IN_A_STRETCH or not pairing.is_kept_around_firm(gap.firm_start, gap.firm_end)


def _weighs(reading: Reading, place: int) -> bool:
    token = reading.tokens[place]
    return token not in FUNCTION_WORDS and token not in _GROUP and token not in _NARROWING


def _lost_words(pairing: Pairing, gap: Gap, of_acts: frozenset[int]) -> Iterator[Loss]:
    firm, soft = pairing.firm, pairing.soft
    if _NUMBER.search(soft.text[slice(*soft.characters(gap.soft_start, gap.soft_end))]):
        return  # a count took the place of a quantifier: something is reported, not asked
    groups = {_GROUP[token] for token in soft.tokens[gap.soft_start : gap.soft_end] if token in _GROUP}
    if _is_title(soft, gap.soft_start, gap.soft_end):
        return
    their_acts = soft.of_acts()
    new = sum(
        _weighs(soft, n) and soft.tokens[n] not in _URGENT and n not in their_acts for n in range(gap.soft_start, gap.soft_end)
    )
    quoted = _quoted(firm)
    for place in range(gap.firm_start, gap.firm_end):
        token = firm.tokens[place]
        if token not in _GROUP or _GROUP[token] in groups or place in of_acts or place in quoted:
            continue
        if _GROUP[token] != "whom or what" and is_worry(firm, place):
            continue
        if (refers_only(soft, gap.soft_start) and not refers_only(firm, place)) or not _DEMONSTRATIVE.isdisjoint(
            soft.tokens[gap.soft_start : gap.soft_end]
        ):
            continue
        if new > (_NEW_BESIDE_ALL if _GROUP[token] == "whom or what" else 0) or _does_not_widen(firm, place):
            continue
        if not _noun_is_kept(pairing, place, gap) or _stands_elsewhere(pairing, token):
            continue
        yield Loss(
            Code.SCOPE,
            (place, place + 1),
            (gap.soft_start, gap.soft_end),
            f"“{token}” is gone: {_GROUP_SAYS[_GROUP[token]]}.",
            f"“{token}” is new: {_GROUP_SAYS[_GROUP[token]]}.",
        )


def _is_title(reading: Reading, start: int, end: int) -> bool:
    """Whether words in capitals took the place of others within a sentence."""
    return start > 0 and any(
        reading.text[reading.spans[n][0]].isupper() and reading.tokens[n] not in FUNCTION_WORDS for n in range(start, end)
    )


def _quoted(reading: Reading) -> frozenset[int]:
    """The tokens within quotation marks: titles and sayings, which a draft does not make wider or narrower."""
    inside: set[int] = set()
    for match in _QUOTATION.finditer(reading.text):
        inside.update(range(reading.at(match.start()), reading.at(match.end() - 1) + 1))
    return frozenset(inside)


def _does_not_widen(reading: Reading, place: int) -> bool:
    """Whether a word of scope is part of a title, or an `any` that adds nothing (`without any reservation`, `any outstanding reports`)."""
    token, following = reading.tokens[place], reading.tokens[place + 1 : place + 2]
    if reading.text[reading.spans[place][0]].isupper() and place > 0:
        return True
    return token == _ANY and (not following or not _OF_ANY.match(following[0]) or reading.tokens[place - 1] in _NEGATIONS)


_GROUP_SAYS = {
    "whom or what": "who or what is covered",
    "how far": "how far it goes",
    "hindrance": "what may stand in the way",
    "safety": "in what safety",
    "conditions": "whether conditions may be set",
    "steadiness": "for how long it holds",
    "strictness": "how strictly it is kept",
    "presence": "where it holds",
}


def _noun_is_kept(pairing: Pairing, place: int, gap: Gap) -> bool:
    """Whether the word that a word of scope belongs to, the next one that weighs, was carried over right after the change."""
    firm = pairing.firm
    for n in range(place + 1, min(place + 9, len(firm.tokens))):
        if firm.tokens[n] in _PASSED_OVER or firm.tokens[n] in _GROUP or firm.tokens[n] in _NARROWING:
            continue
        there = pairing.to_soft[n]
        before = pairing.soft.tokens[max(0, there - (n - place) - 1) : max(there, 0)]
        return 0 <= there - gap.soft_end <= _NEAR and firm.tokens[place] not in before
    return False


def _stands_elsewhere(pairing: Pairing, token: str) -> bool:
    """Whether the other text has the word as often, in another place."""
    return pairing.soft.tokens.count(token) >= pairing.firm.tokens.count(token)


def _new_words(pairing: Pairing, gap: Gap) -> Iterator[Loss]:
    """Narrowing words that are all that is new before a noun that was carried over."""
    soft = pairing.soft
    replaced = any(_weighs(pairing.firm, n) for n in range(gap.firm_start, gap.firm_end))
    if replaced or gap.firm_end - gap.firm_start > 1 or any(_weighs(soft, n) for n in range(gap.soft_start, gap.soft_end)):
        return
    in_hedges = {n for _, start, end in hedges(soft) for n in range(start, end)}
    for place in range(gap.soft_start, gap.soft_end):
        token = soft.tokens[place]
        if token in _OF_ACTORS and soft.tokens[gap.soft_end : gap.soft_end + 1] not in _ACTORS:
            continue
        if token in _OF_DEEDS and not _DEEDS.match(" ".join(soft.tokens[gap.soft_end : gap.soft_end + 1])):
            continue
        if (
            token in _NARROWING
            and (token in _OF_DEEDS or not is_worry(soft, place))
            and place not in in_hedges
            and not _has_elsewhere(pairing, token)
        ):
            yield Loss(
                Code.SCOPE,
                (gap.firm_start, gap.firm_end),
                (place, place + 1),
                f"“{token}” is new and narrows what is covered.",
                f"“{token}” is gone, which narrowed what is covered.",
            )


def _has_elsewhere(pairing: Pairing, token: str) -> bool:
    return pairing.firm.tokens.count(token) >= pairing.soft.tokens.count(token)


def _lost_phrases(pairing: Pairing) -> Iterator[Loss]:
    firm, soft = pairing.firm, pairing.soft
    lowered = soft.text.lower()
    for match in _PHRASES.finditer(firm.text):
        start, end = firm.at(match.start()), firm.at(match.end() - 1) + 1
        if all(pairing.to_soft[n] >= 0 for n in range(start, end)) or match.group().lower() in lowered:
            continue
        gap = pairing.gap_of_firm(next(n for n in range(start, end) if pairing.to_soft[n] < 0))
        if (
            gap is None
            or not pairing.is_kept_around_firm(start, end)
            or _PHRASES.search(soft.text[slice(*soft.characters(gap.soft_start, gap.soft_end))])
        ):
            continue
        yield Loss(
            Code.SCOPE,
            (start, end),
            (gap.soft_start, gap.soft_end),
            f"“{match.group()}” is gone.",
            f"“{match.group()}” is new.",
        )
