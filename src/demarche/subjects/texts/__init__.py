"""Texts: what a paragraph does, by its verbs, and which protection elements it speaks of and how."""

from demarche.subjects.texts.draft import Amendment, Block, Draft, DraftKind, DraftParagraph
from demarche.subjects.texts.element import Element
from demarche.subjects.texts.finding import find_elements, speaks_of_conflict
from demarche.subjects.texts.list_points import is_point, openings
from demarche.subjects.texts.marks import LEADING_WITHIN, How, Mention, ParagraphMarks, elements, mark_paragraph
from demarche.subjects.texts.verbs import Act, Axis, read_act

__all__ = [
    "LEADING_WITHIN",
    "Act",
    "Amendment",
    "Axis",
    "Block",
    "Draft",
    "DraftKind",
    "DraftParagraph",
    "Element",
    "How",
    "Mention",
    "ParagraphMarks",
    "elements",
    "find_elements",
    "is_point",
    "mark_paragraph",
    "openings",
    "read_act",
    "speaks_of_conflict",
]
