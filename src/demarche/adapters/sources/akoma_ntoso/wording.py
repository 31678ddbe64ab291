"""The words of an element as one line of text, with the runs that the publisher prints in italics, and its footnotes apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from demarche.adapters.sources.akoma_ntoso.markup import Element, local_name

_MARKS = re.compile("([\x01\x02])")
_SPACE = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
_SILENT = {"img", "decoration", "sup", "del"}
_INLINE = {"span", "a", "inline", "b", "i", "sub", "ref", "docDate", "event", "mod", "term", "docTitle", "num", "ins"}


@dataclass(slots=True)
class Wording:
    """Text on one line; `italics` are (start, end) places in it, whole words, in order; `notes` the footnote elements met."""

    text: str
    italics: list[tuple[int, int]] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)

    def without_opening(self, length: int) -> Wording:
        """The same words without the first `length` signs."""
        kept = [(max(start - length, 0), end - length) for start, end in self.italics if end > length]
        return Wording(self.text[length:], kept, self.notes)


def read_wording(*elements: Element) -> Wording:
    """Read the words of elements that follow one another as one text."""
    pieces: list[str] = []
    notes: list[Element] = []
    for element in elements:
        _collect(element, pieces, notes)
        pieces.append(" ")
    text, runs = _close_up("".join(pieces))
    return Wording(text, _whole_words(text, runs), notes)


def _collect(element: Element, pieces: list[str], notes: list[Element]) -> None:
    """Add the words below an element, italics between marks, words of separate blocks apart."""
    name = local_name(element)
    if name == "authorialNote":
        notes.append(element)
        return
    if not name or name in _SILENT:
        return
    italic = "italic" in (element.get("class") or "")
    if italic:
        pieces.append("\x01")
    elif name not in _INLINE:
        pieces.append(" ")
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces, notes)
        pieces.append(child.tail or "")
    if italic:
        pieces.append("\x02")
    elif name not in _INLINE:
        pieces.append(" ")


def _close_up(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Single spaces, no invisible signs; the places of the italic runs in the result."""
    text = ""
    runs: list[tuple[int, int]] = []
    start = 0
    for piece in _MARKS.split(marked.translate(_INVISIBLE)):
        if piece == "\x01":
            start = len(text)
        elif piece == "\x02":
            runs.append((start, len(text)))
        else:
            closed = _SPACE.sub(" ", piece)
            text += closed.lstrip() if not text or text.endswith(" ") else closed
    return text.rstrip(), runs


def _whole_words(text: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs stretched to whole words, without spaces at their ends; runs that only a space parts are one run."""
    whole: list[tuple[int, int]] = []
    for first, last in runs:
        start, end = first, min(last, len(text))
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            continue
        while start > 0 and text[start].isalpha() and text[start - 1].isalpha():
            start -= 1
        while end < len(text) and text[end - 1].isalpha() and text[end].isalpha():
            end += 1
        if whole and text[whole[-1][1] : start].strip() == "":
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole
