"""Keep dossiers: list, begin, fill with half the fields empty, change, take out, hand over as plain files.

A shipped dossier becomes the user's own at its first change; the shipped one stays as it was.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.desk.tie_words import checked_tie, dimension_of
from demarche.model.dossier import NOUNS, Dossier, Item
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.adapters.store import Hit
    from demarche.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One dossier in a list: `origin` is `own` or `shipped`, `as_of` the day to which it was kept up."""

    id: str
    title: str
    country: str
    origin: str
    items: int
    as_of: dt.date | None


def list_dossiers(workspace: Workspace) -> list[DossierLine]:
    """The dossiers of a workspace and those that come with the program, by id."""
    from demarche.adapters.store import shipped_dossiers

    own = set(workspace.record.dossier_ids()) if workspace.has_record else set()
    lines = []
    for dossier_id in sorted(own | set(shipped_dossiers())):
        d = workspace.dossier(dossier_id)
        origin = "own" if dossier_id in own else "shipped"
        lines.append(DossierLine(d.id, d.title, d.country, origin, sum(1 for _ in d.items()), d.as_of))
    return lines


def new_dossier(workspace: Workspace, dossier_id: str, **head: Any) -> Dossier:
    """Begin a dossier; only the id is needed. Raises `UseError` where the id is taken or cannot name a folder."""
    from demarche.adapters.store import shipped_dossiers

    if dossier_id in {*workspace.record.dossier_ids(), *shipped_dossiers()}:
        raise UseError(
            f"There is a dossier “{dossier_id}” already.",
            where=str(workspace.folder.root),
            next_step=f"See it with: demarche dossier show {dossier_id}",
        )
    given = {name: value for name, value in head.items() if value not in (None, "", ())}
    if "country" in given:
        given["country"] = workspace.registry.resolve(given["country"]).id
    dossier = Dossier(id=dossier_id, title=given.pop("title", dossier_id), **given)
    if not workspace.record.adopt(dossier):
        raise UseError(f"There is a dossier “{dossier_id}” already.", next_step=f"See it with: demarche dossier show {dossier_id}")
    return dossier


def set_head(workspace: Workspace, dossier_id: str, values: Mapping[str, str]) -> Dossier:
    """Change the dossier's own fields (title, summary, country, terms…). Raises `UseError` naming what cannot be read."""
    from demarche.adapters.store import dossier_from_json, plain

    dossier = _own(workspace, dossier_id)
    head = plain(dossier) | _typed(Dossier, values, where=f"dossier “{dossier_id}”")
    changed = dossier_from_json(json.dumps(head, default=str), where=f"dossier “{dossier_id}”")
    full = dataclasses.replace(changed, **{noun: getattr(dossier, noun) for noun in NOUNS})
    workspace.record.save(full)
    return full


def put_item(workspace: Workspace, dossier_id: str, noun: str, item_id: str, values: Mapping[str, str]) -> Item:
    """Add an item, or change the fields named of the one with that id; the others stay as they are.

    Values are given as text, as on the command line; an empty one clears the field. Raises `UseError` listing every problem.
    """
    from demarche.adapters.store import items_from_json, plain

    _known_noun(noun)
    dossier = _own(workspace, dossier_id)
    old = next((item for item in getattr(dossier, noun) if item.id == item_id), None)
    typed = _typed(NOUNS[noun], values, where=f"{noun} “{item_id}”")
    if noun == "ties":
        typed = checked_tie(workspace, typed, item_id)
    merged = (plain(old) if old else {}) | {"id": item_id} | typed
    cleared = {name: value for name, value in merged.items() if value not in ("", [], None)}
    (item,) = items_from_json(noun, [json.dumps(cleared, default=str)])
    workspace.record.put(dossier_id, noun, item)
    return item


def remove_item(workspace: Workspace, dossier_id: str, noun: str, item_id: str, *, purge: bool = False) -> None:
    """Take an item out. Its history stays, unless `purge` deletes that too: the journal then shows that something was deleted."""
    _known_noun(noun)
    _own(workspace, dossier_id)
    workspace.record.remove(dossier_id, noun, item_id, purge=purge)


def delete_dossier(workspace: Workspace, dossier_id: str) -> None:
    """Delete one's own dossier with its history; the journal shows that it was deleted, not what it held."""
    if not workspace.has_record or dossier_id not in workspace.record.dossier_ids():
        raise UseError(
            f"“{dossier_id}” is not one of your own dossiers.",
            where=str(workspace.folder.root),
            next_step="demarche dossier list shows which are; a shipped one cannot be deleted.",
        )
    workspace.record.delete_dossier(dossier_id, purge=True)


