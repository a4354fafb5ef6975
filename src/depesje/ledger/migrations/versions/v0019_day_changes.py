"""How often a day's tension has changed; what is due and what came last have indexes; no story has a forgotten report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

DUE = sa.text("superseded_at IS NULL AND deadline IS NOT NULL")


def upgrade() -> None:
    """Make them. No process has worked out any day by the new tables, so none has to be counted."""
    op.create_table(
        "day_changes",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_matter_versions_due", "matter_versions", ["earliest"], sqlite_where=DUE, postgresql_where=DUE
    )
    op.create_index("ix_reports_recorded_at", "reports", ["recorded_at"])
    _forget_stories(op.get_bind())


def _forget_stories(connection: sa.Connection) -> None:
    """Let nothing name reports that are gone: the next report could get the number of one."""
    gone = "NOT IN (SELECT key FROM reports)"
    connection.exec_driver_sql(f"DELETE FROM ties WHERE kind = 'story' AND (low {gone} OR high {gone})")
    connection.exec_driver_sql(f"DELETE FROM leaders WHERE kind = 'story' AND member {gone}")
    led = connection.exec_driver_sql(
        f"SELECT key, member, leader FROM leaders WHERE kind = 'story' AND leader {gone} AND superseded_at IS NULL"
    ).all()
    # Those that one that is gone led are one still, and the first of them leads.
    first: dict[int, int] = {}
    for _, member, leader in led:
        first[leader] = min(member, first.get(leader, member))
    moved = sa.text("UPDATE leaders SET leader = :leader WHERE key = :key")
    for key, member, leader in led:
        if member != first[leader]:
            connection.execute(moved, {"leader": first[leader], "key": key})
    connection.exec_driver_sql(f"DELETE FROM leaders WHERE kind = 'story' AND leader {gone}")
