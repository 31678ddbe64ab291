"""A dossier as a reader of some clearance may have it: closed fields are not there, and nothing that stays points at what is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from typing import Any, Final

from demarche.model.dossier.assessment import Stance
from demarche.model.dossier.dossier import NOUNS, Dossier, relinked
from demarche.model.dossier.route import DossierTie
from demarche.model.dossier.sensitivity import Sensitivity
from demarche.model.dossier.situation import Item

LevelOf = Callable[[str, Any, str], Sensitivity]
"""How far a field may travel, asked by noun (`dossier` for the head), thing and field."""
UNTITLED: Final = "A situation"
_OWN_WAY: Final = {"id", "sensitivity"}


@dataclass(frozen=True, slots=True)
class Withheld:
    """A field that was taken out: where it stood, how it was marked, and what it held. For the author's eyes only."""

    noun: str
    id: str
    field: str
    level: Sensitivity
    value: Any

    @property
    def origin(self) -> str:
        """The field as a reader of the record names it."""
        return f"{self.noun} “{self.id}”, {self.field}"

    def texts(self) -> Iterator[str]:
        """Every piece of text in the value."""
        yield from texts_in(self.value, frozenset({"refs"}))


def cleared(dossier: Dossier, level_of: LevelOf, clearance: Sensitivity) -> tuple[Dossier, tuple[Withheld, ...]]:
    """The dossier as a reader cleared for `clearance` may have it, and what was taken out.

    An item that loses a field it cannot be without is gone. One that loses any other field, or whose id is closed, gets another id,
    since ids are often made of the words in the fields. Marks of handling go from all.
    """
    withheld: list[Withheld] = []
    names: dict[tuple[str, str], str] = {}
    kept: dict[str, list[Item]] = {noun: [] for noun in NOUNS}
    for noun in NOUNS:
        for number, item in enumerate(getattr(dossier, noun), start=1):
            closed = [f for f in fields(item) if f.name not in _OWN_WAY and not _open(level_of, noun, item, f.name, clearance)]
            held = [f for f in closed if getattr(item, f.name) not in ("", (), None)]
            withheld += [Withheld(noun, item.id, f.name, level_of(noun, item, f.name), getattr(item, f.name)) for f in held]
            if any(_needed(f) for f in closed):
                names[noun, item.id] = ""
                continue
            if held or not _open(level_of, noun, item, "id", clearance):
                names[noun, item.id] = f"{noun.removesuffix('s').replace('_', '-')}-{number}"
            emptied: dict[str, Any] = {f.name: _empty(f) for f in closed}
            kept[noun].append(replace(item, sensitivity={}, **emptied))
    _keep_apart(names, kept)
    parts: dict[str, Any] = {
        noun: tuple(_standing(replace(one, id=names.get((noun, one.id), one.id)), names) for one in kept[noun]) for noun in NOUNS
    }
    parts = {noun: tuple(one for one in found if one is not None) for noun, found in parts.items()}
    head: dict[str, Any] = {}
    for f in fields(dossier):
        if f.name not in NOUNS and f.name != "id" and not level_of("dossier", dossier, f.name).readable_at(clearance):
            if (value := getattr(dossier, f.name)) not in ("", (), None):
                withheld.append(Withheld("dossier", dossier.id, f.name, level_of("dossier", dossier, f.name), value))
            head[f.name] = UNTITLED if f.name == "title" else _empty(f)
    return replace(dossier, **head, **parts), tuple(withheld)


def _open(level_of: LevelOf, noun: str, item: Item, field: str, clearance: Sensitivity) -> bool:
    return level_of(noun, item, field).readable_at(clearance)


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _empty(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _keep_apart(names: dict[tuple[str, str], str], kept: dict[str, list[Item]]) -> None:
    """Give a new id that another item already has a number more."""
    for noun, found in kept.items():
        taken = {item.id for item in found if (noun, item.id) not in names}
        for item in found:
            if new := names.get((noun, item.id)):
                while new in taken:
                    new += "-x"
                taken.add(new)
                names[noun, item.id] = new


def _standing(item: Item, names: dict[tuple[str, str], str]) -> Item | None:
    """The item with its links put right; a tie that loses its last reference is gone, and so is a stance that loses its question."""
    linked = relinked(item, lambda noun, id_: names.get((noun, id_), id_))
    alone = (isinstance(linked, DossierTie) and not linked.refs) or (isinstance(linked, Stance) and not linked.question)
    return None if alone else linked


def texts_in(value: Any, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every piece of text in a value of a dossier, or in a whole item, fields of the names in `without` left out."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_in(one, without)
    elif is_dataclass(value):
        for f in fields(value):
            if f.name not in without:
                yield from texts_in(getattr(value, f.name), without)
