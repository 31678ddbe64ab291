"""Which form a file has, by its first bytes and not by its name, and the draft that is read from it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from demarche.model.evidence import UseError
from demarche.subjects.texts import Draft
from demarche.subjects.texts.segmentation import Vocabulary

Form = Literal["docx", "pdf", "akn", "text"]

MOST_BYTES = 100_000_000
"""A larger file is no draft: the longest resolutions with all their annexes have some hundred kilobytes of words."""

_WORDS_AND_NOTHING_ELSE = "Save the draft as a Word document (.docx), a PDF or plain text, and try that."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FORMS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "This is a file in Rich Text Format (.rtf), which is not read."),
    (b"\x89PNG", "This is a picture; the words in it are not read."),
    (b"\xff\xd8\xff", "This is a picture; the words in it are not read."),
    (b"II*\0", "This is a picture; the words in it are not read."),
    (b"MM\0*", "This is a picture; the words in it are not read."),
    (b"GIF8", "This is a picture; the words in it are not read."),
    (b"7z\xbc\xaf", "This is an archive, not a draft."),
    (b"Rar!", "This is an archive, not a draft."),
    (b"\x1f\x8b", "This is a compressed file, not a draft."),
    (b"MZ", "This is a program, not a draft."),
    (b"\x7fELF", "This is a program, not a draft."),
)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file as it was read. `name` is what messages call it; `content` are its bytes, for a redline written into the same file."""

    name: str
    form: Form
    draft: Draft
    content: bytes = field(repr=False)


def read_draft(source: Path | bytes, *, name: str = "", vocabulary: Vocabulary | None = None) -> DraftFile:
    """Read a draft from a file, or from bytes that were pasted or piped.

    Word documents (.docx), PDF files with a text layer, Akoma Ntoso and plain text in any usual encoding are read. `vocabulary` closes
    up words that an extractor broke. Raises `UseError` for a file that is missing, empty, locked, damaged, a picture of text, or of
    another form, with what to do.
    """
    content = _bytes_of(source) if isinstance(source, Path) else source
    called = name or (source.name if isinstance(source, Path) else "the pasted text")
    if len(content) > MOST_BYTES:
        raise UseError(
            f"The file is larger than {MOST_BYTES // 1_000_000} MB; no draft is.", where=called, next_step=_WORDS_AND_NOTHING_ELSE
        )
    if not content.strip():
        raise UseError("The file is empty.", where=called, next_step="Choose a file that holds the draft.")
    form = _form_of(content, called)
    draft = _read(content, form, called, vocabulary)
    if not draft.paragraphs:
        raise UseError(
            "The file holds no paragraph that could be read.", where=called, next_step="Choose a file that holds the draft's text."
        )
    return DraftFile(called, form, replace(draft, paragraphs=tuple(p for p in draft.paragraphs if p.text)), content)


def _bytes_of(path: Path) -> bytes:
    """The bytes of a regular file; a folder, a device or a pipe is none."""
    try:
        if path.is_dir():
            raise UseError("This is a folder, not a draft.", where=str(path), next_step="Give the file that holds the draft.")
        if not path.exists():
            raise UseError(
                "There is no file of this name.", where=str(path), next_step="Check the path, or give - to paste the text."
            )
        if not path.is_file():
            raise UseError("This is no ordinary file.", where=str(path), next_step="Give - and pipe the text in.")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UseError(
            f"The file cannot be read: {reason}.", where=str(path), next_step="Check the path and its rights."
        ) from error


def _form_of(content: bytes, name: str) -> Form:
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:400]
    for sign, what in _OTHER_FORMS:
        if content.startswith(sign):
            raise UseError(what, where=name, next_step=_WORDS_AND_NOTHING_ELSE)
    if content.startswith(_OLD_OFFICE):
        return "docx"
    if content.startswith(b"PK"):
        _refuse_other_archives(content, name)
        return "docx"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if head.startswith(b"<") and (b"akomaNtoso" in content[:4000] or b"legaldocml" in content[:4000]):
        return "akn"
    lowered = head.lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        raise UseError(
            "This is a page of the web, not a draft.", where=name, next_step="Copy its text and paste it, with - as the draft."
        )
    if lowered.startswith(b"<?xml") or (lowered.startswith(b"<") and b"xmlns" in lowered):
        raise UseError("This is XML, but no Akoma Ntoso document.", where=name, next_step=_WORDS_AND_NOTHING_ELSE)
    return "text"


def _refuse_other_archives(content: bytes, name: str) -> None:
    """Say what a zip file is that is no Word document, where it says so itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        return
    what = ""
    if "content.xml" in names:
        what = "This is an OpenDocument file (.odt), which is not read."
    elif "xl/workbook.xml" in names:
        what = "This is a spreadsheet, not a draft."
    elif "ppt/presentation.xml" in names:
        what = "These are slides, not a draft."
    elif not any(each.endswith("document.xml") for each in names):
        what = "This is an archive, not a draft."
    if what:
        raise UseError(what, where=name, next_step=_WORDS_AND_NOTHING_ELSE)


def _read(content: bytes, form: Form, name: str, vocabulary: Vocabulary | None) -> Draft:
    if form == "docx":
        from demarche.adapters.drafts.word import read_word

        return read_word(content, name)
    if form == "pdf":
        from demarche.adapters.drafts.pdf import read_pdf

        return read_pdf(content, name, vocabulary)
    if form == "akn":
        from demarche.adapters.drafts.akoma import read_akoma

        return read_akoma(content, name)
    from demarche.adapters.drafts.plain import read_plain

    return read_plain(content, name, vocabulary)
