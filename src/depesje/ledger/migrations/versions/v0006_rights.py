"""Policies, what is kept of a text, and what was forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Make the tables and columns; all that a ledger holds so far is kept in full."""
    op.add_column("revisions", sa.Column("kept", sa.String(), nullable=False, server_default="full"))
    op.add_column("revisions", sa.Column("quoted", sa.Integer()))
    op.add_column("revisions", sa.Column("redacted_at", sa.String()))
    op.add_column("readings", sa.Column("reserved", sa.String()))
    _policies()
    _tombstones()
    op.create_table(
        "cleanings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.String(), nullable=False),
        sa.Column("done_at", sa.String()),
        sa.PrimaryKeyConstraint("key"),
    )


def _policies() -> None:
    op.create_table(
        "policies",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("keep", sa.String()),
        sa.Column("retain", sa.String()),
        sa.Column("quote_limit", sa.Integer()),
        sa.Column("reserved", sa.String()),
        sa.Column("because", sa.String()),
        sa.Column("who", sa.String()),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(
        "ix_policies_current",
        "policies",
        ["source"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def _tombstones() -> None:
    op.create_table(
        "tombstones",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("who", sa.String()),
        sa.Column("why", sa.String()),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "tombstone_marks",
        sa.Column("tombstone", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tombstone"], ["tombstones.key"]),
        sa.PrimaryKeyConstraint("tombstone", "mark"),
    )
    op.create_index("ix_tombstone_marks_mark", "tombstone_marks", ["mark"])
    op.create_table(
        "forgotten_ids",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("tombstone", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tombstone"], ["tombstones.key"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_forgotten_ids_tombstone", "forgotten_ids", ["tombstone"])
