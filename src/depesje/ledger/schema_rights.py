"""The tables of what may be kept of whom, and of what was forgotten; see ``schema`` and ``rights``."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from depesje.ledger.schema import CURRENT, clock, metadata

# What may be kept of a source; what a policy leaves open is as the policy ``default`` says.
policies = Table(
    "policies",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("source", String, nullable=False),  # folded; see ``rights.policies``
    Column("shown", String, nullable=False),
    Column("keep", String),
    Column("retain", String),
    Column("quote_limit", Integer),
    Column("reserved", String),
    Column("because", String),
    Column("who", String),
    *clock(),
    Index("ix_policies_current", "source", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
)

# That something was forgotten, and nothing of what it was.
tombstones = Table(
    "tombstones",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # report or actor
    Column("who", String),
    Column("why", String),
    Column("salt", String, nullable=False),
    Column("recorded_at", String, nullable=False),
)

# By which a forgotten report is known again: keyed hashes of its id and of its texts.
tombstone_marks = Table(
    "tombstone_marks",
    metadata,
    Column("tombstone", ForeignKey("tombstones.key"), primary_key=True),
    Column("mark", String, primary_key=True),
    Index("ix_tombstone_marks_mark", "mark"),
)

# The ids of the records that went; none is given again.
forgotten_ids = Table(
    "forgotten_ids",
    metadata,
    Column("id", String, primary_key=True),
    Column("tombstone", ForeignKey("tombstones.key"), nullable=False, index=True),
)

# When words were taken out of rows, and when out of the file's free pages and its log as well.
cleanings = Table(
    "cleanings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("asked_at", String, nullable=False),
    Column("done_at", String),
)
