"""What one text lost against another: the common form of all checks, before it is known which of the two is the draft."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.pairing import Gap


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the firmer text has and the other lacks, by tokens of each; `firm` and `soft` are (start, end).

    `same_strength` marks what changed without becoming weaker or stronger. `weaker` and `stronger` are the sentences for a draft
    that lost it and for one that gained it.
    """

    code: Code
    firm: tuple[int, int]
    soft: tuple[int, int]
    weaker: str
    stronger: str
    same_strength: bool = False


def place_in_gap(gap: Gap | None) -> tuple[int, int]:
    """The tokens that stand in the other text where the firmer one lost something."""
    return (gap.soft_start, gap.soft_end) if gap else (0, 0)
