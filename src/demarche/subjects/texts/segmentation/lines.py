"""Lines of a page to the paragraphs they belong to: naive text of PDF files, and text that was pasted with its line ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from demarche.subjects.texts.draft import Block
from demarche.subjects.texts.segmentation.forms import is_formula
from demarche.subjects.texts.segmentation.furniture import PageLine, drop_marker, strip_furniture
from demarche.subjects.texts.segmentation.labels import split_label
from demarche.subjects.texts.segmentation.line_numbers import ENDS, LONE_NUMBER, STRONG_END, LineNumbers
from demarche.subjects.texts.segmentation.openings import read_opening
from demarche.subjects.texts.segmentation.split_words import Vocabulary, join_line_end, mend_words

_STATEMENT = re.compile(r"^[“\"«]\s?The Security Council [a-z]")
_SPOKEN = re.compile(r"^[“\"«]\s?[A-Z]|^(?:The )?(?:Security )?Council [a-z]")
_ANNEX = re.compile(r"^(?:Annex(?:es)?|ANNEX|Appendix|Attachment|Enclosure)\b.{0,60}$")
_CLOSING = re.compile(r"^\d+(?:st|nd|rd|th) (?:\(resumed\) )?(?:plenary )?meeting\b|^\d{1,2} [A-Z][a-z]+ \d{4}$")
_LONG = 150
"""A line of this length is a paragraph: no page is so wide."""

_PASTED = 0.6
_HEAD_REACH = 200
_HEADING_LINES = 3
_HEADING_LENGTH = 240


def blocks_of(text: str, vocabulary: Vocabulary | None = None) -> list[Block]:
    """The paragraphs of a naive text: lines joined, furniture of the pages and footnotes taken away, broken words put together.

    A line that is long enough is a paragraph by itself, so that text pasted without line ends comes through as it is. Without a
    vocabulary no word is mended.
    """
    known = vocabulary or Vocabulary()
    pages = strip_furniture(text)
    groups = _Joiner(pages.lines).join()
    texts = []
    for group in groups:
        joined = ""
        for line in group:
            joined = join_line_end(joined, line.text, known)
        texts.append(joined)
    _drop_markers(texts, groups, pages.footnotes)
    texts = mend_words(texts, known, surely=_is_pasted(pages.lines))
    return [Block(text, place=f"line {group[0].number}") for text, group in zip(texts, groups, strict=True)]


def _is_pasted(lines: Sequence[PageLine]) -> bool:
    """Whether most lines end as paragraphs do: no page wrapped them, and broken words are not to be expected."""
    return sum(1 for line in lines if ENDS.search(line.text)) >= _PASTED * len(lines)


def _drop_markers(texts: list[str], groups: Sequence[Sequence[PageLine]], footnotes: Mapping[int, Sequence[int]]) -> None:
    """Take the markers of footnotes out of the paragraphs on their pages: in order first, then those that were passed over."""
    for page, numbers in footnotes.items():
        places = [place for place, group in enumerate(groups) if any(line.page == page for line in group)]
        waiting = list(numbers)
        for place in places:
            while waiting and (shorter := drop_marker(texts[place], waiting[0])) != texts[place]:
                texts[place] = shorter
                waiting.pop(0)
        for number in waiting:
            for place in places:
                if (shorter := drop_marker(texts[place], number)) != texts[place]:
                    texts[place] = shorter
                    break


class _Joiner:
    """Says of each line whether it begins a paragraph, from its label, its opening, and how the line before it ended."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self._lines = lines
        self._numbers = LineNumbers(lines)
        lengths = sorted(len(line.text) for line in lines if len(line.text) <= _LONG)
        self._width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        self._in_head = any(self._speaks(place) for place in range(min(_HEAD_REACH, len(lines))))
        self._first_ahead = self._places_of_first_numbers()

    def _places_of_first_numbers(self) -> list[bool]:
        """For each line, whether paragraph 1 comes after it before another text begins."""
        ahead = False
        found = []
        for line in reversed(self._lines):
            found.append(ahead)
            if is_formula(line.text):
                ahead = False
            elif re.match(r"^1\.(?:\s|$)", line.text):
                ahead = True
        return found[::-1]

    def join(self) -> list[list[PageLine]]:
        """The lines of each paragraph."""
        groups: list[list[PageLine]] = []
        for place, line in enumerate(self._lines):
            if self._speaks(place):
                self._in_head = False
                self._numbers.restart()
            if not groups:
                self._numbers.note(line)
                groups.append([line])
            elif self._begins(place, groups[-1]):
                groups.append([line])
            else:
                groups[-1].append(line)
        return groups

    def _speaks(self, place: int) -> bool:
        """Whether a line is the one by which a body begins to speak; its bare name is, where a paragraph ended before it."""
        text = self._lines[place].text
        whole = text.startswith(("The ", "THE ", "“The "))
        return is_formula(text) and (whole or not place or bool(ENDS.search(self._lines[place - 1].text)))

    def _begins(self, place: int, group: Sequence[PageLine]) -> bool:
        line, before = self._lines[place], self._lines[place - 1]
        if self._speaks(place - 1) or (len(before.text) > _LONG and ENDS.search(before.text)):
            self._numbers.note(line)
            return True
        if self._speaks(place) or self._stands_alone(place):
            return True
        if self._in_head:
            return not line.text[:1].islower() and not self._title_goes_on(place)
        if len(group) == 1 and LONE_NUMBER.fullmatch(before.text):
            label, _ = split_label(line.text)
            if label is not None and not label.opens and label.first:
                self._numbers.note(line)
                return True
            return False
        return self._numbers.begins(place, group, self._broke(place)) or self._by_opening(place) or self._by_heading(place, group)

    def _stands_alone(self, place: int) -> bool:
        """Whether a line is a divider, the title of an annex, or the meeting and date below a text."""
        line, before = self._lines[place].text, self._lines[place - 1].text
        if not any(map(str.isalnum, line)) or not any(map(str.isalnum, before)):
            return True
        return bool(ENDS.search(before)) and (bool(_ANNEX.match(line)) or (bool(_CLOSING.match(line)) and len(line) < 60))

    def _title_goes_on(self, place: int) -> bool:
        """Whether a line of the title page carries on the title, which stands just above the text."""
        ahead = any(is_formula(line.text) for line in self._lines[place + 1 : place + 6])
        before = self._lines[place - 1].text
        return ahead and not self._lines[place].after_gap and len(before) > 0.45 * self._width and not before.endswith("]")

    def _by_opening(self, place: int) -> bool:
        line, before = self._lines[place], self._lines[place - 1]
        if _STATEMENT.match(line.text):
            return True
        if not ENDS.search(before.text):
            return False
        ended, broke = bool(STRONG_END.search(before.text)), self._broke(place)
        if _SPOKEN.match(line.text) and ended and (broke or line.text[0] in '“"«'):
            return True
        opening = read_opening(line.text)
        if opening is not None and opening.form == "recital":
            return not self._numbers.numbered or broke or line.after_gap
        if opening is not None and self._numbers.numbered:
            return ended and broke
        if opening is not None:
            return ended or broke or not self._first_ahead[place]
        return (line.text[:1].isupper() or line.text[:1] in '“"') and ended and (line.after_gap or broke)

    def _broke(self, place: int, room: float = 0.0) -> bool:
        """Whether the line before ended although the first word of this one had room on it; `room` is a share of the width."""
        line, before = self._lines[place], self._lines[place - 1]
        first = line.text.partition(" ")[0]
        return len(before.text) + 1 + len(first) < (room or (0.55 if self._numbers.in_list else 0.78)) * self._width

    def _by_heading(self, place: int, group: Sequence[PageLine]) -> bool:
        """Whether a heading begins or ends here: short lines without a stop between the end of one paragraph and the next."""
        line, before = self._lines[place], self._lines[place - 1]
        if self._was_heading(group) and (self._starts(place) or self._acts(place)):
            return True
        if (
            len(group) == 1
            and split_label(before.text)[0] is not None
            and self._numbers.is_title(group)
            and line.text[:1].isupper()
        ):
            return self._broke(place, 0.85)
        if not ENDS.search(before.text) or ENDS.search(line.text) or not (line.text[:1].isupper() or line.text[:1].isdigit()):
            return False
        for ahead in range(place + 1, min(place + 1 + _HEADING_LINES, len(self._lines))):
            if before.text.endswith(":") and self._numbers.begins_list(ahead):
                return True
            parted = self._broke(ahead) or self._lines[ahead].after_gap
            if self._starts(ahead) or (self._acts(ahead) and parted):
                numbered = split_label(self._lines[ahead].text)[0] is not None and bool(STRONG_END.search(before.text))
                return numbered or self._broke(ahead) or self._broke(place) or line.after_gap
            if ENDS.search(self._lines[ahead].text):
                return False
        return False

    def _was_heading(self, group: Sequence[PageLine]) -> bool:
        """Whether the lines so far can be a heading: few, without a stop, neither numbered nor opening an act."""
        if len(group) > _HEADING_LINES or not group[0].text[:1].isupper() or any(ENDS.search(each.text) for each in group):
            return False
        label, cut = split_label(group[0].text)
        if label is not None and label.opens and label.cited.isdigit():
            return False
        return read_opening(group[0].text[cut:]) is None and sum(len(line.text) for line in group) < _HEADING_LENGTH

    def _acts(self, place: int) -> bool:
        opening = read_opening(self._lines[place].text)
        return opening is not None and opening.form != "bare"

    def _starts(self, place: int) -> bool:
        """Whether a line is a paragraph's first by its own words: a number that comes next, or an act that opens a recital."""
        if self._numbers.would_begin(place):
            return True
        opening = read_opening(self._lines[place].text)
        return opening is not None and opening.form == "recital" and not self._numbers.numbered
