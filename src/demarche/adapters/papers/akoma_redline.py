"""A draft with its changes as Akoma Ntoso for the United Nations (AKN4UN): the publisher's vocabulary, changes as `ins` and `del`.

Reference: AKN4UN guidelines of the High-Level Committee on Management (https://unsceb-hlcm.github.io). What is read back from the file
by our own reader is the draft with all changes accepted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from demarche.adapters.papers.paper import printable
from demarche.subjects.texts.alignment import Redline

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_TAGS = {"inserted": "ins", "deleted": "del"}


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph of the draft. `section` and `number` as the draft has them, `redline` without the number; `italics` its acts."""

    section: str
    number: str
    redline: Redline
    italics: tuple[str, ...] = ()


def akoma_bytes(
    paragraphs: Sequence[MarkedParagraph], *, title: str, symbol: str, kind: str, day: dt.date, language: str = "en"
) -> bytes:
    """The document. `kind` names the statement, such as resolution; `day` is that of the draft."""
    from lxml import etree

    root = etree.Element(_name("akomaNtoso"), nsmap={None: _NAMESPACE})
    statement = _below(root, "statement", name=kind)
    _meta(statement, symbol, day, language)
    preface = _below(statement, "preface")
    line = _below(preface, "p")
    if symbol:
        _below(line, "docNumber").text = printable(symbol)
    if title:
        _below(line, "docTitle").text = printable(title)
    recitals = [each for each in paragraphs if each.section == "preambular"]
    if recitals:
        preamble = _below(statement, "preamble")
        for n, each in enumerate(recitals, 1):
            container = _below(preamble, "container", name=_lead(each) or "recital", eId=f"preamble__container_{n}")
            _write(_below(container, "p"), each)
    body = _below(statement, "mainBody")
    _body(body, [each for each in paragraphs if each.section not in {"preambular", "note"}])
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)
    return made


def _meta(statement: Any, symbol: str, day: dt.date, language: str) -> None:
    identification = _below(_below(statement, "meta"), "identification", source="#draft")
    for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
        part = _below(identification, level)
        this = f"/akn/un/statement/{day}/{symbol or 'draft'}"
        _below(part, "FRBRthis", value=printable(this))
        _below(part, "FRBRuri", value=printable(this))
        _below(part, "FRBRdate", date=day.isoformat(), name="draft")
        _below(part, "FRBRauthor", href="#draft")
        if level == "FRBRWork":
            _below(part, "FRBRcountry", value="un")
        if level == "FRBRExpression":
            _below(part, "FRBRlanguage", language=language or "en")


def _body(body: Any, paragraphs: Iterable[MarkedParagraph]) -> None:
    """Paragraphs as they follow one another; points stand below the last whole paragraph, in lists of their own depth."""
    open_: list[Any] = []
    for n, each in enumerate(paragraphs, 1):
        labels = each.number.split(" ") if each.number else []
        if each.section == "heading":
            open_ = []
            _write(_below(body, "crossHeading", eId=f"heading_{n}"), each)
            continue
        depth = len([label for label in labels[1:] if label.startswith("(") or label == "–"])
        if not labels or (depth == 0 and each.number.startswith("Article")):
            open_ = []
        if not labels:
            _write(_below(_below(_below(body, "paragraph", eId=f"para_{n}"), "content"), "p"), each)
            continue
        depth = min(depth, len(open_))
        if depth == 0:
            made = _below(body, "paragraph", eId=f"para_{n}")
            open_ = []
        else:
            holder = open_[depth - 1]
            listed = holder.find(_name("list"))
            made = _below(holder if listed is None else listed, "list", eId=f"list_{n}") if listed is None else listed
            made = _below(made, "point", eId=f"point_{n}")
        label = labels[-1]
        _below(made, "num").text = label if depth or not label.isdigit() else f"{label}."
        _write(_below(_below(made, "content"), "p"), each)
        open_ = [*open_[:depth], made]


def _lead(paragraph: MarkedParagraph) -> str:
    return printable(paragraph.italics[0]) if paragraph.italics else ""


def _write(element: Any, paragraph: MarkedParagraph) -> None:
    """Write the words with changes marked, acts in italics where a whole stretch holds them."""
    last: Any = None
    waiting = list(paragraph.italics)
    for piece in paragraph.redline.pieces:
        words = printable(piece.text)
        holder = element if piece.kind == "equal" else _below(element, _TAGS[piece.kind])
        if piece.kind != "equal":
            last = holder
            inner: Any = None
        else:
            inner = last
        if piece.kind != "deleted":
            while waiting and waiting[0] in words:
                before, _, words = words.partition(waiting[0])
                _append(holder, inner, before)
                inner = _below(holder, "span", **{"class": "italic"})
                inner.text = printable(waiting.pop(0))
        _append(holder, inner, words)
        last = inner if piece.kind == "equal" else last


def _append(holder: Any, after: Any, words: str) -> None:
    if after is None:
        holder.text = (holder.text or "") + words
    else:
        after.tail = (after.tail or "") + words


def _below(parent: Any, tag: str, /, **attributes: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, _name(tag), {key: value for key, value in attributes.items() if value})


def _name(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
