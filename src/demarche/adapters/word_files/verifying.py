"""What a Word file says when every tracked change in it is accepted, or rejected: the check that every redline passes."""

from __future__ import annotations

from demarche.adapters.word_files.package import open_package
from demarche.adapters.word_files.wording import Decide, document_body, everything, nothing, read_paragraphs


def accept_all(content: bytes) -> str:
    """The text with every tracked change accepted, a line a paragraph; empty paragraphs at the end are left out."""
    return _text(content, everything)


def reject_all(content: bytes, *, author: str | None = None) -> str:
    """The text with every tracked change rejected; where `author` is given, with that author's rejected and all others accepted."""
    return _text(content, nothing if author is None else lambda name: name != author)


def _text(content: bytes, accepts: Decide) -> str:
    body = document_body(open_package(content, "the Word file"))
    return "\n".join(wording.text for wording in read_paragraphs(body, accepts)).rstrip("\n")
