"""Protection elements against labels that no rule saw when its batch was first run.

A label names a paragraph by symbol, section and place, its number of words, and one element that a reader finds in it; paragraphs in
which the reader finds none are labelled too. Batches were read after the rules were fixed; the figures of each batch's first run are in
`docs/explanation/regression.md`, for later rules may have learnt from its errors.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.store import pack_folder
from demarche.desk.scorecard import Score, share
from demarche.desk.text_corpus import has_words
from demarche.model.evidence import UseError
from demarche.subjects.texts import find_elements, speaks_of_conflict
from demarche.subjects.texts.finding import WORDS

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

SPEAKING = ("operative", "preambular", "statement")
_SOURCE = "paragraphs of the Council from 2000, labelled by place"
_PLAIN = "pieces of words alone"


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """Precision and recall of each batch and of all. Raises `UseError` where the Council's texts were not synced."""
    del data
    if not has_words(workspace.tables, "un_resolutions"):
        raise UseError(
            "This check reads the words of Council texts, which are not here.",
            where=str(workspace.folder.root),
            next_step="Run `demarche sync un_resolutions`.",
        )
    wanted = wanted_elements()
    paragraphs = _paragraphs(workspace, {symbol for _, symbol, *_ in wanted})
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    for (batch, symbol, section, place, words), elements in wanted.items():
        of_document = paragraphs.get(symbol, {})
        text = of_document.get((section, place), "")
        if len(text.split()) != words:
            continue
        in_conflict = speaks_of_conflict(of_document.values())
        ours = {each.value for each, _, _ in find_elements(text, of_conflict=in_conflict)}
        plain = {entry.element.value for entry in WORDS if any(cue in text.lower() for cue in entry.cues)}
        for name in (batch, "all"):
            for at, found in ((0, ours), (3, plain)):
                for n, some in enumerate((found & elements, found - elements, elements - found)):
                    counts[name][at + n] += len(some)
    rows = []
    for name, (right, extra, missed, plain_right, plain_extra, plain_missed) in counts.items():
        of = "all batches" if name == "all" else f"batch “{name}”"
        for figure, one, other, n in (
            ("precision", extra, plain_extra, right + extra),
            ("recall", missed, plain_missed, right + missed),
        ):
            beside = share(plain_right, plain_right + other)
            rows.append(Score(f"elements, {of}: {figure}", share(right, right + one), "share", n, beside, _PLAIN, _SOURCE))
    return rows


def wanted_elements() -> dict[tuple[str, str, str, int, int], set[str]]:
    """(batch, symbol, section, place, words) → the elements that the reader finds there, none for some."""
    wanted: dict[tuple[str, str, str, int, int], set[str]] = defaultdict(set)
    with (pack_folder("texts") / "element_labels.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key = row["batch"], row["symbol"], row["section"], int(row["place"]), int(row["words"])
            wanted[key] |= {row["element"]} - {""} if row["present"] == "true" else set()
    return wanted


def _paragraphs(workspace: Workspace, symbols: set[str]) -> dict[str, dict[tuple[str, int], str]]:
    """Symbol → (section, place within the section from 1) → text."""
    found: dict[str, dict[tuple[str, int], str]] = defaultdict(dict)
    counted: dict[tuple[str, str], int] = defaultdict(int)
    rows: list[dict[str, Any]] = workspace.tables.rows(
        "select symbol, section, text from un_resolutions.paragraphs where language = 'en' and list_contains($symbols, symbol)"
        " and list_contains($speaking, section) order by symbol, seq",
        symbols=sorted(symbols),
        speaking=list(SPEAKING),
    )
    for row in rows:
        counted[row["symbol"], row["section"]] += 1
        found[row["symbol"]][row["section"], counted[row["symbol"], row["section"]]] = row["text"]
    return found
