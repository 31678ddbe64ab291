"""References to humanitarian law, counted by what is referred to, so that one that moved within the paragraph is not missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.loss import Loss, place_in_gap
from demarche.subjects.texts.regression.pairing import Pairing
from demarche.subjects.texts.regression.reading import Reading

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


def dropped_law(pairing: Pairing) -> Iterator[Loss]:
    """References that are gone from a clause that was carried over."""
    firm, soft = references(pairing.firm), references(pairing.soft)
    for name, places in firm.items():
        missing = len(places) - len(soft[name])
        if missing <= 0:
            continue
        gone = [(start, end) for start, end in places if any(pairing.to_soft[n] < 0 for n in range(start, end))]
        for start, end in gone[:missing]:
            gap = next((each for n in range(start, end) if (each := pairing.gap_of_firm(n))), None)
            edges = (gap.firm_start, gap.firm_end) if gap else (start, end)
            if gap is None or not pairing.is_kept_around_firm(min(start, edges[0]), max(end, edges[1])):
                continue
            yield Loss(
                Code.HUMANITARIAN_LAW,
                (start, end),
                place_in_gap(gap),
                f"The reference to {name} is gone.",
                f"A reference to {name} is new.",
            )
