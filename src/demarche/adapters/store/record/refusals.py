"""What the database or the disk refuses, said in public words."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from typing import Final

from sqlalchemy.exc import DBAPIError

from demarche.model.evidence import Failure

FOREIGN: Final = "This file is not a record of Demarche."
_BUSY: Final = ("Another program is writing to the record.", "Wait until it has finished and try again; nothing was changed.")
_CLOSED: Final = ("The record may not be written here.", "Allow writing to the file and its folder; nothing was changed.")
_DISK: Final = ("The disk refused to read or write the record.", "Check the disk and its free space; nothing was changed.")
_OTHER: Final = ("The record could not be read or written.", "Nothing was changed.")
_REFUSALS: Final[dict[int, tuple[str, str]]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_FULL: ("The disk is full.", "Free some space and try again; nothing was changed."),
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CANTOPEN: ("The record cannot be opened here.", "Check that the folder exists and may be written."),
    sqlite3.SQLITE_CORRUPT: ("The record file is damaged.", "Keep the file, and restore the last copy or export."),
    sqlite3.SQLITE_NOTADB: (FOREIGN, "Name the right file; this one was not changed."),
    sqlite3.SQLITE_TOOBIG: ("An entry is too long to be kept.", "Shorten it; nothing was changed."),
}


@contextlib.contextmanager
def public_words(place: str) -> Iterator[None]:
    """Turn what the database refuses inside the block into a `Failure` that says so in words."""
    try:
        yield
    except _errors() as error:
        code, said = sqlite_code(error), first_line(error)
        # Names and texts out of a damaged file may be no text; the library's own words would then quote what the record holds.
        if isinstance(error, UnicodeDecodeError) or said.startswith("Could not decode"):
            code, said = sqlite3.SQLITE_CORRUPT, "a text in it is no longer text"
        what, then = _REFUSALS.get(code, _OTHER)
        raise Failure(what, where=place, next_step=f"{then} ({said})") from error


def _errors() -> tuple[type[Exception], ...]:
    """What the databases raise; asked when something is raised, since the library for encrypted files may be loaded later."""
    encrypted = sys.modules.get("sqlcipher3.dbapi2")
    return (DBAPIError, sqlite3.Error, UnicodeDecodeError, *((encrypted.Error,) if encrypted else ()))


def sqlite_code(error: Exception) -> int:
    """SQLite's primary number for a refusal; 0 where it was not SQLite that refused."""
    return int(getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)) & 0xFF


def first_line(error: Exception) -> str:
    """What the library itself said, in one line."""
    return str(getattr(error, "orig", error)).partition("\n")[0]
