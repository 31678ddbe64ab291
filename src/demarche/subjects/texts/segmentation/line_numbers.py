"""The ends and beginnings of lines: what says that a line ended a paragraph, and that another begins one by its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demarche.subjects.texts.segmentation.furniture import PageLine
from demarche.subjects.texts.segmentation.labels import Label, split_label
from demarche.subjects.texts.segmentation.numbering import Numbering
from demarche.subjects.texts.segmentation.openings import read_opening

ENDS = re.compile(r"[.;:,?!][”\"’')\]*†]*\s?\d{0,3}$|[;,] (?:and|or)$")
"""The end of a paragraph or of a clause within it; a footnote's marker may follow."""

STRONG_END = re.compile(r"[.;:?!][”\"’')\]*†]*$|[;,] (?:and|or)$")

LONE_NUMBER = re.compile(r"\d{1,3}\.")

_REFERS = re.compile(
    r"\b(?:paragraphs?|articles?|rules?|resolutions?|annex|annexes|section|sections|chapters?|no\.|nos\.|and|or|of|to|by|in|page|pages"
    r"|(?:para|subpara|paragraph|article|resolution|rule|section|annex)s? [\w.]{1,6}|para\.|paras\.|item|items|subparagraphs?|vol\."
    r"|rev\.|art\.|see|the)$",
    re.IGNORECASE,
)
_SECOND = {"(i)": "(ii)", "(a)": "(b)", "(1)": "(2)"}
_MOST_SKIPPED = 3
_LIST_REACH = 60
_TITLE_REACH = 3


class LineNumbers:
    """Follows the numbers and letters at the beginnings of lines, and tells those of paragraphs from those that prose brought there."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self._lines = lines
        self._numbering = Numbering()

    def restart(self) -> None:
        """Begin anew, as another text does."""
        self._numbering.restart()

    @property
    def numbered(self) -> bool:
        """Whether the preamble is over: a whole paragraph bore a number."""
        return self._numbering.paragraph.isdigit()

    @property
    def in_list(self) -> bool:
        """Whether the paragraph is a list point, whose lines are shorter."""
        return "(" in self._numbering.current

    def note(self, line: PageLine) -> None:
        """Take the label of a line that begins a paragraph by other signs."""
        label, _ = split_label(line.text)
        if label is not None and self._numbering.may_come(label):
            self._numbering.place(label)

    def begins(self, place: int, group: Sequence[PageLine], broke: bool) -> bool:
        """Whether a line begins a paragraph by its label, after the lines of `group`; `broke`: the line before ended early."""
        label, cut = split_label(self._lines[place].text)
        if label is None:
            return False
        before = self._lines[place - 1].text
        rest = self._lines[place].text[cut:]
        if label.is_part:
            return bool(ENDS.search(before)) and (not rest or rest[:1].isupper())
        if label.is_named:
            return bool(STRONG_END.search(before)) or broke
        ended = before.endswith((", and", "; and", "; or", ", or")) or (
            before[-1:] == "." and before[-2:-1].isdigit() and self._numbering.expects(label)
        )
        if _REFERS.search(before) and not ended and not self._is_name(before):
            return False
        if label.opens:
            following = self._lines[place + 1].text if place + 1 < len(self._lines) else ""
            fits = self._number_fits(label, rest or following, place, group)
        else:
            fits = self._point_fits(label, place, rest, group)
        if fits:
            self._numbering.place(label, self._label_after(place), below=before.endswith(":"))
        return fits

    def would_begin(self, place: int) -> bool:
        """Whether the label of a line is the one that comes next, or begins a new sequence of whole paragraphs."""
        label, cut = split_label(self._lines[place].text)
        if label is None:
            return False
        if label.is_part:
            return not self._lines[place].text[cut:]
        return self._numbering.expects(label) or (label.opens and label.first)

    def begins_list(self, place: int) -> bool:
        """Whether a line is the first point of a list."""
        label, _ = split_label(self._lines[place].text)
        return label is not None and not label.opens and label.first and self._is_list(label, place, announced=True)

    def is_title(self, group: Sequence[PageLine]) -> bool:
        """Whether a paragraph so far is a title without a stop, as points and parts may have."""
        if len(group) > _TITLE_REACH or any(ENDS.search(each.text) for each in group):
            return False
        label, _ = split_label(group[0].text)
        return (label is not None and label.readings[0][0] != "bullet") or group[0].text[:1].isupper()

    def _number_fits(self, label: Label, rest: str, place: int, group: Sequence[PageLine]) -> bool:
        before = self._lines[place - 1].text
        expected = self._numbering.expects(label)
        if rest[:1].islower():
            return expected and bool(STRONG_END.search(before))
        if expected:
            return True
        ended = bool(ENDS.search(before))
        if label.is_added or label.is_recital:
            return ended
        value, reached = label.readings[0][1], self._numbering.paragraph
        if value == 1:
            return ended or self.is_title(group) or read_opening(rest) is not None
        opening = read_opening(rest)
        acts = (opening is not None and opening.form == "finite") or bool(LONE_NUMBER.fullmatch(self._lines[place].text))
        skipped = reached.isdigit() and 1 < value - int(reached) <= _MOST_SKIPPED
        return acts and ended and (skipped or not reached)

    def _point_fits(self, label: Label, place: int, rest: str, group: Sequence[PageLine]) -> bool:
        before = self._lines[place - 1].text
        ended = bool(ENDS.search(before))
        if label.readings[0][0] == "bullet":
            return bool(rest) and (ended or self.is_title(group))
        if rest.startswith(("of ", "above", "below")) or not self._numbering.may_come(label):
            return False
        if not ended and not self.is_title(group):
            return label.first and _SECOND.get(label.cited, "") != "" and self._is_list(label, place, announced=False)
        if self._numbering.expects(label):
            return True
        return self._is_list(label, place, announced=before.endswith(":"))

    def _is_list(self, label: Label, place: int, *, announced: bool) -> bool:
        """Whether the point after this first one begins a line too; where none follows, whether a colon announces this one."""
        following = _SECOND.get(label.cited)
        if following is None:
            return True
        inline = re.compile(rf"(?<=\s)(?<!\d )(?<!aragraph )(?<!aragraphs )(?<! and ){re.escape(following)}\s")
        for line in self._lines[place : place + _LIST_REACH]:
            next_label, _ = split_label(line.text)
            if next_label is not None and next_label.cited == following:
                return True
            if inline.search(line.text):
                return False
            if next_label is not None and next_label.opens and self._numbering.expects(next_label):
                break
        return announced

    @staticmethod
    def _is_name(line: str) -> bool:
        """Whether a line is nothing but the name of an article or section, so that it refers to none."""
        label, cut = split_label(line)
        return label is not None and label.is_named and not line[cut:]

    def _label_after(self, place: int) -> Label | None:
        for line in self._lines[place + 1 : place + _LIST_REACH]:
            following, _ = split_label(line.text)
            if following is not None and following.readings[0][0] != "bullet" and not following.is_named:
                return following
        return None
