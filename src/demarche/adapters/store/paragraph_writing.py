"""Writing the index of paragraphs: a folder that is written whole, checked, and then put in its place."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.store.durable import disk_errors, settle
from demarche.adapters.store.lock import hold
from demarche.adapters.store.paragraph_index import ARRAYS, LISTED, PARTED, ParagraphIndex, open_index
from demarche.model.evidence import Failure
from demarche.subjects.texts.precedent import (
    Corpus,
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

    Ints = NDArray[np.int32]

_WRITING = ".writing-"
_PATIENCE = 60.0
_AT_ONCE = 2000


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
    import bm25s  # type: ignore[import-untyped]
    import numpy as np

    text_starts = [0]
    cites: dict[str, set[str]] = {}
    with (folder / "texts.bin").open("wb") as texts:

        def kept(each: TextParagraph) -> TextParagraph:
            parts = (each.number, each.lead, LISTED.join(each.verbs), each.text.replace(PARTED, " "))
            text_starts.append(text_starts[-1] + texts.write(PARTED.join(parts).encode()))
            cites.setdefault(each.symbol, set()).update(cited_resolutions([each.text]))
            return each

        corpus = build_corpus(documents, map(kept, paragraphs))
    if not len(corpus):
        raise Failure("There is no paragraph to build an index of.", where=str(folder.parent))
    term_of_word, pairs = _terms(corpus)
    size = int(term_of_word.max(initial=-1)) + 1 + len(pairs)
    engine = bm25s.BM25(method="lucene", k1=1.5, b=0.75, csc_backend="scipy")
    engine.scores = engine.build_index_from_ids(range(size), _TermIds(corpus, term_of_word, pairs), show_progress=False)
    engine.vocab_dict = {}
    engine.save(str(folder / "bm25"), show_progress=False)
    arrays = {name: getattr(corpus, name) for name in ARRAYS[:-2]}
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


def _terms(corpus: Corpus) -> tuple[Ints, dict[str, int]]:
    """The term id of every word (-1 where it is none), and the ids of pairs of Chinese signs."""
    import numpy as np

    known = corpus.alphabet.words
    alone = np.array([False, *(bool(terms([word])) for word in known)])
    term_of_word = np.where(alone, np.cumsum(alone) - 1, -1).astype(np.int32)
    pairs: dict[str, int] = {}
    if any(map(is_han, known)):
        first = int(alone.sum())
        for place in range(len(corpus)):
            for term in _pairs(corpus, known, place):
                pairs.setdefault(term, first + len(pairs))
    return term_of_word, pairs


def _pairs(corpus: Corpus, known: Sequence[str], place: int) -> list[str]:
    """The pairs of Chinese signs in a paragraph."""
    return [term for term in terms([known[number - 1] for number in corpus.numbers(place)]) if is_han(term[0])]


class _TermIds:
    """The term ids of every paragraph, one list at a time: the engine reads them twice, and together they would fill the memory."""

    def __init__(self, corpus: Corpus, term_of_word: Ints, pairs: Mapping[str, int]) -> None:
        self._corpus = corpus
        self._terms = term_of_word
        self._pairs = pairs
        self._known = corpus.alphabet.words

    def __len__(self) -> int:
        return len(self._corpus)

    def __iter__(self) -> Iterator[list[int]]:
        corpus = self._corpus
        for first in range(0, len(corpus), _AT_ONCE):
            places = range(first, min(first + _AT_ONCE, len(corpus)))
            start = int(corpus.starts[first])
            edges = (corpus.starts[places.start : places.stop + 1] - start).tolist()
            found = self._terms[word_numbers(corpus.letters[start : start + edges[-1]])]
            for place, begin, end in zip(places, edges, edges[1:], strict=False):
                own = found[begin:end]
                kept: list[int] = own[own >= 0].tolist()
                if self._pairs:
                    kept += [self._pairs[term] for term in _pairs(corpus, self._known, place)]
                yield kept


def _plain(document: TextDocument) -> dict[str, Any]:
    return asdict(document) | {"date": document.date.isoformat()}
