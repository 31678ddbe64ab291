"""A paper as plain values, for programs and for the page setter: blocks of runs of spans, references by number, no marks of handling."""

from __future__ import annotations

from typing import Any

from demarche.adapters.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Table, Words, describe, host


def paper_data(paper: Paper) -> dict[str, Any]:
    """The paper as values that JSON knows; `refs` are the numbers of `sources`."""
    numbers = paper.numbers()

    def run(spans: Words) -> list[dict[str, Any]]:
        return [
            {
                "text": s.text,
                "bold": s.bold,
                "italic": s.italic,
                "tone": s.tone,
                "refs": [numbers[r.key] for r in s.refs],
            }
            for s in spans
        ]

    def values(block: Block) -> dict[str, Any]:
        if isinstance(block, Heading):
            return {"kind": "heading", "level": block.level, "text": block.text}
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "style": block.style, "run": run(block.run)}
        if isinstance(block, Bullets):
            return {"kind": "bullets", "numbered": block.numbered, "points": [run(point) for point in block.points]}
        return table(block)

    def table(block: Table) -> dict[str, Any]:
        return {
            "kind": "table",
            "caption": block.caption,
            "roomy": block.roomy,
            "header": list(block.header),
            "widths": list(block.widths or (1.0,) * len(block.header)),
            "rows": [[run(cell) for cell in row] for row in block.rows],
        }

    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "marking": paper.marking,
        "day": paper.day.isoformat(),
        "footer": paper.footer,
        "language": paper.language,
        "setting": paper.setting,
        "blocks": [values(block) for block in paper.blocks],
        "sources": [
            {
                "number": numbers[ref.key],
                "text": f"{describe(ref, address=False)} {paper.source_notes.get(ref.key, '')}".rstrip(),
                "host": host(ref.url),
                "url": ref.url if ref.url.startswith(("http://", "https://")) else "",
            }
            for ref in paper.references()
        ],
    }
