"""Blocks of a text to a draft: each block found its section, its number and the phrase by which the body acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demarche.subjects.texts.draft import Amendment, Block, Draft, DraftKind, DraftParagraph
from demarche.subjects.texts.segmentation.amendments import asks_for_changes, split_amendments
from demarche.subjects.texts.segmentation.forms import (
    announces_statement,
    is_formula,
    kind_by_name,
    names_amendments,
    read_symbol,
    read_title,
)
from demarche.subjects.texts.segmentation.language import NAMES, read_language
from demarche.subjects.texts.segmentation.openings import read_opening, read_spoken
from demarche.subjects.texts.segmentation.pieces import Piece, split_pieces
from demarche.subjects.texts.segmentation.walk import Walk

_HEAD_LENGTH = 60
"""Lines of a title page before the text begins; sponsors' names can fill many."""


def segment(blocks: Iterable[Block], *, title: str = "", symbol: str = "") -> Draft:
    """Split a text into its paragraphs. `title` and `symbol` are used where the caller knows better than the first lines.

    The text is read by its own form: a body's name and a comma begin a preamble, the number 1 ends it; a statement's paragraphs
    follow the line that announces it; the provisions of an agreement or plan are what bears numbers or letters. A fragment without
    any of these begins where its first paragraph shows it to be.
    """
    pieces = split_pieces(blocks)
    start, kind = _begin(pieces)
    head = [piece.whole.text for piece in pieces[:start] if piece.whole.text]
    language = read_language("\n".join(piece.text for piece in pieces[: start + 200]))
    amendments: tuple[Amendment, ...] = ()
    remarks = list(_on_language(language))
    paragraphs: Sequence[DraftParagraph]
    if kind is DraftKind.AMENDMENT:
        amendments, paragraphs = split_amendments([piece.whole for piece in pieces[start:]])
    else:
        walk = Walk(pieces, start, kind)
        paragraphs = walk.read()
        remarks += walk.remarks
    if not paragraphs:
        remarks.append("No paragraph was found: the text is empty, or has no form that is known here.")
    return Draft(
        title or read_title(head), symbol or read_symbol(head), kind, tuple(paragraphs), language, amendments, tuple(remarks)
    )


def _on_language(language: str) -> Iterable[str]:
    if language and language != "en":
        yield f"The text is in {NAMES[language]}. Numbers and sections are read; verbs and elements are read in English only."
    if not language:
        yield "The text is in none of the six official languages, or has too few words to tell."


def _begin(pieces: Sequence[Piece]) -> tuple[int, DraftKind]:
    """Where the text itself begins, and what kind it is; what stands before is its title page."""
    texts = [piece.whole.text for piece in pieces[: 4 * _HEAD_LENGTH]]
    announced = next(
        (place for place, text in enumerate(texts) if announces_statement(text) and "made the following" in text), None
    )
    formula = next((place for place, text in enumerate(texts) if is_formula(text)), None)
    if announced is not None and (formula is None or announced < formula):
        return announced, DraftKind.PRESIDENTIAL_STATEMENT
    if formula is not None:
        named = kind_by_name(texts[:formula])
        return formula, DraftKind.COMMUNIQUE if named is DraftKind.COMMUNIQUE else DraftKind.RESOLUTION
    first = next((place for place, piece in enumerate(pieces[:_HEAD_LENGTH]) if _is_paragraph(piece)), None)
    if first is None and len(pieces) == 1 and _acts(pieces[0]):
        first = 0
    asking = next((place for place, piece in enumerate(pieces[:_HEAD_LENGTH]) if asks_for_changes(piece.whole.text)), None)
    if asking is not None and (first is None or asking <= first or names_amendments(texts[:asking])):
        return asking, DraftKind.AMENDMENT
    speaking = next((place for place, piece in enumerate(pieces[:_HEAD_LENGTH]) if _speaks(piece)), None)
    titled = next((place for place, text in enumerate(texts[:_HEAD_LENGTH]) if announces_statement(text)), None)
    if titled is not None or (first is None and speaking is not None):
        return titled + 1 if titled is not None else speaking or 0, DraftKind.PRESIDENTIAL_STATEMENT
    if first is None:
        return 0, kind_by_name(texts[:5]) or DraftKind.TEXT
    named = kind_by_name(texts[:first])
    if named is not None:
        return 1 + next(place for place, text in enumerate(texts) if kind_by_name([text]) is named), named
    piece = pieces[first]
    acting = read_opening(piece.text)
    return first, DraftKind.RESOLUTION if acting is not None else DraftKind.TEXT


def _is_paragraph(piece: Piece) -> bool:
    """Whether a piece is a paragraph by itself: it bears a number, or opens as recitals and operative paragraphs do."""
    if piece.label is not None and piece.label.first and not piece.label.is_part:
        return True
    return _acts(piece) and piece.text[-1:] in ",;.:"


def _acts(piece: Piece) -> bool:
    """Whether a piece opens as recitals and operative paragraphs do, with more than the verb."""
    opening = read_opening(piece.text)
    return opening is not None and opening.form != "bare" and len(piece.text.split()) > 2


def _speaks(piece: Piece) -> bool:
    """Whether a piece is a paragraph of a statement of the Security Council."""
    return "Security Council " in piece.text[:40] and read_spoken(piece.text) != ""
