"""Those who log in, and what is kept for each; the index by which the newest reports are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the tables, which nobody is in yet."""
    op.create_table(
        "users",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password", sa.String()),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("name_key"),
        sqlite_autoincrement=True,
    )
    _secrets()
    _kept_for_each()
    op.create_index("ix_readings_newest", "readings", [sa.text("coalesce(earliest, '')"), "key"])


def _user() -> sa.Column[int]:
    return sa.Column("user", sa.Integer(), nullable=False)


def _secrets() -> None:
    op.create_table(
        "user_sessions",
        sa.Column("digest", sa.String(), nullable=False),
        _user(),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("used_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.number"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_user_sessions_user", "user_sessions", ["user"])
    op.create_table(
        "user_tokens",
        sa.Column("number", sa.Integer(), nullable=False),
        _user(),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("used_at", sa.String()),
        sa.ForeignKeyConstraint(["user"], ["users.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("digest"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_user_tokens_user", "user_tokens", ["user"])


def _kept_for_each() -> None:
    op.create_table(
        "user_looks",
        _user(),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("before", sa.String()),
        sa.Column("seen", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.number"]),
        sa.PrimaryKeyConstraint("user", "place"),
    )
    op.create_table(
        "user_searches",
        sa.Column("number", sa.Integer(), nullable=False),
        _user(),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("feed"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_user_searches_user", "user_searches", ["user"])
    op.create_table(
        "user_skips",
        _user(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.number"]),
        sa.PrimaryKeyConstraint("user", "kind", "record"),
    )
