"""Akoma Ntoso: the publisher's markup says what each paragraph is, so nothing is guessed."""

from __future__ import annotations

from dataclasses import replace

from demarche.adapters.sources.akoma_ntoso import NAMESPACE, Element, Row, read_body, read_markup, read_wording
from demarche.model.evidence import Failure, UseError, normal_symbol
from demarche.subjects.texts import Block, Draft, DraftKind, DraftParagraph
from demarche.subjects.texts.draft import Section
from demarche.subjects.texts.segmentation import segment
from demarche.subjects.texts.segmentation.language import read_language

_SECTIONS: dict[str, Section] = {
    "preambular": "preambular",
    "operative": "operative",
    "statement": "statement",
    "annex": "annex",
    "heading": "heading",
    "note": "note",
}


def read_akoma(content: bytes, name: str) -> Draft:
    """The draft in an Akoma Ntoso document. Raises `UseError` for one that cannot be read or has no body."""
    try:
        root, mended = read_markup(content, name)
    except Failure as error:
        step = "Export the document again, without document type or entities."
        raise UseError(error.what, where=name, next_step=step) from error
    statement = next(
        (
            root.find(NAMESPACE + kind)
            for kind in ("statement", "doc", "debateReport", "act", "bill")
            if root.find(NAMESPACE + kind) is not None
        ),
        None,
    )
    if statement is None:
        raise UseError(
            "The document has no body that is known here.", where=name, next_step="Give a resolution, statement or draft in AKN4UN."
        )
    called = (statement.get("name") or "").lower()
    spoken = "president" in called or (called == "statement")
    english = _language(statement) in {"", "en", "eng"}
    body = read_body(statement, "statement" if spoken else "operative", english=english)
    paragraphs = tuple(_paragraph(row) for row in body.rows if row.text)
    remarks = ["Tags were closed under another name; put right without touching the text."] if mended else []
    language = read_language("\n".join(p.text for p in paragraphs[:200]))
    kind = DraftKind.PRESIDENTIAL_STATEMENT if spoken else DraftKind.RESOLUTION
    as_text = segment([Block(row.text, place=row.place) for row in body.rows])
    if as_text.kind is DraftKind.AMENDMENT and not any(p.section == "operative" and p.lead for p in paragraphs):
        return replace(as_text, title=as_text.title or _first(statement, "docTitle"), symbol=as_text.symbol or _symbol(statement))
    return Draft(_first(statement, "docTitle"), _symbol(statement), kind, paragraphs, language, (), tuple(remarks))


def _paragraph(row: Row) -> DraftParagraph:
    return DraftParagraph(_SECTIONS.get(row.section, "provision"), row.number, row.lead, tuple(row.verbs), row.text, row.place)


def _first(statement: Element, tag: str) -> str:
    """The words of the first element of a kind that has any."""
    for element in statement.iter(NAMESPACE + tag):
        if text := read_wording(element).text:
            return str(text)
    return ""


def _symbol(statement: Element) -> str:
    found = _first(statement, "docNumber")
    return normal_symbol(found) if found else ""


def _language(statement: Element) -> str:
    for element in statement.iter(NAMESPACE + "FRBRlanguage"):
        return str(element.get("language") or "").lower()
    return ""
