"""All adopted paragraphs in order of their dates, as arrays: what retrieval, chains and histories read.

The arrays are small enough to be kept whole in memory (about 20 MB for 150,000 paragraphs); the words themselves stay with who
built the corpus.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.texts.precedent.words import Alphabet, body, word_numbers, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

SECTIONS = ("preambular", "operative", "statement", "annex")
"""The sections whose paragraphs can be precedents; headings and notes are none."""


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A text of the corpus.

    `votes` are those in favour, against and abstaining, empty where there was no vote. Of a draft that was not adopted, `against` names
    who voted against it, and `vetoed_by` those of them whose vote alone kept it from being adopted.
    """

    symbol: str
    organ: str
    kind: str
    date: dt.date
    title: str = ""
    agenda_item: str = ""
    adopted: bool = True
    votes: tuple[int, ...] = ()
    source: str = ""
    against: tuple[str, ...] = ()
    vetoed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """One paragraph or list point. `seq` is its place in its document, `section` one of `SECTIONS`."""

    symbol: str
    seq: int
    section: str
    number: str
    lead: str
    text: str
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Corpus:
    """Paragraphs by place, ordered by date, symbol and seq, so that all that is earlier than a day is a beginning of every array.

    `letters` holds the signs of all paragraphs one after another, that of paragraph `i` from `starts[i]` to `starts[i + 1]`.
    `document`, `section`, `seq` are by paragraph; `wording` has the same number where the wording is identical, `body` where it is
    identical after the opening verb.
    """

    documents: Sequence[TextDocument]
    alphabet: Alphabet
    letters: NDArray[np.uint32]
    starts: NDArray[np.int64]
    document: Ints
    section: NDArray[np.int8]
    seq: Ints
    wording: Ints
    body: Ints
    _signs: dict[int, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.document)

    def signs(self, place: int) -> str:
        """The signs of a paragraph, one a word."""
        known = self._signs.get(place)
        if known is None:
            known = self.letters[self.starts[place] : self.starts[place + 1]].tobytes().decode("utf-32-le")
            if len(self._signs) > 50_000:
                self._signs.clear()
            self._signs[place] = known
        return known

    def numbers(self, place: int) -> list[int]:
        """The numbers of the words of a paragraph in the alphabet."""
        numbers: list[int] = word_numbers(self.letters[self.starts[place] : self.starts[place + 1]]).tolist()
        return numbers

    @cached_property
    def lengths(self) -> Ints:
        """Words of each paragraph."""
        return np.diff(self.starts).astype(np.int32)

    @cached_property
    def spans(self) -> dict[str, range]:
        """The places of the paragraphs of each document."""
        edges = np.searchsorted(self.document, np.arange(len(self.documents) + 1)).tolist()
        return {each.symbol: range(edges[n], edges[n + 1]) for n, each in enumerate(self.documents)}

    @cached_property
    def days(self) -> Ints:
        """The day of each document as its ordinal, ascending."""
        return np.array([each.date.toordinal() for each in self.documents], np.int32)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The place of each document among `documents`."""
        return {each.symbol: n for n, each in enumerate(self.documents)}

    def before(self, day: dt.date) -> int:
        """How many paragraphs are strictly earlier than a day."""
        return int(np.searchsorted(self.document, np.searchsorted(self.days, day.toordinal())))

    def of(self, place: int) -> TextDocument:
        """The document of a paragraph."""
        return self.documents[int(self.document[place])]

    def same_wording(self, place: int, before: int) -> NDArray[np.int64]:
        """All paragraphs with the identical wording among the first `before`, the earliest first."""
        return _members(self._by_wording, int(self.wording[place]), before)

    def same_body(self, place: int, before: int) -> NDArray[np.int64]:
        """All paragraphs identical after their opening verb among the first `before`, the earliest first."""
        return _members(self._by_body, int(self.body[place]), before)

    @cached_property
    def _by_wording(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return _grouped(self.wording)

    @cached_property
    def _by_body(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return _grouped(self.body)


def _grouped(numbers: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places in order of their numbers, and where each number begins."""
    order = np.argsort(numbers, kind="stable")
    return order, np.searchsorted(numbers[order], np.arange(int(numbers.max(initial=-1)) + 2))


def _members(grouped: tuple[NDArray[np.int64], NDArray[np.int64]], number: int, before: int) -> NDArray[np.int64]:
    order, edges = grouped
    members = order[edges[number] : edges[number + 1]]
    return members[: np.searchsorted(members, before)]


def in_order(
    documents: Iterable[TextDocument], paragraphs: Mapping[str, Sequence[TextParagraph]]
) -> tuple[list[TextDocument], list[TextParagraph]]:
    """Documents by date and symbol, those without paragraphs left out, and their paragraphs of `SECTIONS` in the same order."""
    kept, rows = [], []
    for document in sorted(documents, key=lambda each: (each.date, each.symbol)):
        own = [each for each in paragraphs.get(document.symbol, ()) if each.section in SECTIONS]
        if own:
            kept.append(document)
            rows += sorted(own, key=lambda each: each.seq)
    return kept, rows


def build_corpus(documents: Sequence[TextDocument], paragraphs: Iterable[TextParagraph]) -> Corpus:
    """Build the arrays. `paragraphs` come in the order of `documents`, which are in order of date: see `in_order`.

    Raises `ValueError` where they do not.
    """
    number_of = {each.symbol: n for n, each in enumerate(documents)}
    alphabet = Alphabet()
    letters = bytearray()
    starts, document, seq, wording, bodies = array("q", [0]), array("i"), array("i"), array("i"), array("i")
    section = array("b")
    wordings: dict[bytes, int] = {}
    bodies_known: dict[bytes, int] = {}
    for each in paragraphs:
        spelled = words(each.text)
        rest = body(spelled, each.lead)
        signs = alphabet.learn(spelled).encode("utf-32-le")
        letters += signs
        starts.append(len(letters) // 4)
        document.append(number_of[each.symbol])
        section.append(SECTIONS.index(each.section))
        seq.append(each.seq)
        wording.append(_class_of(wordings, signs))
        bodies.append(_class_of(bodies_known, signs[4 * (len(spelled) - len(rest)) :]))
    if any(after < before for before, after in pairwise(document)):
        raise ValueError("the paragraphs are not in the order of their documents")
    return Corpus(
        tuple(documents),
        alphabet,
        np.frombuffer(letters, np.uint32),
        np.frombuffer(starts, np.int64),
        np.frombuffer(document, np.int32),
        np.frombuffer(section, np.int8),
        np.frombuffer(seq, np.int32),
        np.frombuffer(wording, np.int32),
        np.frombuffer(bodies, np.int32),
    )


def _class_of(known: dict[bytes, int], content: bytes) -> int:
    """The number of a content, the same for the same one; kept by its hash, so that the content itself can go."""
    return known.setdefault(blake2b(content, digest_size=10).digest(), len(known))
