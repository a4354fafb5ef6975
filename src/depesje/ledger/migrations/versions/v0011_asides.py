"""Authors, the moment of publication, whether only the beginning is here, and what stood beside a text; none so far."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("readings", sa.Column("published_at", sa.String()))
    op.add_column("readings", sa.Column("authors", sa.String()))
    op.add_column("readings", sa.Column("stub", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "asides",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revisions.key"]),
        sa.PrimaryKeyConstraint("revision", "ordinal"),
    )
