"""A draft from wherever the user has it, with the list of words by which broken ones are closed up."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.adapters.drafts import DraftFile, read_draft
from demarche.adapters.store import pack_folder
from demarche.model.evidence import Failure
from demarche.subjects.texts.segmentation import Vocabulary, count_words

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

__all__ = ["DraftFile", "open_draft", "word_list"]

_WORDS, _APART = "words.csv", "words_apart.csv"
LAST_YEAR = 2021
"""The words are counted in texts up to this year, so that later ones can measure what the list is worth."""


def open_draft(source: Path | bytes, name: str = "") -> DraftFile:
    """Read a draft: a Word, PDF, Akoma Ntoso or text file, or bytes that were pasted.

    Raises `UseError` for what cannot be read, with what to do.
    """
    return read_draft(source, name=name, vocabulary=word_list())


@cache
def word_list() -> Vocabulary:
    """Words of adopted texts with their counts, from the pack. Raises `Failure` where its files are not sound."""
    folder = pack_folder("texts")
    try:
        with (folder / _WORDS).open(encoding="utf-8", newline="") as file:
            words = {word: int(count) for word, count in list(csv.reader(file))[1:]}
        with (folder / _APART).open(encoding="utf-8", newline="") as file:
            apart = {(first, second): int(count) for first, second, count in list(csv.reader(file))[1:]}
    except (OSError, ValueError) as error:
        raise Failure("The list of words cannot be read.", where=str(folder), next_step="Reinstall Demarche.") from error
    return Vocabulary(words, apart, sum(words.values()))


def count_adopted_words(workspace: Workspace, into: Path) -> Vocabulary:
    """Count the words of the synced texts up to 2021 and write the lists of the pack. For maintainers."""
    from demarche.desk.text_corpus import text_sources

    texts = []
    for source in text_sources(workspace):
        rows = workspace.tables.rows(
            f"select p.text from {source}.paragraphs p join {source}.documents d using (symbol)"
            " where p.language = 'en' and year(d.date) <= $last",
            last=LAST_YEAR,
        )
        texts += [str(row["text"]) for row in rows]
    counted = count_words(texts)
    _write(into / _WORDS, ("word", "count"), sorted(counted.words.items()))
    _write(into / _APART, ("first", "second", "count"), sorted((*pair, count) for pair, count in counted.apart.items()))
    return counted


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
