"""How an item becomes a row: its JSON, the days and words by which it is found, and its place among the others."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from demarche.adapters.store.dossier_json import HEAD, head_from_json, items_from_json, plain, to_json
from demarche.model.dossier import Dossier, Item
from demarche.model.evidence import Failure, UseError

Place = tuple[str, str]
"""Noun and id of an item; noun `dossier` for a dossier's head."""
STEP: Final = 1 << 20
"""Room left between neighbours, so that an item can come between two others without renumbering them."""
_OWN_DAY: Final = ("known_from", "made_on", "date", "since")


def bodies(dossier: Dossier) -> dict[Place, str]:
    """The head and each item of a dossier as JSON, in reading order."""
    return {(HEAD, dossier.id): to_json(plain(dossier))} | {(noun, item.id): to_json(plain(item)) for noun, item in dossier.items()}


def check_kept(body: str, noun: str, thing: Dossier | Item) -> None:
    """Raise `UseError` where reading `body` back would not give `thing` again, such as text in the place of a day."""
    if isinstance(thing, Dossier):
        same = all(getattr(thing, name) == value for name, value in head_from_json(body).items())
    else:
        same = items_from_json(noun, [body]) == (thing,)
    if not same:
        raise UseError(
            f"{noun} “{thing.id}” would not be the same after it is read back.",
            next_step="Give each field the kind of value that it has: days as dates, lists as tuples.",
        )


def found_by(noun: str, body: str) -> dict[str, Any]:
    """The columns by which a row is found: the day it was known from, the day it ends, its words."""
    values = json.loads(body)
    known = next((values[name] for name in _OWN_DAY if name in values), None)
    return {"known": None if noun == HEAD else known, "until": values.get("until"), "words": "\n".join(_texts(values))}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("\0", " ")
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name != "sensitivity":
                yield from _texts(one)


def positions(ids: Sequence[str], there: Mapping[str, int]) -> list[int]:
    """A growing number for each id in order, keeping those that are `there` wherever the order allows it."""
    ahead: list[tuple[int, int]] = []  # for each id from the end: the next number that is there, and how many new ids come first
    following, new = 0, 0
    for name in reversed(ids):
        following, new = (there[name], 0) if name in there else (following, new + 1)
        ahead.append((following, new))
    found: list[int] = []
    last = 0
    for name, (following, new) in zip(ids, reversed(ahead), strict=True):
        if there.get(name, 0) > last:
            last = there[name]
        elif name not in there and following - last > new:
            last += (following - last) // (new + 1)
        else:
            last += STEP
        found.append(last)
    return found


@contextlib.contextmanager
def readable() -> Iterator[None]:
    """Say in words that what the record holds is damaged, where reading it inside the block shows that."""
    try:
        yield
    except (UseError, ValueError, KeyError, TypeError) as error:
        raise Failure(
            "An entry of the record is damaged and cannot be read.",
            next_step="`demarche dossier verify` tells which. Keep the file, and restore the last copy or export.",
        ) from error


def things_of(noun: str, texts: Iterable[str]) -> tuple[Item, ...]:
    """The items whose JSON the record holds. Raises `Failure` where it is damaged."""
    with readable():
        return items_from_json(noun, texts)


def thing_of(noun: str, text: str) -> Item | Dossier:
    """The item, or the head of a dossier, whose JSON the record holds. Raises `Failure` where it is damaged."""
    with readable():
        return Dossier(**head_from_json(text)) if noun == HEAD else items_from_json(noun, [text])[0]


def dossier_of(rows: Iterable[tuple[str, str]]) -> Dossier:
    """The dossier whose rows (noun, JSON) are given in order, its head among them. Raises `Failure` where one is damaged."""
    grouped: dict[str, list[str]] = {}
    for noun, body in rows:
        grouped.setdefault(noun, []).append(body)
    with readable():
        head = head_from_json(grouped.pop(HEAD)[0])
        parts: dict[str, Any] = {noun: items_from_json(noun, texts) for noun, texts in grouped.items()}
        return Dossier(**head, **parts)
