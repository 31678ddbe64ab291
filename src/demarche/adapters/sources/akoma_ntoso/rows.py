"""Pieces of a body to rows: the number, the section and the acts of each settled by markup, wording and order together."""

from __future__ import annotations

from dataclasses import dataclass, field

from demarche.adapters.sources.akoma_ntoso.numbering import Label, Numbering, read_label
from demarche.adapters.sources.akoma_ntoso.phrases import lead_without_italics, read_acts
from demarche.adapters.sources.akoma_ntoso.section import Role, closes, is_headline, label_in_text, opens_annex, settle_section
from demarche.adapters.sources.akoma_ntoso.wording import Wording

_ACTING = {"preambular", "operative"}


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph, point, heading or note. `section` is preambular, operative, statement, annex, heading or note."""

    section: str
    number: str
    lead: str
    verbs: list[str]
    text: str
    place: str


@dataclass(slots=True)
class Body:
    """The rows of a document, and what was noticed on the way as (kind, place, detail)."""

    rows: list[Row] = field(default_factory=list)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Piece:
    """Words that stand in one place, with what the markup takes them for and the number it puts them under."""

    role: Role
    number: str
    place: str
    wording: Wording


class RowWriter:
    """Writes the rows of one document in reading order."""

    def __init__(self, english: bool) -> None:
        self.body = Body()
        self.section = ""
        self._english = english
        self._numbering = Numbering()
        self._coming: list[Label] = []
        self._acted = False
        self._closed = False
        self._loose = ""

    @property
    def current(self) -> str:
        """The number last given."""
        return self._numbering.current

    def begin(self, section: str, coming: list[Label]) -> None:
        """Enter a part of the document, where the labels `coming` will be met in this order."""
        if section == "annex":
            self._numbering.restart()
        self.section, self._coming, self._closed, self._loose = section, coming, False, ""

    def remark(self, kind: str, place: str, detail: str) -> None:
        """Note something for the audit."""
        self.body.remarks.append((kind, place, detail))

    def give_number(self, label: Label, depth: int, place: str) -> str:
        """The number of the paragraph or point that is met next, `depth` lists deep."""
        self._coming.pop(0)
        style, value = label.readings[0]
        if self._closed and not (style == "1" and self._numbering.expects(value)):
            self._enter_annex(place)
        if self.section == "preambular" and label.opens and style == "1":
            self.remark("operative_in_preamble", place, f"Paragraph {label.cited} stands in the preamble's markup.")
            self.section = "operative"
        return self._numbering.place(label, depth, self._coming[0] if self._coming else None)

    def bare_number(self, label: Label, number: str, place: str) -> None:
        """A label with no words behind it: the number of the words that follow, or the heading of a part."""
        if label.readings[0][0] == "1":
            self._loose = number
        else:
            self.body.rows.append(Row("heading", number, "", [], label.cited, place))

    def write(self, piece: Piece) -> None:
        """Add the row of a piece."""
        if piece.role in {Role.PLAIN, Role.HEADING} and self._begins_annex(piece):
            self._enter_annex(piece.place)
        self._take_label(piece)
        headline = is_headline(piece.wording)
        lead, verbs, others = ("", [], []) if headline else read_acts(piece.wording, self._english)
        before_first = not self._acted
        section = settle_section(self.section, piece, lead, before_first=before_first, awaits_first=self._awaits_first())
        if section in _ACTING and not piece.wording.italics:
            lead, verbs = self._acts_without_italics(piece)
        if section == "preambular" != self.section and piece.role is not Role.RECITAL:
            self.remark("recital_in_body", piece.place, "A recital stands in the markup of the main body.")
        if section == "operative" and piece.role is Role.PLAIN and not lead:
            piece.number = self._number_of_continuation(piece.wording.text)
        for phrase in others if section in _ACTING else ():
            self.remark("italics_no_act", piece.place, phrase)
        self._acted = self._acted or section == "operative"
        self._closed = section == self.section == "operative" and closes(piece.wording.text)
        if section in {"heading", "note"}:
            lead, verbs = "", []
        self.body.rows.append(Row(section, piece.number, lead, verbs, piece.wording.text, piece.place))

    def _begins_annex(self, piece: Piece) -> bool:
        """Whether words without a number begin an annex that stands in the main body's markup."""
        if self.section != "operative" or not (self._closed or opens_annex(piece.wording.text)):
            return False
        return settle_section("operative", piece, "", before_first=False, awaits_first=False) != "note"

    def _enter_annex(self, place: str) -> None:
        """From here on the main body's markup holds an annex."""
        if self.section == "operative":
            self.remark("annex_in_body", place, "An annex stands in the markup of the main body.")
            self.begin("annex", self._coming)
        self._closed = False

    def _take_label(self, piece: Piece) -> None:
        """Find the number of words whose label stands apart from them: alone in a paragraph before, or in the text itself."""
        if piece.role is Role.PLAIN and self._loose:
            self.remark("number_apart", piece.place, f"The number {self._loose} stands in a paragraph of its own before this one.")
            piece.role, piece.number, self._loose = Role.LABELLED, self._loose, ""
        if piece.role not in {Role.PLAIN, Role.CONTINUED} or self.section != "operative":
            return
        found = label_in_text(piece.wording.text)
        label = read_label(found[0]) if found else None
        if found and label and (not label.opens or self._numbering.expects(label.readings[0][1])):
            self.remark("number_in_text", piece.place, f"The number {found[0]} stands in the text of the paragraph.")
            piece.wording, piece.role = piece.wording.without_opening(found[1]), Role.LABELLED
            piece.number = self._numbering.place(label, 0, None)

    def _acts_without_italics(self, piece: Piece) -> tuple[str, list[str]]:
        """The opening act of a whole English paragraph whose italics are lost."""
        whole = "(" not in piece.number and "–" not in piece.number and not piece.wording.text[:1].islower()
        lead = lead_without_italics(piece.wording.text) if whole and self._english else ""
        if lead:
            self.remark("lead_without_italics", piece.place, lead)
        return lead, [lead] if lead else []

    def _awaits_first(self) -> bool:
        """Whether the next label to come is that of paragraph 1."""
        return bool(self._coming) and self._coming[0].opens and self._coming[0].readings[0] == ("1", 1)

    def _number_of_continuation(self, text: str) -> str:
        """The number of words without label or act: a sentence carried on, or what a point announced as a title says."""
        if text[:1].islower():
            return self._numbering.paragraph
        before = self.body.rows[-1] if self.body.rows else None
        titled = before is not None and before.number == self._numbering.current and before.text[-1:] not in ".;,:"
        return self._numbering.current if titled else ""
