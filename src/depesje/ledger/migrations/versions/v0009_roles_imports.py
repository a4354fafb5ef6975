"""The role that a person gives an actor, and the rows that were taken in from people's own tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column and the table; what is held of actors so far has no role of its own."""
    op.add_column("actor_versions", sa.Column("role", sa.String()))
    op.create_table(
        "imports",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
