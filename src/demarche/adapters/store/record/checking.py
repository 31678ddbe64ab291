"""The search for a changed bit: journal, history, what holds now, and the file itself."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select

from demarche.adapters.store.record.journal import Audit, Content, Entry, JournalCheck
from demarche.adapters.store.record.opening import reading, writing
from demarche.adapters.store.record.refusals import first_line, sqlite_code
from demarche.adapters.store.record.rows import found_by
from demarche.adapters.store.record.schema import items, journal, revisions


def check(engine: Engine, *, anchor: str = "") -> JournalCheck:
    """Whether everything in the record is as the journal says; see `JournalCheck`."""
    audit = Audit(anchor=anchor)
    try:
        with reading(engine) as connection, _unread(connection):
            _follow(connection, audit)
    except Exception as error:  # noqa: BLE001  # whatever a damaged file makes the libraries say, it is damage
        audit.loose.append(f"the file is damaged and cannot be read beyond entry {audit.entries} ({_unless_busy(error)})")
    if not audit.bad and not audit.loose and engine.dialect.name == "sqlite":
        audit.loose += _damage(engine)
    return audit.result()


def _follow(connection: Connection, audit: Audit) -> None:
    purges = select(journal.c.item, func.max(journal.c.seq)).where(journal.c.action == "purge").group_by(journal.c.item)
    audit.purged = {row[0]: row[1] for row in connection.execute(purges)}
    orphans = _revisions().where(revisions.c.seq.not_in(select(journal.c.seq)))
    audit.orphans = {row.seq: Content(*row[:6]) for row in connection.execute(orphans)}
    audit.follow(_lines(connection))
    audit.compare(_standing(connection))
    audit.loose += [f"history holds an entry {seq} that the journal has not" for seq in audit.orphans if seq not in audit.bad]


def _revisions() -> Select[Any]:
    of = revisions.c
    return select(of.dossier, of.item, of.noun, of.id, of.position, of.body, of.salt, of.seq)


def _lines(connection: Connection) -> Iterator[tuple[Entry, Content | None, str | None]]:
    both = _revisions().add_columns(*journal.c).join_from(journal, revisions, revisions.c.seq == journal.c.seq, isouter=True)
    for row in connection.execute(both.order_by(journal.c.seq)):
        entry = Entry(*row[8:])
        yield (entry, None, None) if row[7] is None else (entry, Content(*row[:6]), row[6])


def _standing(connection: Connection) -> Iterator[tuple[Content, bool]]:
    of = items.c
    for row in connection.execute(select(of.dossier, of.uid, of.noun, of.id, of.position, of.body, of.known, of.until, of.words)):
        try:
            consistent = found_by(row.noun, row.body) == {"known": row.known, "until": row.until, "words": row.words}
        except (ValueError, TypeError, AttributeError):
            consistent = False
        yield Content(*row[:6]), consistent


@contextlib.contextmanager
def _unread(connection: Connection) -> Iterator[None]:
    """Let SQLite hand over text that is no longer text, so that the place of the damage can be named."""
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    raw.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = str


def _damage(engine: Engine) -> list[str]:
    """What SQLite itself finds wrong in the file and in the index of words."""
    try:
        with reading(engine) as connection:
            said = [str(line) for line in connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars()]
            said += [f"a row without its owner in {row[0]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
            sealed = connection.exec_driver_sql("PRAGMA cipher_integrity_check")  # only the library for encrypted files answers
            said += [str(row[0]) for row in sealed] if sealed.returns_rows else []
        if said != ["ok"]:
            return [f"the file is damaged beside the entries ({said[-1]})"]
        with writing(engine) as connection:  # SQLite takes the question for a write
            connection.exec_driver_sql("INSERT INTO word_index(word_index, rank) VALUES ('integrity-check', 1)")
    except Exception as error:  # noqa: BLE001  # see above
        if sqlite_code(error) == sqlite3.SQLITE_READONLY:
            return []
        return [f"the file is damaged beside the entries ({_unless_busy(error)})"]
    return []


def _unless_busy(error: Exception) -> str:
    """What the library said; raised again where it only had to wait too long."""
    if sqlite_code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise error
    return first_line(error)
