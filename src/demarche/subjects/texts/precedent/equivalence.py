"""A precedent as a class: the same wording wherever it was used, its first and latest use, and the strongest form it ever took."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from demarche.subjects.texts.precedent.corpus import SECTIONS, Corpus
from demarche.subjects.texts.precedent.likeness import likenesses
from demarche.subjects.texts.verbs import Act

SAME_PROVISION = 0.8
"""Two paragraphs from this likeness on say the same thing, each perhaps in another strength."""

ReadAct = Callable[[int], Act | None]
"""The leading act of the paragraph at a place; None where it has none that is known."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a wording. `number` is the paragraph's, empty where it has none; `seq` its place in its document."""

    place: int
    symbol: str
    number: str
    seq: int
    section: str
    date: dt.date
    organ: str
    adopted: bool
    votes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Precedent:
    """A wording that was adopted before, once or many times.

    `likeness` is how alike it is to the paragraph asked for. `uses` are all uses of the identical wording, the earliest first;
    `strongest` is the use of the same provision whose leading act is the strongest of its organ and axis, where one is stronger
    than that of `latest`.
    """

    likeness: float
    uses: tuple[Use, ...]
    strongest: Use | None = None
    act: Act | None = None
    strongest_act: Act | None = None

    @property
    def first(self) -> Use:
        """The earliest use."""
        return self.uses[0]

    @property
    def latest(self) -> Use:
        """The latest use."""
        return self.uses[-1]

    @property
    def count(self) -> int:
        """How many times the wording was used."""
        return len(self.uses)


def precedents(
    corpus: Corpus,
    places: Sequence[int],
    alike: Sequence[float],
    before: int,
    read_act: ReadAct,
    number_of: Callable[[int], str],
    most: int,
) -> list[Precedent]:
    """The first `most` different wordings among ranked places, each with all its adopted uses among the first `before` paragraphs."""
    found: list[Precedent] = []
    seen: set[int] = set()
    for place, likeness in zip(places, alike, strict=True):
        wording = int(corpus.wording[place])
        if wording in seen:
            continue
        seen.add(wording)
        found.append(_precedent(corpus, place, likeness, places, before, read_act, number_of))
        if len(found) == most:
            break
    return found


def _precedent(
    corpus: Corpus,
    place: int,
    likeness: float,
    among: Sequence[int],
    before: int,
    read_act: ReadAct,
    number_of: Callable[[int], str],
) -> Precedent:
    members = [member for member in corpus.same_wording(place, before).tolist() if corpus.of(member).adopted]
    uses = tuple(use_at(corpus, member, number_of(member)) for member in members)
    act = read_act(members[-1])
    if act is None:
        return Precedent(likeness, uses)
    alike = likenesses([corpus.signs(place)], [corpus.signs(other) for other in among])[0]
    close = [other for other, value in zip(among, alike, strict=True) if value >= SAME_PROVISION]
    strongest, strongest_act = members[-1], act
    for other in dict.fromkeys([*corpus.same_body(place, before).tolist(), *close]):
        theirs = read_act(other)
        document = corpus.of(other)
        if theirs is None or theirs.axis is not act.axis or document.organ != uses[-1].organ or not document.adopted:
            continue
        if theirs.strength_on_axis > strongest_act.strength_on_axis:
            strongest, strongest_act = other, theirs
    if strongest == members[-1]:
        return Precedent(likeness, uses, act=act)
    return Precedent(likeness, uses, use_at(corpus, strongest, number_of(strongest)), act, strongest_act)


def use_at(corpus: Corpus, place: int, number: str) -> Use:
    """The use at a place of the corpus."""
    document = corpus.of(place)
    return Use(
        place,
        document.symbol,
        number,
        int(corpus.seq[place]),
        SECTIONS[corpus.section[place]],
        document.date,
        document.organ,
        document.adopted,
        document.votes,
    )
