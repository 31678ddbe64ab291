"""The body of a document in reading order: each element found its role, each paragraph and point its number, each piece its row."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.adapters.sources.akoma_ntoso.markup import NAMESPACE, Element, local_name
from demarche.adapters.sources.akoma_ntoso.numbering import Label, read_label
from demarche.adapters.sources.akoma_ntoso.rows import Body, Piece, Row, RowWriter
from demarche.adapters.sources.akoma_ntoso.section import Role
from demarche.adapters.sources.akoma_ntoso.wording import Wording, read_wording

_PARTS = {"preamble": "preambular", "conclusions": "note", "attachments": "annex"}
_BESIDE = {"meta", "coverPage", "preface"}
_LISTS = {"list", "sublist", "blockList"}
_LABELLED = {"paragraph", "point", "item"}
_HEADINGS = {"heading", "subheading", "crossHeading"}
_GROUPS = {"section", "attachment", "doc", "mainBody", "table", "tbody", "thead"} | _LISTS
_LEAVES = {"content", "intro", "wrapUp", "listIntroduction", "p", "formula", "block", "alinea", "container", "span", "tr"}
_SILENT = {"num", "meta", "img", "decoration"}


@dataclass(frozen=True, slots=True)
class _Owner:
    """The labelled paragraph or point around a piece of text."""

    number: str
    lettered: bool = False


def read_body(statement: Element, main_section: str, english: bool) -> Body:
    """Read a resolution or draft (`main_section` "operative") or a statement ("statement") paragraph by paragraph.

    Every word of the body is in a row: words of headings, footnotes and annexes too.
    """
    writer = RowWriter(english)
    for part in statement:
        name = local_name(part)
        if name in _PARTS or name == "mainBody":
            labels = [read_label(_printed(element)) for element in part.iter(*(NAMESPACE + kind for kind in _LABELLED))]
            writer.begin(_PARTS.get(name, main_section), [label for label in labels if label])
            _Walk(writer, name).group(part, None, 0)
        elif name not in _BESIDE:
            writer.remark("markup_not_known", name, f"An element “{name}” stands beside the body.")
    return writer.body


def _printed(element: Element) -> str:
    """The label printed before a paragraph or point."""
    num = element.find(f"{NAMESPACE}num")
    return "".join(num.itertext()) if num is not None else ""


class _Walk:
    """A walk through one part of a document."""

    def __init__(self, writer: RowWriter, part: str) -> None:
        self._writer = writer
        self._part = part
        self._count = 0

    def group(self, element: Element, owner: _Owner | None, depth: int) -> None:
        """Read what stands below an element, `depth` lists deep."""
        first = True
        for child in element:
            name = local_name(child)
            if name in _LABELLED:
                self._labelled(child, owner, depth)
            elif name in _GROUPS or (name in _LEAVES and name != "tr" and _holds_groups(child)):
                if name == "section" and _printed(child).strip():
                    self._write(child.find(f"{NAMESPACE}num"), Role.HEADING, None)
                self.group(child, owner, depth + (name in _LISTS))
            elif name in _HEADINGS:
                recital = name == "crossHeading" and child.get("refersTo") == "#preamble"
                self._write(child, Role.RECITAL if recital else Role.HEADING, owner)
            elif name and name not in _SILENT:
                if name not in _LEAVES:
                    self._writer.remark("markup_not_known", self._place(child), f"An element “{name}” stands in the body.")
                self._write(child, self._role(child, owner, first, depth), owner)
                first = False

    def _labelled(self, element: Element, outer: _Owner | None, depth: int) -> None:
        """Read a paragraph or point: give it its number, then read what stands below it."""
        label = read_label(_printed(element))
        if label is None:
            plain = local_name(element) == "paragraph" and outer is None
            self.group(element, None if plain else outer or _Owner(self._writer.current), depth)
            return
        place = self._place(element)
        number = self._writer.give_number(label, depth, place)
        rows = len(self._writer.body.rows)
        self.group(element, _Owner(number, _is_lettered(label)), depth)
        if len(self._writer.body.rows) == rows:
            self._writer.bare_number(label, number, place)

    def _role(self, element: Element, owner: _Owner | None, first: bool, depth: int) -> Role:
        """What the markup takes a piece of text for."""
        name, parent = local_name(element), element.getparent()
        if name in {"formula", "block"} or (name == "span" and local_name(parent) == "paragraph"):
            return Role.HEADING
        if owner is not None:
            named = Role.LETTERED if owner.lettered and depth == 0 else Role.LABELLED
            return named if first else Role.CONTINUED
        if name == "alinea" and self._writer.section == "statement":
            return Role.OPENING
        if name == "p" and local_name(parent) == "preamble":
            return Role.BARE
        return Role.FOOTNOTE if parent.get("class") == "FootnoteText" else Role.PLAIN

    def _write(self, element: Element, role: Role, owner: _Owner | None) -> None:
        """Add the row of a piece of text, and one for each of its footnotes."""
        wording = _cells(element) if local_name(element) == "tr" else read_wording(element)
        number, place = owner.number if owner else "", self._place(element)
        if wording.text:
            self._writer.write(Piece(role, number, place, wording))
        for note in wording.notes:
            below = read_wording(*note)
            if below.text:
                self._writer.body.rows.append(Row("note", number, "", [], below.text, place))

    def _place(self, element: Element) -> str:
        """The nearest id of the publisher at or above an element; a count within the part where there is none."""
        self._count += 1
        around: Element | None = element
        while around is not None and local_name(around) != "statement":
            if around.get("eId"):
                return str(around.get("eId"))
            around = around.getparent()
        return f"{self._part}[{self._count}]"


def _is_lettered(label: Label) -> bool:
    """Whether a label is a letter or Roman number that stands for a whole part."""
    return label.opens and label.readings[0][0] not in {"1", "decimal"}


def _holds_groups(element: Element) -> bool:
    """Whether a leaf holds a list or table in place of plain words."""
    return any(local_name(child) in _GROUPS or local_name(child) in _LABELLED for child in element)


def _cells(row: Element) -> Wording:
    """The cells of a table row, parted by bars."""
    cells = [read_wording(cell) for cell in row]
    return Wording(" | ".join(cell.text for cell in cells if cell.text), [], [note for cell in cells for note in cell.notes])
