"""The read-out of an engagement: the points that were made, and how each was taken ("took note", "pushed back on 3")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from demarche.model.evidence import UseError

_NUMBERED: Final = re.compile(r"\s*(\d{1,2})\s*[.):]\s+(.+)", re.DOTALL)
_LIST: Final = r"\d{1,2}(?:\s*(?:,|and|&|-|–|to)\s*\d{1,2})*"  # an en dash, as people type it
_AT_END: Final = re.compile(
    rf"(.+?)\s+(?:on|of|to|with|over|about|at)?\s*(?:points?|nos?\.?|numbers?|#)?\s*({_LIST})", re.IGNORECASE
)
_AT_START: Final = re.compile(rf"(?:points?\s+)?({_LIST})\s*[.):]\s*(.+)", re.IGNORECASE | re.DOTALL)
_TO_POINT: Final = re.compile(rf"\b(?:on|of|to|with|over|about|at|points?)\s+(?:points?\s+)?{_LIST}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a message with how it was taken; empty where nobody wrote that down."""

    number: int
    text: str
    reaction: str


def points_of(message: str) -> tuple[str, ...]:
    r"""The points of a message, one a line; their own numbers are taken off.

    >>> points_of("1. Open the ford at night\n2. Drop the list")
    ('Open the ford at night', 'Drop the list')
    """
    lines = [" ".join(line.split()) for line in message.splitlines() if line.strip()]
    return tuple(found[2] if (found := _NUMBERED.fullmatch(line)) else line for line in lines)


def numbered(points: Sequence[str]) -> str:
    """Points as a message: numbered lines, or the words alone where there is one."""
    said = [point for text in points for point in points_of(text)]
    return said[0] if len(said) == 1 else "\n".join(f"{n}. {text}" for n, text in enumerate(said, start=1))


def reactions_of(reaction: str, count: int) -> tuple[dict[int, str], str]:
    """How each point was taken, by its number, and how the message was taken as a whole.

    Clauses end with a semicolon or a line; one speaks of points where it names their numbers at its beginning or end.
    Raises `UseError` for the number of a point that was not made.

    >>> reactions_of("took note; pushed back on 3", 3)
    ({3: 'pushed back'}, 'took note')
    """
    by_number: dict[int, str] = {}
    whole = []
    for clause in (" ".join(part.split()) for part in re.split(r"[;\n]", reaction)):
        if not clause:
            continue
        numbers, said = _of_points(clause)
        for number in numbers:
            if not 1 <= number <= count:
                made = f"the message has {count}" if count else "the message has none"
                raise UseError(
                    f"There is no point {number} that they could have reacted to: {made}.",
                    where=clause,
                    next_step="Name points by their numbers, such as: took note; pushed back on 2.",
                )
            by_number[number] = f"{by_number[number]}; {said}" if number in by_number else said
        if not numbers:
            whole.append(clause)
    return by_number, "; ".join(whole)


def read_out(message: str, reaction: str) -> tuple[tuple[Point, ...], str]:
    """The points of an engagement with the reaction to each, and the reaction to the whole. Raises `UseError` like `reactions_of`."""
    points = points_of(message)
    by_number, whole = reactions_of(reaction, len(points))
    return tuple(Point(n, text, by_number.get(n, "")) for n, text in enumerate(points, start=1)), whole


def _of_points(clause: str) -> tuple[list[int], str]:
    if found := _AT_START.fullmatch(clause):
        return _numbers(found[1]), found[2]
    if _TO_POINT.search(clause) and (found := _AT_END.fullmatch(clause)):
        return _numbers(found[2]), re.sub(r"\s+(?:on|of|to|with|over|about|at|points?)$", "", found[1], flags=re.IGNORECASE)
    return [], clause


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"\s*(?:,|and|&)\s*", text):
        ends = [int(n) for n in re.split(r"\s*(?:-|–|to)\s*", part) if n]
        found += range(ends[0], ends[-1] + 1)
    return found
