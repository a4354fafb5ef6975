"""Which reader found a record: what was read until now, the rules read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column to the versions of what an assistant may propose."""
    for name in ("statement_versions", "event_versions", "matter_versions"):
        op.add_column(name, sa.Column("read_by", sa.String(), nullable=False, server_default="rules"))
