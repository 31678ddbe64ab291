"""Resolutions that a text names, by symbol."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COUNCIL = re.compile(r"\b(\d{1,4}) ?\(((?:19|20)\d{2})\)")
_ASSEMBLY = re.compile(r"(?<![\d/.])((?:E?S-)?\d{1,2}/\d{1,3})(?: ?([A-Z])\b(?!\w))?(?![\d/])")


def cited_resolutions(texts: Iterable[str]) -> frozenset[str]:
    """Symbols of the resolutions of Council and Assembly that are named, by number and year or by session and number.

    What merely looks like one (a fraction, a document of another body) is named too; who asks keeps those that exist.

    >>> sorted(cited_resolutions(["Recalling its resolutions 9900 (2098) and 9901 (2099) and Assembly resolution 46/182,"]))
    ['A/RES/46/182', 'S/RES/9900 (2098)', 'S/RES/9901 (2099)']
    """
    found: set[str] = set()
    for text in texts:
        plain = text.replace("\u00a0", " ")
        if "(19" in plain or "(20" in plain:
            found.update(f"S/RES/{number} ({year})" for number, year in _COUNCIL.findall(plain))
        if "/" in plain:
            for number, letter in _ASSEMBLY.findall(plain):
                found.update((f"A/RES/{number}", f"A/RES/{number}{letter}"))
    return frozenset(found)
