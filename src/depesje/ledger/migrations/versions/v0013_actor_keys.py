"""By what reports lead to actors, and who was seen in which office; see ``ledger.keying.fill`` for what fills them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
REFILLS = ("actor keys",)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "actor_keys",
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String()),
        sa.Column("key", sa.String()),
        sa.Column("block", sa.String()),
        sa.Column("beside", sa.String()),
        sa.Column("office", sa.String()),
        sa.Column("month", sa.String()),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"]),
        sa.PrimaryKeyConstraint("actor"),
    )
    op.create_index("ix_actor_keys_key", "actor_keys", ["key"])
    op.create_index("ix_actor_keys_block", "actor_keys", ["block"])
    op.create_table(
        "tenures",
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"]),
        sa.PrimaryKeyConstraint("actor", "office", "code", "month"),
    )
    op.create_index("ix_tenures_office", "tenures", ["office", "code"])
