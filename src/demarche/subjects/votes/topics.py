"""What a vote is about: one name for all wordings of an agenda item, so that votes on one situation stand together."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demarche.model.evidence import CuratedRow, UseError


@dataclass(frozen=True, slots=True)
class Topic:
    """A situation or theme, and the words that show it in an agenda item or a title."""

    name: str
    agenda: tuple[str, ...] = ()
    title: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topics:
    """Topics in the order in which they are tried; under a `general` agenda item the title decides."""

    topics: tuple[Topic, ...]
    general: tuple[str, ...] = ()

    def name(self, agenda: str, title: str) -> str:
        """The topic of a vote; the agenda item itself, in plain form, where none fits."""
        item = f"{_plain(agenda)}." if agenda else ""
        words = _plain(title)
        # a topic that only titles show is more precise than any agenda item
        precise = _first(words, ((t.name, t.title) for t in self.topics if not t.agenda))
        by_title = _first(words, ((t.name, t.title) for t in self.topics))
        by_item = _first(item, ((t.name, t.agenda) for t in self.topics))
        general = not item or any(g in item for g in self.general)
        chosen = precise or ((by_title or by_item) if general else (by_item or by_title))
        return chosen or item.rstrip(".") or words or "unknown"

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
        near = difflib.get_close_matches(wanted, [_plain(n) for n in names], n=4, cutoff=0.4)
        meant = [n for n in names if _plain(n) in near] or names[:8]
        raise UseError(f"No vote bears the topic “{text}”.", next_step=f"Nearest: {'; '.join(meant)}.")


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


def _first(text: str, named: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """The first name one of whose words is in the text."""
    return next((name for name, words in named if any(w in text for w in words)), "") if text else ""
