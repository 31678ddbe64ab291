"""Sponsors as the Assembly's documents name them: States one by one, one State for a group, or an officer of a committee."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from demarche.adapters.sources.reading import part_names, split_sponsors

_FOR_OTHERS = re.compile(r"\s*\((?:[^()]*\b(?:behalf|capacity)\b)(?:[^()]|\([^()]*\))*\)")
_NOTES = re.compile(r"\.\s*(?:-|Subsequently\b).*$")
_SYMBOL = re.compile(r"\s*\(A\s?/?\d[^()]*\)")

Knows = Callable[[str], bool]
"""Whether a name is one actor."""


def read_sponsors(printed: str, lookups: Mapping[str, Sequence[str]], knows: Knows) -> tuple[dict[str, str], list[str]]:
    """The sponsors that a line names, each with how it is named, and the names that are no actor.

    A State that sponsors for a group keeps the group in its name as given. A line that opens in small letters names officers of a
    committee or a report, not sponsors, and gives none.

    >>> read_sponsors("Uganda (on behalf of the Group of 77 and China) and Peru", {}, {"Uganda", "Peru"}.__contains__)
    ({'Uganda': 'Uganda (on behalf of the Group of 77 and China)', 'Peru': 'Peru'}, [])
    """
    if not printed or printed[0].islower():
        return {}, []
    line = _SYMBOL.sub("", _NOTES.sub("", printed))
    groups = list(_FOR_OTHERS.finditer(line))
    named: dict[str, str] = {}
    unknown: list[str] = []
    for entry in split_sponsors(_FOR_OTHERS.sub("", line), lookups):
        for name in part_names(entry, knows):
            if not knows(name):
                unknown.append(name)
                continue
            group = next((found for found in groups if line[: found.start()].endswith(name)), None)
            named[name] = f"{name} {' '.join(group[0].split())}" if group else name
    return named, unknown
