"""The tables of the record, their versions, and how an older file becomes a newer one.

Four tables: `items` is what holds now (the head of a dossier is an item of itself), `journal` says who changed what when, with
salted digests and no content, `revisions` keeps each former state of an item until it is purged. Word search is the database's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Index, Integer, MetaData, String, Table, Text, inspect, select

VERSIONS: Final = ("0001", "0002")
"""Every version of the record that this program knows, oldest first; the last is the one it writes."""
APPLICATION_ID: Final = 0x44454D41
"""What SQLite writes into the head of the file so that the record is known from other programs' files ("DEMA")."""

metadata = MetaData()

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("dossier", String(32), nullable=False),
    Column("item", String(32), nullable=False),
    Column("action", String(8), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("journal_by_dossier", "dossier", "seq"),
    Index("journal_by_item", "item", "seq"),
)
"""Append-only and chained: `hash` covers the entry with `prev`, the hash before it. `dossier` and `item` are random names."""

items = Table(
    "items",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("uid", String(32), nullable=False, unique=True),
    Column("dossier", String(32), ForeignKey("items.uid"), nullable=False),
    Column("noun", String(32), nullable=False),
    Column("id", String(100), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("known", String(10)),
    Column("until", String(10)),
    Column("words", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("items_in_order", "dossier", "noun", "position"),
    Index("items_by_id", "dossier", "noun", "id", unique=True),
    Index("items_by_end", "noun", "until"),
)
"""What holds now. `known`, `until` (ISO days) and `words` repeat what `body` (JSON) says, for searching."""

revisions = Table(
    "revisions",
    metadata,
    Column("seq", Integer, ForeignKey("journal.seq"), primary_key=True, autoincrement=False),
    Column("dossier", String(32), nullable=False),
    Column("item", String(32), nullable=False),
    Column("noun", String(32), nullable=False),
    Column("id", String(100), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("salt", String(32), nullable=False),
    Index("revisions_by_item", "item"),
    Index("revisions_by_id", "dossier", "noun", "id"),
)
"""What an entry of the journal put down. Purging takes the row with its salt, so that the digest left behind tells nothing."""

version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

ONE_ID_ONE_DOSSIER: Final = "CREATE UNIQUE INDEX dossiers_by_id ON items (id) WHERE noun = 'dossier'"
"""Said in SQL that both databases read: naming a dialect in the tables would import all of it at every start."""

SEARCH: Final = (
    "CREATE VIRTUAL TABLE word_index USING "
    "fts5(words, content='items', content_rowid='key', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER words_in AFTER INSERT ON items BEGIN INSERT INTO word_index(rowid, words) VALUES (new.key, new.words); END",
    "CREATE TRIGGER words_out AFTER DELETE ON items BEGIN "
    "INSERT INTO word_index(word_index, rowid, words) VALUES ('delete', old.key, old.words); END",
    "CREATE TRIGGER words_changed AFTER UPDATE OF words ON items BEGIN "
    "INSERT INTO word_index(word_index, rowid, words) VALUES ('delete', old.key, old.words); "
    "INSERT INTO word_index(rowid, words) VALUES (new.key, new.words); END",
)
"""The word index of SQLite and the triggers that keep it in step with `items`; other databases search the column itself."""


def version_of(connection: Connection) -> str | None:
    """The version of the tables that are there; None where there are none at all, empty where they are someone else's."""
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if version.name not in names:
        return ""
    return connection.scalar(select(version.c.version_num)) or ""


def create(connection: Connection) -> None:
    """Make the tables of the newest version."""
    metadata.create_all(connection)
    connection.exec_driver_sql(ONE_ID_ONE_DOSSIER)
    if connection.dialect.name == "sqlite":
        for statement in SEARCH:
            connection.exec_driver_sql(statement)
    connection.execute(version.insert().values(version_num=VERSIONS[-1]))
    mark(connection)


def upgrade(connection: Connection, to: str = VERSIONS[-1]) -> None:
    """Bring older tables to a newer version, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    mark(connection)


def mark(connection: Connection) -> None:
    """Write into the head of a SQLite file whose it is and which version, so that it is known before it is opened."""
    if connection.dialect.name == "sqlite":
        now = version_of(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {int(now or 0)}")
