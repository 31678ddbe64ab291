"""The words of a Word document paragraph by paragraph, as they read when revisions are accepted, rejected, or some of each.

Reference: ECMA-376 part 1, 17.13.5 (revisions): an insertion is shown where it is accepted, a deletion where it is rejected; a paragraph
whose mark is gone runs on into the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from demarche.adapters.word_files.package import WORD, Element, WordPackage

INSERTING = {f"{WORD}ins", f"{WORD}moveTo"}
DELETING = {f"{WORD}del", f"{WORD}moveFrom"}

Decide = Callable[[str], bool]
"""Whether the revisions of an author are accepted."""

_SIGNS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "\u2011"}
_CLOSED = {
    f"{WORD}{name}"
    for name in ("instrText", "delInstrText", "drawing", "pict", "object", "txbxContent", "rPr", "pPr", "rPrChange", "pPrChange")
}
_SIDE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(slots=True)
class Span:
    """A text element of a run with the words it shows, and the place where they begin in the words of the whole paragraph."""

    element: Element
    run: Element
    text: str
    start: int = 0


@dataclass(slots=True)
class Wording:
    """A paragraph as it reads: its spans, and the `w:p` elements that it is made of (several where marks between them are gone).

    `number` is the place of the first of them among all paragraphs of the document, from 0. `notes` are the footnotes it refers to.
    """

    number: int
    elements: list[Element] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words."""
        return "".join(span.text for span in self.spans)


def everything(_author: str) -> bool:
    """Accept every revision."""
    return True


def nothing(_author: str) -> bool:
    """Reject every revision."""
    return False


def read_paragraphs(body: Element, accepts: Decide = everything) -> list[Wording]:
    """The paragraphs of a document body in reading order, those in tables included; text boxes are not part of the text."""
    numbers = {element: number for number, element in enumerate(body.iter(f"{WORD}p"))}
    found: list[Wording] = []
    for container in _containers(body, accepts):
        open_: Wording | None = None
        paragraphs = list(container)
        for place, (paragraph, shown) in enumerate(paragraphs):
            wording = open_ or Wording(numbers[paragraph])
            wording.elements.append(paragraph)
            if shown:
                _add_words(paragraph, wording, accepts)
            last = place == len(paragraphs) - 1
            gone = not shown or _mark_is_gone(paragraph, accepts)
            if gone and not last:
                open_ = wording
                continue
            open_ = None
            if not (gone and not wording.text and len(paragraphs) > 1):
                found.append(wording)
    return found


def _containers(element: Element, accepts: Decide) -> Iterator[list[tuple[Element, bool]]]:
    """Runs of paragraphs that follow one another in one place, each with whether its words are shown; a table parts them."""
    current: list[tuple[Element, bool]] = []
    for child, shown in _blocks(element, accepts, shown=True):
        if child.tag == f"{WORD}p":
            current.append((child, shown))
            continue
        if current:
            yield current
            current = []
        for row in child.iterchildren(f"{WORD}tr"):
            if _row_is_shown(row, accepts):
                for cell in row.iter(f"{WORD}tc"):
                    if next(cell.iterancestors(f"{WORD}tr")) is row:
                        yield from _containers(cell, accepts)
    if current:
        yield current


def _blocks(element: Element, accepts: Decide, *, shown: bool) -> Iterator[tuple[Element, bool]]:
    """Paragraphs and tables of a container, through content controls and revisions around whole blocks."""
    for child in element.iterchildren():
        if child.tag in {f"{WORD}p", f"{WORD}tbl"}:
            yield child, shown
        elif child.tag in INSERTING | DELETING:
            accepted = accepts(str(child.get(f"{WORD}author", "")))
            yield from _blocks(child, accepts, shown=shown and accepted == (child.tag in INSERTING))
        elif child.tag in {f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}customXml", f"{WORD}smartTag"}:
            yield from _blocks(child, accepts, shown=shown)


def _row_is_shown(row: Element, accepts: Decide) -> bool:
    properties = row.find(f"{WORD}trPr")
    if properties is None:
        return True
    for mark in properties.iterchildren(f"{WORD}ins", f"{WORD}del"):
        if accepts(str(mark.get(f"{WORD}author", ""))) != (mark.tag in INSERTING):
            return False
    return True


def _mark_is_gone(paragraph: Element, accepts: Decide) -> bool:
    """Whether the mark at the end of a paragraph was inserted and rejected, or deleted and accepted."""
    properties = paragraph.find(f"{WORD}pPr/{WORD}rPr")
    if properties is None:
        return False
    for mark in properties.iterchildren(*INSERTING, *DELETING):
        if accepts(str(mark.get(f"{WORD}author", ""))) != (mark.tag in INSERTING):
            return True
    return False


def _add_words(element: Element, wording: Wording, accepts: Decide) -> None:
    for child in element.iterchildren():
        tag = child.tag
        if not isinstance(tag, str) or tag in _CLOSED or tag == _SIDE:
            continue
        if tag in INSERTING | DELETING:
            if accepts(str(child.get(f"{WORD}author", ""))) == (tag in INSERTING):
                _add_words(child, wording, accepts)
        elif tag == f"{WORD}r":
            _add_run(child, wording)
        else:
            _add_words(child, wording, accepts)


def _add_run(run: Element, wording: Wording) -> None:
    for child in run.iterchildren():
        tag = child.tag
        if tag in {f"{WORD}t", f"{WORD}delText"}:
            text = child.text or ""
        elif tag in _SIGNS:
            text = _SIGNS[tag]
        elif tag in {f"{WORD}footnoteReference", f"{WORD}endnoteReference"}:
            wording.notes.append(str(child.get(f"{WORD}id", "")))
            continue
        else:
            continue
        start = wording.spans[-1].start + len(wording.spans[-1].text) if wording.spans else 0
        if text:
            wording.spans.append(Span(child, run, text, start))


def document_body(package: WordPackage) -> Element:
    """The body of the main part. Raises `UseError` where the document has none."""
    from demarche.model.evidence import UseError

    root = package.xml(package.document_name)
    body = root.find(f"{WORD}body")
    if body is None:
        what = "The document has no body in the form that Word writes."
        step = "Open it in a word processor, save it again as a Word document (.docx, not “Strict”), and try that copy."
        raise UseError(what, where=package.where, next_step=step)
    return body
