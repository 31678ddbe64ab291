"""Known precedents to measure by: paragraphs of a resolution aligned with those of the one it continues.

The pairs of resolutions come from `chains.py` and know nothing of paragraphs. Within a pair, two paragraphs are aligned where each is
the other's best match and their likeness is .4 or more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.texts.precedent.chains import Chains, Link
from demarche.subjects.texts.precedent.corpus import SECTIONS, Corpus
from demarche.subjects.texts.precedent.likeness import HEAVY, likenesses

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_WORDS = 4
_ACTING = (SECTIONS.index("preambular"), SECTIONS.index("operative"))


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A paragraph that was carried over: its place in the corpus, that of its predecessor, and their likeness."""

    successor: int
    predecessor: int
    likeness: float


def acting_paragraphs(corpus: Corpus, symbol: str) -> list[int]:
    """The preambular and operative paragraphs of a document that have four words or more."""
    return [
        place
        for place in corpus.spans.get(symbol, range(0))
        if corpus.section[place] in _ACTING and corpus.lengths[place] >= FEWEST_WORDS
    ]


def gold_pairs(corpus: Corpus, links: Iterable[Link]) -> list[GoldPair]:
    """Align the paragraphs of every pair of resolutions."""
    pairs = []
    for link in links:
        later, earlier = acting_paragraphs(corpus, link.successor), acting_paragraphs(corpus, link.predecessor)
        if later and earlier:
            alike = _alike(corpus, later, earlier)
            best, best_back = alike.argmax(1), alike.argmax(0)
            pairs += [
                GoldPair(place, earlier[best[row]], float(alike[row, best[row]]))
                for row, place in enumerate(later)
                if best_back[best[row]] == row and alike[row, best[row]] >= HEAVY
            ]
    return pairs


def new_paragraphs(corpus: Corpus, chains: Chains, symbols: Iterable[str]) -> list[int]:
    """Paragraphs that were new when their resolution was adopted.

    None of the resolutions of its chain before it has a paragraph that is alike by .4, and its wording was never used before
    anywhere.
    """
    found = []
    for symbol in symbols:
        later = acting_paragraphs(corpus, symbol)
        earlier = [place for ancestor in chains.ancestors(symbol) for place in acting_paragraphs(corpus, ancestor)]
        if not later or not earlier:
            continue
        most = _alike(corpus, later, earlier).max(1)
        before = corpus.before(corpus.of(later[0]).date)
        found += [
            place for place, alike in zip(later, most, strict=True) if alike < HEAVY and not len(corpus.same_wording(place, before))
        ]
    return found


def _alike(corpus: Corpus, later: list[int], earlier: list[int]) -> NDArray[np.float32]:
    return likenesses([corpus.signs(place) for place in later], [corpus.signs(place) for place in earlier])
