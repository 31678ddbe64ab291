"""A paper as plain text, for a terminal, a pipe or a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from demarche.adapters.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Table, Words, describe


def to_text(paper: Paper, width: int = 100) -> str:
    """Render the paper in lines of at most `width` characters; addresses are not broken."""
    numbers = paper.numbers()

    def run(spans: Words) -> str:
        return "".join(s.text + "".join(f" [{numbers[r.key]}]" for r in s.refs) for s in spans).strip()

    lines = [paper.marking.upper()] if paper.marking else []
    lines += [paper.title, "=" * min(width, len(paper.title)), *_wrap(paper.subtitle, width, ""), ""]
    for block in paper.blocks:
        lines += _block(block, run, width)
    references = paper.references()
    if references:
        lines += ["", "Sources", "-------"]
        for i, ref in enumerate(references, start=1):
            note = paper.source_notes.get(ref.key, "")
            lines += _wrap(f"[{i}] {describe(ref)} {note}".rstrip(), width, "    ")
    if paper.footer:
        lines += ["", *_wrap(paper.footer, width, "")]
    return "\n".join(lines) + "\n"


def _block(block: Block, run: Callable[[Words], str], width: int) -> list[str]:
    if isinstance(block, Heading):
        return ["", block.text, ("-" if block.level == 1 else "·") * min(width, len(block.text))]
    if isinstance(block, Paragraph):
        return _wrap(run(block.run), width, "")
    if isinstance(block, Bullets):
        marks = [f"{n}. " if block.numbered else "• " for n in range(1, len(block.points) + 1)]
        points = zip(marks, block.points, strict=True)
        return [line for mark, point in points for line in _wrap(mark + run(point), width, " " * len(mark))]
    return _table(block, run, width)


def _table(table: Table, run: Callable[[Words], str], width: int) -> list[str]:
    """Each row as a small paragraph: a grid of seven columns is unreadable at eighty characters."""
    lines = _wrap(table.caption, width, "") if table.caption else []
    for row in table.rows:
        cells = [run(cell) for cell in row]
        lines += _wrap(cells[0], width, "  ")
        for name, cell in zip(table.header[1:], cells[1:], strict=True):
            if cell:
                lines += _wrap(f"    {name}: {cell}", width, "      ")
    return lines


def _wrap(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    ) or [""]
