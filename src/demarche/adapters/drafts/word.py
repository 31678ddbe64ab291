"""Word documents: the words as they read with all tracked changes accepted, Word's own numbers, italics, tables and footnotes.

Fields give what they show. Comments, hidden instructions, pictures and text boxes are not part of the text; what was left aside is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from demarche.adapters.drafts.plain import tidy
from demarche.adapters.drafts.word_numbers import WordNumbers
from demarche.adapters.word_files import (
    DELETING,
    INSERTING,
    WORD,
    Element,
    Span,
    Wording,
    WordPackage,
    document_body,
    open_package,
    read_paragraphs,
)
from demarche.model.evidence import UseError
from demarche.subjects.texts import Block, Draft
from demarche.subjects.texts.segmentation import segment

_PROSE = 25
"""A table with a cell of more words than this lays out text; one without holds figures and names."""

_HEADINGS = ("heading", "title")


def read_word(content: bytes, name: str) -> Draft:
    """The draft in a Word document. Raises `UseError` for one that cannot be opened or holds no words."""
    package = open_package(content, name)
    body = document_body(package)
    blocks = list(_Reader(package).blocks(body))
    if not blocks:
        what = "The document holds pictures and no words; it may be a scan." if _pictures(body) else "The document holds no words."
        raise UseError(
            what,
            where=name,
            next_step="Give a file that holds the words, or read the pictures with a text recognition program first.",
        )
    draft = segment(blocks)
    return replace(draft, remarks=(*_remarks(package, body), *draft.remarks))


class _Reader:
    """Reads the blocks of one document in order."""

    def __init__(self, package: WordPackage) -> None:
        self._numbers = WordNumbers(package)
        self._italic: dict[str, bool] = {}
        self._notes = {kind: _notes(package, kind) for kind in ("footnote", "endnote")}
        self._prose: dict[Element, bool] = {}

    def blocks(self, body: Element) -> Iterator[Block]:
        """Paragraphs, rows of tables and, after the paragraph that refers to them, footnotes."""
        row: Element | None = None
        cells: list[Wording] = []
        for wording in read_paragraphs(body):
            here = self._row_of(wording.elements[0])
            if row is not None and here is not row:
                yield from self._table_row(cells)
                cells = []
            row = here
            if here is not None:
                cells.append(wording)
            else:
                yield from self._block(wording)
        if cells:
            yield from self._table_row(cells)

    def _row_of(self, paragraph: Element) -> Element | None:
        """The row of a table of figures that a paragraph stands in; None outside tables and in those that lay out prose."""
        row = next(paragraph.iterancestors(f"{WORD}tr"), None)
        if row is None:
            return None
        table = row.getparent()
        if table not in self._prose:
            words = ("".join(cell.itertext(f"{WORD}t")).split() for cell in table.iter(f"{WORD}tc"))
            self._prose[table] = any(len(each) > _PROSE for each in words)
        return None if self._prose[table] else row

    def _table_row(self, cells: Sequence[Wording]) -> Iterator[Block]:
        text = " | ".join(tidy(cell.text).strip() for cell in cells if cell.text.strip())
        if text:
            yield Block(text, role="row", place=f"p{cells[0].number}")

    def _block(self, wording: Wording) -> Iterator[Block]:
        paragraph = wording.elements[0]
        label = self._numbers.label(paragraph)
        text = "".join(span.text for span in wording.spans)
        if text.strip():
            role = "heading" if self._is_heading(paragraph) and not label else ""
            clean = tidy(text)
            italics = tuple(self._italics(wording.spans, paragraph)) if len(clean) == len(text) else ()
            yield Block(clean, italics, tidy(label), role, place=f"p{wording.number}")
        for note in wording.notes:
            words = self._notes["footnote"].get(note) or self._notes["endnote"].get(note)
            if words:
                yield Block(tidy(words), role="note", place=f"note {note}")

    def _is_heading(self, paragraph: Element) -> bool:
        properties = paragraph.find(f"{WORD}pPr")
        if properties is None:
            return False
        if properties.find(f"{WORD}outlineLvl") is not None:
            return _value(properties, "outlineLvl") not in {"", "9"}
        style = _value(properties, "pStyle")
        names = (_value(each, "name").lower() for each in self._numbers.style_chain(style)[:1])
        return style.lower().startswith(_HEADINGS) or any(name.startswith(_HEADINGS) for name in names)

    def _italics(self, spans: Iterable[Span], paragraph: Element) -> Iterator[tuple[int, int]]:
        """The stretches in italics, those that follow one another as one."""
        properties = paragraph.find(f"{WORD}pPr")
        by_style = self._style_is_italic(_value(properties, "pStyle")) if properties is not None else False
        start = end = -1
        for span in spans:
            if not self._run_is_italic(span.run, by_style):
                continue
            if span.start != end:
                if start >= 0:
                    yield start, end
                start = span.start
            end = span.start + len(span.text)
        if start >= 0:
            yield start, end

    def _run_is_italic(self, run: Element, by_style: bool) -> bool:
        properties = run.find(f"{WORD}rPr")
        if properties is None:
            return by_style
        own = properties.find(f"{WORD}i")
        if own is not None:
            return str(own.get(f"{WORD}val", "1")) not in {"0", "false", "off"}
        return by_style or self._style_is_italic(_value(properties, "rStyle"))

    def _style_is_italic(self, style: str) -> bool:
        if style not in self._italic:
            found = False
            for each in self._numbers.style_chain(style):
                own = each.find(f"{WORD}rPr/{WORD}i")
                if own is not None:
                    found = str(own.get(f"{WORD}val", "1")) not in {"0", "false", "off"}
                    break
            self._italic[style] = found
        return self._italic[style]


def _value(element: Element, name: str) -> str:
    found = element.find(f"{WORD}{name}")
    return "" if found is None else str(found.get(f"{WORD}val", ""))


def _notes(package: WordPackage, kind: str) -> dict[str, str]:
    """The words of footnotes or endnotes by their number in the file; separators have none."""
    name = package.related(f"{kind}s")
    if not name:
        return {}
    found = {}
    for note in package.xml(name).iter(f"{WORD}{kind}"):
        if not note.get(f"{WORD}type"):
            text = " ".join("".join(each.text for each in read_paragraphs(note)).split())
            found[str(note.get(f"{WORD}id", ""))] = text
    return found


def _pictures(body: Element) -> int:
    return sum(1 for name in ("drawing", "pict", "object") for _ in body.iter(f"{WORD}{name}"))


def _remarks(package: WordPackage, body: Element) -> Iterator[str]:
    """What a reader should know of how the file was read."""
    changes = [each for tag in INSERTING | DELETING for each in body.iter(tag)]
    if changes:
        authors = len({str(each.get(f"{WORD}author", "")) for each in changes})
        yield f"The file carries {len(changes)} tracked changes by {authors} author{'s' * (authors > 1)}; it was read with all of them accepted."
    comments = package.related("comments")
    if comments and (count := sum(1 for _ in package.xml(comments).iter(f"{WORD}comment"))):
        yield f"The file carries {count} comment{'s' * (count > 1)}; they are no part of the text."
    if package.has_macros:
        yield "The file carries macros; they were not run, and no redline is written into it."
    if any("".join(box.itertext(f"{WORD}t")).strip() for box in body.iter(f"{WORD}txbxContent")):
        yield "Words in text boxes were left aside."
    if count := _pictures(body):
        yield f"{count} picture{'s' * (count > 1)} or embedded object{'s' * (count > 1)} {'were' if count > 1 else 'was'} left aside."
