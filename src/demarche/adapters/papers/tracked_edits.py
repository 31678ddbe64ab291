"""Tracked changes written into a Word file that the user gave: every other run, revision, author, comment and part stays as it was."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from demarche.adapters.papers.revisions import Comments, Reviser, element, highest_id, run_of
from demarche.adapters.papers.runs import RunMap
from demarche.adapters.word_files import INSERTING, WORD, Element, Wording, document_body, open_package, read_paragraphs
from demarche.model.evidence import UseError
from demarche.subjects.texts.alignment import redline

_READ_AGAIN = "Read the draft again and make the changes on what was read."


@dataclass(frozen=True, slots=True)
class Reword:
    """Other words in a paragraph.

    `place` is where the reader of drafts found it, `old` its words as they were read there (its number or the rest of a merged
    paragraph may stand around them), `new` what is to stand in their place; equal words only comment.
    """

    place: str
    old: str
    new: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """A paragraph taken out."""

    place: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class InsertAfter:
    """A paragraph put in after the one at `place`, in the form of that one; several after one place stand in the order given."""

    place: str
    text: str
    comment: str = ""


Edit = Reword | Remove | InsertAfter


def track_into(content: bytes, edits: Sequence[Edit], *, author: str, date: dt.datetime, where: str = "the Word file") -> bytes:
    """The file with the edits as tracked changes of `author`.

    With all changes accepted it reads as edited; with this author's changes alone rejected it reads as before.

    Raises `UseError` where the file cannot be opened, carries macros, or where a paragraph is not what an edit takes it for.
    """
    from lxml import etree

    package = open_package(content, where)
    if package.has_macros:
        what = "The file carries macros; no changes are written into such a file."
        raise UseError(what, where=where, next_step="Save it as a Word document (.docx) without macros and use that copy.")
    body = document_body(package)
    root = body.getparent()
    reviser = Reviser(author, date, highest_id(root) + 1)
    comments = Comments(package)
    by_place = {f"p{wording.number}": wording for wording in read_paragraphs(body)}
    last_after: dict[str, Element] = {}
    for edit in edits:
        wording = by_place.get(edit.place)
        if wording is None:
            raise UseError(f"There is no paragraph at “{edit.place}”.", where=where, next_step=_READ_AGAIN)
        if isinstance(edit, Reword):
            _reword(wording, edit, reviser, where)
            touched = wording.elements[0]
        elif isinstance(edit, Remove):
            _remove(wording, reviser)
            touched = wording.elements[0]
        else:
            touched = _insert(last_after.get(edit.place, wording.elements[-1]), edit.text, reviser)
            last_after[edit.place] = touched
        if edit.comment:
            comments.add(touched, edit.comment, reviser)
    package.parts[package.document_name] = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    comments.save()
    return package.to_bytes()


def _reword(wording: Wording, edit: Reword, reviser: Reviser, where: str) -> None:
    runs = RunMap(wording)
    start, end = _find(wording.text, edit.old, edit.place, where)
    raw = wording.text[start:end]
    place = start
    for piece in redline(raw, edit.new).pieces:
        if piece.kind == "equal":
            place += len(piece.text)
        elif piece.kind == "deleted":
            runs.delete(place, place + len(piece.text), reviser)
            place += len(piece.text)
        else:
            runs.insert(place, piece.text, reviser)


def _find(text: str, words: str, place: str, where: str) -> tuple[int, int]:
    """Where the words stand in a paragraph; every run of spaces counts as one, as readers of drafts close them up."""
    start = text.find(words)
    if start >= 0 and words:
        return start, start + len(words)
    positions, tidy = [], ""
    for at, sign in enumerate(text):
        if not sign.isspace():
            tidy += sign
            positions.append(at)
        elif tidy and not tidy.endswith(" "):
            tidy += " "
            positions.append(at)
    sought = " ".join(words.split())
    found = tidy.find(sought)
    if found < 0 or not sought:
        raise UseError(f"The paragraph at “{place}” does not hold the words to be changed.", where=where, next_step=_READ_AGAIN)
    return positions[found], positions[found + len(sought) - 1] + 1


def _remove(wording: Wording, reviser: Reviser) -> None:
    RunMap(wording).delete(0, len(wording.text), reviser)
    paragraph = wording.elements[-1]
    if _next_paragraph(paragraph) is not None:
        reviser.mark_paragraph(paragraph, "del")
        return
    before = wording.elements[0].getprevious()
    if before is not None and before.tag == f"{WORD}p" and not _is_marked(before):
        reviser.mark_paragraph(before, "del")


def _insert(after: Element, text: str, reviser: Reviser) -> Element:
    made = element("p")
    properties = after.find(f"{WORD}pPr")
    if properties is not None:
        kept = copy.deepcopy(properties)
        for name in ("sectPr", "pPrChange", "rPr"):
            for child in kept.findall(f"{WORD}{name}"):
                kept.remove(child)
        made.append(kept)
    wrapper = reviser.mark("ins")
    wrapper.append(run_of(text))
    made.append(wrapper)
    last = _next_paragraph(after) is None
    after.addnext(made)
    if not last or _is_marked(after):
        reviser.mark_paragraph(made, "ins")
        return made
    # the mark that ends the container stays; the one before it is the new one, and with it goes what the old paragraph ends by
    reviser.mark_paragraph(after, "ins")
    section = properties.find(f"{WORD}sectPr") if properties is not None else None
    if section is not None:
        made.find(f"{WORD}pPr").append(section)
    return made


def _next_paragraph(paragraph: Element) -> Element | None:
    """The paragraph that follows in the same place; None where something else follows or nothing does."""
    following = paragraph.getnext()
    while following is not None and following.tag in {f"{WORD}bookmarkStart", f"{WORD}bookmarkEnd", f"{WORD}proofErr"}:
        following = following.getnext()
    return following if following is not None and following.tag == f"{WORD}p" else None


def _is_marked(paragraph: Element) -> bool:
    """Whether a paragraph's mark was inserted or deleted already."""
    properties = paragraph.find(f"{WORD}pPr/{WORD}rPr")
    return properties is not None and any(child.tag in INSERTING or child.tag == f"{WORD}del" for child in properties)