def search_record(workspace: Workspace, words: str, *, on: dt.date | None = None, dossier: str = "", limit: int = 50) -> list[Hit]:
    """Entries of one's own dossiers in which all the words stand, best first, as they could be known on a day where one is given.

    Words in double quotes stand together; `word*` also finds longer ones. Raises `UseError` where there is no word.
    """
    if not workspace.has_record:
        return []
    return workspace.record.search(words, on=on, dossier_id=dossier or None, limit=limit)


def export_dossier(workspace: Workspace, dossier_id: str, folder: Path) -> Path:
    """Write the dossier as plain files into `folder` and return it: all fields, so they are as sensitive as the record."""
    from demarche.adapters.store import write_dossier

    return write_dossier(workspace.dossier(dossier_id), folder)


def import_dossier(workspace: Workspace, folder: Path, *, replace: bool = False) -> Dossier:
    """Read a dossier from plain files into the record.

    Raises `UseError` that lists every problem, or where it would replace a dossier unasked.
    """
    from demarche.adapters.store import read_dossier

    dossier = read_dossier(folder)
    for tie in dossier.ties:
        dimension_of(tie.dimension, tie.id)
    if not replace and workspace.has_record and dossier.id in workspace.record.dossier_ids():
        raise UseError(
            f"There is a dossier “{dossier.id}” already.",
            where=str(folder),
            next_step="Give --replace to put this one in its place.",
        )
    workspace.record.save(dossier)
    return dossier


def _own(workspace: Workspace, dossier_id: str) -> Dossier:
    dossier = workspace.dossier(dossier_id)
    if dossier_id not in workspace.record.dossier_ids():
        workspace.record.adopt(dossier)
    return dossier


def _known_noun(noun: str) -> None:
    if noun not in NOUNS:
        near = difflib.get_close_matches(noun, NOUNS, n=1, cutoff=0.4)
        meant = f"Did you mean “{near[0]}”? " if near else ""
        raise UseError(f"A dossier has no “{noun}”.", next_step=f"{meant}There are: {', '.join(NOUNS)}.")


def _typed(kind: type[Any], values: Mapping[str, str], *, where: str) -> dict[str, Any]:
    """Text from a command line as the plain values that the field's type asks for; the checker judges what comes out."""
    types = {f.name: str(f.type) for f in dataclasses.fields(kind) if f.name not in NOUNS}
    typed: dict[str, Any] = {}
    for name, text in values.items():
        if name not in types:
            near = difflib.get_close_matches(name, types, n=1, cutoff=0.4)
            meant = f"Did you mean “{near[0]}”? " if near else ""
            raise UseError(f"There is no field “{name}”.", where=where, next_step=f"{meant}There are: {', '.join(types)}.")
        typed[name] = _value(types[name], text, where=f"{where}, {name}")
    return typed


def _value(kind: str, text: str, *, where: str) -> Any:
    if not text:
        return ""
    if kind.startswith(("tuple", "dict")):
        if text.lstrip().startswith(("[", "{")):
            try:
                return json.loads(text)
            except ValueError as error:
                raise UseError(f"This is not JSON: {error}.", where=where, next_step="Give a list as: first; second") from error
        return [part.strip() for part in text.split(";") if part.strip()]
    if kind.startswith("bool"):
        return _either(text, where)
    if kind.startswith(("int", "float")):
        try:
            return int(text) if kind.startswith("int") else float(text)
        except ValueError as error:
            raise UseError(f"“{text}” is not a number.", where=where, next_step="Write digits only, such as 3 or 0.5.") from error
    if kind.startswith("dt.date"):
        from demarche.model.evidence import read_date

        return read_date(text, where=where).isoformat()
    return text


def _either(text: str, where: str) -> bool:
    answers = {"yes": True, "true": True, "no": False, "false": False}
    if text.casefold() not in answers:
        raise UseError(f"“{text}” is neither yes nor no.", where=where, next_step="Write yes or no.")
    return answers[text.casefold()]


def pairs(words: Iterable[str]) -> dict[str, str]:
    """Read `field=value` words. Raises `UseError` for a word without a sign of equality."""
    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise UseError(
                f"“{word}” is not a field with its value.", next_step='Write it as field="value", for example place=adre.'
            )
        found[name.strip()] = value.strip()
    return found
