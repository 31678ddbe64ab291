"""The numbers that Word prints before paragraphs of lists, which stand nowhere in their words.

Reference: ECMA-376 part 1, 17.9 (numbering): a paragraph names a list and a level, by itself or by its style; each level counts on until
a higher one does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from demarche.adapters.word_files import WORD, Element, WordPackage

_LEVELS = 9
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_DEEPEST_STYLE = 20
_MOST_DIGITS = 7


@dataclass(slots=True)
class _Level:
    """How a level of a list is printed: the kind of number, the text around it, where it starts, which higher level starts it anew."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list: the definition that it counts with, and its levels."""

    counter: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class WordNumbers:
    """Counts the paragraphs of one document in reading order; ask for each paragraph once."""

    def __init__(self, package: WordPackage) -> None:
        self._of_style: dict[str, tuple[str, int]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._met: set[str] = set()
        self._styles: dict[str, Element] = {}
        if name := package.related("styles"):
            for style in package.xml(name).iter(f"{WORD}style"):
                self._styles[str(style.get(f"{WORD}styleId", ""))] = style
        if name := package.related("numbering"):
            self._read(package.xml(name))

    def label(self, paragraph: Element) -> str:
        """The number printed before a paragraph; empty where it is in no list or the list prints nothing."""
        number, depth = self._list_of(paragraph)
        kept = self._lists.get(number)
        if kept is None or number == "0":
            return ""
        level = kept.levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(kept.counter, [None] * _LEVELS)
        if number not in self._met:
            self._met.add(number)
            for deep, start in kept.starts.items():
                counts[deep] = start - 1
        current = counts[depth]
        counts[depth] = level.start if current is None else current + 1
        for deeper in range(depth + 1, _LEVELS):
            below = kept.levels.get(deeper)
            if below is None or below.restart is None or (below.restart > 0 and depth < below.restart):
                counts[deeper] = None
        if level.kind == "bullet":
            return "•"
        return self._printed(kept, level, counts)

    def style_chain(self, name: str) -> list[Element]:
        """A style and those that it is based on, nearest first."""
        found: list[Element] = []
        while name and name in self._styles and len(found) < _DEEPEST_STYLE:
            found.append(self._styles[name])
            name = _value(self._styles[name].find(f"{WORD}basedOn"))
        return found

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        properties = paragraph.find(f"{WORD}pPr")
        if properties is None:
            return "", 0
        own = properties.find(f"{WORD}numPr")
        number = _value(own.find(f"{WORD}numId")) if own is not None else ""
        depth = _value(own.find(f"{WORD}ilvl")) if own is not None else ""
        style = _value(properties.find(f"{WORD}pStyle"))
        if not number and style:
            number, deep = self._from_style(style)
            depth = depth or str(deep)
        return number, min(_count(depth) or 0, _LEVELS - 1)

    def _from_style(self, style: str) -> tuple[str, int]:
        if style not in self._of_style:
            found = ("", 0)
            for each in self.style_chain(style):
                own = each.find(f"{WORD}pPr/{WORD}numPr")
                if own is not None and (number := _value(own.find(f"{WORD}numId"))):
                    deep = _value(own.find(f"{WORD}ilvl"))
                    found = (number, _count(deep) or 0)
                    break
            self._of_style[style] = found
        return self._of_style[style]

    def _read(self, root: Element) -> None:
        definitions = {str(each.get(f"{WORD}abstractNumId", "")): each for each in root.iter(f"{WORD}abstractNum")}
        by_link = {
            _value(each.find(f"{WORD}styleLink")): key
            for key, each in definitions.items()
            if each.find(f"{WORD}styleLink") is not None
        }
        for each in root.iter(f"{WORD}num"):
            number, key = str(each.get(f"{WORD}numId", "")), _value(each.find(f"{WORD}abstractNumId"))
            definition = definitions.get(key)
            if definition is None:
                continue
            linked = _value(definition.find(f"{WORD}numStyleLink"))
            key = by_link.get(linked, key)
            kept = _List(key, _levels(definitions[key]))
            for override in each.iter(f"{WORD}lvlOverride"):
                deep = _count(str(override.get(f"{WORD}ilvl", "")))
                if deep is None or deep >= _LEVELS:
                    continue
                kept.levels.update(_levels(override))
                start = _count(_value(override.find(f"{WORD}startOverride")))
                if start is not None:
                    kept.starts[deep] = start
            self._lists[number] = kept

    @staticmethod
    def _printed(kept: _List, level: _Level, counts: list[int | None]) -> str:
        def value(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            other = kept.levels.get(place, _Level())
            count = counts[place] if place < _LEVELS else None
            kind = "decimal" if level.legal else other.kind
            return spell(kind, other.start if count is None else count)

        return re.sub(r"%(\d)", value, level.text).strip()


def _levels(definition: Element) -> dict[int, _Level]:
    found = {}
    for each in definition.iterchildren(f"{WORD}lvl"):
        deep = _count(str(each.get(f"{WORD}ilvl", "")))
        if deep is None or deep >= _LEVELS:
            continue
        start = _count(_value(each.find(f"{WORD}start")))
        found[deep] = _Level(
            _value(each.find(f"{WORD}numFmt")) or "decimal",
            _value(each.find(f"{WORD}lvlText")),
            1 if start is None else start,
            _count(_value(each.find(f"{WORD}lvlRestart"))),
            each.find(f"{WORD}isLgl") is not None,
        )
    return found


def _count(text: str) -> int | None:
    """A whole number as a file writes it; None for anything else, and for numbers that no list reaches."""
    return int(text) if text.isdecimal() and len(text) < _MOST_DIGITS else None


def _value(element: Element | None) -> str:
    return "" if element is None else str(element.get(f"{WORD}val", ""))


def spell(kind: str, number: int) -> str:
    """A number as a list of that kind prints it.

    >>> spell("lowerRoman", 4), spell("lowerLetter", 28), spell("decimal", 3), spell("ordinal", 2)
    ('iv', 'bb', '3', '2nd')
    """
    if kind in {"none", "bullet"} or number < 0:
        return ""
    if kind in {"lowerLetter", "upperLetter"} and number:
        letters = chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 3)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in {"lowerRoman", "upperRoman"}:
        return _roman(number) if kind == "lowerRoman" else _roman(number).upper()
    if kind == "decimalZero":
        return f"{number:02}"
    if kind == "ordinal":
        ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    if kind == "ordinalText" and 0 < number <= 10:
        return _WORDS.split()[number - 1]
    return str(number)


def _roman(number: int) -> str:
    spelled, left = "", min(number, 399)
    for value, signs in _ROMAN:
        spelled += signs * (left // value)
        left %= value
    return spelled
