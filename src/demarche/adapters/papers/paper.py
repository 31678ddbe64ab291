"""A paper before it is Word, HTML or text: blocks of spans, each span with its references and its sensitivity.

Facts come in; none are made here. A reference is numbered where it is first used, so the numbers run in reading order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from demarche.model.dossier import Sensitivity
from demarche.model.evidence import Reference, spell_date

Tone = Literal["", "good", "watch", "bad"]
"""How a state is coloured beside its word; colour alone never says anything."""
Setting = Literal["page", "card", "wide"]
LARGER: Final[Mapping[Setting, float]] = MappingProxyType({"page": 1.0, "card": 1.18, "wide": 1.0})
"""How much larger than on a page the letters of a setting are."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words. `origin` names the field it came from, so that a redaction can say what it removed.

    `guarded` words may stand nowhere in a paper from which they were taken out; our own analysis, which is made of public words,
    is not guarded.
    """

    text: str
    refs: tuple[Reference, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    bold: bool = False
    italic: bool = False
    origin: str = ""
    guarded: bool = True
    tone: Tone = ""


Words = tuple[Span, ...]


def words(*parts: str | Span | Sequence[Span]) -> Words:
    """Put plain strings, spans and sequences of spans into one run of words.

    >>> [s.text for s in words("Vote ", Span("14-0-1", bold=True))]
    ['Vote ', '14-0-1']
    """
    found: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            found.append(Span(part))
        elif isinstance(part, Span):
            found.append(part)
        else:
            found.extend(part)
    return tuple(span for span in found if span.text or span.refs)


def plain(run: Words) -> str:
    """The words alone."""
    return "".join(span.text for span in run)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is `body`, `lead` (the first thing to read) or `note` (small print)."""

    run: Words
    style: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points; numbered from 1 where others will speak of them by their numbers, at most one such list in a paper."""

    points: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row. `widths` are shares of the text width; `caption` is read aloud before the table.

    The rows of a `roomy` one leave space to write in by hand.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""
    roomy: bool = False


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: title, the line under it, blocks, and the day it was written for.

    Its setting is a page, a card to speak from (larger letters), or wide, on the long side, for tables of many columns. `marking` is
    the handling line on top of an internal paper; a leave-behind has none.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    day: dt.date
    marking: str = ""
    footer: str = ""
    language: str = "en-GB"
    setting: Setting = "page"
    source_notes: dict[tuple[str, str, str, str], str] = field(default_factory=dict)

    def runs(self) -> Iterator[Words]:
        """Every run of words in reading order."""
        for block in self.blocks:
            yield from runs_of(block)

    def references(self) -> list[Reference]:
        """The references in the order of first use, each once; their places plus one are their numbers."""
        seen: dict[tuple[str, str, str, str], Reference] = {}
        for run in self.runs():
            for span in run:
                for ref in span.refs:
                    seen.setdefault(ref.key, ref)
        return list(seen.values())

    def numbers(self) -> dict[tuple[str, str, str, str], int]:
        """Reference key → number."""
        return {ref.key: i for i, ref in enumerate(self.references(), start=1)}


def printable(text: str) -> str:
    """Words without the control characters that no form of a paper can hold; line breaks and tabs become blanks."""
    return _CONTROLS.sub(" ", text)


def runs_of(block: Block) -> Iterator[Words]:
    """The runs of words of one block in reading order."""
    if isinstance(block, Paragraph):
        yield block.run
    elif isinstance(block, Bullets):
        yield from block.points
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row


def describe(ref: Reference, *, address: bool = True) -> str:
    """One line of a source list: symbol or title, publisher, date, edition, and (where wanted) the whole address.

    The library's long titles of resolutions are cut to what stands between their brackets.
    """
    parts = [ref.symbol] if ref.symbol else []
    title = _BRACKETS.sub(r"\1", ref.title)
    if title and title != ref.symbol:
        parts.append(title)
    parts.append(ref.publisher)
    if ref.date:
        parts.append(spell_date(ref.date))
    if ref.as_of and ref.as_of != ref.date:
        parts.append(f"edition of {spell_date(ref.as_of)}")
    if ref.url:
        parts.append(ref.url if address else host(ref.url))
    return ", ".join(p for p in parts if p) + "."


def host(url: str) -> str:
    """The host of an address, for a printed page."""
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")


_CONTROLS = re.compile("[\x00-\x1f\x7f\ufffe\uffff]")
_BRACKETS = re.compile(r"^Security Council resolution [^\[]*\[(.+?)\]?$")
