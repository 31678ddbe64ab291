"""One Python column as the NumPy array that DuckDB reads fastest, with every value of the declared type or a clear refusal."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, cast

from demarche.model.evidence import Column, Failure

_INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
_KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(_INTEGERS, (int,)),
    "DOUBLE": (float, int),
    "FLOAT": (float, int),
    "BOOLEAN": (bool,),
    "VARCHAR": (str,),
    "DATE": (dt.date, str),
    "TIMESTAMP": (dt.datetime, str),
}
_EXACT = {int, float, bool, dt.date, dt.datetime}
"""Python lets a bool pass for an int and a moment for a day; a table of facts does not."""
_EPOCH = dt.date(1970, 1, 1).toordinal()


def quote(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def broken(what: str, where: str) -> Failure:
    """Say which declared expectation broke, and where."""
    step = "Check that the publisher's file is whole and in its known layout; nothing changed; the last good state stays."
    return Failure(what, where=where, next_step=step)


def as_array(column: Column, values: Sequence[object], where: str) -> tuple[dict[str, Any], str]:
    """Give the arrays for a column, by the names they are to have, and the SQL expression that makes the declared type of them.

    Days and moments may come as `date` and `datetime` or as ISO text; lists, maps and records as Python's own.

    Raises `Failure` for a value of another type, a number that does not fit or is not one, and text that is not Unicode.
    """
    import numpy as np

    values = cast("Any", values).tolist() if hasattr(values, "tolist") else values
    declared = column.type.upper()
    kinds = set(map(type, values))
    gaps = type(None) in kinds
    kinds.discard(type(None))
    _check_kinds(column, declared, values, kinds, where)
    if declared == "VARCHAR":
        texts = values if kinds <= {str} else [None if value is None else str(value) for value in values]
        return _texts(column, texts, "{}", where)
    if declared == "DATE" and kinds == {dt.date}:
        days = (_EPOCH if value is None else value.toordinal() for value in cast("Sequence[dt.date | None]", values))
        return _numbers(column, np.fromiter(days, np.int32, len(values)) - _EPOCH, values if gaps else (), "DATE '1970-01-01' + {}")
    if declared in {"DATE", "TIMESTAMP"}:
        spelled = [value.isoformat() if isinstance(value, dt.date) else value for value in values]
        return _texts(column, spelled, f"CAST({{}} AS {declared})", where)
    if declared in _KINDS:
        return _numbers(column, _counted(column, declared, values, where), values if gaps else (), f"CAST({{}} AS {declared})")
    try:
        nested = [
            None if value is None else json.dumps(value, ensure_ascii=False, allow_nan=False, default=_spell) for value in values
        ]
    except (TypeError, ValueError) as error:
        raise broken(f"Column {column.name} holds a value that is not {column.type}: {error}.", where) from error
    return _texts(column, nested, f"CAST(CAST({{}} AS JSON) AS {column.type})", where)


def _check_kinds(column: Column, declared: str, values: Sequence[object], kinds: set[type], where: str) -> None:
    """Raise `Failure` naming the first value whose Python type does not fit the declared one."""
    allowed = (list, tuple) if declared.endswith("[]") else _KINDS.get(declared)
    for kind in kinds if allowed else ():
        if kind not in allowed and (kind in _EXACT or not issubclass(kind, allowed)):  # type: ignore[operator, arg-type]
            row = next(place for place, value in enumerate(values) if type(value) is kind)
            found = f"{kind.__name__} {values[row]!r} in row {row + 1}"
            raise broken(f"Column {column.name} is declared {column.type} and holds {found}.", where)
    if declared.endswith("[]"):
        lists = cast("Sequence[Sequence[object] | None]", values)
        members = [member for each in lists if each is not None for member in each]
        _check_kinds(column, declared[:-2], members, set(map(type, members)) - {type(None)}, where)


def _counted(column: Column, declared: str, values: Sequence[object], where: str) -> Any:
    """Whole numbers, numbers or truth values as an array, with zero where there is none."""
    import numpy as np

    kind: type = np.bool_ if declared == "BOOLEAN" else np.int64 if declared in _INTEGERS else np.float64
    try:
        numbers: Any = np.array([0 if value is None else value for value in values], dtype=kind)
    except OverflowError as error:
        raise broken(f"Column {column.name} holds a number that does not fit {column.type}.", where) from error
    if kind is np.float64 and np.isnan(numbers).any():
        raise broken(f"Column {column.name} holds “not a number”; a missing value is empty.", where)
    return numbers


def _numbers(column: Column, numbers: Any, gaps: Sequence[object], form: str) -> tuple[dict[str, Any], str]:
    """An array of numbers and, where there are `gaps`, one that says where: not every version of DuckDB heeds NumPy's masks."""
    import numpy as np

    expression = form.format(quote(column.name))
    if not len(gaps):
        return {column.name: numbers}, expression
    mark = f"{column.name}?"
    missing = np.fromiter((value is None for value in gaps), np.bool_, len(gaps))
    return {column.name: numbers, mark: missing}, f"CASE WHEN {quote(mark)} THEN NULL ELSE {expression} END"


def _texts(column: Column, texts: Sequence[object], form: str, where: str) -> tuple[dict[str, Any], str]:
    """An array of one text a row. Raises `Failure` for half a surrogate pair, which broken decoding leaves behind."""
    import numpy as np

    try:
        "".join(cast("Sequence[str]", filter(None, texts))).encode()
    except UnicodeEncodeError as error:
        raise broken(f"Column {column.name} holds text that is not Unicode ({error.reason}).", where) from error
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return {column.name: array}, form.format(quote(column.name))


def _spell(value: object) -> str:
    """Spell a day or moment inside a list."""
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} {value!r}")
