"""Whom a mention means, beside its wording; and indexes that answer what is asked of an actor by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
REFILLS = ("wordings",)

WIDER = {
    "mentions": {"appearance": ["appearance", "form"], "form": ["form", "actor"]},
    "appearances": {"actor": ["actor", "reading", "role", "code"]},
    "statement_versions": {
        "speaker": ["speaker", "superseded_at", "review", "earliest", "reading", "start", "key"]
    },
    **{
        f"{kind}_actors": {"actor": ["actor", "role", "version"]}
        for kind in ("statement", "event", "matter", "exchange")
    },
}


def upgrade() -> None:
    """Make them; the mentions get their actors once all migrations have run (see ``migrating``)."""
    op.add_column("mentions", sa.Column("actor", sa.Integer()))
    for table, indexes in WIDER.items():
        for name, columns in indexes.items():
            op.drop_index(f"ix_{table}_{name}", table)
            op.create_index(f"ix_{table}_{name}", table, columns)
