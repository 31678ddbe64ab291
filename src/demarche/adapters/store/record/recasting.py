"""From a plain record to an encrypted one and back, or to another passphrase: a whole new file, checked, then put in the old one's place.

While it is made no other program can write to the record. Nothing in clear text is written on the way, and the bytes of the old file and of
the copies that upgrades made are overwritten before they are let go.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from demarche.adapters.store.durable import disk_errors, settle
from demarche.adapters.store.record.holding import is_held
from demarche.adapters.store.record.opening import copies
from demarche.adapters.store.record.refusals import public_words
from demarche.adapters.store.record.sealing import MARK, SALT, check_passphrase, check_strength, is_sealed, key_of, opened
from demarche.model.evidence import Failure, UseError

DRAFT = ".recast"
"""How the new file is named until it is whole; what a killed process leaves under such a name is overwritten at the next opening."""
_PIECE = 1 << 20


def recast(path: Path, *, old: str | None, new: str | None) -> None:
    """Write the record at `path` anew, encrypted with the passphrase `new`, or plain where that is none.

    `old` is the passphrase that opens it now, none for a plain one. Raises `UseError` for a wrong or a weak passphrase, and `Failure`
    where another program has the record open or the disk refuses; the record is then as it was.
    """
    if not path.is_file():
        raise UseError("There is no record here.", where=str(path), next_step="Check the place.")
    if is_sealed(path) != (old is not None):
        state = "encrypted" if old is None else "not encrypted"
        raise UseError(f"The record is {state}.", where=str(path), next_step="demarche record status shows how it is kept.")
    if is_held(path):  # this process's own locks would not keep itself out
        raise Failure("The record is open in this program.", where=str(path), next_step="Close it first; nothing was changed.")
    if old is not None:
        check_passphrase(path, old)
    if new is not None:
        check_strength(new)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}{DRAFT}")
    try:
        with public_words(str(path)), opened(path, old) as raw:
            _alone(raw, path)
            _copied(raw, draft, new)
            _compared(raw, draft, new)
            with disk_errors("encrypting the record" if new else "decrypting the record", path):
                _put_in_place(draft, path)
    finally:
        shred(draft)
    for copy in copies(path):
        shred(copy)


def sweep(path: Path) -> None:
    """Overwrite and delete what a killed process left beside the record.

    Only for who has the record open, with its write-ahead log: then nobody is making a new file, and a rollback journal is a dead one.
    """
    for stale in (*path.parent.glob(f".{path.name}.*{DRAFT}*"), path.with_name(f"{path.name}-journal")):
        shred(stale)


def _alone(raw: Any, path: Path) -> None:
    """Bring the log into the file and keep every other program out until the connection is closed."""
    busy = Failure(
        "Another program has the record open.", where=str(path), next_step="Close it and try again; nothing was changed."
    )
    try:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("COMMIT")
        mode = raw.execute("PRAGMA journal_mode").fetchone()  # somebody may have come in between
    except Exception as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise busy from error
        raise
    if mode != ("delete",):
        raise busy


def _copied(raw: Any, draft: Path, new: str | None) -> None:
    """Copy everything into a new file; its key is given with the statement that makes it."""
    with disk_errors("encrypting the record" if new else "decrypting the record", draft):
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    key = key_of(new, MARK + secrets.token_bytes(SALT - len(MARK))) if new else ""
    raw.execute("ATTACH DATABASE ? AS recast KEY ?", (str(draft), key))
    try:
        raw.execute("PRAGMA recast.journal_mode = MEMORY")  # a file that is made anew needs no way back on the disk
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("SELECT sqlcipher_export('recast')")
        for pragma in ("application_id", "user_version"):
            (number,) = raw.execute(f"PRAGMA main.{pragma}").fetchone()
            raw.execute(f"PRAGMA recast.{pragma} = {int(number)}")
        raw.execute("COMMIT")
    finally:
        with contextlib.suppress(Exception):
            raw.execute("ROLLBACK")
        raw.execute("DETACH DATABASE recast")


def _compared(raw: Any, draft: Path, new: str | None) -> None:
    """Read the new file back through its own door and compare it, row by row, with the old one."""
    with opened(draft, new) as made:
        sound = made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in ("items", "journal", "revisions", "alembic_version"):
            query = f"SELECT * FROM {table} ORDER BY rowid"
            sound = sound and all(a == b for a, b in zip(raw.execute(query), made.execute(query), strict=True))
    if not sound:
        raise Failure(
            "The new file did not read back as the old one.", where=str(draft), next_step="Nothing was changed; try again."
        )


def _put_in_place(draft: Path, path: Path) -> None:
    settle(draft)
    if os.name == "nt":  # Windows does not let a file be replaced that is open
        draft.replace(path)
        return
    with path.open("r+b") as before:  # still the old file after the new one has its name; others wait for its lock
        draft.replace(path)
        settle(path.parent)
        _overwrite(before)


def shred(path: Path) -> None:
    """Overwrite a file, then delete it; where there is none, nothing happens. What a disk keeps beside its files is beyond a program."""
    with disk_errors("deleting for good", path), contextlib.suppress(FileNotFoundError):
        with path.open("r+b") as stream:
            _overwrite(stream)
        path.unlink()


def _overwrite(stream: Any) -> None:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    for begin in range(0, size, _PIECE):
        stream.write(bytes(min(_PIECE, size - begin)))
    stream.flush()
    os.fsync(stream.fileno())
