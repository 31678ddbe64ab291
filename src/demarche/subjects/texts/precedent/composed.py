"""Made-up drafts that continue no one text, as a new draft does: put together from what several resolutions carried over or added.

A renewal cites the resolution that it continues and takes most of its paragraphs; a draft that is written afresh cites much that it
takes nothing from. Weights learnt from renewals alone put any paragraph of a cited resolution before the true one.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence

from demarche.subjects.texts.precedent.chains import Chains
from demarche.subjects.texts.precedent.citations import cited_resolutions
from demarche.subjects.texts.precedent.corpus import Corpus, TextDocument
from demarche.subjects.texts.precedent.gold import GoldPair, acting_paragraphs, new_paragraphs
from demarche.subjects.texts.precedent.ranking import Engine, gather
from demarche.subjects.texts.precedent.trial import Case, Sample, Words, known_case

_SEED = 11
_MOST_DOCUMENTS, _RUN = 4, (2, 5)


def search_composed(
    corpus: Corpus, engine: Engine, words: Words, chains: Chains, drafts: Mapping[str, Sequence[GoldPair]], count: int
) -> Sample:
    """Search for the paragraphs of `count` made-up drafts: what was carried over in its own resolution, and what was new there.

    Each is put together from runs of two to five paragraphs of one to four of the `drafts`, all of one organ and year; nothing of the day of the
    earliest of them or later is used, and only what the made-up draft itself cites is told.
    """
    cases: list[Case] = []
    for documents, places in _composed(corpus, drafts, count):
        on: dt.date = min(document.date for document in documents)
        before = corpus.before(on)
        carried = {pair.successor: pair for each in documents for pair in drafts[each.symbol] if pair.predecessor < before}
        new = new_paragraphs(corpus, chains, [each.symbol for each in documents])
        paragraphs = [words(place) for place in places]
        cited = cited_resolutions(each.text for each in paragraphs)
        gathered = gather(corpus, engine, paragraphs, on, organ=documents[0].organ)
        for place, candidates in zip(places, gathered, strict=True):
            if place in carried or place in new:
                cases.append(known_case(corpus, engine, place, carried.get(place), candidates, cited, before, or_its_own=True))
    return Sample(tuple(cases), ())


def _composed(
    corpus: Corpus, drafts: Mapping[str, Sequence[GoldPair]], count: int
) -> Iterator[tuple[list[TextDocument], list[int]]]:
    """The documents that each made-up draft is put together from, and its paragraphs."""
    draw = random.Random(_SEED)  # noqa: S311
    groups: dict[tuple[str, int], list[TextDocument]] = {}
    for symbol in sorted(drafts):
        document = corpus.documents[corpus.number_of[symbol]]
        groups.setdefault((document.organ, document.date.year), []).append(document)
    for _ in range(count if groups else 0):
        own = groups[draw.choice(sorted(groups))]
        documents = draw.sample(own, min(len(own), draw.randint(1, _MOST_DOCUMENTS)))
        yield documents, [place for document in documents for place in _run(corpus, document.symbol, draw)]


def _run(corpus: Corpus, symbol: str, draw: random.Random) -> list[int]:
    """A few paragraphs of a document that follow one another."""
    places = acting_paragraphs(corpus, symbol)
    length = draw.randint(*_RUN)
    first = draw.randrange(max(len(places) - length, 0) + 1)
    return places[first : first + length]
