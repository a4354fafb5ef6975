"""Events, matters and divisions inside a party."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Make the tables; nothing of what the ledger holds is touched."""
    _events()
    _matters()
    _divisions()


def _events() -> None:
    _identities("events")
    _versions(
        "event",
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String()),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("cameo", sa.String()),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("condition_of", sa.Integer()),
        sa.Column("statement", sa.Integer()),
        sa.Column("count", sa.Integer()),
        sa.Column("unit", sa.String()),
        sa.Column("when", sa.String()),
        sa.Column("where", sa.String()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["condition_of"], ["events.number"]),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"]),
    )
    op.create_index("ix_event_versions_type", "event_versions", ["type"])
    _anchors("event")
    _parties("event")


def _matters() -> None:
    _identities("matters")
    _versions(
        "matter",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("gist", sa.String(), nullable=False),
        sa.Column("condition", sa.String()),
        sa.Column("deadline", sa.String()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("contested", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_matter_versions_kind", "matter_versions", ["kind"])
    op.create_index("ix_matter_versions_status", "matter_versions", ["status"])
    _anchors("matter")
    _parties("matter")
    _links("matter_statements", "statement", "statements.number")
    _links("matter_events", "event", "events.number")


def _divisions() -> None:
    _identities("divisions")
    _versions(
        "division",
        sa.Column("within", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["within"], ["actors.number"]),
    )
    op.create_index("ix_division_versions_within", "division_versions", ["within"])
    _anchors("division")


def _identities(name: str) -> None:
    op.create_table(
        name,
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_report", name, ["report"])


def _versions(of: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    name = f"{of}_versions"
    op.create_table(
        name,
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column(of, sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        *columns,
        sa.Column("earliest", sa.String()),
        sa.Column("latest", sa.String()),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint([of], [f"{of}s.number"]),
        sa.ForeignKeyConstraint(["origin"], ["readings.key"]),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"]),
        sa.PrimaryKeyConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        f"ix_{name}_current", name, [of], unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT
    )
    for column in ("earliest", "origin", "reading"):
        op.create_index(f"ix_{name}_{column}", name, [column])


def _anchors(of: str) -> None:
    op.create_table(
        f"{of}_anchors",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], [f"{of}_versions.key"]),
        sa.PrimaryKeyConstraint("version", "role", "ordinal"),
    )


def _parties(of: str) -> None:
    op.create_table(
        f"{of}_actors",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"]),
        sa.ForeignKeyConstraint(["version"], [f"{of}_versions.key"]),
        sa.PrimaryKeyConstraint("version", "role", "ordinal"),
    )
    op.create_index(f"ix_{of}_actors_actor", f"{of}_actors", ["actor", "role"])


def _links(name: str, target: str, to: str) -> None:
    op.create_table(
        name,
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(target, sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["matter_versions.key"]),
        sa.ForeignKeyConstraint([target], [to]),
        sa.PrimaryKeyConstraint("version", "ordinal"),
    )
    op.create_index(f"ix_{name}_{target}", name, [target])
