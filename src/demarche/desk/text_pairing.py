"""The paragraphs of a draft paired with earlier ones: each with its closest adopted wording, or those of two versions of one text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from demarche.desk.precedents import AdoptedWording, Closest, WordingUse
from demarche.desk.text_base import continued_chains, opening_of
from demarche.subjects.texts import DraftParagraph, Element, find_elements, openings
from demarche.subjects.texts.alignment import Change, Redline, align, redline
from demarche.subjects.texts.precedent import words
from demarche.subjects.texts.regression import Direction, Finding, regressions

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex

NEAR = 0.45
"""A paragraph that is most likely new is still set beside the nearest wording from this likeness on; it may be another provision."""

_CELL = " | "
_ON_SUBJECT, _LONG = 0.4, 4
_HELD, _A_CLAUSE = 0.85, 5
"""A clause of five words or more is held by a longer paragraph that has this share of them, in order."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A paragraph that a draft's paragraph is set against: where it stands, and its words. `use` is set where it was adopted.

    `place` counts the paragraphs of the one text that the draft is set against, from 0; -1 where it is set against many.
    """

    where: str
    section: str
    number: str
    lead: str
    verbs: tuple[str, ...]
    text: str
    use: WordingUse | None = None
    place: int = -1


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of the draft, or one of the earlier text that the draft dropped (`paragraph` is then none).

    Where `change` is new and `earlier` is set, that is the nearest wording, which may be another provision, or else one that speaks of
    the same protection element.
    `merged` are the earlier paragraphs one by one where several became this one. `change` says what became of the earlier one; `likeness` is the share of common words in order. `redline` turns the earlier text
    into the draft's. `findings` are what it weakens, strengthens or changes in force. `closest` is what was adopted before,
    whatever the draft is set against; none where no texts are here.
    """

    paragraph: DraftParagraph | None
    change: Change
    earlier: Earlier | None
    likeness: float
    redline: Redline | None
    findings: tuple[Finding, ...] = ()
    closest: Closest | None = None
    merged: tuple[Earlier, ...] = ()

    @property
    def was_compared(self) -> bool:
        """Whether there was anything to set it against; without texts nothing can be called new."""
        return self.closest is not None or self.redline is not None

    @property
    def weaker(self) -> tuple[Finding, ...]:
        """The findings by which the draft says less."""
        return tuple(each for each in self.findings if each.direction is Direction.WEAKER)


def cited(use: WordingUse) -> str:
    """A use as a citation: symbol and paragraph."""
    spot = (
        f"paragraph {use.paragraph}"
        if use.paragraph
        else {"preambular": "preamble", "annex": "annex"}.get(use.section, use.section)
    )
    return f"{use.symbol}, {spot}"


def of_draft(paragraph: DraftParagraph, name: str, place: int) -> Earlier:
    """A paragraph of an earlier draft, called `name`."""
    where = f"{name}, paragraph {paragraph.number}" if paragraph.number else f"{name}, {paragraph.section} paragraph"
    return Earlier(where, paragraph.section, paragraph.number, paragraph.lead, paragraph.verbs, paragraph.text, None, place)


def of_use(use: WordingUse, place: int = -1) -> Earlier:
    """A paragraph as it was adopted."""
    return Earlier(cited(use), use.section, use.paragraph, use.lead, use.verbs, use.text, use, place)


def beside_closest(
    index: ParagraphIndex | None, acting: Sequence[DraftParagraph], found: Sequence[Closest], on: dt.date, *, english: bool
) -> list[ComparedParagraph]:
    """Each paragraph of a draft of a day with its own closest wording; regressions are read in English only."""
    compared = []
    opened_by = _openings(acting)
    chains = continued_chains(index, found, on) if index else frozenset()
    for place, paragraph in enumerate(acting):
        closest = found[place] if found else None
        nearest = _nearest(paragraph.text, closest) if closest and closest.wordings else None
        if closest is None or nearest is None or index is None:
            compared.append(ComparedParagraph(paragraph, Change.NEW, None, 0.0, None, (), closest))
            continue
        use = nearest.latest
        earlier = of_use(use)
        # the nearest wording of a new paragraph may be another provision, of which nothing can be lost;
        # the rows of a table are no sentences
        judged = english and not closest.is_new and _CELL not in use.text
        before = opening_of(index, use)
        findings = (
            regressions(
                paragraph,
                earlier,
                symbol=use.symbol,
                opening=opened_by[place],
                adopted_opening=before,
                renews=index.chains.root(use.symbol) in chains,
            )
            if judged
            else ()
        )
        change = Change.NEW if closest.is_new else Change.KEPT if earlier.text == paragraph.text else Change.CHANGED
        changes = None if closest.is_new else redline(earlier.text, paragraph.text)
        compared.append(ComparedParagraph(paragraph, change, earlier, nearest.likeness, changes, findings, closest))
    return compared


