"""Sponsors as the publisher prints them, one line of names, to single names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

_ANDS = re.compile(
    r"\b(Bosnia|Antigua|Trinidad|Saint Vincent|Saint Kitts|Sao Tome|São Tomé|Serbia|Britain|St\. Vincent|Wallis) and "
    r"(?=(?:the )?(?:Herzegovina|Barbuda|Tobago|Grenadines|Nevis|Principe|Príncipe|Montenegro|Northern Ireland|Futuna)\b)"
)
_HELD = "\x00"
_BETWEEN = re.compile(r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:\(and\)\s+)?")


def split_sponsors(printed: str, lookups: Mapping[str, Sequence[str]]) -> list[str]:
    """The names in a line such as `Brazil, Trinidad and Tobago and Switzerland`, in order, each once.

    `lookups` give what odd spellings, in small letters, stand for; an empty list leaves the entry out.

    >>> split_sponsors("Brazil, Trinidad and Tobago and Switzerland", {})
    ['Brazil', 'Trinidad and Tobago', 'Switzerland']
    """
    held = _ANDS.sub(lambda found: f"{found[1]}{_HELD}", " ".join(printed.split()))
    names: dict[str, None] = {}
    for piece in _BETWEEN.split(held):
        name = piece.replace(_HELD, " and ").strip(" .;")
        if name:
            names.update(dict.fromkeys(lookups.get(name.casefold(), [name])))
    return list(names)


def part_names(name: str, knows: Callable[[str], bool]) -> list[str]:
    """The two names in an entry whose comma is missing; the entry itself where it is one name, or no two are found.

    >>> part_names("Belgium Botswana", {"Belgium", "Botswana"}.__contains__)
    ['Belgium', 'Botswana']
    """
    if knows(name):
        return [name]
    words = name.split()
    for place in range(1, len(words)):
        halves = [" ".join(words[:place]), " ".join(words[place:])]
        if all(knows(half) for half in halves):
            return halves
    return [name]
