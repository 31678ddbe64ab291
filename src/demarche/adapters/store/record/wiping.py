"""Deleting for good: no word of what was purged stays in the file, in its log, in the index of words or in a copy.

Purging frees pages; wiping then rewrites the file without them. A mark beside the file, made before and removed after, makes the
next opening finish what a killed process left undone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine

from demarche.adapters.store.durable import disk_errors, settle
from demarche.adapters.store.record.opening import copies
from demarche.model.evidence import Failure


def rebuild_words(connection: Connection) -> None:
    """Make the index of words anew: its old pieces still name words of rows that are gone."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO word_index(word_index) VALUES ('rebuild')")


@contextlib.contextmanager
def marked_unwiped(path: Path | None) -> Iterator[None]:
    """Leave the mark for a purge in the block, and take it back where the purge was refused. Raises `Failure`."""
    if path is None:
        yield
        return
    before = is_unwiped(path)
    with disk_errors("deleting for good", path):
        _mark(path).touch()
        settle(path.parent)
    try:
        yield
    except Exception:
        if not before:
            _mark(path).unlink(missing_ok=True)
        raise


def is_unwiped(path: Path) -> bool:
    """Whether a purge was begun here and its wiping not finished."""
    return _mark(path).exists()


def wipe(engine: Engine, path: Path | None) -> None:
    """Rewrite the record without traces of what was purged, and delete the copies that upgrades made.

    Raises `Failure` where another program holds the file so that its log cannot be emptied: what was purged is gone from the
    record, and traces stay in the file until this is called again.
    """
    if path is None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM FULL items, revisions")
        return
    with contextlib.closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (busy, _, _) = cursor.fetchone() or (1, 0, 0)
    if busy:
        raise Failure(
            "The entry was deleted, but another program is reading the record, so traces stay in the file for now.",
            where=str(path),
            next_step="Close the other program and open the record again: that finishes it.",
        )
    with disk_errors("deleting for good", path):
        for copy in copies(path):
            copy.unlink()
        _mark(path).unlink(missing_ok=True)


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}-unwiped")
