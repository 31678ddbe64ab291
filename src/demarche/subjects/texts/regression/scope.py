"""Scope: who and what is covered. Words that widen are lost, or words that narrow are new, before a noun that was carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.governed import governing_over
from demarche.subjects.texts.regression.kinds_of_act import ASKING, DECIDING, is_worry, refers_only
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.narrowing import lost_phrases, narrowing_words
from demarche.subjects.texts.regression.pairing import Gap, Pairing
from demarche.subjects.texts.regression.recalled import stands_among_texts
from demarche.subjects.texts.regression.words_of_scope import (
    GROUP,
    GROUP_SAYS,
    NARROWING,
    does_not_widen,
    is_title,
    kin,
    quoted_in,
    weighs,
)

_DEMONSTRATIVE = frozenset(("this", "these", "those", "such", "remaining", "both", "said", "other"))
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|most|majority)\b", re.IGNORECASE)
_URGENT = frozenset(("rapid", "rapidly", "immediate", "immediately", "timely", "prompt", "swift"))
_NEW_BESIDE_ALL = 1
_WHOM = "whom or what"
_MOSTLY = 0.75
_IN_A_STRETCH = 4
_SAID_WITHIN = 12
_OF_EVERYONE = frozenset(("regardless", "irrespective", "whatever"))
_NEAR = 6
_PASSED_OVER = frozenset(
    [
        ",",
        "and",
        "or",
        "the",
        "of",
        "as",
        "well",
        "its",
        "their",
        "his",
        "her",
        "rapid",
        "timely",
        "immediate",
        "member",
        "united",
        "nations",
    ]
)


def narrowed_scope(pairing: Pairing) -> Iterator[Loss]:
    """Words of scope that the firmer text has and the other lacks, and narrowing words that only the other has."""
    of_acts = pairing.firm.of_acts()
    for gap in pairing.gaps:
        if _is_rewritten(pairing, gap):
            continue
        yield from _lost_words(pairing, gap, of_acts)
        yield from narrowing_words(pairing, gap)
    yield from lost_phrases(pairing)


def _is_rewritten(pairing: Pairing, gap: Gap) -> bool:
    """Whether more changed here than words of scope, so that no noun is left that both speak of."""
    lost = [n for n in range(gap.firm_start, gap.firm_end) if weighs(pairing.firm, n)]
    new = [n for n in range(gap.soft_start, gap.soft_end) if weighs(pairing.soft, n)]
    return len(lost) > _IN_A_STRETCH or len(new) > _IN_A_STRETCH or not pairing.is_kept_around_firm(gap.firm_start, gap.firm_end)


def _lost_words(pairing: Pairing, gap: Gap, of_acts: frozenset[int]) -> Iterator[Loss]:
    firm, soft = pairing.firm, pairing.soft
    if _NUMBER.search(soft.text[slice(*soft.characters(gap.soft_start, gap.soft_end))]):
        return  # a count took the place of a quantifier: something is reported, not asked
    groups = {GROUP[token] for token in soft.tokens[gap.soft_start : gap.soft_end] if token in GROUP}
    if is_title(soft, gap.soft_start, gap.soft_end):
        return
    their_acts = soft.of_acts()
    new = sum(
        weighs(soft, n) and soft.tokens[n] not in _URGENT and n not in their_acts for n in range(gap.soft_start, gap.soft_end)
    )
    quoted = quoted_in(firm)
    for place in range(gap.firm_start, gap.firm_end):
        token = firm.tokens[place]
        if token not in GROUP or GROUP[token] in groups or place in of_acts or place in quoted:
            continue
        if _is_only_told(pairing, place, gap) or not _DEMONSTRATIVE.isdisjoint(soft.tokens[gap.soft_start : gap.soft_end]):
            continue
        if new > (_NEW_BESIDE_ALL if GROUP[token] == _WHOM else 0) or does_not_widen(firm, place):
            continue
        if not _noun_is_kept(pairing, place, gap) or _stands_elsewhere(pairing, token) or _says_it_twice(pairing, place):
            continue
        yield Loss(
            Code.SCOPE,
            (place, place + 1),
            (gap.soft_start, gap.soft_end),
            f"“{token}” is gone: {GROUP_SAYS[GROUP[token]]}.",
            f"“{token}” is new: {GROUP_SAYS[GROUP[token]]}.",
        )


def _is_only_told(pairing: Pairing, place: int, gap: Gap) -> bool:
    """Whether nothing is asked where a word of scope stood, or stands no longer: texts are cited, deeds worried about, thanks given."""
    firm, soft = pairing.firm, pairing.soft
    if stands_among_texts(firm, place) or firm.tokens[max(place - 1, 0)] == "despite":
        return True
    if GROUP[firm.tokens[place]] == _WHOM:
        if _now_decided(pairing, place, gap) or _is_said_of_everyone(pairing, gap):
            return True
        if is_worry(firm, place) and (_is_particular(pairing, gap) or not _is_same_verb(pairing, place, gap)):
            return True
    elif is_worry(firm, place):
        return True
    if refers_only(firm, place) and not pairing.is_kept_around_firm(gap.firm_start, gap.firm_end, _MOSTLY):
        return True
    return refers_only(soft, gap.soft_start) and not refers_only(firm, place)


def _is_particular(pairing: Pairing, gap: Gap) -> bool:
    """Whether a worry about certain deeds took the place of one about all (`the recent attacks`), or others are meant (`all other`)."""
    following = pairing.firm.tokens[gap.firm_end : gap.firm_end + 1]
    new = range(gap.soft_start, gap.soft_end)
    certain = any(pairing.soft.tokens[n] == "the" for n in new) and any(weighs(pairing.soft, n) for n in new)
    return certain or following == ("other",)


def _is_same_verb(pairing: Pairing, place: int, gap: Gap) -> bool:
    """Whether a worry is said with the same verb; where it is not, the verb tells what changed."""
    one, two = pairing.firm.governing(place), governing_over(pairing.soft, (gap.soft_start, gap.soft_end))
    return one is not None and two is not None and one.act.verb == two.act.verb


def _is_said_of_everyone(pairing: Pairing, gap: Gap) -> bool:
    """Whether the other text says in new words that no one is left out (`regardless of their status`)."""
    near = range(gap.soft_end, min(gap.soft_end + _SAID_WITHIN, len(pairing.soft.tokens)))
    return any(pairing.soft.tokens[n] in _OF_EVERYONE and pairing.to_firm[n] < 0 for n in near)


def _now_decided(pairing: Pairing, place: int, gap: Gap) -> bool:
    """Whether the other text decides what was asked before; it covers as many without the word."""
    one, two = pairing.firm.governing(place), governing_over(pairing.soft, (gap.soft_start, gap.soft_end))
    return one is not None and two is not None and one.act.verb in ASKING and two.act.verb in DECIDING


def _noun_is_kept(pairing: Pairing, place: int, gap: Gap) -> bool:
    """Whether the word that a word of scope belongs to, the next one that weighs, was carried over right after the change."""
    firm = pairing.firm
    for n in range(place + 1, min(place + 9, len(firm.tokens))):
        if firm.tokens[n] in _PASSED_OVER or firm.tokens[n] in GROUP or firm.tokens[n] in NARROWING:
            continue
        there = pairing.to_soft[n]
        before = pairing.soft.tokens[max(0, there - (n - place) - 1) : max(there, 0)]
        shortened = n + 1 < len(firm.tokens) and firm.tokens[n + 1].isalpha() and weighs(firm, n + 1) and pairing.to_soft[n + 1] < 0
        return 0 <= there - gap.soft_end <= _NEAR and firm.tokens[place] not in before and not shortened
    return False


def _says_it_twice(pairing: Pairing, place: int) -> bool:
    """Whether a word of the same kind stands beside it and was carried over (`fully and completely`, `safe, rapid, safe`)."""
    tokens = pairing.firm.tokens
    if GROUP[tokens[place]] != _WHOM and tokens[place] in tokens[max(0, place - _IN_A_STRETCH) : place]:
        return True
    twin = place + 2
    joined = tokens[place + 1 : twin] == ("and",) and twin < len(tokens)
    return joined and GROUP.get(tokens[twin]) == GROUP[tokens[place]] and pairing.to_soft[twin] >= 0


def _stands_elsewhere(pairing: Pairing, token: str) -> bool:
    """Whether the other text has the word as often in another place, or one of its kin (`in full`, `fully`)."""
    one, two = ([kin(each) for each in reading.tokens if each in GROUP] for reading in (pairing.firm, pairing.soft))
    return two.count(kin(token)) >= one.count(kin(token))
