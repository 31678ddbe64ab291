"""A paper as a Word file that a diplomat would go on editing: real headings, header rows, numbered sources with links.

The file carries no author, no revision marks, no thumbnail and no clock: the same paper gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.papers.ooxml import (
    add_field,
    bookmark,
    keep_row_whole,
    link_out,
    link_to,
    mark_header_row,
    set_cell,
    set_cell_margins,
    set_columns,
    set_language,
)
from demarche.adapters.papers.paper import LARGER, Bullets, Heading, Paper, Paragraph, Table, Tone, Words, describe, host, printable
from demarche.model.evidence import Reference

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FONT = "Calibri"
ACCENT = "17457A"
QUIET = "566072"
BAND = "EDF1F6"
TONES: Mapping[Tone, str] = {"good": "1C6B3C", "watch": "8A5A00", "bad": "9C1F1F"}
_SIZES = {
    "Normal": 9.0,
    "Title": 15.0,
    "Heading 1": 10.5,
    "Heading 2": 9.5,
    "Heading 3": 9.0,
    "List Bullet": 9.0,
    "List Number": 9.0,
}
_SMALL = 6.8
UPRIGHT = 182.0
"""Millimetres between the margins of an upright page; on a wide one the rows of a table are kept whole."""


def write_docx(paper: Paper, path: Path) -> None:
    """Write the paper to `path`, in one piece or not at all.

    Raises `Failure` where the file cannot be written.
    """
    from demarche.adapters.papers.placing import write_whole

    write_whole(path, docx_bytes(paper))


def docx_bytes(paper: Paper) -> bytes:
    """The Word file as bytes; equal papers give equal bytes."""
    import docx

    document = docx.Document()
    _dress(document, paper)
    if paper.marking:
        _add_run(document.add_paragraph(style="Normal"), paper.marking.upper(), bold=True, colour="8A1C1C", size=8)
    document.add_paragraph(printable(paper.title), style="Title")
    if paper.subtitle:
        _add_run(document.add_paragraph(style="Normal"), paper.subtitle, colour=QUIET)
    numbers = paper.numbers()
    for block in paper.blocks:
        if isinstance(block, Heading):
            document.add_paragraph(printable(block.text), style=f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            _add_paragraph(document, block, numbers)
        elif isinstance(block, Bullets):
            for point in block.points:
                _write_run(document.add_paragraph(style="List Number" if block.numbered else "List Bullet"), point, numbers)
        else:
            _add_table(document, block, numbers, 269.0 if paper.setting == "wide" else UPRIGHT)
    _add_sources(document, paper)
    return _settle(document, paper)


def _dress(document: WordDocument, paper: Paper) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if paper.setting == "wide":
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    section.top_margin, section.bottom_margin = Mm(12), Mm(13)
    section.footer_distance = section.header_distance = Mm(6)
    for name, size in _SIZES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(round(size * LARGER[paper.setting], 1))
        set_language(style, paper.language, FONT)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(2), 1.0
        if name.startswith(("Heading", "Title")):
            style.font.bold, style.font.italic = True, False
            style.font.color.rgb = RGBColor.from_string(ACCENT)
            form.keep_with_next = True
            form.space_before = Pt(5 if name != "Title" else 0)
    for name in ("List Bullet", "List Number"):
        point: Any = document.styles[name]
        point.paragraph_format.left_indent, point.paragraph_format.first_line_indent = Mm(5), Mm(-4.5)
        point.paragraph_format.space_after = Pt(1)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _add_run(foot, f"{paper.footer or paper.title}  ·  page ", colour=QUIET, size=_SMALL)
    add_field(foot, "PAGE", _SMALL, QUIET)
    _add_run(foot, " of ", colour=QUIET, size=_SMALL)
    add_field(foot, "NUMPAGES", _SMALL, QUIET)


def _add_run(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, colour: str = "", size: float = 0) -> Any:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(printable(text))
    run.bold, run.italic = bold or None, italic or None
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if size:
        run.font.size = Pt(size)
    return run


def _write_run(paragraph: Any, run: Words, numbers: dict[Any, int], *, size: float = 0, colour: str = "") -> None:
    for span in run:
        toned = TONES.get(span.tone, colour)
        _add_run(paragraph, span.text, bold=span.bold or bool(span.tone), italic=span.italic, size=size, colour=toned)
        for ref in span.refs:
            link_to(paragraph, f"source_{numbers[ref.key]}", f"[{numbers[ref.key]}]", ACCENT)


def _add_paragraph(document: WordDocument, block: Paragraph, numbers: dict[Any, int]) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph(style="Normal")
    if block.style == "note":
        _write_run(paragraph, block.run, numbers, size=_SMALL + 0.5, colour=QUIET)
    else:
        _write_run(paragraph, block.run, numbers)
    if block.style == "lead":
        paragraph.paragraph_format.space_after = Pt(3)


def _add_table(document: WordDocument, block: Table, numbers: dict[Any, int], total: float) -> None:
    """Write a table over `total` millimetres of a line."""
    from docx.shared import Mm, Pt

    if block.caption:
        caption = document.add_paragraph(style="Normal")
        _add_run(caption, block.caption, italic=True, colour=QUIET, size=_SMALL + 1)
        caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.header))
    table.style, table.autofit = "Table Grid", False
    set_cell_margins(table, top=10, bottom=10, left=45, right=45)
    shares = block.widths or tuple(1 / len(block.header) for _ in block.header)
    widths = [Mm(total * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, name in zip(table.rows[0].cells, block.header, strict=True):
        set_cell(cell, BAND)
        _add_run(cell.paragraphs[0], name, bold=True, size=_SMALL + 0.8)
    mark_header_row(table.rows[0])
    for row in block.rows:
        added = table.add_row()
        if block.roomy:
            added.height = Mm(9)
        for cell, run in zip(added.cells, row, strict=True):
            _write_run(cell.paragraphs[0], run, numbers, size=_SMALL + 0.8)
    for row in table.rows:
        if total > UPRIGHT:
            keep_row_whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)
    table.rows[0].cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    document.add_paragraph(style="Normal").paragraph_format.line_spacing = Pt(3)


def _add_sources(document: WordDocument, paper: Paper) -> None:
    from docx.enum.section import WD_SECTION
    from docx.shared import Mm, Pt

    references = paper.references()
    if not references:
        return
    document.add_paragraph("Sources", style="Heading 1")
    columns = document.add_section(WD_SECTION.CONTINUOUS)
    set_columns(columns, 2)
    for number, ref in enumerate(references, start=1):
        paragraph = document.add_paragraph(style="Normal")
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(5), Mm(-5)
        paragraph.paragraph_format.space_after = Pt(0)
        run = _add_run(paragraph, f"[{number}] ", size=_SMALL)
        bookmark(run, f"source_{number}", number)
        text, at = _source_line(paper, ref), host(ref.url)
        before, _, after = text.rpartition(at) if at else (text, "", "")
        _add_run(paragraph, before, size=_SMALL, colour=QUIET)
        if at:
            link_out(paragraph, ref.url, at, QUIET, _SMALL)
            _add_run(paragraph, after, size=_SMALL, colour=QUIET)
    # a section that follows makes the columns of the one before it equally long
    set_columns(document.add_section(WD_SECTION.CONTINUOUS), 1)


def _source_line(paper: Paper, ref: Reference) -> str:
    return f"{describe(ref, address=False)} {paper.source_notes.get(ref.key, '')}".rstrip()


def _settle(document: WordDocument, paper: Paper) -> bytes:
    properties = document.core_properties
    stamp = dt.datetime.combine(paper.day, dt.time(), tzinfo=dt.UTC)
    properties.title, properties.language = printable(paper.title)[:255], paper.language
    properties.created = properties.modified = stamp
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    properties.revision = 1
    # what the library's template brings along and no paper needs
    for rels in (document.part.package.rels, document.part.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/customXml")):
                rels.pop(key)
    raw = io.BytesIO()
    document.save(raw)
    settled = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
