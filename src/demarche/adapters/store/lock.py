"""One writer at a time: a lock that the operating system lets go when its holder ends, however it ends.

SQLite's own lock on an empty database is used, since it works alike on every system, needs no clean-up after a killed process, and
leaves nothing to guess about stale process ids.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from demarche.adapters.store.durable import disk_errors
from demarche.model.evidence import Failure


@contextlib.contextmanager
def hold(path: Path, doing: str, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock at `path` while the block runs, waiting up to `wait` seconds for another holder.

    Raises `Failure` where someone else holds it, naming what they do, their process and since when; and where the file cannot be
    made.
    """
    import sqlite3

    note = path.with_name(path.name + ".holder")
    with disk_errors(doing, path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise Failure(
                    f"The lock cannot be used: {error}.", where=str(path), next_step="Delete this file and try again."
                ) from error
            raise Failure(
                f"Another process is at work here: {doing} was not started.",
                where=_holder(note) or str(path),
                next_step="Wait until it has ended, then try again.",
            ) from error
        with contextlib.suppress(OSError):
            note.write_text(
                f"{doing}, process {os.getpid()}, since {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S} UTC", encoding="utf-8"
            )
        try:
            yield
        finally:
            note.unlink(missing_ok=True)
    finally:
        connection.close()


def _holder(note: Path) -> str:
    """Read who holds the lock; empty where the note is not there (yet)."""
    try:
        return note.read_text(encoding="utf-8")
    except OSError:
        return ""
