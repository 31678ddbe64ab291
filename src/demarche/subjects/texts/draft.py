"""A draft as its reader would count it: preambular and operative paragraphs with their numbers, or the provisions of another text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Section = Literal["preambular", "operative", "statement", "provision", "heading", "annex", "note"]
"""What a paragraph is. A provision is a numbered or lettered paragraph of a text that is no resolution: an agreement, a communiqué
that is laid out in articles, a plan. Notes are footnotes and remarks of the editor."""

Action = Literal["replace", "insert", "delete", "reword"]


class DraftKind(StrEnum):
    """What a text is by its own form. `text` is anything else that has paragraphs."""

    RESOLUTION = "resolution"
    PRESIDENTIAL_STATEMENT = "presidential_statement"
    AMENDMENT = "amendment"
    COMMUNIQUE = "communique"
    AGREEMENT = "agreement"
    DECLARATION = "declaration"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a file that stands by itself: a paragraph, a list point, a heading, a row of a table, a footnote.

    `italics` are (start, end) places in `text`, in order. `label` is the number printed before the text where the file keeps it
    apart, as Word's automatic numbers are; a number that is typed stays in the text. `role` is "heading", "note", "row" or "head"
    (a title page or running head) where the file says so; `part` is "preamble", "body" or "annex" where it says that. `place` is
    the file's own name for the spot.
    """

    text: str
    italics: tuple[tuple[int, int], ...] = ()
    label: str = ""
    role: str = ""
    part: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """One paragraph or list point.

    `number` is as a citation gives it (`3`, `3 (a)`, `Article 4`, empty for recitals), `lead` the phrase that opens it and says what
    the body does, `verbs` all such phrases that the file prints in italics, the lead alone where it prints none. `place` is the
    spot in the file, from `Block.place`.
    """

    section: Section
    number: str
    lead: str
    verbs: tuple[str, ...]
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change that an amendment asks for.

    `section` and `number` name the paragraph of the amended draft (for an insertion, the one after which the new text goes; empty
    where none is named). `old` and `new` are the words to take out and to put in: whole paragraphs, or for `reword` a few words.
    """

    action: Action
    section: Section
    number: str
    old: str = ""
    new: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text split into its paragraphs.

    `title` and `symbol` are empty where the text states none. `language` is the code of the official language it is written in, empty
    where no reading is possible. `remarks` say in plain words what a reader should know of how it was read.
    """

    title: str
    symbol: str
    kind: DraftKind
    paragraphs: tuple[DraftParagraph, ...]
    language: str = "en"
    amendments: tuple[Amendment, ...] = ()
    remarks: tuple[str, ...] = ()

    def of(self, *sections: Section) -> tuple[DraftParagraph, ...]:
        """The paragraphs of the sections named, in order."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.section in sections)
