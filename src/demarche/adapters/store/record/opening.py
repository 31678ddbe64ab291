"""Opening a record: whose file it is, which version, and how the database is set up.

A file that is not a record, or a newer one, is recognised by its first bytes and not touched. SQLite runs with a write-ahead log
that is on the disk before a write is acknowledged, wipes what it deletes, and keeps its scratch space in memory.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError

from demarche.adapters.store.durable import beside, disk_errors, settle
from demarche.adapters.store.record import schema
from demarche.adapters.store.record.holding import first_page, hold, is_held
from demarche.adapters.store.record.refusals import FOREIGN, public_words, sqlite_code
from demarche.adapters.store.record.sealing import (
    begin,
    check_passphrase,
    check_strength,
    driver,
    is_sealed,
    key_of,
    salt_of,
    unlock,
)
from demarche.model.evidence import UseError

_MAGIC: Final = b"SQLite format 3\0"
_NEWER: Final = "This record was written by a newer version of Demarche."


def open_engine(place: str, *, create: bool, wait: float, passphrase: str | None = None) -> Engine:
    """Connect to the record at `place`, a file or a PostgreSQL address, making or upgrading its tables where needed.

    Raises `UseError` for a file that is not a record, is newer, is encrypted and not opened by the passphrase, or is not there and
    shall not be made; `Failure` where the database or the disk refuses.
    """
    if place.startswith("postgresql"):
        engine = _postgresql(place)
    else:
        passphrase = _needed(Path(place), passphrase)
        engine = _sqlite(Path(place), create=create, wait=wait, passphrase=passphrase)
    try:
        with public_words(shown(engine)):
            _settle_version(engine, shown(engine), create=create, passphrase=passphrase)
    except BaseException:
        engine.dispose()
        raise
    return engine


def shown(engine: Engine) -> str:
    """Where the record is, for a reader: the file, or the address without its password."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string()


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the record for the length of the block."""
    options: dict[str, Any] = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """The only writer for the length of the block; everything in it happens, or nothing."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:record)"), {"record": schema.APPLICATION_ID})
        yield connection


def version_in_head(path: Path) -> int | None:
    """The version in the first bytes of a record file, without opening it; None where they do not say that it is one.

    Raises `UseError` where they say that it is something else, or newer than this program.
    """
    with disk_errors("reading the record", path):
        head = first_page(path)[:100]
    if not head:
        return None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise UseError(FOREIGN, where=str(path), next_step="Name the right file; this one was not changed.")
    number, owner = int.from_bytes(head[60:64], "big"), int.from_bytes(head[68:72], "big")
    if owner not in {0, schema.APPLICATION_ID}:
        raise UseError(FOREIGN, where=str(path), next_step="Name the right file; this one was not changed.")
    if owner and number > int(schema.VERSIONS[-1]):
        raise _newer(f"{number:04}", str(path))
    return number if owner else None


def _postgresql(address: str) -> Engine:
    try:
        return create_engine(address, hide_parameters=True)
    except (ArgumentError, ImportError, ValueError) as error:
        raise UseError(
            "This is not the address of a database that I can use.",
            where=address.rpartition("@")[2],
            next_step="Write it as postgresql+psycopg://user@host/database; the driver is psycopg.",
        ) from error


def _needed(path: Path, passphrase: str | None) -> str | None:
    """The passphrase where the file is encrypted or is to be made so; none for a plain one. Raises `UseError` where it is missing."""
    if is_sealed(path):
        if passphrase is None:
            raise UseError("The record is encrypted.", where=str(path), next_step="Give its passphrase; nothing was changed.")
        check_passphrase(path, passphrase)
    elif passphrase is not None and not path.exists():
        check_strength(passphrase)
    else:
        return None
    return passphrase


