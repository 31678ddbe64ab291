"""A dossier and its items as plain values and as JSON, and the check of what comes from outside, in public words.

What is written is canonical: equal items give equal text, and a field is left out only where it is empty and its default is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, field, fields, make_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_type_hints

from demarche.model.dossier import NOUNS, Dossier, Item, Part, problems
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

HEAD: Final = "dossier"
"""What the fields of a dossier outside its nouns go by, beside the names of the nouns."""
_LAST: Final = ("refs", "known_from", "sensitivity")


def plain(thing: Dossier | Item | Part) -> dict[str, Any]:
    """A dossier's own fields, or an item's, as text, numbers, days, lists and dicts: id first, marks last, no empty fields."""
    values = {}
    for name, empty, is_number in _shape(type(thing)):  # type: ignore[arg-type]  # mypy takes these types for unhashable
        value = getattr(thing, name)
        if value or value != empty:
            values[name] = (
                value + 0.0 if is_number and type(value) in {int, float} else _plain(value)
            )  # one form for 5, 5.0; 0.0, -0.0
    return values


@cache
def _shape(kind: type[Any]) -> list[tuple[str, Any, bool]]:
    """Each field of a type with the value that means it is empty, and whether it is a number with decimals."""
    own = [f for f in fields(kind) if kind is not Dossier or f.name not in NOUNS]  # some items have a field named as a noun
    return [
        (f.name, f.default if f.default_factory is MISSING else f.default_factory(), str(f.type).startswith("float"))
        for f in sorted(own, key=lambda f: (f.name != "id", _LAST.index(f.name) if f.name in _LAST else -1))
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(name): _plain(value[name]) for name in sorted(value)}
    return plain(value) if isinstance(value, Part) else value


def to_json(values: Any) -> str:
    """Plain values as canonical JSON. Raises `UseError` for what no file can hold: numbers without value, broken characters."""
    try:
        text = _dumps(values, allow_nan=False)
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise UseError(
            "A value cannot be kept: it is not text, a number, a day or a list of these.",
            where=str(error),
            next_step="Correct it; numbers must be finite and text must be Unicode.",
        ) from error
    return text


def _dumps(values: Any, *, allow_nan: bool) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=allow_nan, default=_day)


def _day(value: object) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not a plain value")


def items_from_json(noun: str, bodies: Iterable[str]) -> tuple[Item, ...]:
    """Items of one noun from the JSON of each. Raises `UseError` naming every problem."""
    found: list[str] = []
    items = _checked(noun, "[" + ",".join(bodies) + "]", noun, found)
    if found:
        raise _refusal(found, "")
    return tuple(items)


def head_from_json(text: str) -> dict[str, Any]:
    """The head fields of a dossier from their JSON. Raises `UseError` naming every problem."""
    found: list[str] = []
    head = _checked(HEAD, text, HEAD, found)
    if found:
        raise _refusal(found, "")
    return {f.name: getattr(head, f.name) for f in fields(head)}


def dossier_to_json(dossier: Dossier) -> str:
    """Write a dossier as one JSON object: its own fields and a list for each noun that has items."""
    nouns = {noun: [plain(item) for item in getattr(dossier, noun)] for noun in NOUNS if getattr(dossier, noun)}
    return to_json(plain(dossier) | nouns)


def dossier_from_json(text: str | bytes, *, where: str = "") -> Dossier:
    """Read what `dossier_to_json` writes. Raises one `UseError` that lists every problem."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UseError("This is not JSON.", where=where or str(error), next_step="Check that the file is whole.") from error
    if not isinstance(content, dict):
        raise UseError("A dossier in JSON is one object.", where=where, next_step="Begin it with { and its id.")
    head = {name: value for name, value in content.items() if name not in NOUNS}
    return assemble({HEAD: head} | {noun: content[noun] for noun in NOUNS if noun in content}, where=where)


def assemble(parts: Mapping[str, Any], *, where: str = "", found: Sequence[str] = (), label: Callable[[str], str] = str) -> Dossier:
    """A checked dossier from the plain values of its head and nouns.

    `label` names the place of a noun for the reader (its file), `found` holds problems seen before. Raises one `UseError`
    that lists every problem: place, item, field, what is allowed, and the nearest known name.
    """
    wrong = list(found)
    checked = {noun: _checked(noun, _dumps(raw, allow_nan=True), label(noun), wrong, raw) for noun, raw in parts.items()}
    if not wrong:
        head = checked.pop(HEAD)
        dossier = Dossier(**{f.name: getattr(head, f.name) for f in fields(head)}, **checked)
        wrong = [_labelled(problem, label) for problem in problems(dossier)]
    if wrong:
        raise _refusal(wrong, where)
    return dossier


def _checked(noun: str, text: str, place: str, found: list[str], raw: Any = None) -> Any:
    """What the JSON `text` holds as typed values; problems go to `found`, in words, and give None."""
    from pydantic import ValidationError

    try:
        return _adapter(noun).validate_json(text, strict=True)
    except ValidationError as error:
        from demarche.adapters.store.plain_words import in_words

        raw = json.loads(text) if raw is None else raw
        kind = _head_type() if noun == HEAD else NOUNS[noun]
        found += [in_words(dict(one), raw, place, kind) for one in error.errors(include_url=False)]
        return None


@cache
def _adapter(noun: str) -> TypeAdapter[Any]:
    """One checker a noun, built when first used: building all of them together takes four times as long as a command may wait."""
    from pydantic import TypeAdapter

    kind: Any = _head_type() if noun == HEAD else tuple[NOUNS[noun], ...]  # type: ignore[valid-type]
    return TypeAdapter(kind)


@cache
def _head_type() -> type:
    """The head fields of a dossier as a type of their own, so that reading them needs none of the nouns."""
    hints = get_type_hints(Dossier)
    own = [
        (f.name, hints[f.name]) if f.default is MISSING else (f.name, hints[f.name], field(default=f.default))
        for f in fields(Dossier)
        if f.name not in NOUNS
    ]
    return make_dataclass("Head", own, frozen=True, kw_only=True, namespace={"__pydantic_config__": {"extra": "forbid"}})


def _labelled(problem: str, label: Callable[[str], str]) -> str:
    first, gap, rest = problem.partition(" ")
    noun = first.removesuffix(":")
    return label(noun) + first[len(noun) :] + gap + rest if noun in NOUNS else problem


def _refusal(found: Sequence[str], where: str) -> UseError:
    head = "The dossier has a problem:" if len(found) == 1 else f"The dossier has {len(found)} problems:"
    return UseError("\n".join([head, *(f"- {line}" for line in found)]), where=where, next_step="Correct this and try again.")
