"""A redline as a Word file with real tracked changes and comments: accept all and the new text stands there, reject all and the old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from demarche.adapters.papers.paper import printable
from demarche.adapters.papers.placing import write_whole
from demarche.adapters.papers.revisions import Comments, Reviser, element, run_of
from demarche.adapters.word_files import WORD, Element, open_package
from demarche.subjects.texts.alignment import Redline

Style = Literal["heading", "recital", "paragraph", "point"]

_INDENTS = {"heading": 0, "recital": 0, "paragraph": 0, "point": 720}


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """A paragraph with its changes, as it is to stand in the file, its number included where it has one.

    A redline without old words is a paragraph that was put in, one without new words one that was taken out. `comments` are set on the
    whole paragraph, one each. `italics` are phrases that are set in italics wherever a stretch of the redline begins with one.
    """

    redline: Redline
    style: Style = "paragraph"
    comments: tuple[str, ...] = ()
    italics: tuple[str, ...] = ()


def write_tracked(
    paragraphs: Sequence[TrackedParagraph], path: Path, *, author: str, date: dt.datetime, title: str = "", language: str = "en-GB"
) -> None:
    """Write the redline to `path`, in one piece or not at all. Raises `Failure` where the file cannot be written."""
    write_whole(path, tracked_bytes(paragraphs, author=author, date=date, title=title, language=language))


def tracked_bytes(
    paragraphs: Sequence[TrackedParagraph], *, author: str, date: dt.datetime, title: str = "", language: str = "en-GB"
) -> bytes:
    """The Word file as bytes; equal redlines give equal bytes. `author` and `date` are those that every change and comment bears."""
    from lxml import etree

    package = open_package(_blank(date, title, language), "the redline")
    root = package.xml(package.document_name)
    body = root.find(f"{WORD}body")
    end = body.find(f"{WORD}sectPr")
    for paragraph in body.findall(f"{WORD}p"):
        body.remove(paragraph)
    reviser = Reviser(author, date)
    comments = Comments(package)
    made: list[Element] = []
    if title:
        made.append(_heading(title))
    for paragraph in paragraphs:
        made.append(_paragraph(paragraph, reviser))
        for comment in paragraph.comments:
            comments.add(made[-1], comment, reviser)
    # a paragraph that no change touches ends the file: the mark of the last paragraph of a text cannot be inserted or deleted
    made.append(element("p"))
    for each in made:
        end.addprevious(each)
    package.parts[package.document_name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    comments.save()
    return package.to_bytes()


def _blank(date: dt.datetime, title: str, language: str) -> bytes:
    """A file without words: page, fonts and language of a UN text, no author, no clock but the date of the changes."""
    import io

    import docx
    from docx.shared import Mm, Pt

    from demarche.adapters.papers.ooxml import set_language

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.top_margin = section.bottom_margin = Mm(25)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(11)
    style.paragraph_format.space_after = Pt(6)
    set_language(style, language, "Times New Roman")
    properties = document.core_properties
    properties.title, properties.language = printable(title)[:255], language
    properties.created = properties.modified = date.replace(tzinfo=None)
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    properties.revision = 1
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _heading(text: str) -> Element:
    paragraph = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val="Heading1"))
    paragraph.append(properties)
    paragraph.append(run_of(text))
    return paragraph


def _paragraph(paragraph: TrackedParagraph, reviser: Reviser) -> Element:
    made = element("p")
    properties = element("pPr")
    if paragraph.style == "heading":
        properties.append(element("keepNext"))
    if indent := _INDENTS[paragraph.style]:
        properties.append(element("ind", left=str(indent)))
    if len(properties):
        made.append(properties)
    bold = _bold() if paragraph.style == "heading" else None
    for piece in paragraph.redline.pieces:
        for text, italic in _set_apart(piece.text, paragraph.italics):
            like = bold if bold is not None else _italic() if italic else None
            if piece.kind == "equal":
                made.append(run_of(text, like))
            else:
                made.append(reviser.inserted(text, like) if piece.kind == "inserted" else reviser.deleted(text, like))
    old, new = paragraph.redline.old, paragraph.redline.new
    if new and not old:
        reviser.mark_paragraph(made, "ins")
    elif old and not new:
        reviser.mark_paragraph(made, "del")
    return made


def _set_apart(text: str, phrases: Sequence[str]) -> list[tuple[str, bool]]:
    """The text cut where one of the phrases stands, each cut with whether it is a phrase."""
    for phrase in phrases:
        before, found, after = text.partition(phrase) if phrase else (text, "", "")
        if found:
            parts = [*_set_apart(before, phrases), (phrase, True), *_set_apart(after, [each for each in phrases if each != phrase])]
            return [part for part in parts if part[0]]
    return [(text, False)] if text else []


def _italic() -> Element:
    properties = element("rPr")
    properties.append(element("i"))
    return properties


def _bold() -> Element:
    properties = element("rPr")
    properties.append(element("b"))
    return properties
