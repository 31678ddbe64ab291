"""Printed lines as the naive text of a PDF: wrapped, paged, with running heads, footnotes, lone numbers and split words, by seed.

No PDF of the publisher is at hand; this makes what text extractors make of them. Two habits are simulated: `stream` puts the lines of
a page one after another, `blocks` parts blocks by empty lines, sets numbers apart, and gathers the markers of footnotes before their
words.
"""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass

Line = tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, str], ...]]
"""Words as printed, places of italics, footnotes as (place, words)."""

_HERE = "\ue000"


@dataclass(frozen=True, slots=True)
class Habits:
    """What the extractor does to a text. Rates are shares of words; `loses_hyphens` of the hyphens at line ends."""

    blocks: bool
    width: int
    page: int
    split_words: float
    split_hyphens: float
    loses_hyphens: float
    glued_markers: bool
    lone_numbers: bool


def habits(chance: random.Random) -> Habits:
    """Habits drawn within what real extractions of the publisher's PDFs show."""
    blocks = chance.random() < 0.5
    return Habits(
        blocks=blocks,
        width=chance.randint(78, 94),
        page=chance.randint(38, 48),
        split_words=chance.choice([0.0, 0.003, 0.006]),
        split_hyphens=chance.choice([0.0, 0.15]),
        loses_hyphens=0.0,
        glued_markers=chance.random() < 0.5,
        lone_numbers=blocks or chance.random() < 0.5,
    )


def naive_text(lines: list[Line], symbol: str, title: str, chance: random.Random, how: Habits) -> str:
    """The text of all pages in one."""
    job = f"{chance.randint(0, 24):02}-{chance.randint(10000, 29999)}"
    printed: list[tuple[str, list[tuple[str, str]]]] = []
    marker = 0
    for text, _, notes in lines:
        words, waiting = text, []
        shift = 0
        for place, note in notes:
            marker += 1
            sign = f"{_HERE}{marker}" if how.glued_markers else f" {_HERE}{marker}"
            words = words[: place + shift] + sign + words[place + shift :]
            shift += len(sign)
            waiting.append((str(marker), note))
        printed += _paragraph(words, waiting, chance, how)
    return "\n".join(_pages(printed, symbol, title, job, chance, how)) + "\n"


def _paragraph(
    text: str, notes: list[tuple[str, str]], chance: random.Random, how: Habits
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The lines of one paragraph, each with the footnotes whose markers stand on it."""
    number = re.match(r"^(\d{1,3}\.|\([a-z]{1,4}\)) (?=\S)", text)
    begin = []
    if number and how.lone_numbers and number[1].endswith(".") and (len(number[1]) == 2 or chance.random() < 0.3):
        begin, text = [number[1]], text[number.end() :]
    wrapped = textwrap.wrap(_split(text, chance, how), how.width, break_long_words=False) or [""]
    coming = iter(notes)
    return [(line.replace(_HERE, ""), [next(coming) for _ in range(line.count(_HERE))]) for line in [*begin, *wrapped]]


def _split(text: str, chance: random.Random, how: Habits) -> str:
    """The text with spaces inside words, as extractors put them where letters stand wide apart."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if "-" in word[1:-1] and "/" not in word and word[0].isalpha() and chance.random() < how.split_hyphens:
            words[place] = word.replace("-", " -", 1)
        elif len(word) >= 4 and word.isalpha() and word.islower() and chance.random() < how.split_words:
            at = chance.randint(1, len(word) - 1)
            words[place] = f"{word[:at]} {word[at:]}"
    return " ".join(words)


def _pages(
    printed: list[tuple[str, list[tuple[str, str]]]], symbol: str, title: str, job: str, chance: random.Random, how: Habits
) -> list[str]:
    gap = [""] if how.blocks else []
    total = max(1, -(-len(printed) // how.page))
    pages: list[str] = []
    for number in range(total):
        rows = printed[number * how.page : (number + 1) * how.page]
        if number:
            head = [symbol]
            if symbol.startswith("A/") and title:
                short = textwrap.wrap(title, 55)
                head = [symbol, *short] if number % 2 else [*short, symbol]
            pages += [*head, *gap]
        pages += [line for line, _ in rows]
        notes = [note for _, waiting in rows for note in waiting]
        if notes:
            pages += ["__________________"]
            wrapped = [textwrap.wrap(words, how.width) for _, words in notes]
            if how.blocks and chance.random() < 0.5:
                pages += [marker for marker, _ in notes] + [""] + [line for words in wrapped for line in words]
            else:
                for (marker, _), words in zip(notes, wrapped, strict=True):
                    pages += [f"{marker} {words[0] if words else ''}".strip(), *words[1:]]
        foot = [f"{job} (E)", f"*{job.replace('-', '')}*"] if number == 0 else [f"{number + 1}/{total}", job]
        if number % 2 and number:
            foot.reverse()
        for line in foot:
            pages += [*gap, line]
        pages += gap
    return pages
