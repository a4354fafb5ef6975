"""The tables by which records of several reports find each other; see ``joining``."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table

from depesje.ledger.schema import CURRENT, clock, metadata

# What tells of a record whether it is one with another, and what course it takes: JSON of its kind's own form. It holds
# themes, codes, places in the text and digests of other words, but no words of reports and no names.
sketches = Table(
    "sketches",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("record", Integer, nullable=False),
    Column("report", ForeignKey("reports.key"), nullable=False),
    Column("payload", String, nullable=False),
    *clock(),
    Index(
        "ix_sketches_current", "kind", "record", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT
    ),
    Index("ix_sketches_record", "kind", "record"),
    Index("ix_sketches_report", "kind", "report"),
)

# What it is found by now: records that may be one have a key in common, so that one more report is compared with few.
# ``rank`` is explained in ``nearby``.
keys = Table(
    "keys",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("rank", BigInteger, primary_key=True, autoincrement=False),
    Column("record", Integer, primary_key=True),
    Index("ix_keys_record", "kind", "record"),
    sqlite_with_rowid=False,
)

# What an event makes of a matter, and how sure that is.
deeds = Table(
    "deeds",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("matter", ForeignKey("matters.number"), nullable=False, index=True),
    Column("event", ForeignKey("events.number"), nullable=False, index=True),
    Column("move", String, nullable=False),
    Column("score", Float, nullable=False),
    *clock(),
)

# How often what the tension of a day rests on has changed; see ``daily``.
day_changes = Table(
    "day_changes",
    metadata,
    Column("day", String, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Where a matter stands from a day (``since``) up to another, by the number that leads it: what its course comes to, kept so
# that it can be asked for without working it out. ``moved`` is the day of its last move by then.
standings = Table(
    "standings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("matter", ForeignKey("matters.number"), nullable=False),
    Column("since", String, nullable=False),
    Column("until", String, nullable=False),
    Column("status", String, nullable=False),
    Column("open", Boolean(create_constraint=False), nullable=False),
    Column("moved", String, nullable=False),
    *clock(),
    Index("ix_standings_matter", "matter"),
    Index(
        "ix_standings_order",
        *("open", "moved", "matter", "until"),
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    ),
    Index(
        "ix_standings_status",
        *("status", "moved", "matter", "until"),
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    ),
)
