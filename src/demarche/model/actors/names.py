"""Names in any spelling to one actor: case, accents, punctuation, small words and word order of a comma do not matter.

Nothing is guessed. A name that is not in the table is an error that names the nearest ones.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable

from demarche.model.actors.actor import Actor, ActorKind
from demarche.model.evidence import UseError, holds_on

_SMALL = {"the", "of", "and", "de", "du", "la", "le"}


def plain(name: str) -> str:
    """The form in which names are compared.

    >>> plain("Côte d’Ivoire") == plain("COTE D'IVOIRE")
    True
    """
    folded = unicodedata.normalize("NFKD", name.replace("’", "'").replace("&", " and ")).casefold()
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    words = re.sub(r"[^\w\s]", " ", bare).split()
    return " ".join(w for w in words if w not in _SMALL) or " ".join(words)


class NameIndex:
    """Every name of every actor, compared in plain form."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {a.id: a for a in actors}
        self._by_name: dict[str, list[tuple[str, dt.date | None, dt.date | None]]] = defaultdict(list)
        for actor in self._actors.values():
            for name in (actor.id, actor.name, *(n.text for n in actor.names)):
                bounds = next(((n.since, n.until) for n in actor.names if n.text == name), (None, None))
                entry = (actor.id, *bounds)
                if entry not in self._by_name[plain(name)]:
                    self._by_name[plain(name)].append(entry)

    def resolve(self, name: str, on: dt.date | None, kinds: Collection[ActorKind] | None) -> Actor:
        """The one actor that bears the name on a day. Raises `UseError` naming candidates for an ambiguous or unknown name."""
        found = self._bearers(name, on, kinds)
        if len(found) > 1 and on is not None:
            found = [a for a in found if holds_on(on, a.since, a.until)] or found
        if len(found) == 1:
            return found[0]
        if found:
            options = "; ".join(sorted(f"{a.name} ({a.id})" for a in found))
            raise UseError(f"“{name}” can mean several actors.", next_step=f"Say which: {options}.")
        near = self.nearest(name, kinds)
        step = f"Nearest names: {'; '.join(f'{a.name} ({a.id})' for a in near)}." if near else "Check the spelling."
        raise UseError(f"“{name}” is not a name known here.", next_step=step)

    def _bearers(self, name: str, on: dt.date | None, kinds: Collection[ActorKind] | None) -> list[Actor]:
        ids = dict.fromkeys(
            actor for actor, since, until in self._by_name.get(plain(name), ()) if on is None or holds_on(on, since, until)
        )
        return [self._actors[i] for i in ids if kinds is None or self._actors[i].kind in kinds]

    def nearest(self, name: str, kinds: Collection[ActorKind] | None, most: int = 4) -> list[Actor]:
        """The actors whose names are most like the one given; for suggestions only."""
        from rapidfuzz import fuzz, process

        wanted = plain(name)
        scored = process.extract(wanted, list(self._by_name), scorer=fuzz.WRatio, limit=40, score_cutoff=60)
        ids: dict[str, float] = {}
        for text, score, _ in scored:
            for actor, _, _ in self._by_name[text]:
                if kinds is None or self._actors[actor].kind in kinds:
                    whole = 20 if f" {wanted} " in f" {text} " else 0
                    ids[actor] = max(ids.get(actor, 0), score + whole)
        best = sorted(ids, key=lambda i: (-ids[i], i))[:most]
        return [self._actors[i] for i in best]
