"""PDF files with a text layer: lines as they are printed, with italics and footnotes told by their type, then paragraphs.

Read with PDFium, the engine of Chromium, which is fuzzed without pause (docs/decisions); only its text functions are called, so that
no script, link or attachment of a file is ever touched.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from demarche.adapters.drafts.plain import tidy
from demarche.model.evidence import UseError
from demarche.subjects.texts import Block, Draft
from demarche.subjects.texts.segmentation import Vocabulary, blocks_of, segment

MOST_PAGES = 2_000
_FEWEST_SIGNS = 20
"""A page with fewer signs of text has none to speak of."""

_ITALIC = 1 << 6
_HYPHEN_AT_END = 2
"""What PDFium gives for a hyphen at the end of a line, together with the line's end."""

_SMALL = 0.93
_RAISED = 0.18
_OF_PAGE = re.compile(r"^\s*(?:\d{1,3}(?:/\d{1,3})?|\d{2}-\d{5}.*|[\W_]*)\s*$")
_RECOGNISE = "Read the pages with a text recognition program first, or give the Word file."


@dataclass(slots=True)
class _Line:
    """A printed line: its words, the size of its type, and the phrases in italics."""

    text: str = ""
    sizes: Counter[float] = field(default_factory=Counter)
    italics: list[str] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of most of its signs."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 0.0


def read_pdf(content: bytes, name: str, vocabulary: Vocabulary | None = None) -> Draft:
    """The draft in a PDF file. Raises `UseError` for one that is locked, damaged, too long, or a picture of pages."""
    pages = _pages(content, name)
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes.update(line.sizes)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    notes: list[Block] = []
    lines: list[_Line] = []
    for number, page in enumerate(pages, 1):
        kept, below = _without_notes(page, usual)
        notes += [Block(text, role="note", place=f"page {number}") for text in below]
        if lines and kept:
            kept[0].text = "\f" + kept[0].text
        lines += kept
    blocks = blocks_of("\n".join(line.text for line in lines), vocabulary)
    return segment([*_with_italics(blocks, lines), *notes])


def _pages(content: bytes, name: str) -> list[list[_Line]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UseError(
                "The file is locked with a password.", where=name, next_step="Save a copy without the password and try that."
            ) from error
        raise UseError(
            "This is no whole PDF file; it may be cut short or damaged.",
            where=name,
            next_step="Get the file again, or give the Word file.",
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise UseError(
                f"The file has more than {MOST_PAGES:,} pages.", where=name, next_step="Give the pages of the draft alone."
            )
        pages = [_lines(document, number, name) for number in range(len(document))]
    finally:
        document.close()
    signs = sum(len(line.text.strip()) for page in pages for line in page)
    if signs < _FEWEST_SIGNS * max(1, sum(1 for page in pages)) and signs < 400:
        raise UseError("The pages hold pictures and no text; the file is a scan.", where=name, next_step=_RECOGNISE)
    return pages


def _lines(document: Any, number: int, name: str) -> list[_Line]:
    import pypdfium2

    try:
        page = document[number]
        try:
            text = page.get_textpage()
            try:
                return list(_printed(text.raw))
            finally:
                text.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UseError(
            f"Page {number + 1} of the file is damaged.", where=name, next_step="Get the file again, or give the Word file."
        ) from error


def _printed(text: Any) -> Iterator[_Line]:
    """The lines of a page in reading order; raised numbers, which are markers of footnotes, are left out."""
    import pypdfium2.raw as pdfium

    flags, across, up = ctypes.c_int(), ctypes.c_double(), ctypes.c_double()
    line, phrase = _Line(), ""
    base: float | None = None
    for place in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, place)
        sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if code in {_HYPHEN_AT_END, 10, 13}:
            line.text += "-" if code == _HYPHEN_AT_END else ""
            if line.text.strip():
                line.italics += [phrase] if phrase.strip() else []
                yield line
            line, phrase, base = _Line(), "", None
            continue
        if not sign or (code < 32 and sign != "\t"):
            continue
        if sign.isspace() or pdfium.FPDFText_IsGenerated(text, place) == 1:
            line.text += " " if sign.isspace() else sign
            phrase += " " if phrase else ""
            continue
        size = round(pdfium.FPDFText_GetFontSize(text, place), 1)
        pdfium.FPDFText_GetCharOrigin(text, place, ctypes.byref(across), ctypes.byref(up))
        base = up.value if base is None else base
        if sign.isdigit() and line.text.strip() and up.value - base > _RAISED * size and size < line.size * _SMALL:
            continue
        pdfium.FPDFText_GetFontInfo(text, place, None, 0, ctypes.byref(flags))
        line.text += sign
        line.sizes[size] += 1
        if flags.value & _ITALIC:
            phrase += sign
        elif phrase:
            line.italics += [phrase] if phrase.strip() else []
            phrase = ""
    if line.text.strip():
        line.italics += [phrase] if phrase.strip() else []
        yield line


def _without_notes(page: list[_Line], usual: float) -> tuple[list[_Line], list[str]]:
    """The lines of a page without the footnotes below them: the run of smaller type at its foot that begins with a number."""
    if any(re.match(r"^\s*_{5,}\s*$", line.text) for line in page):
        return page, []
    end = len(page)
    while end and (_OF_PAGE.match(page[end - 1].text) or page[end - 1].size < usual * _SMALL):
        end -= 1
    first = next(
        (
            n
            for n in range(end, len(page))
            if re.match(r"^\s*(?:\d{1,3}|[*†])\s*\S", page[n].text) and not _OF_PAGE.match(page[n].text)
        ),
        None,
    )
    if first is None or page[first].size >= usual * _SMALL:
        return page, []
    notes: list[str] = []
    rest: list[_Line] = []
    for line in page[first:]:
        if _OF_PAGE.match(line.text):
            rest.append(line)
        elif re.match(r"^\s*(?:\d{1,3}|[*†])\s*\S", line.text) or not notes:
            notes.append(tidy(line.text).strip())
        else:
            notes[-1] += " " + tidy(line.text).strip()
    return page[:first] + rest, notes


def _with_italics(blocks: Sequence[Block], lines: Sequence[_Line]) -> list[Block]:
    """The blocks with the phrases that their lines print in italics."""
    starts = [int(block.place.removeprefix("line ")) for block in blocks]
    found: list[list[tuple[int, int]]] = [[] for _ in blocks]
    number = 0
    for line in lines:
        number += 1 + 2 * line.text.count("\f")
        place = bisect_right(starts, number) - 1
        if place < 0:
            continue
        for phrase in line.italics:
            words = " ".join(tidy(phrase).split())
            start = blocks[place].text.find(words, found[place][-1][1] if found[place] else 0) if words else -1
            if start >= 0:
                found[place].append((start, start + len(words)))
    return [
        replace(block, text=block.text, italics=tuple(_joined(block.text, spans)))
        for block, spans in zip(blocks, found, strict=True)
    ]


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that only a space parts, as at the end of a line, are one."""
    start = end = -1
    for first, last in spans:
        if start >= 0 and not text[end:first].strip():
            end = last
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, end
