"""Exchanges with their accounts, and what tells which of them, and which reports, are one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Make the tables; nothing of what the ledger holds is touched."""
    _exchanges()
    _accounts()
    _found_by()


def _exchanges() -> None:
    op.create_table(
        "exchanges",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_exchanges_report", "exchanges", ["report"])
    op.create_table(
        "exchange_versions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("exchange", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("when", sa.String()),
        sa.Column("earliest", sa.String()),
        sa.Column("latest", sa.String()),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["exchange"], ["exchanges.number"]),
        sa.ForeignKeyConstraint(["origin"], ["readings.key"]),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"]),
        sa.PrimaryKeyConstraint("key"),
        sqlite_autoincrement=True,
    )
    name = "ix_exchange_versions"
    op.create_index(
        f"{name}_current",
        "exchange_versions",
        ["exchange"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    for column in ("channel", "earliest", "origin", "reading"):
        op.create_index(f"{name}_{column}", "exchange_versions", [column])
    op.create_table(
        "exchange_anchors",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["exchange_versions.key"]),
        sa.PrimaryKeyConstraint("version", "role", "ordinal"),
    )
    op.create_table(
        "exchange_actors",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"]),
        sa.ForeignKeyConstraint(["version"], ["exchange_versions.key"]),
        sa.PrimaryKeyConstraint("version", "role", "ordinal"),
    )
    op.create_index("ix_exchange_actors_actor", "exchange_actors", ["actor", "role"])


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer()),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"]),
        sa.ForeignKeyConstraint(["version"], ["exchange_versions.key"]),
        sa.PrimaryKeyConstraint("version", "account"),
    )
    op.create_index("ix_accounts_actor", "accounts", ["actor"])
    op.create_table(
        "account_statements",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"]),
        sa.ForeignKeyConstraint(["version"], ["exchange_versions.key"]),
        sa.PrimaryKeyConstraint("version", "account", "ordinal"),
    )
    op.create_index("ix_account_statements_statement", "account_statements", ["statement"])


def _found_by() -> None:
    op.create_table(
        "exchange_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["exchange"], ["exchanges.number"]),
        sa.PrimaryKeyConstraint("key", "exchange"),
    )
    op.create_index("ix_exchange_keys_exchange", "exchange_keys", ["exchange"])
    op.create_table(
        "story_bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("band", "report"),
    )
    op.create_index("ix_story_bands_report", "story_bands", ["report"])
