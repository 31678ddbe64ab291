"""The documents that a draft grew from, found from the draft as a whole: those it cites, and those whose paragraphs it most resembles.

A paragraph that was heavily rewritten is hard to find by its own words; its neighbours in the draft give away where it came from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.texts.precedent.corpus import Corpus
from demarche.subjects.texts.precedent.likeness import HEAVY, likenesses

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Matrix = NDArray[np.float32]

MOST_VOTED = 25
_VOTES_FROM = 0.3
_MOST_COMPARED = 4_000_000
"""So many pairs of paragraphs are compared at the most: more than sixty resolutions for a draft of any usual length."""


@dataclass(frozen=True)
class Kin:
    """The paragraphs of a draft's kin and their likeness to each paragraph of the draft.

    `likeness` has one row for each paragraph of the draft and one column for each of `places`; `spans` are the columns of each
    document, by symbol.
    """

    symbols: tuple[str, ...]
    places: Places
    likeness: Matrix
    spans: dict[str, slice]

    @cached_property
    def column(self) -> dict[int, int]:
        """The column of each place."""
        return {int(place): n for n, place in enumerate(self.places)}

    @cached_property
    def best_of_draft(self) -> Matrix:
        """For each kin paragraph, its highest likeness to any paragraph of the draft."""
        return self.likeness.max(0) if self.likeness.size else np.zeros(len(self.places), np.float32)

    @cached_property
    def best_in_document(self) -> dict[str, Matrix]:
        """For each document, the highest likeness of each paragraph of the draft to one of its paragraphs."""
        return {symbol: self.likeness[:, span].max(1) for symbol, span in self.spans.items()}

    @cached_property
    def support(self) -> dict[str, float]:
        """How much of the draft each document accounts for: the mean of its best likenesses, those below .4 as nothing."""
        return {symbol: float(np.where(best >= HEAVY, best, 0).mean()) for symbol, best in self.best_in_document.items()}

    @cached_property
    def most_support(self) -> float:
        """The support of the document that accounts for most."""
        return max(self.support.values(), default=0.0)


def find_kin(corpus: Corpus, signs: Sequence[str], candidates: Sequence[Places], cited: Collection[str], before: int) -> Kin:
    """Find the kin of a draft: its paragraphs as `signs`, with what a first search gave for each as `candidates`.

    Only documents among the first `before` paragraphs of the corpus are kin.
    """
    votes = _votes(corpus, signs, candidates)
    voted = sorted(votes, key=lambda symbol: (-votes[symbol], symbol))[:MOST_VOTED]
    known = {symbol for symbol in cited if symbol in corpus.spans and corpus.spans[symbol].stop <= before}
    # the latest of the cited ones first: where a draft is very long there is not room for all
    latest_first = sorted(known, key=lambda symbol: (-corpus.spans[symbol].start, symbol))
    room = max(_MOST_COMPARED // max(len(signs), 1), 1)
    spans: dict[str, slice] = {}
    places: list[int] = []
    for symbol in dict.fromkeys([*voted, *latest_first]):
        span = corpus.spans[symbol]
        if len(places) + len(span) <= room:
            spans[symbol] = slice(len(places), len(places) + len(span))
            places += span
    return Kin(tuple(spans), np.array(places, np.int64), likenesses(signs, [corpus.signs(place) for place in places]), spans)


def _votes(corpus: Corpus, signs: Sequence[str], candidates: Sequence[Places]) -> dict[str, float]:
    """Each paragraph's one vote, parted among the documents that hold what it resembles most."""
    votes: defaultdict[str, float] = defaultdict(float)
    for own, places in zip(signs, candidates, strict=True):
        if not len(places):
            continue
        alike = likenesses([own], [corpus.signs(int(place)) for place in places])[0]
        best = float(alike.max())
        if best >= _VOTES_FROM:
            named = {corpus.of(int(place)).symbol for place in places[alike >= best - 1e-6]}
            for symbol in named:
                votes[symbol] += 1 / len(named)
    return votes
