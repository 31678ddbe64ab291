"""The runs of a paragraph by the places of their words: cut where a change begins or ends, deleted, or given company."""

from __future__ import annotations

import copy

from demarche.adapters.papers.revisions import Reviser
from demarche.adapters.word_files import INSERTING, WORD, Element, Span, Wording

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_REVISIONS = {*INSERTING, f"{WORD}del", f"{WORD}moveFrom"}


class RunMap:
    """A paragraph's words as runs that hold one text element each. Changes are made from its beginning to its end."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._spans = wording.spans
        for span in list(self._spans):
            self._part(span)

    def _part(self, span: Span) -> None:
        """Give a text element a run of its own, with the properties of the one that it shared."""
        run = span.element.getparent()
        properties = run.find(f"{WORD}rPr")
        others = [child for child in run if child is not properties]
        if len(others) < 2:
            span.run = run
            return
        place = others.index(span.element)
        if place:
            before = self._copy_of(run, properties)
            for child in others[:place]:
                before.append(child)
            run.addprevious(before)
            for other in self._spans:
                if other.element.getparent() is before:
                    other.run = before
        if others[place + 1 :]:
            after = self._copy_of(run, properties)
            for child in others[place + 1 :]:
                after.append(child)
            run.addnext(after)
        span.run = run

    @staticmethod
    def _copy_of(run: Element, properties: Element | None) -> Element:
        made = run.makeelement(run.tag, run.attrib, nsmap=run.nsmap)
        if properties is not None:
            made.append(copy.deepcopy(properties))
        return made

    def _cut(self, place: int) -> None:
        """Make sure that no run reaches over a place."""
        for index, span in enumerate(self._spans):
            if span.start < place < span.start + len(span.text):
                length = place - span.start
                run = span.run
                after = self._copy_of(run, run.find(f"{WORD}rPr"))
                words = copy.deepcopy(span.element)
                after.append(words)
                run.addnext(after)
                words.text, span.element.text = span.text[length:], span.text[:length]
                for each in (words, span.element):
                    each.set(_SPACE, "preserve")
                self._spans.insert(index + 1, Span(words, after, span.text[length:], place))
                span.text = span.text[:length]
                return

    def delete(self, start: int, end: int, reviser: Reviser) -> None:
        """Mark the words between two places as deleted."""
        self._cut(start)
        self._cut(end)
        for span in self._spans:
            if start <= span.start and span.start + len(span.text) <= end and span.text:
                wrapper = reviser.mark("del")
                span.run.addprevious(wrapper)
                wrapper.append(span.run)
                if span.element.tag == f"{WORD}t":
                    span.element.tag = f"{WORD}delText"

    def insert(self, place: int, text: str, reviser: Reviser) -> None:
        """Put words in at a place, in the form of those before it, or of those that they take the place of."""
        self._cut(place)
        before = next((span for span in reversed(self._spans) if span.start + len(span.text) == place), None)
        after = next((span for span in self._spans if span.start == place), None)
        near = before or after
        like = near.run.find(f"{WORD}rPr") if near is not None else None
        made = reviser.inserted(text, like)
        if near is None:
            paragraph = self._wording.elements[0]
            properties = paragraph.find(f"{WORD}pPr")
            paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, made)
        elif before is not None:
            _beside(_outermost(before.run), made, follows=True)
        else:
            _beside(_outermost(near.run), made, follows=False)


def _outermost(run: Element) -> Element:
    """The run, or its own deletion around it; an insertion by another hand is split around a place, not entered."""
    parent = run.getparent()
    return parent if parent.tag in {f"{WORD}del", f"{WORD}moveFrom"} else run


def _beside(node: Element, made: Element, *, follows: bool) -> None:
    """Put an insertion before or after a node; where the node stands within another insertion, that one is split."""
    parent = node.getparent()
    if parent.tag not in INSERTING:
        node.addnext(made) if follows else node.addprevious(made)
        return
    siblings = list(parent)
    place = siblings.index(node) + follows
    if place == len(siblings):
        parent.addnext(made)
    elif place == 0:
        parent.addprevious(made)
    else:
        rest = parent.makeelement(parent.tag, parent.attrib, nsmap=parent.nsmap)
        for child in siblings[place:]:
            rest.append(child)
        parent.addnext(made)
        made.addnext(rest)
