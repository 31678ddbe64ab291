"""References to humanitarian law, counted by what is referred to, so that one that moved within the paragraph is not missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.loss import Loss, place_in_gap
from demarche.subjects.texts.regression.pairing import Gap, Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, Reading

_LAW = {
    "international humanitarian law": r"\b(?:international )?humanitarian(?:(?:,| and|, and)? (?:international )?(?:human rights|refugee"
    r"|criminal))*(?:,? (?:and )?(?:international )?(?:human rights|refugee|criminal))* laws?\b|\bIHL\b"
    r"|\bhumanitarian principles and rules\b",
    "the law of armed conflict": r"\blaws? (?:and customs )?of (?:war|armed conflicts?)\b",
    "the Geneva Conventions": r"\b(?:(?:First|Second|Third|Fourth|four) )?Geneva Conventions?\b",
    "the Additional Protocols": r"\bAdditional Protocols?\b(?![^.;]{0,40}(?:safeguards|IAEA|Agency))",
    "the Hague law": r"\bHague (?:Conventions?|Regulations|Convention for the Protection)\b",
    "distinction, proportionality and precaution": r"\bprinciples? of (?:\w+,? ){0,4}(?:distinction|proportionality|precautions?)\b",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _LAW.items()}


def references(reading: Reading) -> dict[str, list[tuple[int, int]]]:
    """The references to humanitarian law in a text, by what is referred to, each as (first token, token after the last)."""
    text = reading.text.replace("\u00a0", " ")
    return {
        name: [(reading.at(match.start()), reading.at(match.end() - 1) + 1) for match in pattern.finditer(text)]
        for name, pattern in _PATTERNS.items()
    }


_LEADING = (
    "accordance obligations applicable relevant provisions particular including under consistent compliance line principles rules"
    " respect international law notably especially pursuant 1949 1977"
)
_LEADING_TO_IT = frozenset(_LEADING.split())
_MOST_OTHERS = 4
_MOST_INSTEAD = 6
_THERE = 8


def _others(pairing: Pairing, start: int, end: int) -> int:
    """How many words went with a reference that do not merely lead to it; where many did, the whole clause was taken out."""
    tokens = pairing.firm.tokens
    first, last = start, end
    while first > 0 and (pairing.to_soft[first - 1] < 0 or tokens[first - 1] in FUNCTION_WORDS):
        first -= 1
    while last < len(tokens) and (pairing.to_soft[last] < 0 or tokens[last] in FUNCTION_WORDS):
        last += 1
    return sum(
        not start <= n < end and pairing.to_soft[n] < 0 and tokens[n] not in FUNCTION_WORDS and tokens[n] not in _LEADING_TO_IT
        for n in range(first, last)
    )


_OTHERWISE = {
    "distinction, proportionality and precaution": re.compile(
        r"\b(?:dis)?proportiona|\bindiscriminate|\bprecaution", re.IGNORECASE
    ),
    "international humanitarian law": re.compile(r"\bwar crimes?\b", re.IGNORECASE),
}


def _names_its_parties(reading: Reading, start: int) -> bool:
    """Whether a treaty stands there as one that States are, or may become, parties to: that is not the law of a conflict."""
    before = reading.tokens[max(0, start - 3) : start]
    return before[-2:] == ("parties", "to") or before == ("parties", "to", "the")


def _is_said_otherwise(pairing: Pairing, name: str, gap: Gap) -> bool:
    """Whether the other text names there, in new words, another source of the law, a rule or a breach of it."""
    near = range(max(0, gap.soft_start - _THERE), gap.soft_end + _THERE)
    others = [start for other, places in references(pairing.soft).items() if other != name for start, _ in places]
    words = _OTHERWISE.get(name)
    rules = [pairing.soft.at(match.start()) for match in words.finditer(pairing.soft.text)] if words else []
    return any(place in near and pairing.to_firm[place] < 0 for place in (*others, *rules))


def dropped_law(pairing: Pairing) -> Iterator[Loss]:
    """References that are gone from a clause that was carried over."""
    firm, soft = references(pairing.firm), references(pairing.soft)
    for name, places in firm.items():
        missing = len(places) - len(soft[name])
        if missing <= 0:
            continue
        gone = [
            (start, end)
            for start, end in places
            if any(pairing.to_soft[n] < 0 for n in range(start, end)) and not _names_its_parties(pairing.firm, start)
        ]
        for start, end in gone[:missing]:
            gap = next((each for n in range(start, end) if (each := pairing.gap_of_firm(n))), None)
            edges = (gap.firm_start, gap.firm_end) if gap else (start, end)
            if gap is None or not pairing.is_kept_around_firm(min(start, edges[0]), max(end, edges[1])):
                continue
            instead = sum(token not in FUNCTION_WORDS for token in pairing.soft.tokens[gap.soft_start : gap.soft_end])
            if _others(pairing, start, end) > _MOST_OTHERS or instead > _MOST_INSTEAD:
                continue
            if _is_said_otherwise(pairing, name, gap):
                continue
            yield Loss(
                Code.HUMANITARIAN_LAW,
                (start, end),
                place_in_gap(gap),
                f"The reference to {name} is gone.",
                f"A reference to {name} is new.",
            )
