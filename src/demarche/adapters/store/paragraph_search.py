"""Full-text search over the paragraphs of an index: SQLite FTS5, one file beside the index, made when first searched.

English endings are set aside (Porter 1980); the other languages are found as they are spelled, Arabic without its articles. The file
holds words only for looking up; the texts stay in the index.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.adapters.store.durable import disk_errors, settle
from demarche.adapters.store.lock import hold
from demarche.adapters.store.paragraph_index import ParagraphIndex
from demarche.model.evidence import Failure
from demarche.subjects.texts.searching import Asked, folded

if TYPE_CHECKING:
    import sqlite3

    from demarche.subjects.texts.searching.asking import Phrase

FORMAT = 1
"""Goes up when words are folded otherwise, so that older files are made again."""

_PATIENCE = 60.0
_DOING = "making the index of words"


def search_paragraphs(index: ParagraphIndex, language: str, asked: Asked) -> list[tuple[int, float]]:
    """Places in the index and how well each answers the question (higher is better), the best first, the later first of equals.

    Raises `Failure` where the disk refuses, or where the file is damaged, saying which to delete.
    """
    import sqlite3

    path = _file(index, language)
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            rows = connection.execute(
                "select rowid - 1, -rank from paragraphs where paragraphs match ? order by rank, rowid desc", (query(asked),)
            ).fetchall()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        step = "Delete this file and ask again; it is made anew."
        raise Failure("The index of words is damaged.", where=str(path), next_step=step) from error
    return [(int(place), float(score)) for place, score in rows]


def query(asked: Asked) -> str:
    """The question in the words of FTS5; everything is quoted, so that nothing of it can be a command."""
    wanted = " AND ".join(f"({' OR '.join(map(_quoted, some))})" for some in asked.wanted)
    unwanted = " OR ".join(map(_quoted, asked.unwanted))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _quoted(phrase: Phrase) -> str:
    spelled = " ".join(phrase.words).replace('"', '""')
    return f'"{spelled}"{" *" if phrase.beginning else ""}'


def _file(index: ParagraphIndex, language: str) -> Path:
    """The file of an index, made where there is none."""
    path = index.folder / f"words-{FORMAT}.sqlite"
    if path.is_file():
        return path
    with hold(index.folder.parent / ".lock", _DOING, wait=_PATIENCE), disk_errors(_DOING, path):
        if path.is_file():
            return path
        for old in index.folder.glob("words-*.sqlite*"):
            old.unlink(missing_ok=True)
        draft = path.with_name(f"words-{secrets.token_hex(6)}.sqlite.new")
        try:
            _write(index, language, draft)
            settle(draft)
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
    return path


def _write(index: ParagraphIndex, language: str, path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        _make(connection, "porter unicode61 remove_diacritics 2" if language == "en" else "unicode61 remove_diacritics 2")
        connection.execute("begin")
        # FTS5 counts rows from 1
        connection.executemany(
            "insert into paragraphs(rowid, words) values (?, ?)",
            ((place + 1, " ".join(folded(index.paragraph(place).text))) for place in range(len(index.corpus))),
        )
        connection.execute("commit")
    finally:
        connection.close()


def _make(connection: sqlite3.Connection, tokens: str) -> None:
    connection.execute(f"create virtual table paragraphs using fts5(words, content='', tokenize='{tokens}')")
