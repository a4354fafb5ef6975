"""What records of several reports find each other by, and the deeds that keep or break what was promised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Make the tables; what the ledger holds already joins in when it is read again."""
    op.create_table(
        "sketches",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(
        "ix_sketches_current",
        "sketches",
        ["kind", "record"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index("ix_sketches_record", "sketches", ["kind", "record"])
    op.create_index("ix_sketches_report", "sketches", ["kind", "report"])
    op.create_table(
        "keys",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "record"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_keys_record", "keys", ["kind", "record"])
    op.create_table(
        "deeds",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("matter", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"]),
        sa.ForeignKeyConstraint(["event"], ["events.number"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_deeds_matter", "deeds", ["matter"])
    op.create_index("ix_deeds_event", "deeds", ["event"])
