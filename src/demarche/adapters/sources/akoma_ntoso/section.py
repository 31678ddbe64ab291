"""The section of a piece of text, where the markup alone does not say: heading or paragraph, recital or operative, note."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Protocol

from demarche.adapters.sources.akoma_ntoso.phrases import opens_as_recital
from demarche.adapters.sources.akoma_ntoso.wording import Wording


class Role(Enum):
    """What the markup takes a piece of text for."""

    PLAIN = auto()
    BARE = auto()
    """Words that stand directly in the preamble, in no container."""
    LABELLED = auto()
    LETTERED = auto()
    """Words behind a letter or Roman number that stands for a whole part, as `B.`"""
    CONTINUED = auto()
    RECITAL = auto()
    HEADING = auto()
    OPENING = auto()
    FOOTNOTE = auto()


class Piece(Protocol):
    """Words with what the markup takes them for."""

    role: Role
    wording: Wording


_REISSUED = re.compile(r"^\W*(reissued|nouveau tirage|corrected|nueva tirada)\b", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:(\d{1,3})\.?|(\((?:\d{1,2}|[a-z]|[ivx]{1,5})\)))\s+(?=[^\W\d_])")
_SEIZED = re.compile(r"\bremain\w* (?:actively )?seized\b.*\.\W*$")
_ANNEX = re.compile(r"^\W*(?:Annex|Appendix|Attachment|Enclosure)\b")
_ENDS_SENTENCE = re.compile(r"[.;:,?!]\W*$")
_ENDS_PARAGRAPH = re.compile(r"[.;?!]\W*$")
_NO_LETTERS = re.compile(r"^[\W_]*$")
_IN_BRACKETS = re.compile(r"^\([“\"][^“”\"]*[”\"]\)$")
_SECTION_LETTER = re.compile(r"^\W*(?:[IVX]+|[A-H])\W*$")


def label_in_text(text: str) -> tuple[str, int] | None:
    """A label that stands in the text in place of the markup for it, with the length to cut.

    >>> label_in_text("11 Condemns the acts"), label_in_text("(2) Opening of the crossing")
    (('11.', 3), ('(2)', 4))
    """
    found = _NUMBER.match(text)
    if not found:
        return None
    return (f"{found[1]}." if found[1] else found[2]), found.end()


def closes(text: str) -> bool:
    """Whether a paragraph is the one by which the Council stays seized, after which only annexes come."""
    return bool(_SEIZED.search(text))


def opens_annex(text: str) -> bool:
    """Whether a line without a number is the title of an annex."""
    return bool(_ANNEX.match(text)) and len(text.split()) <= 40


def is_headline(wording: Wording) -> bool:
    """Whether words are set in italics as a whole and end no sentence: a title, not an act."""
    return wording.italics == [(0, len(wording.text))] and not _ENDS_SENTENCE.search(wording.text)


def settle_section(section: str, piece: Piece, lead: str, *, before_first: bool, awaits_first: bool) -> str:
    """The section of a row.

    `before_first` says that no operative paragraph was met yet, `awaits_first` that the next label to come is `1.`
    """
    role, wording = piece.role, piece.wording
    text = wording.text
    if role is Role.FOOTNOTE or _REISSUED.match(text):
        return "note"
    if role in {Role.HEADING, Role.OPENING} or section in {"annex", "note"}:
        return "heading" if role in {Role.HEADING, Role.OPENING} else section
    if role is Role.RECITAL:
        return "preambular"
    if role in {Role.CONTINUED, Role.PLAIN, Role.BARE} and is_headline(wording):
        return "heading"
    if role in {Role.BARE, Role.LETTERED} and not lead and not _ENDS_SENTENCE.search(text):
        return "heading"
    if role is Role.LABELLED and before_first and section == "operative":
        return "preambular" if opens_as_recital(text) else section
    if role is not Role.PLAIN or section == "preambular":
        return section
    if any(pattern.match(text) for pattern in (_NO_LETTERS, _SECTION_LETTER, _IN_BRACKETS)):
        return "heading"
    if section == "operative" and before_first and text.endswith(",") and (awaits_first or opens_as_recital(text)):
        return "preambular"
    untitled = lead or not text[:1].isupper() or len(text.split()) > 14 or _ENDS_PARAGRAPH.search(text)
    return section if untitled else "heading"
