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
import secrets
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.store.durable import disk_errors, settle
from demarche.adapters.store.lock import hold
from demarche.model.evidence import Failure
from demarche.subjects.texts.precedent import (
    SECTIONS,
    Alphabet,
    Chains,
    Corpus,
    Link,
    TextDocument,
    TextParagraph,
    build_corpus,
    cited_resolutions,
    is_han,
    renewal_links,
    terms,
    word_numbers,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Scores = NDArray[np.float32]

FORMAT = 2
"""Goes up when words are read or kept otherwise, so that older folders are built again."""

_ARRAYS = ("letters", "starts", "document", "section", "seq", "wording", "body", "term_of_word", "text_starts")
_PARTED, _LISTED = "\x1f", "\x1e"
_WRITING = ".writing-"
_PATIENCE = 60.0


def fingerprint(parts: Iterable[str]) -> str:
    """A name for the tables that an index is made from, and the way it is made."""
    return sha256("\n".join([str(FORMAT), *sorted(parts)]).encode()).hexdigest()[:16]


class ParagraphIndex:
    """The paragraphs of one language, to be searched by words and read back; any number of processes may read at once."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`. Raises `Failure` where a file is missing or was changed."""
        import numpy as np

        self._folder = folder
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
        self._text_starts, self._term_of_word = arrays.pop("text_starts"), np.asarray(arrays.pop("term_of_word"))
        documents = [_document(each) for each in json.loads((folder / "documents.json").read_bytes())]
        alphabet = Alphabet((folder / "words.txt").read_text("utf-8").split("\n"))
        self.corpus = Corpus(tuple(documents), alphabet, **arrays)
        self._pairs: dict[str, int] = json.loads((folder / "pairs.json").read_bytes())
        self._adopted = np.array([each.adopted for each in documents], bool)

    @cached_property
    def chains(self) -> Chains:
        """Which resolution continues which."""
        links = json.loads((self._folder / "links.json").read_bytes())
        return Chains(self.corpus.documents, (Link(**link) for link in links))

    @cached_property
    def sponsors(self) -> dict[str, dict[str, str]]:
        """The sponsors of each document by symbol: how each is named on the draft, by id."""
        found: dict[str, dict[str, str]] = json.loads((self._folder / "sponsors.json").read_bytes())
        return found

    @cached_property
    def failed(self) -> Places:
        """The places of all paragraphs of drafts that were not adopted, the earliest first."""
        import numpy as np

        return np.flatnonzero(~self._adopted[self.corpus.document])

    @cached_property
    def _engine(self) -> Any:
        import bm25s  # type: ignore[import-untyped]

        return bm25s.BM25.load(str(self._folder / "bm25"), mmap=True, load_vocab=False)

    @cached_property
    def _texts(self) -> mmap.mmap:
        with (self._folder / "texts.bin").open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def paragraph(self, place: int) -> TextParagraph:
        """The paragraph at a place, with its words."""
        start, end = int(self._text_starts[place]), int(self._text_starts[place + 1])
        number, lead, verbs, text = self._texts[start:end].decode("utf-8").split(_PARTED, 3)
        corpus = self.corpus
        symbol, section = corpus.of(place).symbol, SECTIONS[corpus.section[place]]
        return TextParagraph(symbol, int(corpus.seq[place]), section, number, lead, text, tuple(filter(None, verbs.split(_LISTED))))

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

    wanted = min(count, len(scores))
    places = np.argpartition(-scores, wanted - 1)[:wanted] if wanted else np.zeros(0, np.int64)
    places = places[scores[places] > 0]
    return places[np.lexsort((-places, -scores[places]))].astype(np.int64)


def open_index(root: Path, language: str, mark: str) -> ParagraphIndex | None:
    """The index of a language made from the tables that `mark` names; None where there is none, or only a damaged one."""
    folder = root / f"{language}-{mark}"
    try:
        sizes = json.loads((folder / "sizes.json").read_bytes())
        intact = all((folder / name).stat().st_size == size for name, size in sizes.items())
        return ParagraphIndex(folder) if intact else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def build_index(
    root: Path,
    language: str,
    mark: str,
    documents: Sequence[TextDocument],
    paragraphs: Iterable[TextParagraph],
    sponsors: Mapping[str, Mapping[str, str]],
) -> ParagraphIndex:
    """Build the index of a language under `root`, put it in its place and remove older ones of the same language.

    Documents come in order of date and symbol, paragraphs in the order of their documents; `sponsors` are by symbol and id, named as
    on the draft. Raises `Failure` where the disk refuses or another process is building.
    """
    doing = "building the index of paragraphs"
    target = root / f"{language}-{mark}"
    with hold(root / ".lock", doing, wait=_PATIENCE), disk_errors(doing, root):
        found = open_index(root, language, mark)
        if found is not None:
            return found
        for old in root.glob(f"{_WRITING}*"):
            shutil.rmtree(old, ignore_errors=True)
        draft = root / f"{_WRITING}{secrets.token_hex(6)}"
        draft.mkdir()
        try:
            _write(draft, documents, paragraphs)
            (draft / "sponsors.json").write_text(json.dumps(sponsors, ensure_ascii=False), "utf-8")
            _write_sizes(draft)
            for path in draft.rglob("*"):
                settle(path)
            shutil.rmtree(target, ignore_errors=True)
            draft.rename(target)
            settle(root)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        for old in root.glob(f"{language}-*"):
            if old != target:
                shutil.rmtree(old, ignore_errors=True)
    opened = open_index(root, language, mark)
    if opened is None:
        raise Failure("The index of paragraphs was damaged while it was written.", where=str(target), next_step="Ask again.")
    return opened


def _write(folder: Path, documents: Sequence[TextDocument], paragraphs: Iterable[TextParagraph]) -> None:
    """Write every file of an index."""
    import bm25s
    import numpy as np

    text_starts = [0]
    cites: dict[str, set[str]] = {}
    with (folder / "texts.bin").open("wb") as texts:

        def kept(each: TextParagraph) -> TextParagraph:
            parts = (each.number, each.lead, _LISTED.join(each.verbs), each.text.replace(_PARTED, " "))
            text_starts.append(text_starts[-1] + texts.write(_PARTED.join(parts).encode()))
            cites.setdefault(each.symbol, set()).update(cited_resolutions([each.text]))
            return each

        corpus = build_corpus(documents, map(kept, paragraphs))
    if not len(corpus):
        raise Failure("There is no paragraph to build an index of.", where=str(folder.parent))
    ids, term_of_word, pairs = _terms(corpus)
    engine = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    engine.index((ids, {str(n): n for n in range(int(term_of_word.max(initial=-1)) + 1 + len(pairs))}), show_progress=False)
    engine.save(str(folder / "bm25"), show_progress=False)
    arrays = {name: getattr(corpus, name) for name in _ARRAYS[:-2]}
    arrays |= {"term_of_word": term_of_word, "text_starts": np.array(text_starts, np.int64)}
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    (folder / "words.txt").write_text("\n".join(corpus.alphabet.words), "utf-8")
    (folder / "pairs.json").write_text(json.dumps(pairs), "utf-8")
    (folder / "documents.json").write_text(json.dumps([_plain(each) for each in corpus.documents]), "utf-8")
    links = [asdict(link) for link in renewal_links(corpus.documents, cites)]
    (folder / "links.json").write_text(json.dumps(links), "utf-8")


def _write_sizes(folder: Path) -> None:
    """Write what size every file has, by which a damaged index is told."""
    sizes = {str(path.relative_to(folder)): path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}
    (folder / "sizes.json").write_text(json.dumps(sizes), "utf-8")


def _terms(corpus: Corpus) -> tuple[list[list[int]], NDArray[np.int32], dict[str, int]]:
    """The term ids of every paragraph, the term id of every word (-1 where it is none), and the ids of pairs of Chinese signs."""
    import numpy as np

    known = corpus.alphabet.words
    alone = np.array([False, *(bool(terms([word])) for word in known)])
    chinese = np.array([False, *map(is_han, known)])
    term_of_word = np.where(alone, np.cumsum(alone) - 1, -1).astype(np.int32)
    numbers = word_numbers(corpus.letters)
    found, paired = term_of_word[numbers], chinese[numbers]
    pairs: dict[str, int] = {}
    first = int(alone.sum())
    ids: list[list[int]] = []
    for start, end in zip(corpus.starts[:-1].tolist(), corpus.starts[1:].tolist(), strict=True):
        own = found[start:end]
        kept: list[int] = own[own >= 0].tolist()
        if paired[start:end].any():
            spelled = [known[number - 1] for number in numbers[start:end].tolist()]
            kept += [pairs.setdefault(term, first + len(pairs)) for term in terms(spelled) if is_han(term[0])]
        ids.append(kept)
    return ids, term_of_word, pairs


def _plain(document: TextDocument) -> dict[str, Any]:
    return asdict(document) | {"date": document.date.isoformat()}


def _document(content: dict[str, Any]) -> TextDocument:
    tuples = {name: tuple(content[name]) for name in ("votes", "against", "vetoed_by")}
    return TextDocument(**content | tuples | {"date": dt.date.fromisoformat(content["date"])})
