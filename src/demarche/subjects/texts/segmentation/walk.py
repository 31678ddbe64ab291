"""A walk through the pieces of a text in reading order: from the preamble to the operative part, to annexes, and on to the next text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demarche.subjects.texts.draft import Block, DraftKind, DraftParagraph, Section
from demarche.subjects.texts.segmentation.acts import acts_of
from demarche.subjects.texts.segmentation.forms import announces_statement, is_formula
from demarche.subjects.texts.segmentation.labels import Label, read_label
from demarche.subjects.texts.segmentation.numbering import Numbering
from demarche.subjects.texts.segmentation.openings import read_opening
from demarche.subjects.texts.segmentation.pieces import Piece, without_opening

_ENDS_SENTENCE = re.compile(r"[.;:,?!][”\"’'»)\]*†\d]*$|[;,] (?:and|or)$")
_ENDS_PARAGRAPH = re.compile(r"[.;?!][”\"’'»)\]*†\d]*$")
_ANNEX = re.compile(r"^\W*(?:Annex(?:es)?|ANNEX|Appendix|APPENDIX|Attachment|Enclosure)\b(?!\s+(?:to|of|contains|is)\b)")
_CLOSING = re.compile(
    r"^\W*(?:\d+(?:st|nd|rd|th) (?:\(resumed\) )?(?:plenary )?meeting\b|\d{1,2} [A-Z][a-z]+ \d{4}$|_{3,}"
    r"|(?:Reissued|Corrected|Second reissue)\b)"
)
_TITLED_PART = re.compile(r"^\([“\"][^“”\"]*[”\"]\)$")
_WHEREAS = re.compile(r"^(?:Whereas|WHEREAS|In view of|Desiring|Believing)\b")
_NUMBER_WITHOUT_STOP = re.compile(r"^(\d{1,3}) (?=[A-Z])")
_PLAIN = {DraftKind.AGREEMENT, DraftKind.TEXT, DraftKind.DECLARATION}


class Walk:
    """Reads the paragraphs of one text, or of several that follow one another in one file."""

    def __init__(self, pieces: Sequence[Piece], start: int, kind: DraftKind) -> None:
        self.remarks: list[str] = []
        self._pieces = pieces
        self._start = start
        self._kind = kind
        self._paragraphs: list[DraftParagraph] = []
        self._numbering = Numbering()
        self._body: Section = "operative"
        if kind is DraftKind.PRESIDENTIAL_STATEMENT:
            self._body = "statement"
        elif kind in _PLAIN or (kind is DraftKind.COMMUNIQUE and not self._has_formula()):
            self._body = "provision"
        self._phase: Section = self._body if self._body == "statement" else "preambular"
        self._lists = False
        self._first_ahead = self._places_of_first_numbers()

    def _has_formula(self) -> bool:
        return any(is_formula(piece.whole.text) for piece in self._pieces[self._start : self._start + 3])

    def _places_of_first_numbers(self) -> list[bool]:
        """For each piece, whether paragraph 1 is still to come after it, before another text begins."""
        ahead = False
        found = []
        for piece in reversed(self._pieces):
            found.append(ahead)
            if piece.label is not None and piece.label.readings[0] == ("1", 1):
                ahead = True
            elif is_formula(piece.whole.text) or _ANNEX.match(piece.whole.text):
                ahead = False
        return found[::-1]

    def read(self) -> list[DraftParagraph]:
        """The paragraphs in order."""
        for place in range(self._start, len(self._pieces)):
            self._read_piece(place)
        return self._paragraphs

    def _read_piece(self, place: int) -> None:
        piece = self._pieces[place]
        text = piece.whole.text
        if piece.block.role in {"note", "head"}:
            self._add("note", "", piece.block)
        elif is_formula(text) and self._body != "statement":
            self._numbering.restart()
            self._phase = "preambular"
            self._add("heading", "", piece.whole)
        elif announces_statement(text):
            self._add("heading", "", piece.whole)
        elif self._enters_annex(piece):
            self._numbering.restart()
            self._phase = "annex"
            self._add("annex", "", piece.whole)
        elif _CLOSING.match(text) and len(text.split()) < 9 and self._phase != "annex":
            self._add("note", "", piece.whole)
        elif piece.label is not None:
            self._labelled(piece, piece.label, place)
        else:
            self._unlabelled(piece.whole, place)

    def _enters_annex(self, piece: Piece) -> bool:
        text = piece.whole.text
        if self._phase == "preambular" and not self._paragraphs_of("preambular"):
            return False
        return bool(_ANNEX.match(text)) and len(text.split()) <= 40 and not (_ENDS_PARAGRAPH.search(text) and len(text.split()) > 6)

    def _labelled(self, piece: Piece, label: Label, place: int) -> None:
        block = piece.block
        if label.is_recital:
            self._phase = "preambular"
            self._add("preambular", "", block)
            return
        if self._phase == "preambular" and not label.opens and self._points_begin_body(block.text, place):
            self._enter_body()
        if label.is_part and not self._sentence(block.text):
            self._add("heading", label.cited, block if block.text else piece.whole)
            return
        if label.is_named and (self._body != "provision" or not self._sentence(block.text)):
            if self._body == "provision":
                self._enter_body()
                self._numbering.place(label)
            self._add("heading", label.cited, piece.whole)
            return
        if piece.outer is not None:
            self._enter_body()
            self._numbering.place(piece.outer)
        if label.opens and self._phase == "preambular":
            self._enter_body()
        below = self._belongs_below(label, place)
        number = self._numbering.place(label, self._following(place), below=below)
        self._add(self._phase, number, block)

    def _points_begin_body(self, text: str, place: int) -> bool:
        """Whether points that stand before any recital, in a fragment, are points of the body."""
        opening = read_opening(text)
        recital = opening is not None and opening.form == "recital"
        return not recital and not self._first_ahead[place] and not self._paragraphs_of("preambular")

    def _belongs_below(self, label: Label, place: int) -> bool:
        """Whether a sequence that begins anew belongs below the paragraph before: it announces a list, or its own sequence goes on."""
        if not self._paragraphs or self._paragraphs[-1].section != self._phase or not self._paragraphs[-1].number:
            return False
        if self._paragraphs[-1].text.endswith(":"):
            return True
        reached = self._numbering.paragraph
        if label.readings[0] != ("1", 1) or not reached.isdigit() or int(reached) < 3:
            return False
        for piece in self._pieces[place + 1 : place + 40]:
            if piece.label is not None and piece.label.opens and piece.label.cited in {"1", str(int(reached) + 1)}:
                return piece.label.cited != "1"
        return False

    def _following(self, place: int) -> Label | None:
        return next((piece.label for piece in self._pieces[place + 1 : place + 40] if piece.label is not None), None)

    def _sentence(self, text: str) -> bool:
        return bool(_ENDS_SENTENCE.search(text)) or len(text.split()) > 25

    def _enter_body(self) -> None:
        if self._phase == "preambular":
            self._phase = self._body

    def _unlabelled(self, block: Block, place: int) -> None:
        text = block.text
        if (label := self._number_without_stop(block)) is not None:
            self._labelled(Piece(without_opening(block, len(label.cited) + 1), label, block), label, place)
            return
        if block.role == "heading" or self._is_heading(block):
            self._add("heading", "", block)
            return
        if self._phase == "preambular" and not self._still_preamble(text, place):
            self._enter_body()
        elif self._phase == "operative" and self._begins_preamble(text, place):
            self._phase = "preambular"
        number = ""
        if self._phase in {"operative", "provision"} and self._paragraphs:
            number = self._number_of_continuation(text)
        self._add(self._phase, number, block)

    def _number_without_stop(self, block: Block) -> Label | None:
        """The number of a paragraph whose number lost its full stop: it is the next one, and an act follows it."""
        found = _NUMBER_WITHOUT_STOP.match(block.text)
        if found is None:
            return None
        label = read_label(f"{found[1]}.")
        opening = read_opening(block.text[found.end() :])
        acts = opening is not None and opening.form == "finite"
        return label if label is not None and acts and self._numbering.expects(label) else None

    def _is_heading(self, block: Block) -> bool:
        text = block.text
        if _TITLED_PART.match(text):
            return True
        if _ENDS_SENTENCE.search(text):
            return False
        opening = read_opening(text)
        if opening is not None and opening.form == "recital" and self._phase == "preambular":
            return False
        if len(self._pieces) == 1:
            return False
        if block.italics == ((0, len(text)),) or not any(map(str.isalpha, text)):
            return True
        if self._paragraphs and self._paragraphs[-1].section == self._phase and self._lists:
            return False
        return len(text.split()) <= 25 and not text[:1].islower() and "|" not in text

    def _still_preamble(self, text: str, place: int) -> bool:
        """Whether an unnumbered paragraph before paragraph 1 belongs to the preamble."""
        opening = read_opening(text)
        if self._body == "provision":
            recital = (opening is not None and opening.form == "recital") or bool(_WHEREAS.match(text))
            return recital or (not self._numbering.current and self._following(place) is not None)
        if self._first_ahead[place]:
            return opening is None or opening.form != "finite" or text.endswith(",")
        if opening is not None:
            return opening.form == "recital"
        return text.endswith(",")

    def _begins_preamble(self, text: str, place: int) -> bool:
        """Whether a new part begins with recitals of its own."""
        opening = read_opening(text)
        if opening is None or opening.form != "recital" or not text.endswith(","):
            return False
        coming = self._following(place)
        return coming is not None and coming.opens

    def _number_of_continuation(self, text: str) -> str:
        """The number of words without a label: those of a sentence carried on, or of what a point announced as a title says."""
        before = self._paragraphs[-1]
        if self._phase == "provision" and self._numbering.in_article:
            return self._numbering.current
        carried = before.section == self._phase and before.number and before.text[-1:] in ",;:" and read_opening(text) is None
        if text[:1].islower() or carried:
            return self._numbering.paragraph
        titled = before.number == self._numbering.current and before.section == self._phase and before.text[-1:] not in ".;,:"
        return self._numbering.current if titled else ""

    def _paragraphs_of(self, section: Section) -> bool:
        return any(paragraph.section == section for paragraph in self._paragraphs)

    def _add(self, section: Section, number: str, block: Block) -> None:
        lead, verbs = acts_of(section, block)
        self._lists = block.text.endswith(":") or (self._lists and not _ENDS_SENTENCE.search(block.text))
        self._paragraphs.append(DraftParagraph(section, number, lead, verbs, block.text, block.place))
