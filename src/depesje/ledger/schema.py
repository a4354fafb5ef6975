"""The tables of a ledger.

Rows are never overwritten where somebody may ask what the ledger knew before: a row that stops being current
gets ``superseded_at`` and another is written beside it. Times are UTC, as ISO 8601 text.

The migrations in ``migrations/versions`` make these tables; a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

APPLICATION_ID = (
    0x44455045  # "DEPE", in the file's header: how a ledger is told from any other SQLite database.
)
HEAD = "0001"  # The schema version that this code reads and writes.

metadata = MetaData()
CURRENT = text("superseded_at IS NULL")


def _clock() -> tuple[Column[str], Column[str]]:
    """When the ledger began and ceased to hold a row for true."""
    return Column("recorded_at", String, nullable=False), Column("superseded_at", String)


# A report's identity; what it says is in its revisions and their readings.
reports = Table(
    "reports",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("recorded_at", String, nullable=False),
)

# One text of a report.
revisions = Table(
    "revisions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("report", ForeignKey("reports.key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("sha256", String, nullable=False),
    *_clock(),
    UniqueConstraint("report", "number"),
    Index("ix_revisions_current", "report", unique=True, sqlite_where=CURRENT),
)

# One reading of a revision by given versions, with what is known about the report's origin.
readings = Table(
    "readings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("report", ForeignKey("reports.key"), nullable=False),
    Column("revision", ForeignKey("revisions.key"), nullable=False),
    Column("title", String),
    Column("language", String),
    Column("published", String),
    Column("earliest", String),
    Column("latest", String),
    Column("modified", String),
    Column("date_evidence", String),
    Column("publisher", String),
    Column("agency", String),
    Column("url", String),
    Column("genre", String, nullable=False),
    Column("charset_guessed", Boolean(create_constraint=False), nullable=False),
    Column("reader", String),
    Column("lexicon", String),
    Column("pipeline", String),
    *_clock(),
    Index("ix_readings_report", "report"),
    Index("ix_readings_current", "report", unique=True, sqlite_where=CURRENT),
    sqlite_autoincrement=True,  # the index over words holds keys that nothing else may get
)

# An actor's identity. An unnamed one belongs to its report, a named one to none.
actors = Table(
    "actors",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.key")),
    Column("recorded_at", String, nullable=False),
    sqlite_autoincrement=True,
)

actor_versions = Table(
    "actor_versions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("actor", ForeignKey("actors.number"), nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("code", String),
    Column("name_key", String, nullable=False),
    Column("surname_key", String),
    Column("review", String, nullable=False),
    *_clock(),
    Index("ix_actor_versions_current", "actor", unique=True, sqlite_where=CURRENT),
    Index("ix_actor_versions_name", "name_key"),
    Index("ix_actor_versions_surname", "surname_key"),
    Index("ix_actor_versions_code", "code"),
)

# An actor as one reading gives it: the name, role and code there.
appearances = Table(
    "appearances",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("reading", ForeignKey("readings.key"), nullable=False),
    Column("actor", ForeignKey("actors.number"), nullable=False),
    Column("local", String, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("code", String),
    Column("role", String),
    Column("wikidata", String),
    UniqueConstraint("reading", "local"),
    Index("ix_appearances_actor", "actor"),
)

# Every wording by which somebody is mentioned, once, with its folded twin for looking up.
forms = Table(
    "forms",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("text", String, nullable=False, unique=True),
    Column("folded", String, nullable=False, index=True),
)

mentions = Table(
    "mentions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("appearance", ForeignKey("appearances.key"), nullable=False),
    Column("form", ForeignKey("forms.key"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("ix_mentions_appearance", "appearance"),
    Index("ix_mentions_form", "form"),
)

# A statement's identity.
statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.key"), nullable=False),
    Column("recorded_at", String, nullable=False),
    Index("ix_statements_report", "report"),
    sqlite_autoincrement=True,
)

# What a statement was held to be for a time: ``reading`` is the one in which its offsets count, ``origin``
# the one that found it (an earlier one, where a person's review has kept the statement through a re-reading).
statement_versions = Table(
    "statement_versions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("statement", ForeignKey("statements.number"), nullable=False),
    Column("reading", ForeignKey("readings.key"), nullable=False),
    Column("origin", ForeignKey("readings.key"), nullable=False),
    Column("speaker", ForeignKey("actors.number")),
    Column("speaker_form", ForeignKey("forms.key")),
    Column("form", String, nullable=False),
    Column("channel", String),
    Column("act", String, nullable=False),
    Column("negated", Boolean(create_constraint=False), nullable=False),
    Column("when", String),
    Column("earliest", String),
    Column("latest", String),
    Column("confidence", Float, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("review", String, nullable=False),
    *_clock(),
    Index("ix_statement_versions_current", "statement", unique=True, sqlite_where=CURRENT),
    Index("ix_statement_versions_reading", "reading"),
    Index("ix_statement_versions_origin", "origin"),
    Index("ix_statement_versions_speaker", "speaker"),
    Index("ix_statement_versions_speaker_form", "speaker_form"),
    Index("ix_statement_versions_earliest", "earliest"),
    sqlite_autoincrement=True,  # the index over words holds keys that nothing else may get
)

# The words a statement hangs on (W3C Web Annotation: TextPositionSelector and TextQuoteSelector together);
# ``role`` is speaker, cue or content.
anchors = Table(
    "anchors",
    metadata,
    Column("version", ForeignKey("statement_versions.key"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("exact", String, nullable=False),
    Column("prefix", String, nullable=False),
    Column("suffix", String, nullable=False),
)

# To whom, on whose word and about whom; ``role`` is to, per or about.
statement_actors = Table(
    "statement_actors",
    metadata,
    Column("version", ForeignKey("statement_versions.key"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("actor", ForeignKey("actors.number"), nullable=False),
    Index("ix_statement_actors_actor", "actor", "role"),
)

# Where a merged id leads.
redirects = Table(
    "redirects",
    metadata,
    Column("old", String, primary_key=True),
    Column("new", String, nullable=False, index=True),
    Column("recorded_at", String, nullable=False),
)

# The indexes over stemmed words (FTS5), which SQLAlchemy has no type for; rowids are the keys of what is
# indexed.
STATEMENT_WORDS = "statement_words"  # rowid = statement_versions.key
REPORT_WORDS = "report_words"  # rowid = readings.key
