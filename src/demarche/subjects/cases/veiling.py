"""Take names out of a text, so that a case teaches without telling whose it was.

Known names, symbols, days, exact figures, and any word that looks like a name.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Final

HIDDEN: Final = "[…]"
"""What stands for a word that may be a name."""
_ADDRESS: Final = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+")
_MONTH: Final = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_RULES: Final = (
    (re.compile(r"\b[AS]/(?:RES/)?[\w./-]+(?:\s*\(\d{4}\))?"), "a document of the United Nations"),
    (
        re.compile(
            r"\b(resolutions?|decisions?|drafts?|letters?|reports?|paragraphs?|articles?)\s+\d+(?:\s*\(\d{4}\))?", re.IGNORECASE
        ),
        r"a \1",
    ),
    (
        re.compile(rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}\s+{_MONTH}\b(?:\s+\d{{4}})?|\b{_MONTH}\s+\d{{1,2}}\b(?:,?\s+\d{{4}})?"),
        "that day",
    ),
    (re.compile(rf"\b{_MONTH}\s+\d{{4}}\b"), "that month"),
    (re.compile(rf"\b(?:early|late|mid)[ -]{_MONTH}\b"), "that month"),
    (re.compile(rf"\b(in|since|by|until|of|from|to|last|end of) {_MONTH}\b"), r"\1 that month"),
    (re.compile(r"\b(?:19|20)\d\d\b"), "that year"),
)
_FIGURE: Final = re.compile(r"(?<![\w.,])\d[\d,. \u00a0]*\d(?:\.\d+)?(?![\w])")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*", re.UNICODE)


class Veil:
    """Replaces names in texts: `names` by what stands for them, others by a mark where they are not among `ordinary` words.

    `ordinary` are words in small letters. What it leaves is not proven to name nobody: a person should read it.

    >>> veil = Veil({"Mare": "the place"}, {"the", "road", "to", "is", "open", "since", "lorries", "crossed"})
    >>> veil("The road to Mare is open since 3 May 2031; 337 lorries crossed to Zembla")
    'The road to the place is open since that day; about 300 lorries crossed to […]'
    """

    def __init__(self, names: Mapping[str, str], ordinary: Container[str]) -> None:
        self._ordinary = ordinary
        self._stands_for = {_folded(name): word for name, word in names.items() if len(name) > 1}
        ordered = sorted(self._stands_for, key=len, reverse=True)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in ordered)})(?!\w)", re.IGNORECASE) if ordered else None
        words = " ".join(names.values())
        self._own_words = {
            w.casefold() for w in _WORD.findall(f"{words} a document of the United Nations that day month year about")
        }

    def __call__(self, text: str) -> str:
        """The text without names."""
        said = _ADDRESS.sub(HIDDEN, " ".join(text.split()))
        if self._names is not None:
            said = self._names.sub(lambda found: self._stands_for[_folded(found.group())], said)
        for rule, instead in _RULES:
            said = rule.sub(instead, said)
        said = re.sub(r"\b(?:the|a|an|this) (?=(?:the|a|an|that) )", "", said, flags=re.IGNORECASE)
        said = _FIGURE.sub(lambda found: _about(found.group()), said)
        said = _WORD.sub(lambda found: self._word(found.group()), said)
        return re.sub(rf"{re.escape(HIDDEN)}(?:[\s,]+(?:and |of |the )?{re.escape(HIDDEN)})+", HIDDEN, said)

    def _word(self, word: str) -> str:
        """The word itself, or the mark where it looks like a name: capitals that ordinary texts do not write small, other scripts."""
        bare = word.casefold().removesuffix("'s").removesuffix("’s")
        latin = all(ord(c) < 0x250 or not c.isalpha() for c in word)
        if latin and (word.islower() or bare in self._own_words or bare in self._ordinary):
            return word
        return HIDDEN


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _about(figure: str) -> str:
    """A figure of two digits or more, rounded to its first."""
    text = figure.strip(" .,\u00a0")
    tail = figure[len(text) :] if figure.startswith(text) else ""
    try:
        value = float(re.sub(r"[,\s\u00a0]", "", text))
    except ValueError:
        return f"some{tail}"
    if value < 10:
        return figure if value.is_integer() else f"about {round(value)}{tail}"
    scale = 10 ** (len(str(int(value))) - 1)
    return f"about {int(value // scale * scale):,}{tail}"
