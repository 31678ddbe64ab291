"""Names in any spelling to one actor: case, accents, punctuation, spaces, small words and inverted forms do not matter.

Nothing is guessed. A name that is not in the table is an error that names the nearest ones; a name that could mean several actors
on the day is an error that names them all.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from demarche.model.actors.actor import Actor, ActorKind, NameKind
from demarche.model.evidence import UseError, holds_on, spell_date

_SMALL = {"the", "of", "and", "de", "du", "la", "le"}
_FULL = {"st": "saint", "rep": "republic", "dem": "democratic", "fed": "federal"}
_INVERTED = re.compile(r"^(?P<noun>[^,()]+?)\s*[,(]\s*(?P<front>[^,()]*\b(?:of|of the|de|del|du|d'))\s*\)?\s*$", re.IGNORECASE)


def plain(name: str) -> str:
    """The form in which names are compared.

    >>> plain("Côte d’Ivoire") == plain("COTE D'IVOIRE")
    True
    >>> plain("Korea, Republic of") == plain("the Republic of Korea")
    True
    """
    turned = _INVERTED.match(name.replace("’", "'").strip())
    text = f"{turned['front']} {turned['noun']}" if turned else name
    words = _words(text)
    return "".join(_FULL.get(w, w) for w in words if w not in _SMALL) or "".join(words)


@cache
def order_key(name: str) -> str:
    """The form by which names stand in English alphabetical order: letters without accents, word by word.

    >>> sorted(["United States", "Türkiye", "United Kingdom"], key=order_key)
    ['Türkiye', 'United Kingdom', 'United States']
    """
    return " ".join(_words(name))


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", text.replace("&", " and ")).casefold().split()


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """A name that means several actors on the days given."""

    text: str
    actors: tuple[str, ...]
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _Bearer:
    actor: str
    since: dt.date | None
    until: dt.date | None
    only_then: bool


class NameIndex:
    """Every name of every actor, compared in plain form."""

    def __init__(self, actors: Mapping[str, Actor], ambiguous: Iterable[AmbiguousName] = ()) -> None:
        self._actors = actors
        self._by_name: dict[str, list[_Bearer]] = defaultdict(list)
        for actor in actors.values():
            for own in (actor.id, actor.name):
                self._by_name[plain(own)].append(_Bearer(actor.id, None, None, False))
            for name in actor.names:
                self._by_name[plain(name.text)].append(_Bearer(actor.id, name.since, name.until, name.kind == NameKind.THEN))
        self._ambiguous: dict[str, list[AmbiguousName]] = defaultdict(list)
        for doubtful in ambiguous:
            self._ambiguous[plain(doubtful.text)].append(doubtful)

    def resolve(self, name: str, on: dt.date | None, kinds: Collection[ActorKind] | None) -> Actor:
        """The one actor that bears the name on a day. Raises `UseError` naming candidates for an ambiguous or unknown name."""
        exact = self._actors.get(name.strip())
        if exact is not None and self._fits(exact, kinds) and (exact.until is None or self._alive(exact, on)):
            return exact  # an id may stand for the place before the State: plans for Timor-Leste are older than the State
        key = plain(name)
        for doubtful in self._ambiguous.get(key, ()):
            if holds_on(on, doubtful.since, doubtful.until) if on else doubtful.since is None:
                self._refuse_to_choose(name, [self._actors[i] for i in doubtful.actors], on)
        bearers = [b for b in self._by_name.get(key, ()) if self._fits(self._actors[b.actor], kinds)]
        meant = [b for b in bearers if not b.only_then or (on is not None and holds_on(on, b.since, b.until))]
        alive = [b for b in meant if self._alive(self._actors[b.actor], on)]
        if on is not None and len({b.actor for b in alive}) > 1:
            alive = [b for b in alive if holds_on(on, b.since, b.until)] or alive
        found = [self._actors[i] for i in dict.fromkeys(b.actor for b in alive)]
        if len(found) == 1:
            return found[0]
        if found:
            self._refuse_to_choose(name, found, on)
        if bearers:
            self._refuse_the_day(name, bearers[0], on)
        near = self.nearest(name, kinds)
        step = f"Nearest names: {'; '.join(f'{a.name} ({a.id})' for a in near)}." if near else "Check the spelling."
        raise UseError(f"“{name}” is not a name known here.", next_step=step)

    def _fits(self, actor: Actor, kinds: Collection[ActorKind] | None) -> bool:
        return kinds is None or actor.kind in kinds

    def _alive(self, actor: Actor, on: dt.date | None) -> bool:
        """Whether it existed in the year of the day: publishers list by session or by year, and use an old name to its end."""
        if on is None:
            return True
        first, last = actor.begins, actor.until
        return (first is None or first.year <= on.year) and (last is None or on.year <= last.year)

    def _refuse_to_choose(self, name: str, found: list[Actor], on: dt.date | None) -> None:
        options = "; ".join(sorted(f"{a.name} ({a.id})" for a in found))
        day = f" on {spell_date(on)}" if on else ""
        raise UseError(f"“{name}” can mean several actors{day}.", next_step=f"Say which: {options}.")

    def _refuse_the_day(self, name: str, bearer: _Bearer, on: dt.date | None) -> None:
        actor = self._actors[bearer.actor]
        if bearer.only_then:
            since = spell_date(bearer.since) if bearer.since else "the beginning"
            until = spell_date(bearer.until) if bearer.until else "today"
            raise UseError(
                f"“{name}” means {actor.name} ({actor.id}) only from {since} to {until}.", next_step="Give a day within it."
            )
        day = f" on {spell_date(on)}" if on else ""
        if actor.until is not None and on is not None and on > actor.until:
            heirs = "; ".join(f"{self._actors[s].name} ({s})" for s in actor.successor if s in self._actors)
            raise UseError(f"{actor.name} ({actor.id}) ended on {spell_date(actor.until)}.", next_step=f"Came after it: {heirs}.")
        begins = f" It begins on {spell_date(actor.begins)}." if actor.begins else ""
        raise UseError(f"{actor.name} ({actor.id}) did not exist{day}.{begins}", next_step="Ask for a later day.")

    def nearest(self, name: str, kinds: Collection[ActorKind] | None, most: int = 4) -> list[Actor]:
        """The actors whose names are most like the one given; for suggestions only."""
        from rapidfuzz import fuzz, process

        wanted = plain(name)
        scored = process.extract(wanted, list(self._by_name), scorer=fuzz.WRatio, limit=40, score_cutoff=60)
        ids: dict[str, float] = {}
        for text, score, _ in scored:
            for bearer in self._by_name[text]:
                if self._fits(self._actors[bearer.actor], kinds):
                    closeness = score + fuzz.ratio(wanted, text) / 5
                    ids[bearer.actor] = max(ids.get(bearer.actor, 0), closeness)
        best = sorted(ids, key=lambda i: (-ids[i], i))[:most]
        return [self._actors[i] for i in best]
