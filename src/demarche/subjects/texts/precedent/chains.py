"""Renewal chains: which resolution continues which, decided without comparing any paragraph.

In the Council a resolution continues the latest one that it cites by number and that stands under the same agenda item; in the
Assembly, the latest one of an earlier session with the same title. What the library calls an item or a title is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from demarche.subjects.texts.precedent.corpus import TextDocument

COUNCIL, ASSEMBLY = "Security Council", "General Assembly"
SAME_TITLE = 92.0
"""Titles are the same from this similarity on (rapidfuzz `ratio`, 0 to 100), numbers and case set aside."""


@dataclass(frozen=True, slots=True)
class Link:
    """One resolution continues another. `basis` says by what: the agenda item and a citation, or the title."""

    successor: str
    predecessor: str
    basis: str


class Chains:
    """The links of a corpus, one for each resolution that continues another."""

    def __init__(self, documents: Iterable[TextDocument], links: Iterable[Link]) -> None:
        self._documents = {each.symbol: each for each in documents}
        self.links = tuple(links)
        self._before = {link.successor: link.predecessor for link in self.links}
        self._root: dict[str, str] = {}

    def predecessor(self, symbol: str) -> str | None:
        """The resolution that this one continues; None where there is none."""
        return self._before.get(symbol)

    def ancestors(self, symbol: str) -> list[str]:
        """All that a resolution continues, directly or through others, the latest first."""
        found: list[str] = []
        while (earlier := self._before.get(symbol)) is not None:
            found.append(earlier)
            symbol = earlier
        return found

    def root(self, symbol: str) -> str:
        """The first resolution of a chain; a resolution without a predecessor is its own."""
        if symbol not in self._root:
            path = [symbol, *self.ancestors(symbol)]
            self._root.update(dict.fromkeys(path, path[-1]))
        return self._root[symbol]

    def chain(self, symbol: str) -> list[TextDocument]:
        """All resolutions of the chain that this one belongs to, in order of date; itself alone where it is in none."""
        root = self.root(symbol)
        members = {symbol} | {name for name in self._before if self.root(name) == root} | {root}
        return sorted((self._documents[name] for name in members), key=lambda each: (each.date, each.symbol))


def renewal_links(documents: Sequence[TextDocument], cites: Mapping[str, Collection[str]]) -> list[Link]:
    """The links among adopted resolutions, in order of the successor's date. `cites` are the symbols that each one's words name."""
    resolutions = [each for each in documents if each.kind == "resolution" and each.adopted]
    council = [each for each in resolutions if each.organ == COUNCIL and each.agenda_item]
    assembly = [each for each in resolutions if each.organ == ASSEMBLY and each.title]
    links = [*_by_citation(council, cites), *_by_title(assembly)]
    date = {each.symbol: each.date for each in resolutions}
    return sorted(links, key=lambda link: (date[link.successor], link.successor))


def _by_citation(resolutions: Sequence[TextDocument], cites: Mapping[str, Collection[str]]) -> Iterable[Link]:
    by_symbol = {each.symbol: each for each in resolutions}
    for each in resolutions:
        earlier = [
            by_symbol[symbol]
            for symbol in cites.get(each.symbol, ())
            if symbol in by_symbol and by_symbol[symbol].date < each.date and by_symbol[symbol].agenda_item == each.agenda_item
        ]
        if earlier:
            latest = max(earlier, key=lambda document: (document.date, document.symbol))
            yield Link(each.symbol, latest.symbol, "same agenda item and cited")


def _by_title(resolutions: Sequence[TextDocument]) -> Iterable[Link]:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cdist

    titles = [" ".join(re.sub(r"[^a-z ]", " ", each.title.lower()).split()) for each in resolutions]
    for first in range(0, len(titles), 200):
        alike = cdist(titles[first : first + 200], titles, scorer=ratio, score_cutoff=SAME_TITLE)
        for row, each in enumerate(resolutions[first : first + 200]):
            earlier = [
                (resolutions[n].date, float(alike[row, n]), resolutions[n].symbol)
                for n in alike[row].nonzero()[0]
                if resolutions[n].date < each.date and session(resolutions[n].symbol) != session(each.symbol)
            ]
            if earlier:
                yield Link(each.symbol, max(earlier)[2], "same title in an earlier session")


def session(symbol: str) -> str:
    """The session in an Assembly symbol.

    >>> session("A/RES/79/1")
    '79'
    """
    return symbol.split("/")[2] if symbol.count("/") >= 3 else ""
