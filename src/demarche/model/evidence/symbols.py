"""Document symbols in one spelling, so that a resolution is the same one in every table."""

from __future__ import annotations

import re

_SPACES = re.compile(r"\s+")
_YEAR_OR_SESSION = re.compile(r"\((?=[\dIVXLC]+\))")
_RECORD = re.compile(r"/PV\.?(?=\d)")


def normal_symbol(text: str) -> str:
    """Spell a UN document symbol the one way that all tables use.

    A space stands before a year or session in parentheses and nowhere else; a meeting record has its full stop.

    >>> normal_symbol("S/RES/2736(2024)")
    'S/RES/2736 (2024)'
    >>> normal_symbol(" S/PV9709 ")
    'S/PV.9709'
    >>> normal_symbol("A/RES/3379(XXX)")
    'A/RES/3379 (XXX)'
    """
    closed = _SPACES.sub("", text)
    return _YEAR_OR_SESSION.sub(" (", _RECORD.sub("/PV.", closed))
