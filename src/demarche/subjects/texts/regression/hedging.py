"""Hedges: words that leave a way out, in a clause that was carried over. In a new clause they are part of something added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.hedged_before import BEFORE_WHAT_THEY_HEDGE, is_of_another_thing, says_no_less
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS
from demarche.subjects.texts.regression.words_of_hedging import hedges

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
_ONCE = frozenset(("voluntary",))
"""What is voluntary once is so however often it is said."""
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
        spelled_out = [token for token in soft.tokens[start:end] if token not in FUNCTION_WORDS]
        if soft.tokens[end - 1] in missing & _BARE or (len(spelled_out) > 1 and sum(token in missing for token in spelled_out) > 1):
            continue
        gap = pairing.gap_of_soft(new[0])
        if gap is None or not _in_kept_clause(pairing, family, start, end):
            continue
        if is_of_another_thing(pairing, family, gap, start) or says_no_less(pairing, family, gap, start, end):
            continue
        spelled = soft.text[slice(*soft.characters(start, end))]
        yield Loss(
            Code.HEDGE,
            (gap.firm_start, gap.firm_end),
            (start, end),
            f"“{spelled}” {_SAYS[family]}.",
            f"“{spelled}” is gone, which {_SAYS[family].replace('leaves', 'left').replace('makes', 'made').replace('puts', 'put').replace('opens', 'opened').replace('asks', 'asked')}.",
        )


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
    if family in BEFORE_WHAT_THEY_HEDGE:
        return not any(end <= n < end + _NEXT for n in others)
    before = next((n for n in range(start - 1, -1, -1) if pairing.soft.tokens[n] not in FUNCTION_WORDS), -1)
    after = next((n for n in range(end, len(pairing.soft.tokens)) if pairing.soft.tokens[n] not in FUNCTION_WORDS), -1)
    in_commas = pairing.soft.tokens[end : end + 1] == (",",)
    return before not in others and not (in_commas and after in others)
