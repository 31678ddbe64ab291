"""How long a paper will be in Word, estimated from its words, so that a paper promised on two pages is composed to fit.

The figures were measured on rendered papers of this design; a test renders the shipped briefs and counts their pages.
"""

from __future__ import annotations

from math import ceil

from demarche.adapters.papers.paper import LARGER, Block, Bullets, Heading, Paper, Paragraph, Table, Words, describe

PAGE = 271.0
WIDTH = 182.0
SHRINK = 0.94
"""Rendered length over the sum of the parts, in the papers it was measured on (0.91 to 0.95)."""
_BODY, _NOTE, _CELL, _SOURCE = (3.98, 0.74), (3.25, 0.88), (3.42, 0.84), (2.95, 0.92)
"""Height of a line in millimetres and characters to a millimetre, by kind of text."""


def pages(paper: Paper) -> float:
    """The estimated number of A4 pages; a wide paper is counted as if it stood upright."""
    larger = LARGER[paper.setting]
    words_ = sum(_height(block) for block in paper.blocks if not isinstance(block, Table))
    height = 22.0 + words_ * larger**2 + sum(_height(block) for block in paper.blocks if isinstance(block, Table))
    sources = [_lines(len(describe(ref, address=False)) + 6, (WIDTH - 6) / 2, _SOURCE) for ref in paper.references()]
    if sources:
        height += 7.0 + (sum(sources) / 2 + 2) * _SOURCE[0]
    return SHRINK * height / PAGE


def _lines(characters: int, width: float, kind: tuple[float, float]) -> int:
    return max(1, ceil(characters / (width * kind[1])))


def _length(run: Words) -> int:
    return sum(len(span.text) + 3 * len(span.refs) for span in run)


def _height(block: Block) -> float:
    if isinstance(block, Heading):
        return 7.0
    if isinstance(block, Paragraph):
        kind = _NOTE if block.style == "note" else _BODY
        return _lines(_length(block.run), WIDTH, kind) * kind[0] + 0.7
    if isinstance(block, Bullets):
        return sum(_lines(_length(point), WIDTH - 5, _BODY) * _BODY[0] + 0.4 for point in block.points)
    return _table(block)


def _table(table: Table) -> float:
    shares = table.widths or tuple(1.0 for _ in table.header)
    widths = [WIDTH * share / sum(shares) - 2 for share in shares]
    height = 5.5
    for row in table.rows:
        height += max(_lines(_length(cell), width, _CELL) for cell, width in zip(row, widths, strict=True)) * _CELL[0] + 0.6
    return height
