"""The tables of feeds that are followed, of what could not be read, and of alerts to be delivered; see ``schema``.

They tell of work to be done, not of what the ledger holds for true: rows are overwritten. No words of reports are in them
but in ``quarantine``, whose rows go with a report that is forgotten (see ``watching.quarantining``).
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from depesje.ledger.schema import metadata

# A feed, what its server said last, and when it is due. ``stopped`` says why it is not asked any more; ``holder`` is the
# process that reads it until ``held_until`` at most.
feeds = Table(
    "feeds",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("url", String, nullable=False, unique=True),
    Column("host", String, nullable=False),
    Column("title", String),
    Column("full", Boolean(create_constraint=False), nullable=False),
    Column("every", Integer),
    Column("etag", String),
    Column("last_modified", String),
    Column("fetched_at", String),
    Column("due_at", String, nullable=False, index=True),
    Column("failures", Integer, nullable=False),
    Column("trouble", String),
    Column("stopped", String),
    Column("holder", String),
    Column("held_until", String),
    Column("recorded_at", String, nullable=False),
)

# Which entries of a feed were taken in, by hashes of what they are called and of what they said.
feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed", ForeignKey("feeds.key"), primary_key=True),
    Column("mark", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("seen_at", String, nullable=False),
)

# What hosts ask of programs: robots.txt and tdmrep.json as they were.
hosts = Table(
    "hosts",
    metadata,
    Column("host", String, primary_key=True),
    Column("robots", String, nullable=False),
    Column("tdmrep", LargeBinary, nullable=False),
    Column("read_at", String, nullable=False),
)

# What was fetched and could not be read, by its name, with the reason; ``origin`` is what was known of it, as JSON.
quarantine = Table(
    "quarantine",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("url", String),
    Column("reason", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("data", LargeBinary),
    Column("size", Integer, nullable=False),
    Column("sha256", String),
    Column("tries", Integer, nullable=False),
    Column("tried_at", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    UniqueConstraint("name", name="uq_quarantine_name"),
    Index("ix_quarantine_url", "url"),
)

# Up to which reading of a report a rule was asked.
alert_rules = Table(
    "alert_rules",
    metadata,
    Column("rule", String, primary_key=True),
    Column("reading", Integer, nullable=False),
    Column("recorded_at", String, nullable=False),
)

# What is to be told to whom, and was: a record by kind and number, by which it goes with what is forgotten.
alerts = Table(
    "alerts",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("rule", String, nullable=False),
    Column("target", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("record", Integer, nullable=False),
    Column("what", String, nullable=False),
    Column("due_at", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("trouble", String),
    Column("sent_at", String),
    Column("holder", String),
    Column("held_until", String),
    Column("recorded_at", String, nullable=False),
    UniqueConstraint("rule", "target", "kind", "record", "what", name="uq_alerts_once"),
    Index("ix_alerts_due", "sent_at", "due_at"),
    Index("ix_alerts_record", "kind", "record"),
)
