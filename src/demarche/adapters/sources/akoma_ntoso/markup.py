"""Bytes to an XML tree, with every door of XML shut; and the one mistake of the publisher's converter undone."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from demarche.model.evidence import Failure

Element: TypeAlias = Any
"""An lxml element; lxml is imported where a document is first read."""

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
UN_NAMESPACE = "{http://un.org/akn4un}"

_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?)(/?)>")
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def read_markup(content: bytes, where: str) -> tuple[Element, bool]:
    """Parse one document; say whether its tags had to be mended.

    No entity, document type, file or network address is ever followed: a document that declares any is refused.
    Raises `Failure` for that and for what is no XML.
    """
    from lxml import etree

    if _DECLARATION.search(content) or _DECLARATION.search(content.replace(b"\0", b"")):
        raise Failure("The document declares entities or a document type; the publisher's never do.", where=where, next_step=_STEP)
    mended = False
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        repaired = mend_tags(content)
        try:
            if repaired is None:
                raise error
            root = etree.fromstring(repaired, _parser())
        except (etree.XMLSyntaxError, ValueError) as still:
            raise Failure(f"The document is no XML that can be read: {still}.", where=where, next_step=_STEP) from still
        mended = True
    except ValueError as error:
        raise Failure(f"The document is no XML that can be read: {error}.", where=where, next_step=_STEP) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Failure("The document declares a document type; the publisher's never do.", where=where, next_step=_STEP)
    return root, mended


_STEP = "Fetch the archive again from its publisher; if the file stays so, tell the publisher."


def _parser() -> Any:
    """A parser that follows nothing and keeps neither comments nor instructions."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding=None,
    )


def mend_tags(content: bytes) -> bytes | None:
    """Undo the converter's mistake: a `paragraph` opened where a title or lead-in was meant, and closed as what was meant.

    The paragraph is closed where its stranger's closing tag stands; closing tags that nothing opened are dropped; no text is
    touched. Returns None where the tags are out of order in any other way.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    opened: list[str] = []
    pieces: list[str] = []
    end = 0
    for tag in _TAG.finditer(text):
        closing, name, empty = tag[1], tag[2], tag[4]
        pieces.append(text[end : tag.start()])
        end = tag.end()
        if not closing:
            pieces.append(tag[0])
            if not empty:
                opened.append(name)
        elif opened and opened[-1] == name:
            pieces.append(tag[0])
            opened.pop()
        elif opened and opened[-1] == "paragraph" and name in {"docTitle", "alinea"}:
            pieces.append("</paragraph>")
            opened.pop()
        elif name in opened:
            return None
    pieces.append(text[end:])
    return "".join(pieces).encode("utf-8") if not opened else None


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty for anything that is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
