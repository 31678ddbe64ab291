"""The closest adopted wording of a draft's paragraphs, each as a class: where it was first used, where last, its strongest form.

Only what is earlier than a day is used. Drafts that were not adopted are no precedent; where one is close it is given apart, with who
failed it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.desk.precedent_weights import precedent_weights
from demarche.desk.text_corpus import paragraph_index
from demarche.subjects.texts import LEADING_WITHIN, Act, DraftParagraph, is_point, openings, read_act
from demarche.subjects.texts.precedent import (
    SECTIONS,
    Precedent,
    Ranked,
    find_precedents,
    likenesses,
    precedents,
    words,
)

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex
    from demarche.desk.workspace import Workspace

NO_PRECEDENT = 0.5
"""From this probability on a paragraph is said to have no precedent."""

FAILED_FROM = 0.7
"""A wording of a draft that was not adopted is shown from this likeness on."""

_ABOUT_AS_ALIKE = 0.1
_LOOK_BACK = 60
_FOLLOWING = 10


@dataclass(frozen=True, slots=True)
class WordingUse:
    """One use of a wording. `paragraph` is its number as adopted, empty where it has none; `seq` its place in the document.

    `vote` is in favour, against and abstaining, as 13-0-2; empty where there was no vote. Of a draft that was not adopted, `against` names
    who voted against it and `vetoed_by` those whose vote failed it; both are empty otherwise.
    """

    symbol: str
    paragraph: str
    seq: int
    section: str
    date: dt.date
    organ: str
    kind: str
    adopted: bool
    vote: str
    title: str
    agenda_item: str
    sponsors: tuple[str, ...]
    lead: str
    verbs: tuple[str, ...]
    text: str
    against: tuple[str, ...] = ()
    vetoed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdoptedWording:
    """A wording that was adopted, once or many times before the day.

    `likeness` is from 0 to 1, where 1 is the same words in the same order. `uses` counts its uses and `symbols` names the documents,
    the earliest first. `strongest` is the same provision under a stronger act of the same organ and axis; none where `latest` is the
    strongest. `act` and `strongest_act` are the leading acts, where they are known.
    """

    likeness: float
    uses: int
    symbols: tuple[str, ...]
    first: WordingUse
    latest: WordingUse
    strongest: WordingUse | None
    act: Act | None
    strongest_act: Act | None

    @property
    def text(self) -> str:
        """The words as last adopted."""
        return self.latest.text


@dataclass(frozen=True, slots=True)
class FailedWording:
    """A close wording of a draft that was not adopted."""

    likeness: float
    use: WordingUse


@dataclass(frozen=True, slots=True)
class Closest:
    """What was adopted before a paragraph. `no_precedent` is the probability that it is new; `wordings` are the closest, best first.

    They are the closest even where the paragraph is most likely new; see `is_new`.
    """

    no_precedent: float
    wordings: tuple[AdoptedWording, ...]
    failed: FailedWording | None = None

    @property
    def is_new(self) -> bool:
        """Whether the paragraph is more likely new than carried over."""
        return self.no_precedent >= NO_PRECEDENT or not self.wordings

    @property
    def best(self) -> AdoptedWording | None:
        """The closest wording, none where the paragraph is most likely new."""
        return None if self.is_new else self.wordings[0]


def closest_wordings(
    workspace: Workspace,
    paragraphs: Sequence[DraftParagraph],
    before: dt.date,
    *,
    kind: str = "resolution",
    organ: str = "",
    agenda_item: str = "",
    cites: Collection[str] = (),
    language: str = "en",
    most: int = 3,
) -> list[Closest]:
    """The closest adopted wordings of each paragraph of a draft, at most `most` each, none of `before` or later.

    Give all paragraphs of a draft together: its other paragraphs tell where one was taken from. `kind` is resolution or
    presidential_statement (a draft's own kind is found rather among texts of that kind), `organ` is where it is negotiated
    (Security Council, General Assembly), `cites` are symbols that it rests on besides those its words name. Raises `UseError` where no
    texts were synced in the language, saying what to do.
    """
    index = paragraph_index(workspace, language)
    asked = list(paragraphs)
    ranked = find_precedents(
        index.corpus,
        index.candidates,
        precedent_weights(),
        asked,
        before,
        kind=kind,
        organ=organ,
        agenda_item=agenda_item,
        cites=cites,
    )
    failed = _failed(index, asked, before)
    return [_closest(index, each, before, most, none) for each, none in zip(ranked, failed, strict=True)]


def closest(workspace: Workspace, paragraph: DraftParagraph, before: dt.date, *, organ: str = "", language: str = "en") -> Closest:
    """The closest adopted wordings of one paragraph by itself; see `closest_wordings`, which finds more where there is a draft."""
    return closest_wordings(workspace, [paragraph], before, organ=organ, language=language)[0]


def wording_use(index: ParagraphIndex, place: int) -> WordingUse:
    """The use at a place of the index, ready to be shown."""
    document, paragraph = index.corpus.of(place), index.paragraph(place)
    return WordingUse(
        symbol=document.symbol,
        paragraph=paragraph.number,
        seq=paragraph.seq,
        section=paragraph.section,
        date=document.date,
        organ=document.organ,
        kind=document.kind,
        adopted=document.adopted,
        vote="-".join(map(str, document.votes)),
        title=document.title,
        agenda_item=document.agenda_item,
        sponsors=tuple(index.sponsors.get(document.symbol, {}).values()),
        lead=paragraph.lead,
        verbs=paragraph.verbs,
        text=paragraph.text,
        against=document.against,
        vetoed_by=document.vetoed_by,
    )


def leading_act(index: ParagraphIndex, place: int) -> Act | None:
    """The leading act of a paragraph; of a list point without one, that of the paragraph which opens its list."""
    each = index.paragraph(place)
    phrase = each.verbs[0] if each.verbs else each.lead
    at = each.text.find(phrase) if phrase else -1
    if at >= 0 and (at <= LEADING_WITHIN or not is_point(each.number)):
        return read_act(phrase, " ".join(each.text[at + len(phrase) :].split()[:_FOLLOWING]))
    opened_by = opening_at(index, place)
    return read_act(opened_by[-1]) if opened_by else None


def opening_at(index: ParagraphIndex, place: int) -> tuple[str, ...]:
    """The phrases of the paragraph that opens the list in which the point at a place stands; nothing for a whole paragraph."""
    corpus = index.corpus
    first = corpus.spans[corpus.of(place).symbol].start
    section = corpus.section[place]
    paragraphs = [index.paragraph(place)]
    for other in range(place - 1, max(first, place - _LOOK_BACK) - 1, -1):
        if corpus.section[other] != section or not is_point(paragraphs[-1].number):
            break
        paragraphs.append(index.paragraph(other))
    said = [(each.section, each.number, each.verbs or ((each.lead,) if each.lead else ())) for each in reversed(paragraphs)]
    return openings(said)[-1]


def order_shown(ranked: Ranked) -> list[int]:
    """The order in which ranked candidates are shown, as their numbers in it.

    Of a new paragraph nothing is the origin: what is most alike comes first, the better ranked of what is about as alike.
    """
    order = range(len(ranked.places))
    if ranked.probability > 1 - NO_PRECEDENT:
        return list(order)
    least = max(ranked.likeness, default=0.0) - _ABOUT_AS_ALIKE
    return sorted(order, key=lambda n: 0.0 if ranked.likeness[n] >= least else 1 - ranked.likeness[n])


def _closest(index: ParagraphIndex, ranked: Ranked, before: dt.date, most: int, failed: FailedWording | None) -> Closest:
    limit = index.corpus.before(before)
    order = order_shown(ranked)
    found = precedents(
        index.corpus,
        [ranked.places[n] for n in order],
        [ranked.likeness[n] for n in order],
        limit,
        lambda place: leading_act(index, place),
        lambda place: index.paragraph(place).number,
        most,
    )
    return Closest(1 - ranked.probability, tuple(_wording(index, each) for each in found), failed)


def _wording(index: ParagraphIndex, found: Precedent) -> AdoptedWording:
    return AdoptedWording(
        found.likeness,
        found.count,
        tuple(dict.fromkeys(use.symbol for use in found.uses)),
        wording_use(index, found.first.place),
        wording_use(index, found.latest.place),
        wording_use(index, found.strongest.place) if found.strongest else None,
        found.act,
        found.strongest_act,
    )


def _failed(index: ParagraphIndex, paragraphs: Sequence[DraftParagraph], before: dt.date) -> list[FailedWording | None]:
    """For each paragraph the closest one among the drafts that were not adopted before a day."""
    corpus = index.corpus
    acting = [n for n, section in enumerate(SECTIONS) if section != "annex"]
    places = [int(p) for p in index.failed if p < corpus.before(before) and corpus.section[p] in acting]
    if not places:
        return [None] * len(paragraphs)
    signs = [corpus.alphabet.spell(words(each.text)) for each in paragraphs]
    alike = likenesses(signs, [corpus.signs(place) for place in places])
    best = alike.argmax(1).tolist()
    return [
        FailedWording(float(alike[row, n]), wording_use(index, places[n])) if alike[row, n] >= FAILED_FROM else None
        for row, n in enumerate(best)
    ]
