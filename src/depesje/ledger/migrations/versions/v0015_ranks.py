"""What records and stories find each other by has ranks, and stories keep prints; ``found_by`` fills it all anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
REFILLS = ("found by",)


def upgrade() -> None:
    """Make the tables anew, empty; nothing that was ever told is in them alone."""
    for table in ("keys", "exchange_keys", "story_bands"):
        op.drop_table(table)
    op.create_table(
        "keys",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("rank", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "rank", "record"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_keys_record", "keys", ["kind", "record"])
    op.create_table(
        "exchange_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["exchange"], ["exchanges.number"]),
        sa.PrimaryKeyConstraint("key", "rank", "exchange"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_exchange_keys_exchange", "exchange_keys", ["exchange"])
    op.create_table(
        "story_bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("band", "rank", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_story_bands_report", "story_bands", ["report"])
    op.create_table(
        "story_prints",
        sa.Column("report", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("print", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("report"),
    )
