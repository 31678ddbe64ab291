"""Dossiers full of secrets: a word or a number of its own in each field, names of people and places among them, marked at random."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, replace
from typing import Any

from demarche.model.dossier import (
    NOUNS,
    Attribution,
    CommitmentJudgement,
    CommitmentState,
    ConstraintCategory,
    Dossier,
    Item,
    Objection,
    Observation,
    Part,
    Sensitivity,
)
from demarche.model.evidence import Confidence

DAY = dt.date(2024, 6, 20)
BEGAN = dt.date(2024, 1, 2)
LEVELS = list(Sensitivity)
KEPT = {"dimension": "interlocutor", "norm": "cihl-55", "rater": "", "channel": "bilateral"}
"""Fields whose values the program must know; they hold no secret."""
LINKED = {
    "refs": "references", "counter_refs": "references", "people": "people_affected", "constraints": "constraints",
    "constraint": "constraints", "place": "places", "other_half": "commitments", "commitment": "commitments",
    "engagement": "engagements", "outcome": "outcomes", "ask": "asks", "question": "questions", "follows": "escalations",
}  # fmt: skip
NAMES = ("Idris", "Maryam", "Tesfaye", "Ofelia", "Anselm", "Yusra")
PLACES = ("ford", "camp", "gate", "valley", "market", "clinic")


class Planter:
    """Gives each field a value of its own, and remembers in which fields of which items it stands."""

    def __init__(self, seed: int, each: int) -> None:
        self.chance = random.Random(seed)
        self.each = each
        self.count = 0
        self.stands: dict[str, tuple[str, str, str]] = {}

    def word(self, noun: str, id_: str, field: str) -> str:
        self.count += 1
        token = f"zq{self.count:04}x"
        self.stands[token] = (noun, id_, field)
        kind = self.count % 3
        name, place = NAMES[self.count % len(NAMES)], PLACES[self.count % len(PLACES)]
        return (f"{name} {token.capitalize()}", f"the {place} of {token.capitalize()}", f"what {token} means to them")[kind]

    def number(self, noun: str, id_: str, field: str) -> float:
        self.count += 1
        value = 700_000 + 7 * self.count + 1
        self.stands[f"{value:,}"] = (noun, id_, field)
        return float(value)

    def dossier(self) -> Dossier:
        """The whole of it: `each` items of every noun, every field filled; fields are marked by chance, but each third item is not."""
        ids = {noun: [f"{noun.replace('_', '-')}-{n}" for n in range(self.each)] for noun in NOUNS}
        parts = {noun: tuple(self._item(noun, id_, ids) for id_ in ids[noun]) for noun in NOUNS}
        for id_, item in ((i.id, i) for noun in NOUNS for i in parts[noun]):
            assert id_ == item.id
        return Dossier(
            id="planted", title="A fictional valley", country="SDN", terms=("fictionalvalley",), since=BEGAN,
            summary=self.word("dossier", "planted", "summary"), **parts,
        )  # fmt: skip

    def _item(self, noun: str, id_: str, ids: dict[str, list[str]]) -> Item:
        kind = NOUNS[noun]
        given: dict[str, Any] = {"id": id_}
        for f in fields(kind):
            if f.name not in {"id", "sensitivity", "known_from"}:
                value = self._value(noun, id_, f.name, str(f.type), ids)
                if value is not None:
                    given[f.name] = value
        if noun == "openings":
            given["known_from"] = BEGAN
        if noun == "references":
            given["url"] = f"https://example.org/{self.word(noun, id_, 'url').split()[-1].casefold()}"
        item = kind(**given)
        return item if _is_plain(id_) else replace(item, sensitivity=self._marks(item))

    def _marks(self, item: Item) -> dict[str, Sensitivity]:
        """Fields without which an item falls away are marked less often, so that many items stay."""
        marks = {}
        for f in fields(item):
            needed = f.default is MISSING and f.default_factory is MISSING
            if f.name not in {"id", "sensitivity"} and self.chance.random() < (0.12 if needed else 0.6):
                marks[f.name] = self.chance.choice(LEVELS)
        return marks

    def _value(self, noun: str, id_: str, name: str, kind: str, ids: dict[str, list[str]]) -> Any:
        if name in LINKED:
            linked = self.chance.choice([i for i in ids[LINKED[name]] if _is_plain(i)] if _is_plain(id_) else ids[LINKED[name]])
            return (linked,) if kind.startswith("tuple") else linked
        if name in KEPT:
            return KEPT[name] or self.word(noun, id_, name)
        if name == "category":
            return self.chance.choice(list(ConstraintCategory))
        if name == "attribution":
            return self.chance.choice(list(Attribution))
        special: dict[str, Callable[[], Any]] = {
            "severity": lambda: 2, "support": lambda: 1, "influence": lambda: 2, "strength": lambda: 0.5,
            "low": lambda: 0.0, "high": lambda: 9e9, "salience": lambda: 0.5, "capability": lambda: 0.5,
            "latitude": lambda: None, "longitude": lambda: None, "cost_free": lambda: True,
            "confidence": lambda: Confidence.HIGH, "reliability": lambda: Confidence.HIGH,
            "until": lambda: dt.date(2024, 8, 1) if noun in {"commitments", "openings"} else None,
            "judgements": lambda: (CommitmentJudgement(state=CommitmentState.PARTLY_KEPT, on=BEGAN, who=self.word(noun, id_, name), why=self.word(noun, id_, name)),),
            "evidence": lambda: (Observation(date=BEGAN, indicator=self.word(noun, id_, name), value=self.number(noun, id_, name), place=self.word(noun, id_, name), source=self.word(noun, id_, name)),)
            if noun == "commitments" else self.word(noun, id_, name),
            "objections": lambda: (Objection(says=self.word(noun, id_, name), reply=self.word(noun, id_, name)),),
        }  # fmt: skip
        if name in special:
            return special[name]()
        if kind.startswith("dt.date"):
            return dt.date(2024, 7, 10) if name in {"by", "wanted_by"} or (noun == "openings" and name == "date") else BEGAN
        if kind.startswith("tuple"):
            return (self.word(noun, id_, name),)
        if kind.startswith(("float", "int")):
            return self.number(noun, id_, name)
        return self.word(noun, id_, name)


def _is_plain(id_: str) -> bool:
    """Whether an item has no marks of its own: each third one, so that whole items stay open too."""
    return int(id_.rpartition("-")[2]) % 3 == 0


def texts_of(value: Any) -> Iterator[str]:
    """Every piece of text and number in a value, numbers as papers write them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, float):
        yield f"{value:,.0f}"
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, Part):
        for f in fields(value):
            yield from texts_of(getattr(value, f.name))
