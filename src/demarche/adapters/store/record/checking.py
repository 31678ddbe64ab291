"""The search for a changed bit: journal, history, what holds now, and the file itself."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, func, select

from demarche.adapters.store.record.journal import Audit, Content, Entry, JournalCheck
from demarche.adapters.store.record.opening import reading, writing
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
    audit.follow(_lines(connection))
    audit.compare(_standing(connection))
    orphans = select(revisions.c.seq).where(revisions.c.seq.not_in(select(journal.c.seq)))
    audit.loose += [f"history holds an entry {seq} that the journal has not" for seq in connection.scalars(orphans)]


def _lines(connection: Connection) -> Iterator[tuple[Entry, Content | None, str | None]]:
    of = revisions.c
    width = len(Entry._fields)
    asked = select(journal, of.dossier, of.item, of.noun, of.id, of.position, of.body, of.salt, of.seq)
    for row in connection.execute(asked.join(revisions, of.seq == journal.c.seq, isouter=True).order_by(journal.c.seq)):
        entry = Entry(*row[:width])
        yield (entry, None, None) if row[-1] is None else (entry, Content(*row[width:-2]), row[-2])


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
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
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
        if said != ["ok"]:
            return [f"the file is damaged beside the entries ({said[-1]})"]
        with writing(engine) as connection:  # SQLite takes the question for a write
            connection.exec_driver_sql("INSERT INTO word_index(word_index, rank) VALUES ('integrity-check', 1)")
    except Exception as error:  # noqa: BLE001  # see above
        if _code(error) == sqlite3.SQLITE_READONLY:
            return []
        return [f"the file is damaged beside the entries ({_unless_busy(error)})"]
    return []


def _unless_busy(error: Exception) -> str:
    """What the library said; raised again where it only had to wait too long."""
    if _code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise error
    return str(getattr(error, "orig", error)).partition("\n")[0]


def _code(error: Exception) -> int:
    return int(getattr(getattr(error, "orig", None), "sqlite_errorcode", 0)) & 0xFF
