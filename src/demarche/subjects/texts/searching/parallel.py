"""The same paragraph in another official language.

Editions in the six languages have the same paragraphs with the same numbers, though each writes letters and signs of its own. A
paragraph is matched by its number and its points by their order under it; recitals, which have no number, by their order. Where two
editions do not have as many, only whole numbers are matched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_WHOLE = re.compile(r"\d+")
_POINT = re.compile(r"\d+\W*")


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """A paragraph of one edition of a document: its place in it, its section, and its number (empty where it has none)."""

    seq: int
    section: str
    number: str


def parallel_paragraphs(rows: Iterable[ParallelRow], others: Iterable[ParallelRow]) -> dict[int, int]:
    """For each paragraph of one edition, by its place, the place of the same one in another; left out where it cannot be told.

    >>> recital, first = ParallelRow(1, "preambular", ""), ParallelRow(2, "operative", "1")
    >>> parallel_paragraphs([recital, first], [ParallelRow(3, "preambular", ""), ParallelRow(5, "operative", "1")])
    {1: 3, 2: 5}
    """
    own, theirs = _grouped(rows), _grouped(others)
    found: dict[int, int] = {}
    for key, mine in own.items():
        other = theirs.get(key, [])
        if len(mine) == len(other):
            found |= {one.seq: same.seq for one, same in zip(mine, other, strict=True)}
        elif key[1] and len(heads := [row for row in other if _is_whole(row)]) == 1:
            found |= {one.seq: heads[0].seq for one in mine if _is_whole(one)}
    return dict(sorted(found.items()))


def _grouped(rows: Iterable[ParallelRow]) -> dict[tuple[str, str], list[ParallelRow]]:
    """Paragraphs in order, by section and the number of the whole paragraph (empty where there is none)."""
    grouped: defaultdict[tuple[str, str], list[ParallelRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: each.seq):
        whole = _WHOLE.match(row.number)
        grouped[row.section, str(int(whole[0])) if whole else ""].append(row)
    return grouped


def _is_whole(row: ParallelRow) -> bool:
    """Whether a row is a paragraph and no point under one."""
    return _POINT.fullmatch(row.number) is not None
