"""The index of paragraphs: which ones share the rarest words with a paragraph or a search, strictly earlier than a day.

Engine: BM25 as bm25s computes it ahead of time for every word and paragraph (Lù, *BM25S*, 2024, arXiv:2407.03618; Robertson and
Zaragoza 2009), chosen by measurement beside tantivy and SQLite FTS5 (`benchmarks/text_retrieval.py`). Paragraphs are in order of date,
so that what is earlier than a day is a beginning of every array.

An index is a folder that is written whole and then put in its place; its name holds a fingerprint of the tables it was made from, so
that an index of older tables is never read. It can be deleted at any time and is built again when next asked for.
"""

from __future__ import annotations

import datetime as dt
import json
import mmap
from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.subjects.texts.precedent import (
    SECTIONS,
    Alphabet,
    Chains,
    Corpus,
    Link,
    TextDocument,
    TextParagraph,
    spellings,
    terms,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Scores = NDArray[np.float32]

FORMAT = 2
"""Goes up when words are read or kept otherwise, so that older folders are built again."""

ARRAYS = ("letters", "starts", "document", "section", "seq", "wording", "body", "term_of_word", "text_starts")
PARTED, LISTED = "\x1f", "\x1e"


def fingerprint(parts: Iterable[str]) -> str:
    """A name for the tables that an index is made from, and the way it is made."""
    return sha256("\n".join([str(FORMAT), *sorted(parts)]).encode()).hexdigest()[:16]


class ParagraphIndex:
    """The paragraphs of one language, to be searched by words and read back; any number of processes may read at once."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`. Raises `Failure` where a file is missing or was changed."""
        import numpy as np

        self.folder = folder
        arrays: dict[str, Any] = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ARRAYS}
        self._text_starts, self._term_of_word = arrays.pop("text_starts"), arrays.pop("term_of_word")
        documents = [_document(each) for each in json.loads((folder / "documents.json").read_bytes())]
        alphabet = Alphabet((folder / "words.txt").read_text("utf-8").split("\n"))
        self.corpus = Corpus(tuple(documents), alphabet, **arrays)
        self._pairs: dict[str, int] = json.loads((folder / "pairs.json").read_bytes())
        self._adopted = np.array([each.adopted for each in documents], bool)

    @cached_property
    def chains(self) -> Chains:
        """Which resolution continues which."""
        links = json.loads((self.folder / "links.json").read_bytes())
        return Chains(self.corpus.documents, (Link(**link) for link in links))

    @cached_property
    def sponsors(self) -> dict[str, dict[str, str]]:
        """The sponsors of each document by symbol: how each is named on the draft, by id."""
        found: dict[str, dict[str, str]] = json.loads((self.folder / "sponsors.json").read_bytes())
        return found

    @cached_property
    def failed(self) -> Places:
        """The places of all paragraphs of drafts that were not adopted, the earliest first."""
        import numpy as np

        return np.flatnonzero(~self._adopted[self.corpus.document])

    @cached_property
    def _engine(self) -> Any:
        import bm25s  # type: ignore[import-untyped]

        return bm25s.BM25.load(str(self.folder / "bm25"), mmap=True, load_vocab=False)

    @cached_property
    def _texts(self) -> mmap.mmap:
        with (self.folder / "texts.bin").open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def paragraph(self, place: int) -> TextParagraph:
        """The paragraph at a place, with its words."""
        start, end = int(self._text_starts[place]), int(self._text_starts[place + 1])
        number, lead, verbs, text = self._texts[start:end].decode("utf-8").split(PARTED, 3)
        corpus = self.corpus
        symbol, section = corpus.of(place).symbol, SECTIONS[corpus.section[place]]
        return TextParagraph(symbol, int(corpus.seq[place]), section, number, lead, text, tuple(filter(None, verbs.split(LISTED))))

    def term_ids(self, spelled: Sequence[str]) -> list[int]:
        """The ids of the terms of words, each once; words that are in no paragraph have none."""
        found = dict.fromkeys(self._term_id(term) for term in terms(spelled))
        return [each for each in found if each >= 0]

    def _term_id(self, term: str) -> int:
        if term in self._pairs:
            return self._pairs[term]
        return int(self._term_of_word[self.corpus.alphabet.number(term)])

    def scores(self, term_ids: Sequence[int]) -> Scores:
        """What the terms score in every paragraph."""
        scores: Scores = self._engine.get_scores_from_ids(list(term_ids))
        return scores

    def holding(self, term_id: int) -> Places:
        """The places of all paragraphs that hold a term."""
        kept = self._engine.scores
        start, end = int(kept["indptr"][term_id]), int(kept["indptr"][term_id + 1])
        places: Places = kept["indices"][start:end]
        return places

    def holding_all(self, asked: Sequence[str], before: int) -> list[int]:
        """The places among the first `before` that hold every one of some words, in any spelling of the plural, in order."""
        import numpy as np

        found: Places | None = None
        for word in asked:
            ids = {self._term_id(term) for spelling in spellings(word) for term in terms([spelling])}
            if not ids:
                continue
            places = np.unique(np.concatenate([np.zeros(0, np.int64), *(self.holding(each) for each in ids if each >= 0)]))
            found = places if found is None else np.intersect1d(found, places, assume_unique=True)
        return [] if found is None else found[found < before].astype(np.int64).tolist()

    def candidates(self, spelled: Sequence[str], before: int, count: int) -> Places:
        """At most `count` adopted paragraphs among the first `before` that share the rarest words, the best first."""
        import numpy as np

        asked = self.term_ids(spelled)
        if not asked or not before:
            return np.zeros(0, np.int64)
        found = best(self.scores(asked)[:before], count + 10)
        adopted: Places = found[self._adopted[self.corpus.document[found]]][:count]
        return adopted


def best(scores: Scores, count: int) -> Places:
    """The places of the highest scores above zero, the highest first; of equal ones the latest."""
    import numpy as np

    highest = float(scores.max(initial=0.0))
    # most paragraphs share some word; only those that come near the best one are put in order
    for share in (0.5, 0.25, 0.0):
        places = np.flatnonzero(scores > highest * share)
        if len(places) >= count:
            break
    if len(places) > count:
        places = places[np.argpartition(-scores[places], count - 1)[:count]]
    return places[np.lexsort((-places, -scores[places]))]


def open_index(root: Path, language: str, mark: str) -> ParagraphIndex | None:
    """The index of a language made from the tables that `mark` names; None where there is none, or only a damaged one."""
    folder = root / f"{language}-{mark}"
    try:
        sizes = json.loads((folder / "sizes.json").read_bytes())
        intact = all((folder / name).stat().st_size == size for name, size in sizes.items())
        return ParagraphIndex(folder) if intact else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _document(content: dict[str, Any]) -> TextDocument:
    tuples = {name: tuple(content[name]) for name in ("votes", "against", "vetoed_by")}
    return TextDocument(**content | tuples | {"date": dt.date.fromisoformat(content["date"])})
