"""What a page prints around its text: running heads, page numbers, job numbers, footnotes; found and taken away from naive text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from demarche.subjects.texts.segmentation.forms import is_formula

_JOB = re.compile(r"^\s*(?:\d{2}-\d{5}(?:\*+)?(?:\s*\([A-Z]\))?(?:\s+\d{6})*|\*\d{7,8}\*|\d{6}|Ple[ae]se recycle.*)\s*$")
_PAGE = re.compile(r"^\s*(?:(?:\d{1,3}/\d{1,3})|(?:Page|page)\s+\d{1,3}(?:\s+of\s+\d{1,3})?|[-–]\s*\d{1,3}\s*[-–]|\d{1,3})\s*$")
_JOB_AND_PAGE = re.compile(r"^\s*(?:\d{1,3}/\d{1,3}\s+\d{2}-\d{5}|\d{2}-\d{5}\s+\d{1,3}/\d{1,3})\s*$")
_SYMBOL = re.compile(r"^\s*(?:[AS]|E|PSC)/[A-Z0-9][\w./()\- ]{2,38}\s*$")
_RULE = re.compile(r"^\s*_{5,}\s*$")
_NOTE_NUMBER = re.compile(r"^\s*(\d{1,3})(?=\s|$)")
_TITLE_LINES = 8
_MOST_MISSED = 3
"""So many footnote numbers may be unreadable before a number that comes is taken for none."""


@dataclass(slots=True)
class PageLine:
    """A line of a page's own text, `number` in the file from 1, `page` from 0. `after_gap`: an empty line stood before it on its page."""

    text: str
    page: int
    number: int
    after_gap: bool = False


@dataclass(slots=True)
class Pages:
    """The lines of the text itself, and the numbers of the footnotes that each page prints below it."""

    lines: list[PageLine] = field(default_factory=list)
    footnotes: dict[int, list[int]] = field(default_factory=dict)


def strip_furniture(text: str) -> Pages:
    """Take running heads, page and job numbers and footnotes from the naive text of pages.

    A text that shows none of them comes back as it is. Footnotes are known by the rule above them and reach to the next page's head.
    """
    raw = text.replace("\f", "\n\f\n").split("\n")
    kinds = _kinds(raw)
    titles = _running_titles(raw, kinds)
    pages = Pages()
    page, gap, in_notes, at_edge, reached = 0, False, False, False, 0
    for place, line in enumerate(raw):
        kind = kinds[place]
        stripped = line.strip()
        if not stripped or stripped == "\f":
            gap = gap or not at_edge
            in_notes = in_notes and line != "\f"
            page += line == "\f"
            continue
        if kind == "rule":
            in_notes = _page_goes_on(kinds, place)
            at_edge = True
            continue
        if kind or (place in titles):
            if kind == "symbol" or place in titles:
                page += not at_edge or in_notes
                in_notes = False
            at_edge, gap = True, False
            continue
        if in_notes:
            number = _NOTE_NUMBER.match(stripped)
            if number and reached < int(number[1]) <= reached + _MOST_MISSED:
                reached = int(number[1])
                pages.footnotes.setdefault(page, []).append(reached)
            continue
        pages.lines.append(PageLine(stripped, page, place + 1, gap and not at_edge))
        gap, at_edge = False, False
    return pages


def _kinds(raw: Sequence[str]) -> list[str]:
    """What each line is of the page's furniture: job, page, symbol, rule, or nothing."""
    symbols = Counter(_bare(line) for line in raw if _SYMBOL.match(line))
    most = max(symbols.values(), default=0)
    met: set[str] = set()
    pages = sum(1 for line in raw if re.match(r"^\s*\d{1,3}/\d{1,3}\s*$", line))
    jobs = sum(1 for line in raw if _JOB.match(line) and "-" in line)
    kinds = []
    for line in raw:
        kind = ""
        if _RULE.match(line):
            kind = "rule"
        elif _JOB_AND_PAGE.match(line) or (_JOB.match(line) and (jobs or not line.strip().isdigit())):
            kind = "job"
        elif _PAGE.match(line) and (pages or jobs or not line.strip().isdigit()):
            kind = "page" if "/" in line or not line.strip().isdigit() else ""
        elif _SYMBOL.match(line) and symbols[_bare(line)] == most > 1:
            kind = "symbol" if met else ""
            met.add(_bare(line))
        kinds.append(kind)
    return kinds


