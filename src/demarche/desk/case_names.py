"""Which names a dossier holds and what stands for them in a case without names, and which words are ordinary."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from demarche.adapters.store import pack_folder
from demarche.model.actors import ActorKind
from demarche.model.dossier import Dossier, texts_in
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

_KINDS: Final = {
    ActorKind.STATE: "a State",
    ActorKind.OBSERVER: "a State",
    ActorKind.NON_MEMBER: "a State",
    ActorKind.FORMER_STATE: "a State",
    ActorKind.BODY: "a body",
    ActorKind.ORGANISATION: "an organisation",
    ActorKind.ARMED_FORCES: "the armed forces",
    ActorKind.ARMED_GROUP: "an armed group",
    ActorKind.AUTHORITY: "the authorities",
}
_ACTOR_FIELDS: Final = ("actor", "of", "by", "to", "source", "target", "who", "with_whom", "who_changed", "substantiator", "rater")


def names_in(workspace: Workspace, dossier: Dossier) -> dict[str, str]:
    """Every name that the dossier may hold → the kind of thing it names: places, actors by all their names, people by function."""
    names: dict[str, str] = {}
    for place in dossier.places:
        names |= dict.fromkeys((place.name, place.id), "the place")
    for actor in sorted(set(_actors(dossier))):
        try:
            known = workspace.registry.actor(actor)
        except UseError:
            names.setdefault(actor, "a party")
            continue
        kind = "the government of the territory" if actor == dossier.country else _KINDS.get(known.kind, "a party")
        names |= dict.fromkeys((known.id, known.name, *(n.text for n in known.names)), kind)
    for state in workspace.registry.actors():
        if state.kind is ActorKind.STATE:
            kind = "the country" if state.id == dossier.country else "a State"
            for text in (state.name, *(n.text for n in state.names)):
                names.setdefault(text, kind)
    for term in (*dossier.terms, *dossier.not_terms, dossier.title, dossier.id):
        names.setdefault(term, "the situation")
    return {name: word for name, word in names.items() if name.strip()}


def ordinary_words(things: Iterable[object]) -> frozenset[str]:
    """Words that texts in our own words, such as the shipped cases and norms, write in small letters."""
    found: set[str] = set()
    for thing in things:
        for text in texts_in(thing, frozenset({"id"})):
            found |= {word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word.islower()}
    return frozenset(found)


def shipped_words() -> tuple[str, ...]:
    """The notes of the shipped dossiers, in our own words; ids and names of publishers are left out."""
    said: list[str] = []
    for path in sorted(pack_folder("dossiers").glob("*/*.toml")):
        for held in tomllib.loads(path.read_text("utf-8")).values():
            rows = [row for row in held if isinstance(row, dict)] if isinstance(held, list) else []
            said += [
                str(row[name]) for row in rows for name in ("what", "note", "why", "conditions", "risk_to_people") if name in row
            ]
    return tuple(said)


def _actors(dossier: Dossier) -> Iterator[str]:
    yield dossier.country
    held = [item for _, item in dossier.items()]
    for item in held:
        for name in _ACTOR_FIELDS:
            value = getattr(item, name, "")
            if isinstance(value, str) and value:
                yield value
        for name in ("deciders", "speakers", "addressees"):
            yield from getattr(item, name, ())
