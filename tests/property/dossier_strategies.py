"""Random valid dossiers for property tests: awkward text, half-empty items, links that exist, marks on any field.

`dossiers()` gives whole ones, `dossiers(dossier_id="mine")` one with that id; `texts`, `ids` and `days` are the parts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from demarche.model.dossier import (
    INFLUENCE,
    NOUNS,
    SUPPORT,
    CommitmentJudgement,
    Dossier,
    Item,
    Objection,
    Observation,
    Part,
    Question,
    Sensitivity,
    Stance,
)

AWKWARD = (
    "",
    " ",
    "Adré",
    "took note, “pushed back”\non point 3\n",
    "a\r\nb\rc\n",
    '"""',
    "\\",
    "'''\t'''",
    "\n\nbegins late",
    "# [[not]] = a = comment",
    "2024-06-20",
    "true",
    "المعبر",
    "过境点",
    "\x00\x1f\x7f\x85\u2028",
    "🚚" * 30,
)
texts = st.sampled_from(AWKWARD) | st.text(max_size=20)
ids = st.from_regex(r"[a-z0-9](?:[A-Za-z0-9-]{0,12}[A-Za-z0-9])?", fullmatch=True)
days = st.dates()
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)

_LINKS = {
    "refs": "references",
    "people": "people_affected",
    "constraints": "constraints",
    "constraint": "constraints",
    "place": "places",
    "other_half": "commitments",
    "commitment": "commitments",
    "engagement": "engagements",
    "outcome": "outcomes",
    "ask": "asks",
    "question": "questions",
    "follows": "escalations",
    "counter_refs": "references",
}

_PARTS = {"judgements": CommitmentJudgement, "evidence": Observation, "objections": Objection}

_NUMBERS = {
    "support": st.sampled_from(list(SUPPORT)),
    "influence": st.sampled_from(list(INFLUENCE)),
    "low": st.floats(-1e6, 0),
    "position": st.floats(0, 1),
    "high": st.floats(2, 1e6),
    "salience": st.floats(0, 1e6),
    "capability": st.floats(0, 1e6),
}
"""Numbers that a rule binds, by the names of their fields."""


@st.composite
def dossiers(draw: st.DrawFn, *, dossier_id: str | None = None, most: int = 2) -> Dossier:
    """A valid dossier with up to `most` items of some of the nouns."""
    nouns = draw(st.lists(st.sampled_from(list(NOUNS)), unique=True, max_size=6))
    names = {noun: draw(st.lists(ids, max_size=most, unique=True)) if noun in nouns else [] for noun in NOUNS}
    if names["ties"] and not names["references"]:
        names["references"] = ["seen-here"]
    if names["stances"] and not names["questions"]:
        names["questions"] = ["asked-here"]
    parts = {noun: tuple(draw(_things(NOUNS[noun], names, name)) for name in names[noun]) for noun in NOUNS}
    own = {f.name: draw(_values(hint)) for f, hint in _fields(Dossier) if f.name not in {*NOUNS, "id"} and draw(st.booleans())}
    return Dossier(**{"title": "", **own, **parts}, id=dossier_id or draw(ids))


@st.composite
def _things(draw: st.DrawFn, kind: type, names: Mapping[str, Sequence[str]], id_: str | None) -> Any:
    """One item, or one part of an item, of a valid dossier whose ids are `names`."""
    given: dict[str, Any] = {} if id_ is None else {"id": id_}
    for f, hint in _fields(kind):
        needed = f.default is MISSING and f.default_factory is MISSING
        if f.name != "id" and (needed or (kind.__name__ == "DossierTie" and f.name == "refs") or draw(st.booleans())):
            given[f.name] = draw(_field(kind, f.name, hint, names))
    thing = kind(**given)
    begun, until = getattr(thing, "dated", None), given.get("until")
    if begun and until and until < begun:
        return kind(**given | {"until": None})
    return thing


def _field(kind: type, name: str, hint: Any, names: Mapping[str, Sequence[str]]) -> st.SearchStrategy[Any]:
    links = names.get(_LINKS.get(name, ""), ())
    if name in _LINKS and get_origin(hint) is tuple:
        least = 1 if kind.__name__ == "DossierTie" and name == "refs" else 0
        return st.lists(st.sampled_from(links), min_size=least, max_size=2).map(tuple) if links else st.just(())
    if name in _LINKS and not issubclass(kind, Part):
        return st.sampled_from(links if kind is Stance else ["", *links])
    if name == "sensitivity":
        return st.dictionaries(st.sampled_from([f.name for f in fields(kind)]), st.sampled_from(Sensitivity), max_size=2)
    if name in _PARTS and get_origin(hint) is tuple:
        return st.lists(_things(_PARTS[name], names, None), max_size=2).map(tuple)
    if name == "severity":
        return st.none() | st.integers(1, 3)
    if name == "strength":
        return st.none() | st.floats(0, 1)
    if name in _NUMBERS:
        return _NUMBERS[name] if kind is Question or name == "position" else st.none() | _NUMBERS[name]
    return _values(hint)


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, UnionType):
        return st.none() | _values(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=2).map(tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return {str: texts, dt.date: days, float: numbers, bool: st.booleans()}[hint]


@cache
def _fields(kind: type) -> list[tuple[Any, Any]]:
    hints = get_type_hints(kind)
    return [(f, hints[f.name]) for f in fields(kind)]


def without(dossier: Dossier, noun: str, id_: str) -> tuple[Item, ...]:
    """The items of a noun but one."""
    return tuple(item for item in getattr(dossier, noun) if item.id != id_)
