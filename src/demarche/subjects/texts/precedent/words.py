"""The words of a paragraph as they are compared: small letters, no punctuation, one spelling of hyphens and apostrophes.

Two paragraphs with the same words in the same order have identical wording, however they are punctuated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SURROGATES, _PASSED_OVER = 0xD800, 0x800
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:[-'/.][^\W_{_HAN}]+)*")
_SPELLED = str.maketrans(
    dict.fromkeys("’‘ʼ＇", "'")
    | dict.fromkeys("‐‑‒", "-")
    | dict.fromkeys("\xad\u200b\u200e\u200f\u2060\ufeffـ" + "".join(map(chr, range(1611, 1619))))
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "might",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "our",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "upon",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "will",
        "with",
        "would",
    ]
)
"""English words too common to look for."""


def words(text: str) -> list[str]:
    """The words of a text in order; each Chinese sign is a word of its own, vowel marks of Arabic are left out.

    >>> words("Demands that all parties – without delay – open the Mill's road;")
    ['demands', 'that', 'all', 'parties', 'without', 'delay', 'open', 'the', "mill's", 'road']
    """
    return _WORD.findall(text.translate(_SPELLED).lower())


def terms(spelled: Sequence[str]) -> list[str]:
    """What an index keeps of words: all but the small ones, and pairs of Chinese signs, since one alone says little.

    >>> terms(["open", "the", "road"]), terms(["人", "道", "road"])
    (['open', 'road'], ['人道', 'road'])
    """
    kept: list[str] = []
    before = ""
    for word in spelled:
        if is_han(word):
            if before:
                kept.append(before + word)
            before = word
            continue
        before = ""
        if word not in _SMALL:
            kept.append(word)
    return kept


def is_han(word: str) -> bool:
    """Whether a word is one Chinese sign."""
    return len(word) == 1 and ("\u3400" <= word <= "\u4dbf" or "\u4e00" <= word <= "\u9fff" or "\uf900" <= word <= "\ufaff")


def body(spelled: Sequence[str], lead: str) -> Sequence[str]:
    """The words after the phrase that says what the organ does: what is the same where only the verb was changed."""
    opening = words(lead)
    return spelled[len(opening) :] if opening and list(spelled[: len(opening)]) == opening else spelled


class Alphabet:
    """Each word that was ever seen has one sign, so that a paragraph is a short string and words are compared as signs are.

    Words that were never seen share one sign, which stands for no word of the corpus.
    """

    UNKNOWN = "\0"

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._signs = {word: _sign(number) for number, word in enumerate(known, 1)}

    def __len__(self) -> int:
        return len(self._signs)

    @property
    def words(self) -> list[str]:
        """All words in the order in which they were first seen."""
        return list(self._signs)

    def learn(self, spelled: Iterable[str]) -> str:
        """The signs of words; new words get one. Raises `ValueError` beyond a million different words."""
        signs = self._signs
        return "".join([signs.get(word) or self._give(word) for word in spelled])

    def spell(self, spelled: Iterable[str]) -> str:
        """The signs of words, without learning any."""
        return "".join([self._signs.get(word, self.UNKNOWN) for word in spelled])

    def number(self, word: str) -> int:
        """The place of a word among `words`, counted from 1; 0 where it was never seen."""
        return _number(ord(self._signs.get(word, self.UNKNOWN)))

    def _give(self, word: str) -> str:
        sign = self._signs[word] = _sign(len(self._signs) + 1)
        return sign


def _sign(number: int) -> str:
    """The sign of the word of that number; the range that Unicode keeps for surrogates is passed over."""
    return chr(number if number < _SURROGATES else number + _PASSED_OVER)


def _number(code: int) -> int:
    return code if code < _SURROGATES else code - _PASSED_OVER


def word_numbers(letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The numbers of the words that signs stand for, given as code points."""
    return np.where(letters < _SURROGATES, letters, letters - np.uint32(_PASSED_OVER))
