"""Feeds that are followed, what could not be read, and alerts to be delivered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the tables."""
    _feeds()
    op.create_table(
        "hosts",
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("robots", sa.String(), nullable=False),
        sa.Column("tdmrep", sa.LargeBinary(), nullable=False),
        sa.Column("read_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("host"),
    )
    op.create_table(
        "quarantine",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary()),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("name", name="uq_quarantine_name"),
    )
    op.create_index("ix_quarantine_url", "quarantine", ["url"])
    _alerts()


def _feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("title", sa.String()),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("every", sa.Integer()),
        sa.Column("etag", sa.String()),
        sa.Column("last_modified", sa.String()),
        sa.Column("fetched_at", sa.String()),
        sa.Column("due_at", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String()),
        sa.Column("stopped", sa.String()),
        sa.Column("holder", sa.String()),
        sa.Column("held_until", sa.String()),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("url"),
    )
    op.create_index("ix_feeds_due_at", "feeds", ["due_at"])
    op.create_table(
        "feed_entries",
        sa.Column("feed", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.key"]),
        sa.PrimaryKeyConstraint("feed", "mark"),
    )


def _alerts() -> None:
    op.create_table(
        "alert_rules",
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("rule"),
    )
    op.create_table(
        "alerts",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due_at", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String()),
        sa.Column("sent_at", sa.String()),
        sa.Column("holder", sa.String()),
        sa.Column("held_until", sa.String()),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("rule", "target", "kind", "record", "what", name="uq_alerts_once"),
    )
    op.create_index("ix_alerts_due", "alerts", ["sent_at", "due_at"])
    op.create_index("ix_alerts_record", "alerts", ["kind", "record"])
