"""The tables by which reports lead to actors, and who was seen in which office; see ``identity``."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from depesje.ledger.schema import metadata

# What a named actor is called by reports: ``key`` with kind and code is what leads a report's actor to it, and is empty
# where a person alone has named it. All of one ``block`` may be one. ``beside`` are the fuller names that its reports tell
# it from, ``office`` and ``month`` by what it is known where it has no name, or a family name alone. ``reports`` counts
# the current readings that have it.
actor_keys = Table(
    "actor_keys",
    metadata,
    Column("actor", ForeignKey("actors.number"), primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("code", String),
    Column("key", String, index=True),
    Column("block", String, index=True),
    Column("beside", String),
    Column("office", String),
    Column("month", String),
    Column("reports", Integer, nullable=False),
)

# In how many current readings of a month an actor has an office, of a country or a body.
tenures = Table(
    "tenures",
    metadata,
    Column("actor", ForeignKey("actors.number"), primary_key=True),
    Column("office", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("month", String, primary_key=True),
    Column("reports", Integer, nullable=False),
    Index("ix_tenures_office", "office", "code"),
)
