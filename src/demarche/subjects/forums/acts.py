"""Which act of the Council governs a place in a paragraph: deciding, requesting, intending, recalling.

A date is an expiry only under an act that grants or ends something. The acts are found by the third-person verbs of operative
paragraphs, at the start, after a mark of punctuation, or after `and`, `also`, `further` and the like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class ActKind(StrEnum):
    """What an act does to a term of validity."""

    GRANTS = "grants"
    ENDS = "ends"
    ASKS = "asks"
    OTHER = "other"


_KINDS: dict[ActKind, str] = {
    ActKind.GRANTS: (
        r"decides|authori[sz]es|re-?authori[sz]es|extends|renews|prolongs|establishes|re-?establishes|approves|appoints"
        r"|re-?appoints|maintains|continues|agrees|declares|confirms|imposes|lifts|suspends|sets up|adopts"
    ),
    ActKind.ENDS: r"terminates|ends|dissolves",
    ActKind.ASKS: r"requests|directs|instructs|mandates|tasks|asks",
    ActKind.OTHER: (
        r"acknowledges|affirms|appeals|applauds|bears|believes|calls|commends|concludes|concurs|consents|condemns"
        r"|congratulates|considers|decries|demands"
        r"|deplores|determines|echoes|emphasi[sz]es|encourages|endorses|expects|expresses|finds|highlights|hopes|insists"
        r"|intends|invites|looks"
        r"|notes|notices|observes|pays|pledges|points|praises|reaffirms|recalls|recognizes|recognises|recommends|regrets|reiterates"
        r"|rejects|remains|reminds|renounces|repeats|resolves|salutes|shares|stands|stresses|supports|takes|thanks|underlines"
        r"|underscores|undertakes|urges|views|warns|welcomes"
    ),
}
_SAFE_ANYWHERE = frozenset(
    {"decides", "authorizes", "authorises", "reaffirms", "recalls", "expresses", "welcomes", "stresses", "encourages", "urges"}
)
_VERB = re.compile(
    r"(?P<before>^|[;:,.(—–-]\s*|\band\s+|\bor\s+|\b(?:also|further|hereby|therefore|accordingly|strongly|fully|consequently"
    r"|unanimously|exceptionally|in particular)\s+"
    r"|\d\.?\s+|\)\s*|,?\s*in this (?:context|regard|respect|connection),?\s+)?"
    r"\b(?P<verb>" + "|".join(f"(?P<{kind.name}>{verbs})" for kind, verbs in _KINDS.items()) + r")\b",
    re.IGNORECASE,
)
_OPENING_QUOTES = ("“", "‘", '"')
_SUBORDINATE = re.compile(
    r"\b(?:unless|until|should|where|if|as|when|or)\s+(?:(?:the|it|the Security|this)\s+)*(?:Council|Committee|it)\s+(?:so\s+)?$"
)


@dataclass(frozen=True, slots=True)
class GoverningAct:
    """An operative verb at `start`–`end` of a paragraph and what it does to a term of validity."""

    verb: str
    kind: ActKind
    start: int
    end: int


class ActsOfParagraph:
    """The acts of one paragraph in reading order; `at` finds the one that governs a place."""

    def __init__(self, text: str) -> None:
        self.acts = tuple(_acts(text))
        self._starts = [act.start for act in self.acts]

    def at(self, place: int) -> GoverningAct | None:
        """The last act that begins before `place`, or none."""
        index = bisect_right(self._starts, place) - 1
        return self.acts[index] if index >= 0 else None

    def next_after(self, place: int) -> GoverningAct | None:
        """The first act that begins after `place`, or none."""
        index = bisect_right(self._starts, place)
        return self.acts[index] if index < len(self.acts) else None


def _acts(text: str) -> list[GoverningAct]:
    found: list[GoverningAct] = []
    for match in _VERB.finditer(text):
        verb = match["verb"].lower()
        if _SUBORDINATE.search(text, 0, match.start("verb")):
            continue
        if match["before"] is None and verb not in _SAFE_ANYWHERE:
            continue
        quoted = text[max(0, match.start("verb") - 1) : match.start("verb")] in _OPENING_QUOTES
        kind = ActKind.OTHER if quoted else next(kind for kind in ActKind if match[kind.name])
        found.append(GoverningAct(verb, kind, match.start("verb"), match.end("verb")))
    return found
