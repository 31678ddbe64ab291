"""How wide the columns of a table should be: narrow ones as wide as their words, long ones by how much they have to say."""

from __future__ import annotations

from collections.abc import Sequence

PORTRAIT, LANDSCAPE = 130, 195
"""Characters of a table's small print that fit on a line of an A4 page."""

_LONG_WORD = 22
_MARGIN = 2


def column_widths(header: Sequence[str], rows: Sequence[Sequence[str]], room: int = PORTRAIT) -> tuple[float, ...]:
    """The width of each column in characters, for a line of `room` characters; their sum may be less or, with many columns, more.

    No column is narrower than its longest word. Where all cells fit on one line each, each column is as wide as its longest cell.

    >>> column_widths(("State", "why"), [("Norway", "a reason " * 30)], 60)
    (8.0, 52.0)
    """
    columns = [[name, *(row[c] for row in rows)] for c, name in enumerate(header)]
    longest = [max(len(cell) for cell in column) + _MARGIN for column in columns]
    least = [
        min(max((len(word) for cell in column for word in cell.split()), default=1), _LONG_WORD) + _MARGIN for column in columns
    ]
    # a header may break over lines: a column of short cells need not be as wide as its name
    body = [max((len(cell) for cell in column[1:]), default=0) + _MARGIN for column in columns]
    wanted = longest if sum(longest) <= room else [max(b, m) for b, m in zip(body, least, strict=True)]
    fair = room / len(columns)
    narrow = {c for c, width in enumerate(wanted) if width <= fair}
    left = room - sum(wanted[c] for c in narrow)
    # one long cell does not make a column important: what its cells hold on average does
    holds = [_MARGIN + sum(len(cell) for cell in column[1:]) / max(len(column) - 1, 1) for column in columns]
    share = left / max(sum(h for c, h in enumerate(holds) if c not in narrow), 1)
    return tuple(float(w if c in narrow else max(least[c], min(w, holds[c] * share))) for c, w in enumerate(wanted))
