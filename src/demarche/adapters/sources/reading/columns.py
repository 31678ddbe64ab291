"""Rows gathered one by one, handed over as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def as_columns(names: Sequence[str], rows: Iterable[Sequence[object]]) -> dict[str, list[object]]:
    """Turn rows into equally long columns. Raises `ValueError` where a row is not as long as `names`.

    >>> as_columns(["symbol", "year"], [("S/RES/9901 (2099)", 2099)])
    {'symbol': ['S/RES/9901 (2099)'], 'year': [2099]}
    """
    columns: dict[str, list[object]] = {name: [] for name in names}
    lists = list(columns.values())
    for row in rows:
        for column, value in zip(lists, row, strict=True):
            column.append(value)
    return columns
