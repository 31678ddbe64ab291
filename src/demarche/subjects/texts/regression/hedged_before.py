"""Whether words that look like a new hedge take nothing away: the text was no firmer there before, or spoke of another thing."""

from __future__ import annotations

from demarche.subjects.texts.regression.asked import ask_the_same
from demarche.subjects.texts.regression.kinds_of_act import ASKING, INSISTING, THANKING
from demarche.subjects.texts.regression.pairing import Gap, Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS
from demarche.subjects.texts.regression.words_of_hedging import hedges

BEFORE_WHAT_THEY_HEDGE = frozenset(("effort", "doubt", "thought"))
"""Families that stand before the words that they hedge."""

_STEM = 7
_MOST_REPLACED = 5
"""Where a hedge stands in the place of more words than these, something was rewritten, and none of it was merely hedged."""

_REWRITTEN = frozenset(("effort", "thought", "doubt", "exception"))
_OF_POSSIBILITY = frozenset(("doubt", "thought"))
_EFFORTS = frozenset(
    ("support", "promote", "encourage", "facilitate", "pursue", "seek", "contribute", "efforts", "effort", "steps")
)
_CONDITIONS = frozenset(("if", "when", "where", "provided"))
_POSSIBLE = frozenset(("may", "might", "can", "could"))


def is_of_another_thing(pairing: Pairing, family: str, gap: Gap, start: int) -> bool:
    """Whether a hedge is part of a new request or of a stretch that was rewritten, so that nothing was merely hedged."""
    replaced = _replaced(pairing, gap)
    rewritten = family in _REWRITTEN and len(replaced) > _MOST_REPLACED
    return (
        rewritten or (family == "exception" and not _CONDITIONS.isdisjoint(replaced)) or _asks_something_else(pairing, gap, start)
    )


def says_no_less(pairing: Pairing, family: str, gap: Gap, start: int, end: int) -> bool:
    """Whether the words in whose place a hedge stands left a way out too, in other words."""
    if _takes_the_place_of_a_hedge(pairing, gap) or (family == "thought" and _was_for_thought(pairing, start)):
        return True
    if family == "doubt" and not _doubts_what_was_said(pairing, end):
        return True
    replaced = _replaced(pairing, gap)
    if family in _OF_POSSIBILITY and not _POSSIBLE.isdisjoint(replaced):
        return True
    kept = {pairing.soft.tokens[n] for n in range(start, end) if pairing.to_firm[n] >= 0}
    if family == "effort" and not (_EFFORTS.isdisjoint(replaced) and _EFFORTS.isdisjoint(kept)):
        return True
    new = [pairing.soft.tokens[n] for n in range(start, end) if pairing.to_firm[n] < 0]
    said = {token[:_STEM] for token in new if token not in FUNCTION_WORDS}
    return family in BEFORE_WHAT_THEY_HEDGE and not said.isdisjoint(token[:_STEM] for token in replaced)


def _replaced(pairing: Pairing, gap: Gap) -> list[str]:
    return [token for token in pairing.firm.tokens[gap.firm_start : gap.firm_end] if token not in FUNCTION_WORDS]


def _asks_something_else(pairing: Pairing, gap: Gap, start: int) -> bool:
    """Whether a hedge is part of a new request: another thing is asked, or one that was welcomed as done."""
    one, two = pairing.firm.governing(gap.firm_start), pairing.soft.governing(start)
    if one is None or two is None:
        return False
    return (one.act.verb in THANKING and two.act.verb in ASKING | INSISTING) or not ask_the_same(pairing, one, two)


def _takes_the_place_of_a_hedge(pairing: Pairing, gap: Gap) -> bool:
    """Whether another hedge of any kind stood where this one stands: one way out for another."""
    return any(gap.firm_start <= start and end <= gap.firm_end for _, start, end in hedges(pairing.firm))


def _was_for_thought(pairing: Pairing, start: int) -> bool:
    """Whether the act that asks for thought already asked for thought in the firmer text."""
    governing = pairing.soft.governing(start)
    if governing is None:
        return False
    kept = {pairing.to_firm[n] for n in range(governing.end, governing.until)}
    return any(family == "thought" and not kept.isdisjoint(range(a, b)) for family, a, b in hedges(pairing.firm))


def _doubts_what_was_said(pairing: Pairing, end: int) -> bool:
    """Whether the words that are put in doubt were said before without it."""
    near = [n for n in range(end - 1, min(end + 3, len(pairing.to_firm))) if pairing.soft.tokens[n] not in FUNCTION_WORDS]
    return sum(pairing.to_firm[n] >= 0 for n in near) >= 2
