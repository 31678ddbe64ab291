"""The record: items, their revisions, and the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("dossier", sa.String(32), nullable=False),
        sa.Column("item", sa.String(32), nullable=False),
        sa.Column("action", sa.String(8), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("journal_by_dossier", "journal", ["dossier", "seq"])
    op.create_index("journal_by_item", "journal", ["item", "seq"])
    op.create_table(
        "items",
        sa.Column("key", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(32), nullable=False, unique=True),
        sa.Column("dossier", sa.String(32), sa.ForeignKey("items.uid"), nullable=False),
        sa.Column("noun", sa.String(32), nullable=False),
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("known", sa.String(10)),
        sa.Column("until", sa.String(10)),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("items_in_order", "items", ["dossier", "noun", "position"])
    op.create_index("items_by_id", "items", ["dossier", "noun", "id"], unique=True)
    op.create_index("items_by_end", "items", ["noun", "until"])
    op.execute("CREATE UNIQUE INDEX dossiers_by_id ON items (id) WHERE noun = 'dossier'")
    op.create_table(
        "revisions",
        sa.Column("seq", sa.Integer(), sa.ForeignKey("journal.seq"), primary_key=True, autoincrement=False),
        sa.Column("dossier", sa.String(32), nullable=False),
        sa.Column("item", sa.String(32), nullable=False),
        sa.Column("noun", sa.String(32), nullable=False),
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
    )
    op.create_index("revisions_by_item", "revisions", ["item"])
    op.create_index("revisions_by_id", "revisions", ["dossier", "noun", "id"])
