"""The name of the file that a report came in; what is held so far has none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column."""
    op.add_column("readings", sa.Column("file", sa.String()))
