"""The one gate by which words leave the desk: what a reader may not see is taken out, and the author is told what it was.

What leaves does not say that anything was removed. Besides the marked spans, their words are looked for in what remains: a
restricted name that somebody typed into a public field stops the paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from demarche.adapters.papers.calendar_file import Event
from demarche.adapters.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Table, Words, plain, runs_of
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import Failure

_TOO_COMMON = 12
"""Shorter values are looked for as whole words only, longer ones anywhere."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What the gate took out: where it came from, how it was marked, and its words. For the author's eyes only."""

    origin: str
    sensitivity: Sensitivity
    text: str


class _Sieve:
    """Keeps the spans that a reader cleared for `clearance` may see, and notes the others."""

    def __init__(self, clearance: Sensitivity) -> None:
        self.clearance = clearance
        self.removed: list[Removed] = []
        self.guarded: list[Removed] = []

    def __call__(self, run: Words) -> Words:
        kept = []
        for span in run:
            if span.sensitivity.readable_at(self.clearance):
                kept.append(span)
            else:
                self.removed.append(Removed(span.origin, span.sensitivity, span.text))
                if span.guarded:
                    self.guarded.append(self.removed[-1])
        said = plain(tuple(kept)).strip()
        # a label that lost what it stood before would tell that something is missing
        bare = len(kept) < len(run) and said.endswith(":")
        return tuple(kept) if said.strip(":;,.–—") and not bare else ()


def clear_for(paper: Paper, clearance: Sensitivity) -> tuple[Paper, list[Removed]]:
    """The paper as a reader cleared for `clearance` may have it, and what was removed.

    Raises `Failure` where words of a removed span remain elsewhere in the paper.
    """
    keep = _Sieve(clearance)
    blocks = [b for block in paper.blocks if (b := _kept(block, keep)) is not None]
    cleared = replace(paper, blocks=_without_empty_sections(blocks), marking="", source_notes={})
    refuse_leaks(everything(cleared), keep.guarded)
    return cleared, keep.removed


def clear_events(events: Sequence[Event], clearance: Sensitivity) -> tuple[tuple[Event, ...], list[Removed]]:
    """The entries of a calendar as a reader cleared for `clearance` may have them, and what was removed.

    An entry whose title goes, goes; those that stay are named by their own words alone. Raises `Failure` like `clear_for`.
    """
    keep = _Sieve(clearance)
    cleared = []
    for event in events:
        title, note, place = keep(event.title), keep(event.note), keep(event.place)
        if title:
            cleared.append(replace(event, title=title, note=note, place=place, key=""))
    refuse_leaks("\n".join(plain(run) for e in cleared for run in (e.title, e.note, e.place)), keep.guarded)
    return tuple(cleared), keep.removed


def refuse_leaks(remaining: str, removed: Iterable[Removed], found_in: Callable[[str], str] = lambda _words: "") -> None:
    """Raise `Failure` where words of something removed stand in the words that remain; `found_in` may tell in which open field."""
    folded = _folded(remaining)
    for item in removed:
        value = item.text.strip(" .;,:\n")
        if len(value) < 4:
            continue
        wanted = re.escape(_folded(value))
        if re.search(wanted if len(value) > _TOO_COMMON else rf"(?<!\w){wanted}(?!\w)", folded):
            where = found_in(value)
            raise Failure(
                f"The leave-behind was not written: words of a {item.sensitivity} field also stand in an open one.",
                where=(item.origin or "an unnamed field") + (f"; also in: {where}" if where else ""),
                next_step="Mark the open field as sensitive too, or take the words out of it, and write the paper again.",
            )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _kept(block: Block, keep: Callable[[Words], Words]) -> Block | None:
    if isinstance(block, Heading):
        return block
    if isinstance(block, Paragraph):
        run = keep(block.run)
        return replace(block, run=run) if run else None
    if isinstance(block, Bullets):
        points = tuple(p for point in block.points if (p := keep(point)))
        return replace(block, points=points) if points else None
    rows = []
    for row in block.rows:
        cells = tuple(keep(cell) for cell in row)
        if any(cells) and (cells[0] or not row[0]):
            rows.append(cells)
    return _without_empty_columns(replace(block, rows=tuple(rows))) if rows else None


def _without_empty_columns(table: Table) -> Table:
    kept = [i for i in range(len(table.header)) if any(row[i] for row in table.rows)]
    if len(kept) == len(table.header):
        return table
    return replace(
        table,
        header=tuple(table.header[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
        widths=tuple(table.widths[i] for i in kept) if table.widths else (),
    )


def _without_empty_sections(blocks: list[Block]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in reversed(blocks):
        if isinstance(block, Heading):
            following = kept[-1] if kept else None
            if following is None or (isinstance(following, Heading) and following.level <= block.level):
                continue
        kept.append(block)
    return tuple(reversed(kept))


def everything(paper: Paper) -> str:
    """Every word that a paper shows, for a search."""
    texts = [paper.title, paper.subtitle, paper.footer]
    for block in paper.blocks:
        if isinstance(block, Heading):
            texts.append(block.text)
        if isinstance(block, Table):
            texts += [block.caption, *block.header]
        texts += [plain(run) for run in runs_of(block)]
    texts += [f"{ref.title} {ref.publisher} {ref.symbol} {ref.locator} {ref.url}" for ref in paper.references()]
    return "\n".join(texts)
