"""Where matters stand, kept; and indexes by which listings find their first rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
REFILLS = ("standings",)

CURRENT = sa.text("superseded_at IS NULL")
REVIEWED = sa.text("review <> 'unread'")
KINDS = ("statement", "event", "matter", "division", "exchange")


def upgrade() -> None:
    """Make them; what the ledger holds gets its standings once all migrations have run (see ``migrating``)."""
    _standings()
    op.create_index("ix_leaders_member", "leaders", ["kind", "member"])
    undated_last = " NULLS LAST" if op.get_context().dialect.name == "postgresql" else ""
    for kind in KINDS:
        columns: list[str | sa.TextClause] = [
            sa.text(f"earliest DESC{undated_last}"),
            sa.text("reading DESC"),
            "start",
            "key",
            "review",
        ]
        table = f"{kind}_versions"
        op.create_index(f"ix_{table}_newest", table, columns, sqlite_where=CURRENT, postgresql_where=CURRENT)
        op.create_index(
            f"ix_{table}_reviewed", table, ["review"], sqlite_where=REVIEWED, postgresql_where=REVIEWED
        )


def _standings() -> None:
    op.create_table(
        "standings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("matter", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("moved", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_standings_matter", "standings", ["matter"])
    for name, first in (("order", "open"), ("status", "status")):
        op.create_index(
            f"ix_standings_{name}",
            "standings",
            [first, "moved", "matter", "until"],
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        )