def _bare(line: str) -> str:
    """A line without spaces; a symbol without its year, which running heads leave out at times."""
    return re.sub(r"(?<=\d)\(\d{4}\)$", "", "".join(line.split()))


def _running_titles(raw: Sequence[str], kinds: Sequence[str]) -> set[int]:
    """Lines beside a running symbol that repeat the title of the text, from the second page on."""
    symbols = [place for place, kind in enumerate(kinds) if kind == "symbol"]
    body = next((place for place, line in enumerate(raw[:200]) if is_formula(line.strip())), 40)
    head = _bare(" ".join(raw[:body])).lower()
    found: set[int] = set()
    for place in symbols:
        for step in (1, -1):
            near = place + step
            taken: list[int] = []
            while 0 <= near < len(raw) and len(taken) < _TITLE_LINES:
                bare = _bare(raw[near]).lower()
                if bare and (kinds[near] or bare not in head or len(bare) < 4):
                    break
                taken += [near] if bare else []
                near += step
            joined = "".join(_bare(raw[near]).lower() for near in sorted(taken))
            if joined and joined in head:
                found.update(taken)
    return found


def _page_goes_on(kinds: Sequence[str], place: int) -> bool:
    """Whether the head or foot of a page follows a footnote rule, so that what stands between is notes."""
    return any(kinds[place + 1 : place + 80])


def drop_marker(text: str, number: int) -> str:
    """The text without the marker of the footnote `number`, where it has one.

    A marker is glued to a word or a mark, or stands apart where the word before it cannot bear a number.

    >>> drop_marker(drop_marker("the Convention,1 and the report 2 of the year", 1), 2)
    'the Convention, and the report of the year'
    """
    found = _marker(text, number)
    return text[: found[0]] + text[found[1] :] if found else text


_BEARS_NUMBER = re.compile(
    r"(?:paragraphs?|articles?|rules?|resolutions?|annex(?:es)?|chapters?|sections?|goals?|targets?|nos?\.?|numbers?|phases?|parts?"
    r"|pages?|items?|vol\.|volume|subparagraphs?|of|to|and|by|than|least|about|until|from|on|for|in|rev\.|phase|category|the|or|between"
    r"|[-–/(]|(?<!\b(?:19|20)\d)\d[,.]?)$",
    re.IGNORECASE,
)


def _marker(text: str, number: int) -> tuple[int, int] | None:
    glued = re.compile(
        rf"(?:(?<=[^\W\d_])|(?<=[)”’])|(?<=[^\W\d_][,;:])|(?<=[)”’.][,;:])){number}(?=[\s,.;:)”]|$)(?![.,]\d)"
        rf"|(?<=[a-z)”’]\.)(?<!\b(?:Add|Rev)\.)(?<!No\.){number}(?=\s[A-Z“]|$)"
        rf"|(?:(?<=\b(?:19|20)\d\d)|(?<=\b(?:19|20)\d\d[,;])|(?<=\d;)){number}(?=[\s,;]|$)|(?<=\d\d[,;]){number}(?=\s[^\W\d]|$)"
    )
    apart = re.compile(rf" {number}(?=[\s,.;:]|$)(?![.,]\d)")
    best: tuple[int, int] | None = None
    for found in glued.finditer(text):
        best = (found.start(), found.end())
        break
    for found in apart.finditer(text):
        if best is not None and found.start() >= best[0]:
            break
        before = text[max(0, found.start() - 24) : found.start()].rsplit(" ", 1)[-1]
        after = text[found.end() : found.end() + 24].lstrip().partition(" ")[0]
        if before[-1:] in ",;.)":
            return found.start(), found.end()
        if _BEARS_NUMBER.search(before) or after in _MONTHS or (text[found.end() : found.end() + 1] == " " and after[:1].isdigit()):
            continue
        return found.start(), found.end()
    return best


_MONTHS = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
    | {"per", "million", "billion", "percent", "United"}
)
