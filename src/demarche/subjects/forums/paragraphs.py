"""Paragraphs of an adopted text as this room reads them: list points together with the words that introduce them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdoptedText:
    """A paragraph or list point of an adopted text: its number as adopted (`3`, `3 (a)`), its words, and its section."""

    number: str
    text: str
    section: str = "operative"


@dataclass(frozen=True, slots=True)
class WholeParagraph:
    """A paragraph with its list points; `text` joins their words by a space."""

    parts: tuple[AdoptedText, ...]

    @property
    def text(self) -> str:
        """The words of the paragraph and its points in reading order."""
        return " ".join(part.text for part in self.parts)

    def part_at(self, place: int) -> tuple[str, int]:
        """The number of the part that holds a place in `text`, and where that part begins."""
        offset = 0
        for part in self.parts[:-1]:
            if place <= offset + len(part.text):
                return part.number, offset
            offset += len(part.text) + 1
        return self.parts[-1].number, offset


def whole_paragraphs(
    paragraphs: Iterable[AdoptedText], sections: frozenset[str] = frozenset({"operative", "preambular"})
) -> Iterator[WholeParagraph]:
    """Each paragraph of the sections with its list points, in reading order."""
    parts: list[AdoptedText] = []
    for part in paragraphs:
        if part.section not in sections:
            continue
        is_point = (
            bool(parts)
            and parts[0].number != ""
            and part.section == parts[0].section
            and part.number.startswith(f"{parts[0].number} ")
        )
        if parts and not is_point:
            yield WholeParagraph(tuple(parts))
            parts = []
        parts.append(part)
    if parts:
        yield WholeParagraph(tuple(parts))
