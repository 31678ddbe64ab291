"""What a vote is about: one name for all wordings of an agenda item, so that votes on one situation stand together."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from demarche.model.evidence import CuratedRow, UseError


@dataclass(frozen=True, slots=True)
class Topic:
    """A situation or theme, and the words that show it in an agenda item or a title."""

    name: str
    agenda: tuple[str, ...] = ()
    title: tuple[str, ...] = ()


_Words = tuple[tuple[str, str], ...]
"""Words, each with the name of the topic that it shows."""


@dataclass(frozen=True, slots=True)
class Topics:
    """Topics in the order in which they are tried; under a `general` agenda item the title decides."""

    topics: tuple[Topic, ...]
    general: tuple[str, ...] = ()
    _items: dict[str, tuple[str, bool]] = field(default_factory=dict, compare=False)
    _titles: tuple[_Words, _Words] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Lay out the words of titles once: those of topics that only titles show, and all of them."""
        every = tuple((word, t) for t in self.topics for word in t.title)
        alone = tuple((word, t.name) for word, t in every if not t.agenda)
        object.__setattr__(self, "_titles", (alone, tuple((word, t.name) for word, t in every)))

    def __contains__(self, name: object) -> bool:
        """Whether it is the name of one of the topics."""
        return any(t.name == name for t in self.topics)

    def name(self, agenda: str, title: str) -> str:
        """The topic of a vote; the agenda item itself, in plain form, where none fits."""
        if agenda not in self._items:
            item = f"{_plain(agenda)}." if agenda else ""
            found = _first(item, tuple((w, t.name) for t in self.topics for w in t.agenda))
            self._items[agenda] = found, not item or any(g in item for g in self.general)
        by_item, general = self._items[agenda]
        words = _plain(title)
        # a topic that only titles show is more precise than any agenda item
        alone, every = self._titles
        precise = _first(words, alone)
        if precise or (by_item and not general):
            return precise or by_item
        return _first(words, every) or by_item or _plain(agenda) or words or "unknown"

    def find(self, text: str, known: Iterable[str] = ()) -> str:
        """The topic that a person means. Raises `UseError` with the nearest candidates where it is unknown or could be several.

        `known` are further names that votes bear, beside the topics of the list.
        """
        wanted = _plain(text)
        names = list(dict.fromkeys([*(t.name for t in self.topics), *known]))
        exact = [n for n in names if _plain(n) == wanted]
        if exact:
            return exact[0]
        by_words = [t.name for t in self.topics if any(wanted == w for w in (*t.agenda, *t.title))]
        inside = by_words or [n for n in names if re.search(rf"\b{re.escape(wanted)}\b", _plain(n))] if wanted else []
        found = list(dict.fromkeys(inside))
        if len(found) == 1:
            return found[0]
        if found:
            raise UseError(f"“{text}” could be several topics.", next_step=f"Say which: {'; '.join(sorted(found)[:8])}.")
        spoken = next((t.name for t in self.topics if any(w in wanted for w in (*t.agenda, *t.title))), "") if wanted else ""
        if spoken:
            return spoken
        bearing: dict[str, list[str]] = {}
        for name in names:
            for word in {_plain(name), *_plain(name).split()}:
                bearing.setdefault(word, []).append(name)
        near = difflib.get_close_matches(wanted, bearing, n=4, cutoff=0.5)
        meant = list(dict.fromkeys(name for word in near for name in bearing[word]))
        step = f"Nearest: {'; '.join(meant[:6])}." if meant else f"Topics are, among others: {'; '.join(names[:12])}."
        raise UseError(f"No vote bears the topic “{text}”.", next_step=step)


def read_topics(data: Mapping[str, object], where: str) -> Topics:
    """Read topics as the pack keeps them. Raises `UseError` for a row that is not as it should be."""
    row = CuratedRow(data, where)
    general = row.texts("general")
    topics = []
    for each in row.rows("topic"):
        topics.append(Topic(each.text("name"), each.texts("agenda"), each.texts("title")))
        each.done()
    row.done()
    return Topics(tuple(topics), tuple(g.casefold() for g in general))


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().rstrip(". ").split())


def _first(text: str, pairs: _Words) -> str:
    """The name that stands beside the first word found in the text."""
    if text:
        for word, name in pairs:
            if word in text:
                return name
    return ""
