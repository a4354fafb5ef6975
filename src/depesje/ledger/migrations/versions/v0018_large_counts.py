"""How many, or how much money, where that is more than two thousand millions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """A file holds any number as it is."""
    if op.get_context().dialect.name == "postgresql":
        op.alter_column("event_versions", "count", type_=sa.BigInteger())
