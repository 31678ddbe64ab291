"""What narrows: words that are new before a noun that was carried over, and phrases of scope that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.kinds_of_act import is_worry
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import Gap, Pairing
from demarche.subjects.texts.regression.reading import Reading
from demarche.subjects.texts.regression.words_of_hedging import hedges
from demarche.subjects.texts.regression.words_of_scope import NARROWING, weighs

_PHRASES = re.compile(
    r"\b(?:at all times|in all circumstances|without (?:any )?(?:exception|discrimination|adverse distinction|distinction|delay or"
    r" obstruction|preconditions?|conditions|hindrance|restrictions?|impediments?)|including in hard-to-reach areas)\b",
    re.IGNORECASE,
)
_ACTORS = {("parties",), ("states",), ("actors",), ("authorities",), ("stakeholders",), ("groups",)}
_OF_ACTORS = frozenset(("relevant",))
_AFTER_ITS_NOUN = frozenset(("concerned",))
_OF_DEEDS = frozenset(("unlawful",))
_DEEDS = re.compile(
    r"recruit|use$|attack|kill|detention|detain|arrest|destruction|destroy|displac|transfer|force$|denial|violence|target|interfer|obstruct"
)
_BESIDE = 4
_POINTING = frozenset(("this", "these", "those", "such"))
_OF_SOME = frozenset(("relevant", "concerned"))


def narrowing_words(pairing: Pairing, gap: Gap) -> Iterator[Loss]:
    """Narrowing words that are all that is new before a noun that was carried over."""
    soft = pairing.soft
    replaced = any(weighs(pairing.firm, n) for n in range(gap.firm_start, gap.firm_end))
    if replaced or gap.firm_end - gap.firm_start > 1 or any(weighs(soft, n) for n in range(gap.soft_start, gap.soft_end)):
        return
    in_hedges = {n for _, start, end in hedges(soft) for n in range(start, end)}
    for place in range(gap.soft_start, gap.soft_end):
        token = soft.tokens[place]
        if token in _OF_ACTORS and soft.tokens[gap.soft_end : gap.soft_end + 1] not in _ACTORS:
            continue
        if token in _AFTER_ITS_NOUN and any(pairing.to_firm[n] < 0 for n in range(place + 1, min(place + 3, len(soft.tokens)))):
            continue
        if token in _OF_DEEDS and not _DEEDS.match(" ".join(soft.tokens[gap.soft_end : gap.soft_end + 1])):
            continue
        if (
            token in NARROWING
            and (token in _OF_DEEDS or not is_worry(soft, place))
            and place not in in_hedges
            and not _has_elsewhere(pairing, token)
            and not _was_narrow(pairing, gap, token)
        ):
            yield Loss(
                Code.SCOPE,
                (gap.firm_start, gap.firm_end),
                (place, place + 1),
                f"“{token}” is new and narrows what is covered.",
                f"“{token}” is gone, which narrowed what is covered.",
            )


def _was_narrow(pairing: Pairing, gap: Gap, soft_word: str) -> bool:
    """Whether the firmer text spoke of certain ones too: `those parties`, or `relevant Powers` where the other has `Powers concerned`."""
    lost = [token for n, token in enumerate(pairing.firm.tokens) if pairing.to_soft[n] < 0]
    pointed = not _POINTING.isdisjoint(pairing.firm.tokens[gap.firm_start : gap.firm_end])
    return pointed or (soft_word in _OF_SOME and not _OF_SOME.isdisjoint(lost))


def _has_elsewhere(pairing: Pairing, token: str) -> bool:
    return pairing.firm.tokens.count(token) >= pairing.soft.tokens.count(token)


def lost_phrases(pairing: Pairing) -> Iterator[Loss]:
    """Phrases that let nothing and no one out (`in all circumstances`, `without exception`), gone from words that were carried over."""
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
            or _PHRASES.search(soft.text[slice(*soft.characters(*_with_neighbours(soft, gap)))])
        ):
            continue
        yield Loss(
            Code.SCOPE,
            (start, end),
            (gap.soft_start, gap.soft_end),
            f"“{match.group()}” is gone.",
            f"“{match.group()}” is new.",
        )


def _with_neighbours(soft: Reading, gap: Gap) -> tuple[int, int]:
    """A gap with the words beside it: of `without distinction` that became `without discrimination` only one word is new."""
    return max(gap.soft_start - _BESIDE, 0), min(gap.soft_end + _BESIDE, len(soft.tokens))
