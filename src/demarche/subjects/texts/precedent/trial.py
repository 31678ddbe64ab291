"""Searching again for what is known: known precedents of a sample of drafts, with the candidates that were found for them.

Drafts are searched for as a user's would be: from the words of the adopted text, with nothing of the same day or later.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.texts.draft import DraftParagraph
from demarche.subjects.texts.precedent.chains import ASSEMBLY, COUNCIL, Chains
from demarche.subjects.texts.precedent.citations import cited_resolutions
from demarche.subjects.texts.precedent.corpus import Corpus, TextDocument
from demarche.subjects.texts.precedent.features import ALONE, IN_DRAFT
from demarche.subjects.texts.precedent.gold import GoldPair, acting_paragraphs, new_paragraphs
from demarche.subjects.texts.precedent.likeness import MODERATE, likenesses
from demarche.subjects.texts.precedent.ranking import CANDIDATES, Candidates, Engine, Weights, gather

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAST_YEAR_TUNED = 2021
_SEED = 11
_CITED_BONUS = 0.2
_TIE = 1e-6

Words = Callable[[int], DraftParagraph]
"""The paragraph at a place of the corpus, as a draft would have it."""


class Told(StrEnum):
    """What a search may use besides the words of the draft."""

    ALL = "agenda item and citations"
    CITATIONS = "citations"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PlainMethods:
    """Where a right paragraph stands among the index's first 50 (50 where none does) by three plain orders.

    `index` is the index's own order, `likeness` that of likeness, `cited` that of likeness with .2 more where the draft cites it.
    """

    index: int = CANDIDATES
    likeness: int = CANDIDATES
    cited: int = CANDIDATES


@dataclass(frozen=True, slots=True)
class Case:
    """One paragraph with its candidates, which of them are right, and what plain methods find. `pair` is empty for a new one."""

    pair: GoldPair | None
    candidates: Candidates
    right: NDArray[np.bool_]
    plain: PlainMethods

    @property
    def heavy(self) -> bool:
        """Whether the paragraph was heavily rewritten."""
        return self.pair is not None and self.pair.likeness < MODERATE

    @property
    def has_precedent(self) -> bool:
        """Whether it was carried over, or some adopted paragraph is no more than moderately edited from it (.7 alike or more)."""
        return self.pair is not None or float(self.candidates.likeness.max(initial=0.0)) >= MODERATE

    @property
    def origins(self) -> NDArray[np.bool_]:
        """What the ranking is to put first: what is right, or the most alike where a paragraph was taken from outside its chain."""
        return self.right if self.pair is not None else self.candidates.likeness >= self.candidates.likeness.max(initial=0.0) - _TIE

    def order(self, weights: Weights) -> NDArray[np.int64]:
        """The candidates in order of their scores."""
        names, by_name = (IN_DRAFT, weights.in_draft) if self.candidates.in_draft else (ALONE, weights.alone)
        found: NDArray[np.int64] = np.argsort(
            -(self.candidates.features @ np.array([by_name.get(n, 0.0) for n in names])), kind="stable"
        )
        return found

    def place(self, weights: Weights) -> int:
        """The place of the first right candidate; 50 where there is none."""
        return _first(self.right[self.order(weights)])


@dataclass(frozen=True, slots=True)
class Sample:
    """Cases of some years: carried-over paragraphs and new ones, each searched for in its draft and alone."""

    in_draft: tuple[Case, ...]
    alone: tuple[Case, ...]


def sample_drafts(corpus: Corpus, pairs: Iterable[GoldPair], first: int, last: int, most: int) -> dict[str, list[GoldPair]]:
    """The gold pairs of resolutions drawn at random from the years, as many paragraphs of the Council's as of the Assembly's.

    At most about `most` paragraphs of each organ.
    """
    by_organ: dict[str, dict[str, list[GoldPair]]] = {COUNCIL: {}, ASSEMBLY: {}}
    for pair in pairs:
        document = corpus.of(pair.successor)
        if first <= document.date.year <= last and document.organ in by_organ:
            by_organ[document.organ].setdefault(document.symbol, []).append(pair)
    fewest = min(sum(map(len, drafts.values())) for drafts in by_organ.values())
    chosen: dict[str, list[GoldPair]] = {}
    for drafts in by_organ.values():
        symbols = sorted(drafts)
        random.Random(_SEED).shuffle(symbols)  # noqa: S311
        taken = 0
        for symbol in symbols:
            if taken >= min(fewest, most):
                break
            chosen[symbol] = drafts[symbol]
            taken += len(drafts[symbol])
    return chosen


def search_again(
    corpus: Corpus, engine: Engine, words: Words, chains: Chains, drafts: Mapping[str, Sequence[GoldPair]], told: Told = Told.ALL
) -> Sample:
    """Search for every gold pair of the drafts, and for the paragraphs that were new in them.

    `told` says what the search may use besides the words.
    """
    in_draft: list[Case] = []
    alone: list[Case] = []
    for symbol, pairs in drafts.items():
        document = corpus.documents[corpus.number_of[symbol]]
        places = acting_paragraphs(corpus, symbol)
        paragraphs = dict(zip(places, map(words, places), strict=True))
        item = document.agenda_item if told is Told.ALL else ""

        def found(some: Sequence[DraftParagraph], item: str = item, document: TextDocument = document) -> list[Candidates]:
            date, organ = document.date, document.organ
            return gather(corpus, engine, some, date, organ=organ, agenda_item=item, use_citations=told is not Told.NOTHING)

        gathered = dict(zip(places, found(list(paragraphs.values())), strict=True))
        cited = cited_resolutions(each.text for each in paragraphs.values()) if told is not Told.NOTHING else frozenset()
        wanted: dict[int, GoldPair | None] = {pair.successor: pair for pair in pairs}
        wanted |= dict.fromkeys(new_paragraphs(corpus, chains, [symbol]))
        for place, pair in wanted.items():
            before, own, alone_found = corpus.before(document.date), gathered[place], found([paragraphs[place]])[0]
            in_draft.append(known_case(corpus, engine, place, pair, own, cited, before))
            alone.append(known_case(corpus, engine, place, pair, alone_found, cited, before, or_its_own=True))
    return Sample(tuple(in_draft), tuple(alone))


def known_case(
    corpus: Corpus,
    engine: Engine,
    place: int,
    pair: GoldPair | None,
    candidates: Candidates,
    cited: Collection[str],
    before: int,
    *,
    or_its_own: bool = False,
) -> Case:
    """The case of one paragraph: what is right among its candidates, and where plain orders of the index's first 50 put it.

    Right is the wording of its predecessor: in a renewal that comes before the same words in a sister resolution, for it shows what the
    renewal changes. `or_its_own` counts the paragraph's very own words too, where nothing is renewed. For a new paragraph nothing is right.
    """
    wordings = [corpus.wording[pair.predecessor], *([corpus.wording[pair.successor]] if or_its_own else [])] if pair else []
    right = np.isin(corpus.wording[candidates.places], wordings)
    if pair is None:
        return Case(pair, candidates, right, PlainMethods())
    known = corpus.alphabet.words
    found = engine([known[number - 1] for number in corpus.numbers(place)], before, CANDIDATES)
    plain = np.isin(corpus.wording[found], wordings)
    alike = likenesses([corpus.signs(place)], [corpus.signs(int(other)) for other in found])[0]
    bonus = np.array([_CITED_BONUS * (corpus.of(int(other)).symbol in cited) for other in found])
    by_likeness, by_citation = (plain[np.argsort(-score, kind="stable")] for score in (alike, alike + bonus))
    return Case(pair, candidates, right, PlainMethods(_first(plain), _first(by_likeness), _first(by_citation)))


def _first(right: NDArray[np.bool_]) -> int:
    places = np.flatnonzero(right)
    return int(places[0]) if len(places) else CANDIDATES
