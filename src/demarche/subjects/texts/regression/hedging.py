"""Hedges: words that leave a way out, in a clause that was carried over. In a new clause they are part of something added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from demarche.subjects.texts.regression.asked import ask_the_same
from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.kinds_of_act import ASKING, INSISTING, THANKING
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import Gap, Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, Reading

_WHEN = r"(?:where|when|whenever|wherever|if|as|to the extent|in so far as|insofar as|as far as|so far as)"
_FAMILIES = {
    "discretion": rf"\b{_WHEN} (?:it is |they are |deemed |considered |and when |and where )?(?:may be )?(?:appropriate|applicable|relevant"
    r"|necessary|needed|required|warranted|suitable|desirable)\b(?! (?:by|for the purposes?|under)\b)|\bas (?:they|it) (?:deems?|sees?) (?:fit|appropriate|necessary)\b"
    r"|\bat (?:its|their) discretion\b|\bshould they so (?:wish|decide)\b|\bif (?:it|they) so (?:wish|decide|request)(?:s|es)?\b",
    "feasibility": rf"\b(?!as ){_WHEN} (?:and when |is |it is )?(?:operationally |reasonably )?(?:feasible|possible|practicable|practical"
    r"|achievable)\b|\bto the (?:greatest |best )?extent (?:feasible|possible|practicable)\b"
    r"|\bas (?:far as|much as) (?:possible|feasible|practicable)\b"
    r"|\bwithin (?:the limits of )?(?:existing|available|their available|its available|agreed) (?:resources?|means|capacit\w+)\b"
    r"|\b(?:as|when|where|once|if) (?:the )?(?:\w+ )?(?:conditions?|circumstances?|situation|resources) (?:permit|allow)(?:s|ting)?\b"
    r"|\bsubject to (?:the )?(?:availability|security conditions)\b|\bresources permitting\b|\bdepending on\b",
    "domestic": r"\b(?:in accordance|consistent|in line|in compliance|in conformity) with (?:the |their |its |applicable |relevant "
    r"|respective |own |obligations under )*(?:national|domestic|constitutional)\b(?! (?:commitments?|obligations?)\b)[^,;.]{0,40}?"
    r"(?:laws?|legislations?|procedures?|regulations?|priorities|circumstances|polic(?:y|ies)|frameworks?|systems?|plans?)\b"
    r"|\b(?:upon|at|on) (?:the |their |its )?request\b(?! for\b)(?: of [^,;.]{0,40})?|\bupon the (?:\w+ )?request\b"
    r"|\bif (?:so )?requested\b|\bas (?:so )?requested\b(?! (?:in|by|under)\b)"
    r"|\bwith the (?:prior )?(?:consent|agreement|approval) of\b|\bsubject to (?:the )?(?:\w+ )?(?:consent|agreement|approval)\b"
    r"|\bwithin (?:the scope of )?(?:their|its|the|existing) (?:respective |existing |current |overall )*mandates?\b"
    r"|\btaking into account (?:\w+ ){0,3}national\b"
    r"|\bwith due respect for (?:\w+ ){0,2}sovereignty\b|\bwith full respect for (?:the )?sovereignty\b",
    "voluntary": r"\bon a voluntary basis\b|\bvoluntarily\b|\bon mutually agreed terms\b",
    "doubt": r"\balleged(?:ly)?\b|\bpurported(?:ly)?\b|\b(?:may|might|could) (?:constitute|amount|involve|be considered)\b|\bsuspected\b",
    "exception": r"\bwithout prejudice to\b[^,;.]{0,90}|\bunless\b[^,;.]{0,60}|\bexcept (?:where|when|in cases?|as|if)\b[^,;.]{0,60}"
    r"|\bsubject to (?:the |their |its |prior |applicable |relevant )*(?:national|domestic|provisions|requirements|limitations|conditions|review|host)"
    r"|\bprovided that\b",
    "thought": r"\b(?:to )?consider(?:ing)? (?=\w+ing\b)"
    r"|\bto consider (?=the (?:possibility|feasibility|need|adoption|use|establishment))",
    "effort": r"\b(?:to )?(?:seek|endeavou?r|strive|aim|attempt)(?:s|ing)? to\b|\b(?:to )?make (?:every |all )?(?:possible )?efforts? to\b"
    r"|\bto take (?!(?:all|every|immediate|urgent|prompt|swift|rapid|concrete|decisive|effective)\b)(?:\w+ )?steps to\b|\bto work towards\b",
}
_FAMILY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _FAMILIES.items()), re.IGNORECASE)
_TERMS_OF_ART = re.compile(
    r"\b(?:all|every|other) (?:practically )?(?:feasible|possible|practicable|necessary|appropriate) (?:precautions?|measures?|steps?|efforts?|means)\b"
    r"|\b(?:everything|all that is) (?:feasible|possible|practicable)\b"
    r"|\bto the (?:fullest|maximum|fullest possible|greatest possible) extent(?: (?:practicable|possible|feasible))?\b"
    r"|\bas soon as (?:circumstances permit|possible|practicable|feasible)\b|\bat the earliest possible\b"
    r"|\b(?:unless and for such time|except where imperative military necessity)\b",
    re.IGNORECASE,
)
"""Words of treaty law and of urgency that look like hedges and are none (Additional Protocol I, articles 57 and 58, among others)."""

_BARE = frozenset(("applicable", "appropriate", "relevant", "necessary", "possible", "feasible", "practicable", "requested"))
"""`applicable law` that became `law, as applicable` is no looser."""

_JOINING = frozenset(
    (
        "accordance",
        "line",
        "consistent",
        "compliance",
        "conformity",
        "when",
        "where",
        "if",
        "as",
        "whenever",
        "wherever",
        "to",
        "once",
    )
)
_OTHERS_IN_RUN = 3
_NEXT = 3
_STEM = 7
_MOST_REPLACED = 5
"""Where a hedge stands in the place of more words than these, something was rewritten, and none of it was merely hedged."""

_REWRITTEN = frozenset(("effort", "thought", "doubt", "exception"))
_OF_POSSIBILITY = frozenset(("doubt", "thought"))
_CONDITIONS = frozenset(("if", "when", "where", "provided"))
_POSSIBLE = frozenset(("may", "might", "can", "could"))
_ONCE = frozenset(("voluntary",))
"""What is voluntary once is so however often it is said."""
_BEFORE_WHAT_THEY_HEDGE = frozenset(("effort", "doubt", "thought"))
_SAYS = {
    "discretion": "leaves it to the addressee",
    "feasibility": "makes it depend on what is possible",
    "domestic": "makes it depend on domestic law, mandates, request or consent",
    "voluntary": "makes it voluntary",
    "doubt": "puts it in doubt",
    "exception": "opens an exception",
    "thought": "asks for thought, no longer for the act",
    "effort": "asks for an effort, no longer for the result",
}


def hedges(reading: Reading) -> list[tuple[str, int, int]]:
    """The hedges of a text: family, first token, and the token after the last one. Terms of art are none."""
    return [(family, reading.at(start), reading.at(end - 1) + 1) for family, start, end in _places(reading.text)]


@lru_cache(maxsize=64)
def _places(text: str) -> tuple[tuple[str, int, int], ...]:
    """The hedges of a text by their places; kept for a while, for several rules ask of the same text."""
    plain = _TERMS_OF_ART.sub(lambda match: "·" * len(match.group()), text.replace("\u00a0", " "))
    return tuple((str(match.lastgroup), match.start(), match.end()) for match in _FAMILY.finditer(plain))


def new_hedges(pairing: Pairing) -> Iterator[Loss]:
    """Hedges of the other text that the firmer one has not, in clauses that both have."""
    soft, of_acts = pairing.soft, pairing.soft.of_acts()
    lost = Counter(family for family, start, end in hedges(pairing.firm) if any(pairing.to_soft[n] < 0 for n in range(start, end)))
    missing = {token for n, token in enumerate(pairing.firm.tokens) if pairing.to_soft[n] < 0}
    had = {(family, n) for family, start, end in hedges(pairing.firm) for n in range(start, end)}
    for family, start, end in hedges(soft):
        if any((family, pairing.to_firm[n]) in had for n in range(start, end)) or (
            family in _ONCE and any(f == family for f, _ in had)
        ):
            continue
        new = [n for n in range(start, end) if pairing.to_firm[n] < 0]
        if (
            not any(soft.tokens[n] not in FUNCTION_WORDS and soft.tokens[n] not in _JOINING for n in new)
            or set(range(start, end)) <= of_acts
        ):
            continue
        if lost[family]:
            lost[family] -= 1
            continue
        if family == "thought" and _was_for_thought(pairing, start):
            continue
        spelled_out = [token for token in soft.tokens[start:end] if token not in FUNCTION_WORDS]
        if soft.tokens[end - 1] in missing & _BARE or (len(spelled_out) > 1 and sum(token in missing for token in spelled_out) > 1):
            continue
        if family == "doubt" and not _doubts_what_was_said(pairing, end):
            continue
        gap = pairing.gap_of_soft(new[0])
        if gap is None or not _in_kept_clause(pairing, family, start, end):
            continue
        replaced = [token for token in pairing.firm.tokens[gap.firm_start : gap.firm_end] if token not in FUNCTION_WORDS]
        if _asks_something_else(pairing, gap, start):
            continue
        if _takes_the_place_of_a_hedge(pairing, gap) or (family == "exception" and not _CONDITIONS.isdisjoint(replaced)):
            continue
        if (family in _REWRITTEN and len(replaced) > _MOST_REPLACED) or (
            family in _OF_POSSIBILITY and not _POSSIBLE.isdisjoint(replaced)
        ):
            continue
        said = {soft.tokens[n][:_STEM] for n in new if soft.tokens[n] not in FUNCTION_WORDS}
        if family in _BEFORE_WHAT_THEY_HEDGE and not said.isdisjoint(token[:_STEM] for token in replaced):
            continue
        spelled = soft.text[slice(*soft.characters(start, end))]
        yield Loss(
            Code.HEDGE,
            (gap.firm_start, gap.firm_end),
            (start, end),
            f"“{spelled}” {_SAYS[family]}.",
            f"“{spelled}” is gone, which {_SAYS[family].replace('leaves', 'left').replace('makes', 'made').replace('puts', 'put').replace('opens', 'opened').replace('asks', 'asked')}.",
        )


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


def _in_kept_clause(pairing: Pairing, family: str, start: int, end: int) -> bool:
    """Whether a hedge qualifies words that were there before: little else is new beside it, least of all the words it belongs to."""
    first, last = start, end
    while first > 0 and pairing.to_firm[first - 1] < 0:
        first -= 1
    while last < len(pairing.to_firm) and pairing.to_firm[last] < 0:
        last += 1
    others = [n for n in (*range(first, start), *range(end, last)) if pairing.soft.tokens[n] not in FUNCTION_WORDS]
    if len(others) > _OTHERS_IN_RUN or not pairing.is_kept_around_soft(first, last):
        return False
    if family in _BEFORE_WHAT_THEY_HEDGE:
        return not any(end <= n < end + _NEXT for n in others)
    before = next((n for n in range(start - 1, -1, -1) if pairing.soft.tokens[n] not in FUNCTION_WORDS), -1)
    after = next((n for n in range(end, len(pairing.soft.tokens)) if pairing.soft.tokens[n] not in FUNCTION_WORDS), -1)
    in_commas = pairing.soft.tokens[end : end + 1] == (",",)
    return before not in others and not (in_commas and after in others)
