"""Putting new entries into a dossier: whose names stand in it, ids that nobody else takes, everything of one entry or nothing."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from demarche.model.dossier import Dossier, Item, Place, Sensitivity
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

Entry = tuple[str, Item]
"""A noun of the dossier and an item of it."""
_LONGEST: Final = 48
_ATTEMPTS: Final = 50


def own_dossier(workspace: Workspace, dossier_id: str) -> Dossier:
    """The user's own dossier of that id; a shipped one becomes the user's own. Raises `UseError` where there is none."""
    dossier = workspace.dossier(dossier_id)
    if dossier_id not in workspace.record.dossier_ids():
        workspace.record.adopt(dossier)
    return dossier


def put_new(
    workspace: Workspace, dossier_id: str, compose: Callable[[Callable[[str, str], str]], Sequence[Entry]]
) -> tuple[Item, ...]:
    """Put new items into one's own dossier, all or none, and return them.

    `compose` is given a function from a noun and some words to an id that is free, and may be called again where somebody else took an
    id meanwhile.
    """
    taken: set[tuple[str, str]] = set()
    for _ in range(_ATTEMPTS):
        dossier = own_dossier(workspace, dossier_id)
        names = _Names(dossier, taken)
        entries = compose(names.free)
        if workspace.record.put_all(dossier_id, entries, new=True):
            return tuple(item for _, item in entries)
        asked = {(noun, item.id) for noun, item in entries}
        there = {(noun, item.id) for noun, item in workspace.dossier(dossier_id).items()}
        if not asked & there:  # nobody was quicker: one of the ids was there once and went, and its history keeps it
            taken |= asked
    raise UseError("No free id was found for the entry.", where=dossier_id, next_step="Try again; nothing was written.")


def slug(words: str) -> str:
    """Words as an id: letters a to z, digits and hyphens, cut between words; empty where nothing of them is left.

    >>> slug("Open the Adré crossing at night!")
    'open-the-adre-crossing-at-night'
    """
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    found = re.findall(r"[a-z0-9]+", bare)
    kept: list[str] = []
    for word in found:
        if kept and len("-".join([*kept, word])) > _LONGEST:
            break
        kept.append(word[:_LONGEST])
    return "-".join(kept)


class _Names:
    def __init__(self, dossier: Dossier, taken: Iterable[tuple[str, str]]) -> None:
        self._taken = {(noun, item.id.casefold()) for noun, item in dossier.items()} | {(n, i.casefold()) for n, i in taken}

    def free(self, noun: str, words: str) -> str:
        stem = slug(words) or noun.removesuffix("s").replace("_", "-")
        name, number = stem, 1
        while (noun, name) in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add((noun, name))
        return name


def actor_of(workspace: Workspace, words: str) -> str:
    """The id of the actor that bears exactly this name, else the words as they are: most of those we meet are in no register."""
    if not words:
        return ""
    try:
        return workspace.registry.actor(words).id
    except UseError:
        pass
    try:
        return workspace.registry.resolve(words).id
    except UseError:
        return words


def chosen(dossier: Dossier, noun: str, words: str, named_by: str = "what") -> str:
    """The id of the item that is meant: by its id, its number in the list, or words of its name that only one has.

    Raises `UseError` naming the nearest where none or several are meant.
    """
    items = getattr(dossier, noun)
    if words.isdigit() and 1 <= int(words) <= len(items):
        return str(items[int(words) - 1].id)
    names = {item.id: str(getattr(item, named_by, "")) for item in items}
    if words in names:
        return words
    folded = words.casefold()
    found = [id_ for id_, name in names.items() if folded == name.casefold()]
    found = found or [id_ for id_, name in names.items() if folded in name.casefold() or folded in id_.casefold()]
    if len(found) == 1:
        return str(found[0])
    one = noun.removesuffix("s").replace("_", " ")
    if found:
        raise UseError(f"“{words}” fits several {noun}: {', '.join(found[:6])}.", where=dossier.id, next_step="Give the id of one.")
    near = difflib.get_close_matches(words, names, n=3, cutoff=0.4)
    known = f"Did you mean {', '.join(near)}?" if near else f"There are: {', '.join(list(names)[:12]) or 'none yet'}."
    raise UseError(f"There is no {one} “{words}” in this dossier.", where=dossier.id, next_step=known)


def place_entry(
    dossier: Dossier, words: str, free: Callable[[str, str], str], level: Sensitivity = Sensitivity.PUBLIC
) -> tuple[str, list[Entry]]:
    """The id of a place, and the place itself where the dossier does not know it yet, its name marked with a level."""
    if not words:
        return "", []
    folded = words.casefold()
    for place in dossier.places:
        if folded in {place.id.casefold(), place.name.casefold()}:
            return place.id, []
    marks: dict[str, Sensitivity] = {} if level is Sensitivity.PUBLIC else {"name": level}
    made = Place(id=free("places", words), name=words, sensitivity=marks)
    return made.id, [("places", made)]
