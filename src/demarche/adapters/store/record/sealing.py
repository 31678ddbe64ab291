"""Encryption of a record with a passphrase: SQLCipher, which encrypts every page of the file and of its log.

The file is in SQLCipher's own form, version 4, with its own derivation of the key, so that any tool for such files opens it with the
passphrase; only the first four bytes of its salt are ours, by which the file is known. Without the passphrase nothing can be read.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from demarche.adapters.store.durable import beside, disk_errors, settle
from demarche.adapters.store.record.holding import first_page
from demarche.model.evidence import UseError

MARK: Final = b"DEMA"
"""How the salt of an encrypted record begins; the other twelve bytes are random."""
ROUNDS: Final = 256_000
"""Rounds of PBKDF2-HMAC-SHA512, SQLCipher 4's own number."""
SALT: Final = 16
_SEAL: Final = 64
"""Bytes of the seal (HMAC-SHA512) at the end of a page, in SQLCipher 4."""
SHORTEST: Final = 10
"""Signs that a passphrase must have."""


def is_sealed(path: Path) -> bool:
    """Whether the file at `path` is an encrypted record (or begins like one)."""
    with disk_errors("reading the record", path):
        if not path.is_file():
            return False
        return first_page(path).startswith(MARK)


def check_strength(passphrase: str) -> None:
    """Refuse a passphrase that is too short to protect anything. Raises `UseError`."""
    if len(passphrase.strip()) < SHORTEST:
        raise UseError(
            f"The passphrase is too short: it needs at least {SHORTEST} signs.",
            next_step="Take four or five words that do not belong together; nothing was changed.",
        )


def driver() -> Any:
    """The library that reads and writes encrypted files. Raises `UseError` where it is not installed."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise UseError(
            "An encrypted record needs the package sqlcipher3, which is not installed.",
            next_step="Install demarche with its extra called encryption; nothing was changed.",
        ) from error
    return dbapi2


def salt_of(path: Path) -> bytes:
    """The salt of an encrypted file, or a fresh one where nothing is there yet."""
    with disk_errors("reading the record", path):
        if path.is_file() and path.stat().st_size >= SALT:
            return first_page(path)[:SALT]
    return MARK + secrets.token_bytes(SALT - len(MARK))


def key_of(passphrase: str, salt: bytes) -> str:
    """The key as SQLCipher takes it: derived bytes and salt, in hexadecimal. Derived once a process, since it takes a while."""
    return f"x'{_derived(passphrase, salt, ROUNDS).hex()}{salt.hex()}'"


@lru_cache(maxsize=8)
def _derived(passphrase: str, salt: bytes, rounds: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, rounds, 32)


def unlock(raw: Any, key: str) -> None:
    """Give a fresh connection its key; the library's own notes about failures are silenced, since they go to the terminal."""
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f'PRAGMA key = "{key}"')


def check_passphrase(path: Path, passphrase: str) -> None:
    """Raise `UseError` where the passphrase does not open the encrypted file. The file is only read: its first page carries a seal."""
    driver()
    with disk_errors("reading the record", path):
        page = first_page(path)
    salt = page[:SALT]
    own = hashlib.pbkdf2_hmac("sha512", _derived(passphrase, salt, ROUNDS), bytes(b ^ 0x3A for b in salt), 2, 32)
    seal = hmac.digest(own, page[SALT:-_SEAL] + (1).to_bytes(4, "little"), "sha512")
    if not hmac.compare_digest(seal, page[-_SEAL:]):
        raise UseError(
            "This passphrase does not open the record.",
            where=str(path),
            next_step="Try again; nothing was changed. Where the passphrase is surely right, the first page of the file is damaged.",
        )


def begin(path: Path, passphrase: str) -> None:
    """Make an empty encrypted file where there is none; of several who do so at once, all find the same one afterwards."""
    draft = beside(path)
    with disk_errors("creating the record", path):
        try:
            with opened(draft, passphrase) as raw:
                raw.execute("CREATE TABLE page (one)")
                raw.execute("DROP TABLE page")
            settle(draft)
            with contextlib.suppress(FileExistsError):
                draft.rename(path) if os.name == "nt" else os.link(draft, path)
            settle(path.parent)
        finally:
            draft.unlink(missing_ok=True)


@contextlib.contextmanager
def opened(path: Path, passphrase: str | None, *, salt: bytes = b"") -> Iterator[Any]:
    """A bare connection to a file, encrypted where a passphrase is given, in autocommit; closed at the end."""
    with contextlib.closing(driver().connect(str(path), timeout=1.0, isolation_level=None)) as raw:
        if passphrase is not None:
            unlock(raw, key_of(passphrase, salt or salt_of(path)))
        for pragma in ("temp_store = MEMORY", "secure_delete = ON", "synchronous = FULL"):
            raw.execute(f"PRAGMA {pragma}")
        yield raw
