"""Paragraph numbers as adopted, from the labels printed before paragraphs and list points: `3`, `3 (a)`, `3 (a) (ii)`.

The converter nests some lists deeper than the text does and splits others, so the sequence of labels decides, and nesting only
where the sequence leaves a choice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN_NUMBER = re.compile(r"^(x{0,3})(ix|iv|v?i{0,3})$", re.IGNORECASE)
_BULLETS = set("-–—•*·●o▪○")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: the ways it can be read as (style, place in the sequence), and how a citation writes it."""

    readings: tuple[tuple[str, int], ...]
    cited: str
    opens: bool
    """Whether the label stands for a whole paragraph (`3.`, `II.`), not for a point within one."""


def read_label(printed: str) -> Label | None:
    """Read a label as printed; None where there is none.

    >>> read_label("(iv)").cited, read_label("12.").cited, read_label("12.").opens
    ('(iv)', '12', True)
    """
    label = "".join(printed.split())
    core = label.strip("().")
    if not core:
        return None
    if core[0] in _BULLETS and len(core) > 1:
        return None
    if core in _BULLETS:
        return Label((("bullet", 0),), "–", False)
    if re.fullmatch(r"\d+", core):
        bracketed = ")" in label
        return Label((("(1)" if bracketed else "1", int(core)),), f"({core})" if bracketed else core, not bracketed)
    readings: list[tuple[str, int]] = []
    roman = _ROMAN_NUMBER.match(core)
    case = "a" if core.islower() else "A"
    if roman and core:
        readings.append((f"roman {case}", _roman(core.lower())))
    letters = core.lower()
    if letters.isalpha() and letters.isascii() and len(set(letters)) == 1 and len(letters) <= 3:
        readings.append((f"letter {case}", 26 * (len(letters) - 1) + ord(letters[0]) - 96))
    if not readings and re.fullmatch(r"\d+(\.\d+)+", core):
        return Label((("decimal", 0),), core, True)
    if not readings:
        return Label((("other", 0),), core, not label.startswith("("))
    opens = case == "A" and not label.startswith("(")
    return Label(tuple(readings), core if opens else f"({core})", opens)


def _roman(text: str) -> int:
    """The value of a Roman number."""
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


@dataclass(slots=True)
class _Level:
    """One level of labels: its style, how far it has come, how it is cited, and how deep the markup nests it."""

    style: str
    value: int
    cited: str
    depth: int


class Numbering:
    """The number of each labelled paragraph, one after another through a document."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    def restart(self) -> None:
        """Begin anew, as an annex does."""
        self._levels = []

    @property
    def current(self) -> str:
        """The number of the paragraph last placed."""
        return " ".join(level.cited for level in self._levels)

    @property
    def paragraph(self) -> str:
        """The number of the whole paragraph last placed, without points."""
        return self._levels[0].cited if self._levels else ""

    def expects(self, number: int) -> bool:
        """Whether this is the next whole paragraph."""
        return bool(self._levels) and self._levels[0].style == "1" and self._levels[0].value + 1 == number

    def place(self, label: Label, depth: int, following: Label | None) -> str:
        """Give the number of a label met `depth` lists deep, where `following` is the label after it."""
        style, value = label.readings[0]
        carried_on = None if label.opens and style == "1" and depth == 0 else self._continue(label, depth, following)
        if carried_on is None and label.opens and (depth == 0 or style == "decimal"):
            self._levels = []
            carried_on = _Level(style, value, label.cited, 0)
        self._levels.append(carried_on or self._begin(label, depth))
        return self.current

    def _continue(self, label: Label, depth: int, following: Label | None) -> _Level | None:
        """The level that the label carries on, taken off the stack with all below it."""
        if ("roman a", 1) in label.readings and following and ("roman a", 2) in following.readings:
            return None
        for place in range(len(self._levels) - 1, -1, -1):
            level = self._levels[place]
            if place == 0 and level.depth == 0 and (depth > 0 or label.opens):
                break
            same_bullets = level.style == "bullet" and label.readings[0][0] == "bullet"
            if same_bullets or (level.style, level.value + 1) in label.readings:
                del self._levels[place:]
                return _Level(level.style, level.value + 1, label.cited, level.depth)
        return None

    def _begin(self, label: Label, depth: int) -> _Level:
        """A new level below the point that the markup nests it in; un-nested, below the last one, or its own style begun anew."""
        style, value = next((reading for reading in label.readings if reading[1] == 1), label.readings[0])
        while len(self._levels) > 1 and (0 < depth <= self._levels[-1].depth or self._levels[-1].style == "bullet"):
            self._levels.pop()
        styles = [level.style for level in self._levels]
        if depth == 0 and style in styles[1:]:
            del self._levels[styles.index(style, 1) :]
        return _Level(style, value, label.cited, depth)
