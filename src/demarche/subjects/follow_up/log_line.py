"""One line that logs an engagement: `call with Director for Africa | level director | said Open the ford; Drop the list | heard …`.

Parts are set apart by a bar or a new line, and each begins with the word that says what it is. Points of a message are set apart by a
semicolon; a promise has the form of `promise.GRAMMAR`.
"""

from __future__ import annotations

import difflib
import re
from typing import Final

from demarche.model.evidence import UseError

GRAMMAR: Final = (
    "ACT with WHOM | we WHO | level LEVEL | ask ID | said POINT; POINT | heard REACTION; pushed back on 2 | "
    "promise WHO: WHAT; until DAY | next STEP | rule RULE | on DAY"
)
"""The parts of a line in the order of the form; any may be left out, `said` and `promise` may come more than once."""
WORDS: Final = {
    "with": "with_whom",
    "met": "with_whom",
    "we": "who",
    "who": "who",
    "level": "level",
    "act": "act",
    "ask": "ask",
    "said": "message",
    "message": "message",
    "heard": "reaction",
    "reaction": "reaction",
    "promise": "promise",
    "promised": "promise",
    "next": "next_step",
    "rule": "attribution",
    "on": "date",
    "date": "date",
}
"""Word at the beginning of a part → what it answers."""
SEVERAL: Final = frozenset({"message", "promise"})
"""What may be answered more than once."""


def read_line(line: str) -> dict[str, list[str]]:
    """What a line says, by the field that it answers, as it was typed.

    Raises `UseError` for a part that begins with no known word, naming the nearest, and for one that comes twice.

    >>> read_line("call with the director | heard took note")
    {'act': ['call'], 'with_whom': ['the director'], 'reaction': ['took note']}
    """
    found: dict[str, list[str]] = {}
    for number, part in enumerate(" ".join(p.split()) for p in re.split(r"[|\n]", line)):
        if not part:
            continue
        for field, said in _part(part, first=number == 0):
            if field in found and field not in SEVERAL:
                raise UseError(f"The line says twice: {part.split()[0]}.", where=line, next_step=f"The form is: {GRAMMAR}")
            points = [p.strip() for p in said.split(";") if p.strip()] if field == "message" else [said]
            found[field] = found.get(field, []) + points
    return found


def _part(part: str, *, first: bool) -> list[tuple[str, str]]:
    word, _, rest = part.partition(" ")
    field = WORDS.get(word.rstrip(":").casefold())
    if field:
        if not rest.strip():
            raise UseError(f"After “{word}” something is missing.", where=part, next_step=f"The form is: {GRAMMAR}")
        return [(field, rest.strip())]
    if first and (opening := re.fullmatch(r"(.{2,40}?)\s+with\s+(.+)", part, re.IGNORECASE)):
        return [("act", opening[1]), ("with_whom", opening[2])]
    near = difflib.get_close_matches(word.casefold(), WORDS, n=1, cutoff=0.6)
    meant = f"Did you mean “{near[0]}”? " if near else ""
    raise UseError(
        f"“{part}” does not begin with a word that says what it is.", where=part, next_step=f"{meant}The form is: {GRAMMAR}"
    )