def _sqlite(path: Path, *, create: bool, wait: float, passphrase: str | None) -> Engine:
    if path.exists():
        if path.is_dir():
            raise UseError("This is a folder, not a record file.", where=str(path), next_step="Name a file in it.")
        # looked at twice: another program may just have made the record, and put its log away, between the first looks
        if passphrase is None and _tells_nothing(path) and _holds_tables(path) and _tells_nothing(path):
            raise UseError(FOREIGN, where=str(path), next_step="Name the right file; this one was not changed.")
    elif not create:
        raise UseError("There is no record here.", where=str(path), next_step="Check the place, or let it be created.")
    else:
        with disk_errors("creating the record", path):
            path.parent.mkdir(parents=True, exist_ok=True)
        if passphrase is not None:
            begin(path, passphrase)
        with disk_errors("creating the record", path):
            path.touch()  # a file to hold; SQLite makes a record of an empty one
    library = {} if passphrase is None else {"module": driver()}
    key = "" if passphrase is None else key_of(passphrase, salt_of(path))
    with disk_errors("reading the record", path):
        let_go = hold(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": wait}, hide_parameters=True, **library
    )
    weakref.finalize(engine, let_go)
    event.listen(engine, "engine_disposed", lambda _engine: let_go())

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # SQLAlchemy says when a transaction begins
        if key:
            unlock(raw, key)
        for pragma in (
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "cell_size_check = ON",
        ):
            raw.execute(f"PRAGMA {pragma}")
        _keep_a_log(raw, wait)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")

    return engine


def _keep_a_log(raw: Any, wait: float) -> None:
    """Switch to the write-ahead log. SQLite does not wait for others here by itself, so two first openings would collide."""
    until = time.monotonic() + wait
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        except Exception as error:
            if sqlite_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _tells_nothing(path: Path) -> bool:
    """Whether a file that is no empty one names no owner in its head, and nobody has it open who could still write one there."""
    return version_in_head(path) is None and path.stat().st_size > 0 and not is_held(path) and not _wal(path).exists()


def _holds_tables(path: Path) -> bool:
    """Whether a SQLite file holds any table; it is not touched."""
    with public_words(str(path)), contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as raw:
        return bool(raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


def _settle_version(engine: Engine, place: str, *, create: bool, passphrase: str | None) -> None:
    with reading(engine) as connection:
        if schema.version_of(connection) == schema.VERSIONS[-1]:
            return
    with writing(engine) as connection:
        there = schema.version_of(connection)
        if there is None:
            if not create:
                raise UseError("There is no record here.", where=place, next_step="Check the place, or let it be created.")
            schema.create(connection)
        elif not there:
            raise UseError(FOREIGN, where=place, next_step="Name the right place; this one was not changed.")
        elif there not in schema.VERSIONS:
            raise _newer(there, place)
        elif there != schema.VERSIONS[-1]:
            if engine.dialect.name == "sqlite":
                back_up(Path(place), there, passphrase)
            schema.upgrade(connection)
    if engine.dialect.name == "sqlite":
        with contextlib.closing(engine.raw_connection()) as raw:  # brings the version into the head of the file
            raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")


def copies(path: Path) -> list[Path]:
    """The copies that upgrades made of a record file."""
    return sorted(path.parent.glob(f"{path.name}.version-*"))


def back_up(path: Path, version: str, passphrase: str | None = None) -> Path:
    """Copy a record file as it is now, beside it, whole or not at all; the copy of an encrypted one has the same key."""
    copy, draft = path.with_name(f"{path.name}.version-{version}"), beside(path)
    key = None if passphrase is None else key_of(passphrase, salt_of(path))
    connect = sqlite3.connect if key is None else driver().connect
    with disk_errors("copying the record before its upgrade", path):
        try:
            with contextlib.closing(connect(str(path))) as source, contextlib.closing(connect(str(draft))) as target:
                if key is not None:
                    unlock(source, key)
                    unlock(target, key)
                source.backup(target)
            settle(draft)
            draft.replace(copy)
            settle(path.parent)
        finally:
            draft.unlink(missing_ok=True)
    return copy


def _newer(version: str, place: str) -> UseError:
    return UseError(
        _NEWER,
        where=f"{place}, version {version}; this program reads versions up to {schema.VERSIONS[-1]}",
        next_step="Update Demarche; the record was not changed.",
    )
