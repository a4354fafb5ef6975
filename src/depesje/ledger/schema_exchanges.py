"""The tables of exchanges, their accounts, and of what tells which of them and which reports are one; see ``schema``."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from depesje.ledger.schema import anchored, identities, metadata, parties, versions

exchanges = identities("exchanges")
exchange_versions = versions(
    "exchange_versions",
    Column("exchange", ForeignKey("exchanges.number"), nullable=False),
    Column("channel", String, nullable=False, index=True),
    Column("when", String),
)
exchange_anchors = anchored("exchange_anchors", exchange_versions)  # role: anchor
exchange_actors = parties("exchange_actors", exchange_versions)  # role: party

# What one source tells of an exchange; without an actor the report itself does.
accounts = Table(
    "accounts",
    metadata,
    Column("version", ForeignKey("exchange_versions.key"), primary_key=True),
    Column("account", Integer, primary_key=True),
    Column("actor", ForeignKey("actors.number"), index=True),
)
account_statements = Table(
    "account_statements",
    metadata,
    Column("version", ForeignKey("exchange_versions.key"), primary_key=True),
    Column("account", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("statement", ForeignKey("statements.number"), nullable=False, index=True),
)

# By what an exchange may be found to be one with another: its ``across.exchanges.keys`` now, hashed, as they hold names.
# ``rank`` is explained in ``nearby``.
exchange_keys = Table(
    "exchange_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("rank", BigInteger, primary_key=True, autoincrement=False),
    Column("exchange", ForeignKey("exchanges.number"), primary_key=True),
    Index("ix_exchange_keys_exchange", "exchange"),
    sqlite_with_rowid=False,
)

# By what a report may be found to be a version of another's story, of its present text: its ``across.wire.bands``, each with
# its place and the stretch of time (see ``stories``).
story_bands = Table(
    "story_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("rank", BigInteger, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("reports.key"), primary_key=True),
    Index("ix_story_bands_report", "report"),
    sqlite_with_rowid=False,
)

# What that is compared by: an ``across.wire.Print`` of hashed words, packed.
story_prints = Table(
    "story_prints",
    metadata,
    Column("report", ForeignKey("reports.key"), primary_key=True, autoincrement=False),
    Column("print", LargeBinary, nullable=False),
)
