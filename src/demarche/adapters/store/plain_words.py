"""What a checker of types complains of, said to the person who wrote the entry."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

_SAID: Final[Mapping[str, str]] = {
    "missing": "is missing",
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list in square brackets",
    "list_type": "must be a list in square brackets",
    "dict_type": "must be a table of fields with their marks",
    "dataclass_type": "must be a table with fields",
    "date_type": "must be a day such as 2024-06-20",
    "date_parsing": "must be a day such as 2024-06-20 that exists",
    "date_from_datetime_parsing": "must be a day such as 2024-06-20 that exists",
    "date_from_datetime_inexact": "must be a day such as 2024-06-20, without a time",
}


def in_words(error: Mapping[str, Any], raw: Any, place: str, kind: type) -> str:
    """One complaint of pydantic as one line: place, item, field, what is allowed, nearest known name.

    `raw` is what was checked: the fields of one thing, or a list of things of type `kind`.
    """
    path = list(error["loc"])
    line = place
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        if not path:
            return f"{place}: {_SAID['list_type']}"
        number = int(path.pop(0))
        line += f" {_name(raw[number], number + 1)}"
    if error["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        wrong = str(path.pop())
        owner = _type_at(kind, path)
        known = [f.name for f in fields(owner)]
        near = difflib.get_close_matches(wrong, known, n=1, cutoff=0.6)
        meant = f"did you mean “{near[0]}”?" if near else f"known are: {', '.join(known)}"
        return f"{line}: no field “{_spelled([*path, wrong])}”; {meant}"
    field = f", field “{_spelled(path)}”" if path else ""
    return f"{line}{field}: {_complaint(error, _type_at(kind, path))}"


def _complaint(error: Mapping[str, Any], kind: type) -> str:
    if error["type"] == "enum" and issubclass(kind, StrEnum):
        near = difflib.get_close_matches(str(error["input"]), list(kind), n=1, cutoff=0.6)
        meant = f"; did you mean “{near[0]}”?" if near else ""
        return f"“{error['input']}” is not among: {', '.join(kind)}{meant}"
    return _SAID.get(error["type"]) or str(error["msg"])


def _name(entry: Any, number: int) -> str:
    if isinstance(entry, dict) and isinstance(entry.get("id"), str):
        return f"“{entry['id']}”"
    return f"entry {number}"


def _spelled(path: Sequence[str | int]) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _type_at(kind: Any, path: Sequence[str | int]) -> Any:
    """The type that stands at a path of field names, list positions and dict keys inside `kind`."""
    for step in path:
        if get_origin(kind) in {tuple, dict}:
            kind = get_args(kind)[0 if isinstance(step, int) else 1]
        else:
            kind = get_type_hints(kind).get(str(step), str)
        if isinstance(kind, UnionType):
            kind = next(one for one in get_args(kind) if one is not type(None))
    return kind
