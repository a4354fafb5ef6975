"""What people corrected, and which records are one; the redirects of actors become groups."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Make the tables, and let what led to another actor do so still."""
    _corrections()
    _groups()
    _redirects()


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String()),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["corrections.number"]),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corrections_record", "corrections", ["kind", "record"])
    op.create_index("ix_corrections_undoes", "corrections", ["undoes"])


def _groups() -> None:
    op.create_table(
        "ties",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.CheckConstraint("low < high", name="ck_ties_order"),
        sa.PrimaryKeyConstraint("kind", "low", "high"),
    )
    op.create_index("ix_ties_high", "ties", ["kind", "high"])
    op.create_table(
        "verdicts",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.CheckConstraint("low < high", name="ck_verdicts_order"),
        sa.ForeignKeyConstraint(["correction"], ["corrections.number"]),
        sa.PrimaryKeyConstraint("key"),
    )
    _current("verdicts", "kind", "low", "high")
    op.create_index("ix_verdicts_high", "verdicts", ["kind", "high"])
    op.create_index("ix_verdicts_correction", "verdicts", ["correction"])
    op.create_table(
        "leaders",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("member", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.PrimaryKeyConstraint("key"),
    )
    _current("leaders", "kind", "member")
    op.create_index("ix_leaders_leader", "leaders", ["kind", "leader"])


def _current(table: str, *columns: str) -> None:
    op.create_index(
        f"ix_{table}_current",
        table,
        list(columns),
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def _redirects() -> None:
    """A redirect becomes a tie of full score, and the smallest number of those that it joins leads them."""
    connection = op.get_bind()
    text = sa.text
    group: dict[int, set[int]] = defaultdict(set)
    since: dict[int, str] = {}
    for old, new, recorded_at in connection.execute(text("SELECT old, new, recorded_at FROM redirects")):
        low, high = sorted(int(one.rpartition("-")[2]) for one in (old, new))
        if low == high:
            continue
        tie = {"low": low, "high": high}
        connection.execute(
            text("INSERT INTO ties (kind, low, high, score) VALUES ('actor', :low, :high, 1.0)"), tie
        )
        joined = {low, high} | group[low] | group[high]
        for member in joined:
            group[member] = joined
            since[member] = max(since.get(member, ""), recorded_at)
    for member, joined in sorted(group.items()):
        if member != min(joined):
            row = {"member": member, "leader": min(joined), "at": since[member]}
            connection.execute(
                text(
                    "INSERT INTO leaders (kind, member, leader, recorded_at) "
                    "VALUES ('actor', :member, :leader, :at)"
                ),
                row,
            )
    op.drop_index("ix_redirects_new", "redirects")
    op.drop_table("redirects")
