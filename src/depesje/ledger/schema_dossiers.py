"""The tables of dossiers and of what is filed in them; see ``schema``."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from depesje.ledger.schema import CURRENT, clock, metadata


def _current(name: str, *columns: str) -> Index:
    """At most one row with these values holds at a time."""
    return Index(name, *columns, unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT)


dossiers = Table(
    "dossiers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("recorded_at", String, nullable=False),
    sqlite_autoincrement=True,
)

# What a dossier is about. ``parties`` and ``words`` are JSON lists; one that is closed has no current version.
dossier_versions = Table(
    "dossier_versions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("dossier", ForeignKey("dossiers.number"), nullable=False),
    Column("name", String, nullable=False),
    Column("name_key", String, nullable=False),
    Column("parties", String, nullable=False),
    Column("words", String, nullable=False),
    Column("since", String),
    Column("until", String),
    Column("who", String, nullable=False),
    *clock(),
    _current("ix_dossier_versions_current", "dossier"),
    _current("ix_dossier_versions_name", "name_key"),
)

# The reports in a dossier, each with the reason; ``who`` where a person filed it, or (``filed`` false) took it out.
filings = Table(
    "filings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("dossier", ForeignKey("dossiers.number"), nullable=False),
    Column("report", ForeignKey("reports.key"), nullable=False),
    Column("filed", Boolean(create_constraint=False), nullable=False),
    Column("reason", String, nullable=False),
    Column("who", String),
    *clock(),
    _current("ix_filings_current", "dossier", "report"),
    Index("ix_filings_report", "report"),
)
