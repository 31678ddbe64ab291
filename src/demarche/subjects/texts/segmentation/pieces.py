"""Blocks with single spaces and with the label that stands before their words taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from demarche.subjects.texts.draft import Block
from demarche.subjects.texts.segmentation.labels import Label, read_label, split_label

_SPACE = re.compile(r"\s+")
_NO_LABELS = {"note", "head", "row"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block whose text has lost its label. `whole` is the block with the label still in its text, for where it is none.

    `outer` is the number of a paragraph that consists of points alone and stands before the first of them: `2.` in `2. (a) Open …`.
    """

    block: Block
    label: Label | None
    whole: Block
    outer: Label | None = None

    @property
    def text(self) -> str:
        """The words without the label."""
        return self.block.text


def split_pieces(blocks: Iterable[Block]) -> list[Piece]:
    """Blocks as pieces, empty ones left out; a number that stands alone on its line goes to the block after it."""
    pieces: list[Piece] = []
    waiting: Piece | None = None
    for block in map(_tidy, blocks):
        if not block.text and not block.label:
            continue
        piece = _split(block)
        if waiting is not None:
            joined = _join(waiting, piece)
            if joined is not None:
                pieces.append(joined)
                waiting = None
                continue
            pieces.append(Piece(waiting.whole, None, waiting.whole))
            waiting = None
        if piece.label is not None and not piece.text and _waits(piece.label):
            waiting = piece
        else:
            pieces.append(piece)
    if waiting is not None and waiting.whole.text:
        pieces.append(Piece(waiting.whole, None, waiting.whole))
    return pieces


def _join(waiting: Piece, piece: Piece) -> Piece | None:
    """The words after a number that stands alone, with that number; None where it cannot be theirs."""
    if piece.block.role in _NO_LABELS or not piece.text:
        return None
    if piece.label is None:
        text = f"{waiting.whole.text} {piece.text}"
        return Piece(piece.block, waiting.label, replace(piece.block, text=text, italics=()))
    if waiting.label is not None and waiting.label.opens and not piece.label.opens and piece.label.first:
        return replace(piece, outer=waiting.label)
    return None


def _waits(label: Label) -> bool:
    """Whether a label that stands alone belongs to the words after it; an article's or a part's name is a heading."""
    return not label.is_named and not label.is_part


def _split(block: Block) -> Piece:
    if label := read_label(block.label):
        return Piece(block, label, block)
    if block.role in _NO_LABELS:
        return Piece(block, None, block)
    label, cut = split_label(block.text)
    rest = without_opening(block, cut)
    if label is not None and label.opens and rest.text[:1] == "(":
        point, more = split_label(rest.text)
        if point is not None and point.first:
            return Piece(without_opening(rest, more), point, block, outer=label)
    return Piece(rest, label, block)


def without_opening(block: Block, length: int) -> Block:
    """The block without its first signs; a quotation mark that opens it stays."""
    if not length:
        return block
    quote = block.text[:1] if block.text[:1] in '“"«„' else ""
    shift = length - len(quote)
    italics = tuple((max(start - shift, 0), end - shift) for start, end in block.italics if end > length)
    return replace(block, text=quote + block.text[length:], italics=italics)


def _tidy(block: Block) -> Block:
    """The block with single spaces, its italics moved along."""
    tidy = _SPACE.sub(" ", block.text).strip()
    if tidy == block.text:
        return block
    places, length, after_space = [], 0, True
    for sign in block.text:
        places.append(length)
        space = sign.isspace()
        length += not (space and after_space)
        after_space = space
    places.append(length)
    italics = []
    for start, end in block.italics:
        if start < end <= len(block.text) and places[start] < len(tidy):
            italics.append((places[start], min(places[end], len(tidy))))
    return replace(block, text=tidy, italics=tuple(italics))
