"""The tables of what people corrected, and of which records are one and the same; see ``schema``."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Float, ForeignKey, Index, Integer, String, Table

from depesje.ledger.schema import CURRENT, clock, metadata

# Every act of a person, in order; nothing here is ever changed. ``details`` is JSON: what the act changed, from what to
# what. ``undoes`` names the act that an undoing takes back.
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("record", Integer, nullable=False),
    Column("action", String, nullable=False),
    Column("who", String, nullable=False),
    Column("why", String),
    Column("details", String, nullable=False),
    Column("undoes", ForeignKey("corrections.number"), index=True),
    Column("recorded_at", String, nullable=False),
    Index("ix_corrections_record", "kind", "record"),
    sqlite_autoincrement=True,
)

# The machine's word that two records of one kind are one, the surer the higher the score.
ties = Table(
    "ties",
    metadata,
    Column("kind", String, primary_key=True),
    Column("low", Integer, primary_key=True),
    Column("high", Integer, primary_key=True),
    Column("score", Float, nullable=False),
    CheckConstraint("low < high", name="ck_ties_order"),
    Index("ix_ties_high", "kind", "high"),
)

# A person's word that two records are one, or are not.
verdicts = Table(
    "verdicts",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("same", Boolean(create_constraint=False), nullable=False),
    Column("correction", ForeignKey("corrections.number"), nullable=False, index=True),
    *clock(),
    CheckConstraint("low < high", name="ck_verdicts_order"),
    Index(
        "ix_verdicts_current",
        "kind",
        "low",
        "high",
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    ),
    Index("ix_verdicts_high", "kind", "high"),
)

# What follows of both: the record that stands for each that is one of several. Who leads itself has no row.
leaders = Table(
    "leaders",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("member", Integer, nullable=False),
    Column("leader", Integer, nullable=False),
    *clock(),
    Index(
        "ix_leaders_current",
        "kind",
        "member",
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    ),
    Index("ix_leaders_member", "kind", "member"),
    Index("ix_leaders_leader", "kind", "leader"),
)

# The rows of people's own tables that were taken in, by what they say, so that they are taken in once.
imports = Table(
    "imports",
    metadata,
    Column("digest", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("record", Integer, nullable=False),
    Column("recorded_at", String, nullable=False),
)
