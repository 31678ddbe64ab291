"""Search by words: an index beside the items that triggers keep in step. SQLite only; other databases search the column."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    "CREATE VIRTUAL TABLE word_index USING "
    "fts5(words, content='items', content_rowid='key', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER words_in AFTER INSERT ON items BEGIN INSERT INTO word_index(rowid, words) VALUES (new.key, new.words); END",
    "CREATE TRIGGER words_out AFTER DELETE ON items BEGIN "
    "INSERT INTO word_index(word_index, rowid, words) VALUES ('delete', old.key, old.words); END",
    "CREATE TRIGGER words_changed AFTER UPDATE OF words ON items BEGIN "
    "INSERT INTO word_index(word_index, rowid, words) VALUES ('delete', old.key, old.words); "
    "INSERT INTO word_index(rowid, words) VALUES (new.key, new.words); END",
    "INSERT INTO word_index(word_index) VALUES ('rebuild')",
)


def upgrade() -> None:
    """Make the index and fill it from the items that are there."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in _STATEMENTS:
            op.execute(statement)
