"""Dossiers, and the reports that are filed in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Make the tables; a ledger from before has no dossiers."""
    op.create_table(
        "dossiers",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dossier_versions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("parties", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("since", sa.String()),
        sa.Column("until", sa.String()),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.number"]),
        sa.PrimaryKeyConstraint("key"),
    )
    _current("ix_dossier_versions_current", "dossier_versions", "dossier")
    _current("ix_dossier_versions_name", "dossier_versions", "name_key")
    op.create_table(
        "filings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("who", sa.String()),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.number"]),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("key"),
    )
    _current("ix_filings_current", "filings", "dossier", "report")
    op.create_index("ix_filings_report", "filings", ["report"])


def _current(name: str, table: str, *columns: str) -> None:
    op.create_index(name, table, list(columns), unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT)