def _nearest(text: str, closest: Closest) -> AdoptedWording | None:
    """The wording that a paragraph is set beside: the best one where it is near, else the first close one on the same subject.

    On the same subject is one that speaks of a protection element of the paragraph and holds two fifths of its longer words, in any
    order.
    """
    if _is_near(text, closest):
        return closest.wordings[0]
    elements = _elements(text)
    longer = {word for word in words(text) if len(word) >= _LONG}
    for wording in closest.wordings:
        shared = longer.intersection(words(wording.text))
        if len(shared) >= _ON_SUBJECT * len(longer) and elements & _elements(wording.text):
            return wording
    return None


def _elements(text: str) -> frozenset[Element]:
    return frozenset(element for element, *_ in find_elements(text, of_conflict=True))


def _is_near(text: str, closest: Closest) -> bool:
    """Whether the best wording is worth being set beside a paragraph: it is carried over, alike, or holds nearly all its words."""
    nearest = closest.wordings[0]
    if not closest.is_new or nearest.likeness >= NEAR:
        return True
    own, other = len(words(text)), len(words(nearest.text))
    return own >= _A_CLAUSE and nearest.likeness * (own + other) / 2 >= _HELD * own


def aligned(
    earlier: Sequence[Earlier], acting: Sequence[DraftParagraph], found: Sequence[Closest], symbol: str = "", *, english: bool
) -> list[ComparedParagraph]:
    """The paragraphs of both versions as they answer one another; what was dropped stands where it stood."""
    compared = []
    opened_by, earlier_opened_by = _openings(acting), _openings(earlier)
    for match in align([each.text for each in earlier], [each.text for each in acting]):
        if not match.new:
            old = earlier[match.old[0]]
            compared.append(ComparedParagraph(None, match.change, old, 0.0, redline(old.text, "")))
            continue
        for position, place in enumerate(match.new):
            paragraph = acting[place]
            closest = found[place] if found else None
            if not match.old or position:
                change = match.change if match.old else Change.NEW
                compared.append(ComparedParagraph(paragraph, change, None, 0.0, redline("", paragraph.text), (), closest))
                continue
            old = _joined([earlier[n] for n in match.old])
            before = earlier_opened_by[match.old[0]]
            findings = (
                regressions(paragraph, old, symbol=symbol, opening=opened_by[place], adopted_opening=before) if english else ()
            )
            if match.change is Change.SPLIT:
                findings = tuple(each for each in findings if each.direction is not Direction.WEAKER)
            parts = tuple(earlier[n] for n in match.old) if len(match.old) > 1 else ()
            changes = redline(old.text, paragraph.text)
            compared.append(ComparedParagraph(paragraph, match.change, old, match.likeness, changes, findings, closest, parts))
    return compared


def _joined(several: Sequence[Earlier]) -> Earlier:
    if len(several) == 1:
        return several[0]
    first = several[0]
    return replace(
        first,
        where="; ".join(each.where for each in several),
        verbs=tuple(verb for each in several for verb in each.verbs),
        text=" ".join(each.text for each in several),
    )


def _openings(paragraphs: Sequence[DraftParagraph | Earlier]) -> list[tuple[str, ...]]:
    """For each list point the phrases of the paragraph that opens its list; nothing for whole paragraphs."""
    return openings((each.section, each.number, each.verbs or ((each.lead,) if each.lead else ())) for each in paragraphs)
