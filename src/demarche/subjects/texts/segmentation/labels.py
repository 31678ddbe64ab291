"""Numbers as printed before paragraphs and list points, and the number that a citation gives: `3`, `3 (a)`, `3 (a) (ii)`, `Article 4`.

A label may be read in more than one way (`(i)` is a letter and a Roman number); the sequence of labels decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTES = "“\"‘'«„"
_LABEL = re.compile(
    r"""
    (?P<open>[“"‘'«„]?)
    (?:
      (?P<part>OP|PP)\s?(?P<place>\d{1,3})\s?(?P<more>bis|ter|quater|quinquies|alt)?(?:\s?[.:)–-])?(?=\s+\S|\s*$)
    | (?P<named>(?:Article|Art\.|Section|Clause|Chapter|Part|Paragraph|ARTICLE|SECTION|CHAPTER|PART)\s+
          (?:\d{1,3}|[IVXLC]{1,6}|[A-Z]))(?P<named_end>\s*[.:–—-]?)(?=\s|$)
    | (?P<decimal>\d{1,3}(?:\.\d{1,2}){1,3})\.?(?=\s+[A-Z“"(]|\s*$)
    | (?P<number>\d{1,3})\s?\.(?!\d)(?=\s|[A-Z“"(\[]|$)
    | \((?P<point>[a-z]{1,2}|[A-Z]|[ivxl]{1,6}|[IVXL]{1,5}|\d{1,2})\)
    | (?P<half>[a-z]|[ivx]{1,5}|\d{1,2})\)(?=\s)
    | (?P<letter>[a-z]|[ivx]{1,5})\.(?=\s+\S|$)
    | (?P<capital>[A-K]|[IVX]{1,6})\.?(?=\s*$|\.\s+[A-Z])\.?
    | (?P<bullet>[•●▪○·–—−-])(?=\s+\S|$)
    )
    \s*
    """,
    re.VERBOSE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_NUMBER = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


RECITAL = "recital"
"""The style of `PP3`, by which negotiators call a recital; `OP3` is a paragraph's number like any other."""

_ADDED = ("bis", "ter", "quater", "quinquies", "alt")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: the ways it can be read as (style, place in the sequence), and how a citation writes it.

    `opens` says that it stands for a whole paragraph (`3.`, `Article 4`), not for a point within one.
    """

    readings: tuple[tuple[str, int], ...]
    cited: str
    opens: bool

    @property
    def is_part(self) -> bool:
        """Whether the label is the capital letter or Roman number of a part, as `B.` and `IV.` are."""
        return self.opens and self.readings[0][0] in {"roman A", "letter A"}

    @property
    def is_named(self) -> bool:
        """Whether the label names itself, as `Article 4` does."""
        return self.readings[0][0].startswith("named")

    @property
    def is_recital(self) -> bool:
        """Whether the label calls its paragraph a recital."""
        return self.readings[0][0] == RECITAL

    @property
    def is_added(self) -> bool:
        """Whether the number is one between others, as `3 bis` is."""
        return self.cited.endswith(_ADDED)

    @property
    def first(self) -> bool:
        """Whether the label can begin a sequence."""
        return any(value == 1 for _, value in self.readings)


def split_label(text: str) -> tuple[Label | None, int]:
    """The label that a text begins with, and how many signs to cut; a quotation mark before it is cut with it.

    >>> label, cut = split_label("(iv) Open the road")
    >>> label.cited, label.readings[0], cut
    ('(iv)', ('roman a', 4), 5)
    >>> split_label("OP3 bis Open the road")[0].cited
    '3 bis'
    >>> split_label("Open the road")
    (None, 0)
    """
    found = _LABEL.match(text)
    if found is None or found.end() == 0:
        return None, 0
    label = _read(found)
    return (label, found.end()) if label else (None, 0)


def read_label(printed: str) -> Label | None:
    """A label that a file keeps apart from its paragraph, as Word's automatic numbers are; None where it says nothing."""
    core = printed.strip()
    if not core:
        return None
    label, _ = split_label(core if core[-1] in ".):" or not core[-1].isalnum() else core + ".")
    return label


def _read(found: re.Match[str]) -> Label | None:
    if part := found["part"]:
        cited = " ".join(filter(None, (found["place"], found["more"])))
        return Label((("1" if part == "OP" else RECITAL, int(found["place"])),), cited, True)
    if named := found["named"]:
        kind, _, value = " ".join(named.split()).partition(" ")
        place = int(value) if value.isdigit() else _roman(value.lower()) or ord(value[0]) - 64
        return Label(((f"named {kind.lower()}", place),), f"{kind.capitalize()} {value}", True)
    if decimal := found["decimal"]:
        last = decimal.rpartition(".")
        return Label(((f"decimal {last[0]}", int(last[2])),), decimal, True)
    if number := found["number"]:
        return Label((("1", int(number)),), number, True)
    if found["bullet"]:
        return Label((("bullet", 0),), "–", False)
    if capital := found["capital"]:
        return Label(_readings(capital, "A"), capital, True)
    core = found["point"] or found["half"] or found["letter"]
    if core.isdigit():
        return Label((("(1)", int(core)),), f"({core})", False)
    readings = _readings(core, "a" if core.islower() else "A")
    return Label(readings, f"({core})", False) if readings else None


def _readings(core: str, case: str) -> tuple[tuple[str, int], ...]:
    small = core.lower()
    readings: list[tuple[str, int]] = []
    if value := _roman(small):
        readings.append((f"roman {case}", value))
    if len(set(small)) == 1 and len(small) <= 2:
        readings.append((f"letter {case}", 26 * (len(small) - 1) + ord(small[0]) - 96))
    elif len(small) == 2 and small[0] == "a" and not readings:
        readings.append((f"letter {case}", 26 + ord(small[1]) - 96))
    return tuple(readings)


def _roman(small: str) -> int:
    """The value of a Roman number in small letters; 0 for what is none."""
    if not small or not _ROMAN_NUMBER.fullmatch(small):
        return 0
    values = [_ROMAN[sign] for sign in small]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
