"""Words that an extractor broke by spaces, put together again where a list of words leaves no doubt."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_TOKEN = re.compile(r"(?<!\w)[^\W\d_]+(?:[-\u2011'’][^\W\d_]+)*(?!\w)")
_WORD_PARTS = re.compile(r"^([“\"‘'(\[]*)([^\W\d_]+(?:[-\u2011'’][^\W\d_]+)*)(.*)$", re.DOTALL)
_SPACED_HYPHEN = re.compile(r"(?<=\w)(?<!\b(?:or|to)) ([-\u2011])(?=[\w,])(?<!\band -)")
_MOST_PARTS = 3
_NEVER = math.log(1e-7)
_UNKNOWN = math.log(1e-8)
_OFTEN = 2
_LONGEST = 120
"""No word is longer, compounds included."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with their counts, and pairs of words that stand beside one another although both together are a word too.

    Words are in small letters with plain hyphens, `apart` counts how often such a pair was met; `total` is the number of words.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[tuple[str, str], int] = field(default_factory=dict)
    total: int = 0


def count_words(texts: Iterable[str], least: int = 3) -> Vocabulary:
    """The vocabulary of clean texts: every word met `least` times or more, and every pair of neighbours that make a word together."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        tokens = [(found[0], *found.span()) for found in _TOKEN.finditer(text)]
        words.update(_plain(word) for word, _, _ in tokens if not word.isupper() or word in {"A", "I"})
        pairs.update(
            (_plain(first), second)
            for (first, _, end), (second, start, _) in pairwise(tokens)
            if second.islower() and text[end:start] == " "
        )
    kept = {word: count for word, count in words.items() if count >= least}
    apart = {pair: count for pair, count in pairs.items() if "".join(pair) in kept}
    return Vocabulary(kept, apart, words.total())


def _plain(word: str) -> str:
    return word.lower().replace("\u2011", "-").replace("’", "'")


def mend_words(texts: Sequence[str], vocabulary: Vocabulary, *, surely: bool = False) -> list[str]:
    """Close up words broken by spaces in the paragraphs of one text; `surely` only those whose first piece is no word.

    Of all ways to read a run of pieces the likeliest is taken, by the counts of words and pairs. How rare a break is, the text itself
    shows: where no piece is plainly broken off, two words that are both known are left as they are.

    >>> known = Vocabulary({"hospitals": 90, "and": 900, "in": 900, "formation": 9, "information": 90}, {}, 10_000)
    >>> mend_words(["hosp itals and non -formation"], known)
    ['hospitals and non-formation']
    """
    closed = [_SPACED_HYPHEN.sub(r"\1", text) for text in texts]
    if not vocabulary.words:
        return closed
    own = Counter(_plain(word) for text in closed for word in _TOKEN.findall(text))
    broken = sum(own[word] for word in own if word not in vocabulary.words and own[word] < _OFTEN)
    sure = sum(_plainly_broken(text, vocabulary) for text in closed) if broken else 0
    mender = _Mender(vocabulary, own, sure / max(own.total(), 1), surely=surely)
    return [mender.mend(text) for text in closed]


def _plainly_broken(text: str, vocabulary: Vocabulary) -> int:
    """How many neighbours make a known word of which a part is none."""
    words = [_plain(word) for word in _TOKEN.findall(text)]
    known = vocabulary.words
    return sum(1 for one, two in pairwise(words) if one + two in known and (one not in known or two not in known))


class _Mender:
    """Finds the likeliest reading of each paragraph of one text."""

    def __init__(self, vocabulary: Vocabulary, own: Mapping[str, int], rate: float, *, surely: bool = False) -> None:
        self._vocabulary = vocabulary
        self._surely = surely
        self._own = own
        self._break = math.log(rate) if rate else _NEVER

    def mend(self, text: str) -> str:
        """The text with its broken words closed up."""
        pieces = text.split(" ")
        words = [_WORD_PARTS.match(piece) for piece in pieces]
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(pieces) + 1):
            single = words[end - 1]
            choices = [(best[end - 1][0] + (self._likelihood(_plain(single[2])) if single else 0.0), -1)]
            for parts in range(2, min(_MOST_PARTS, end) + 1):
                joined = self._joined(words[end - parts : end])
                if joined is not None:
                    choices.append((best[end - parts][0] + joined, -parts))
            best.append(max(choices))
        mended: list[str] = []
        end = len(pieces)
        while end:
            parts = -best[end][1]
            mended.append("".join(pieces[end - parts : end]))
            end -= parts
        return " ".join(reversed(mended))

    def _likelihood(self, word: str) -> float:
        """The logarithm of how likely a word is at a place; one that is not known is unlikely, the more so the longer it is."""
        count = self._vocabulary.words.get(word, 0)
        return math.log(count / self._vocabulary.total) if count else _UNKNOWN - 0.5 * len(word)

    def _joined(self, parts: Sequence[re.Match[str] | None]) -> float | None:
        """How likely it is that parts which follow one another are one broken word; None where they cannot be."""
        first, last = parts[0], parts[-1]
        if first is None or last is None or first[3] or last[1] or not last[2][0].islower():
            return None
        if first[2].isupper() and len(first[2]) > 1:
            return None
        spelled = [part[2] for part in parts if part and (part is first or not part[1]) and (part is last or not part[3])]
        if len(spelled) < len(parts):
            return None
        small = [_plain(word) for word in spelled]
        whole = "".join(small)
        known = self._vocabulary.words
        if self._surely and (whole not in known or small[0] in known):
            return None
        if whole not in known and self._own.get(whole, 0) < _OFTEN:
            return None
        total = max(self._vocabulary.total, 1)
        likelihood = (self._likelihood(whole) if whole in known else math.log(1 / total)) + self._break * (len(small) - 1)
        if len(small) == 2 and all(word in known for word in small):
            # what two known words that make a third are worth side by side is how often they were met so, not how often each was met
            beside = math.log((self._vocabulary.apart.get((small[0], small[1]), 0) + 0.5) / total)
            likelihood += sum(map(self._likelihood, small)) - beside
        return likelihood


def join_line_end(before: str, after: str, vocabulary: Vocabulary) -> str:
    """Two lines as one: a hyphen at the end of the first stays in a compound and goes from a word broken at the line's end."""
    if not before:
        return after
    if before[-1] == "/" and before[-2:-1].isalnum() and after[:1].isalnum():
        return before + after
    if before[-1] not in "-\u2011\u00ad" or not re.search(r"[^\W\d_].$", before[-2:]):
        return f"{before} {after}"
    head = re.search(r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)*[-\u2011\u00ad]$", before[-_LONGEST:])
    tail = _TOKEN.match(after)
    if head is None or tail is None or not after[0].isalnum():
        return f"{before} {after}" if not after[:1].isalnum() else before + after
    if tail[0].lower() in {"and", "or", "to"}:
        return f"{before} {after}"
    closed = (head[0][:-1] + tail[0]).lower()
    compound = _plain(head[0] + tail[0])
    if before.endswith("\u00ad") or (closed in vocabulary.words and compound not in vocabulary.words):
        return before[:-1] + after
    return before + after
