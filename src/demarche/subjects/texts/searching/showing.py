"""The piece of a paragraph that shows why it was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from demarche.subjects.texts.searching.asking import Phrase, folded

_TOKEN = re.compile(r"\S+")
_WIDE = 1.3


def extract(text: str, phrases: Sequence[Phrase], width: int = 220) -> str:
    """At most about `width` signs of a text around the first place where most of the phrases stand together, cut at words.

    >>> extract("Demands that all parties open the mill road at once for relief", [Phrase(("mill", "road"))], 24)
    '… the mill road at once …'
    """
    if len(text) <= width * _WIDE:
        return text
    tokens = list(_TOKEN.finditer(text))
    hits = [match.start() for match in tokens if _holds(match.group(), phrases)] if len(tokens) > 1 else []
    if len(tokens) <= len(text) // 40:
        # a script that writes no spaces: cut by signs
        first = min((at for each in phrases if (at := text.find("".join(each.words))) >= 0), default=0)
        start = max(0, first - width // 4)
        return f"{'…' if start else ''}{text[start : start + width]}{'…' if start + width < len(text) else ''}"
    best = max(hits, key=lambda at: (sum(at <= other < at + width for other in hits), -at), default=0)
    start = max(0, best - width // 4)
    first = next((m.start() for m in tokens if m.start() >= start), 0) if start else 0
    kept = [m for m in tokens if m.start() >= first and m.end() <= first + width] or tokens[:1]
    cut = text[first : kept[-1].end()]
    return f"{'… ' if first else ''}{cut}{' …' if kept[-1].end() < len(text) else ''}"


def _holds(token: str, phrases: Iterable[Phrase]) -> bool:
    """Whether a piece of text holds a word of the phrases."""
    own = [_plain(word) for word in folded(token)]
    return any(
        word in own
        or (each.beginning and word == _plain(each.words[-1]) and any(o.startswith(word) for o in own))
        or _alike(word, own)
        for each in phrases
        for word in map(_plain, each.words)
    )


def _plain(word: str) -> str:
    """A word without accents, as the search itself reads it."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _alike(word: str, own: Iterable[str]) -> bool:
    """Whether a word differs from one of others in its ending alone, as the search itself sets endings aside."""
    return len(word) > 4 and any(other[: len(word) - 1] == word[:-1] and len(other) - len(word) <= 3 for other in own)
