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
    false,
    func,
    literal_column,
    text,
)
from sqlalchemy.schema import SchemaItem

APPLICATION_ID = (
    0x44455045  # "DEPE", in the file's header: how a ledger is told from any other SQLite database.
)
HEAD = "0019"  # The schema version that this code reads and writes.

metadata = MetaData()
CURRENT = text("superseded_at IS NULL")
REVIEWED = text("review <> 'unread'")


def read_by() -> Column[str]:
    """Which reader found a record: the rules, an assistant, or both."""
    return Column("read_by", String, nullable=False, server_default="rules")


def clock() -> tuple[Column[str], Column[str]]:
    """When the ledger began and ceased to hold a row for true."""
    return Column("recorded_at", String, nullable=False), Column("superseded_at", String)


def identities(name: str) -> Table:
    """The table of one kind of record that reports give: a permanent number each, and the report it is from."""
    return Table(
        name,
        metadata,
        Column("number", Integer, primary_key=True),
        Column("report", ForeignKey("reports.key"), nullable=False),
        Column("recorded_at", String, nullable=False),
        Index(f"ix_{name}_report", "report"),
        sqlite_autoincrement=True,
    )


def versions(name: str, owner: Column[int], *columns: SchemaItem) -> Table:
    """The table of what records of one kind were held to be, each for a time.

    ``owner`` names the record. ``reading`` is the one in which the offsets count, ``origin`` the one that found it (an
    earlier one, where a person's review has kept the record through a re-reading). ``earliest`` and ``latest`` bound
    when it was, by its own date or else its report's. The migrations make an index more, ``ix_…_newest``, which has the
    listings' order and is written differently on each engine.
    """
    return Table(
        name,
        metadata,
        Column("key", Integer, primary_key=True),
        owner,
        Column("reading", ForeignKey("readings.key"), nullable=False),
        Column("origin", ForeignKey("readings.key"), nullable=False),
        *columns,
        Column("earliest", String),
        Column("latest", String),
        Column("paragraph", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("review", String, nullable=False),
        *clock(),
        Index(f"ix_{name}_current", owner.name, unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
        Index(f"ix_{name}_reading", "reading"),
        Index(f"ix_{name}_origin", "origin"),
        Index(f"ix_{name}_earliest", "earliest"),
        Index(f"ix_{name}_reviewed", "review", sqlite_where=REVIEWED, postgresql_where=REVIEWED),
        sqlite_autoincrement=True,  # the index over words holds keys that nothing else may get
    )


def anchored(name: str, of: Table) -> Table:
    """The words that records of one kind hang on, by the role that the words have in them.

    After W3C Web Annotation: TextPositionSelector and TextQuoteSelector together.
    """
    return Table(
        name,
        metadata,
        Column("version", ForeignKey(of.c.key), primary_key=True),
        Column("role", String, primary_key=True),
        Column("ordinal", Integer, primary_key=True),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("exact", String, nullable=False),
        Column("prefix", String, nullable=False),
        Column("suffix", String, nullable=False),
    )


def parties(name: str, of: Table) -> Table:
    """The actors that take part in records of one kind, by the role that they have in them."""
    return Table(
        name,
        metadata,
        Column("version", ForeignKey(of.c.key), primary_key=True),
        Column("role", String, primary_key=True),
        Column("ordinal", Integer, primary_key=True),
        Column("actor", ForeignKey("actors.number"), nullable=False),
        Index(f"ix_{name}_actor", "actor", "role", "version"),
    )


# A report's identity; what it says is in its revisions and their readings.
reports = Table(
    "reports",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("recorded_at", String, nullable=False, index=True),
)

# One text of a report.
revisions = Table(
    "revisions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("report", ForeignKey("reports.key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("sha256", String, nullable=False),  # of the whole text, whatever is kept of it
    Column("kept", String, nullable=False, default="full", server_default="full"),  # full, quotes or none
    Column("quoted", Integer),  # the most characters of a quotation, where no text is kept
    Column("redacted_at", String),  # when a person was last blanked in it
    *clock(),
    UniqueConstraint("report", "number"),
    Index("ix_revisions_current", "report", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
)

# What stood beside a text (captions, fact boxes, teasers); none of it where the text is not kept whole.
asides = Table(
    "asides",
    metadata,
    Column("revision", ForeignKey("revisions.key"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("text", String, nullable=False),
    Column("at", Integer, nullable=False),
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
    Column("file", String),
    Column("published_at", String),
    Column("authors", String),  # one a line
    Column("stub", Boolean(create_constraint=False), nullable=False, server_default=false()),
    Column("reserved", String),  # what reserves rights against text and data mining, in words
    Column("reader", String),
    Column("lexicon", String),
    Column("pipeline", String),
    *clock(),
    Index("ix_readings_report", "report"),
    Index("ix_readings_current", "report", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
    Index("ix_readings_newest", text("coalesce(earliest, '')"), "key"),
    sqlite_autoincrement=True,  # the index over words holds keys that nothing else may get
)

# When a report was published, at the earliest, in the very words of ``ix_readings_newest``, which is not used for others.
published_from = func.coalesce(readings.c.earliest, literal_column("''"))

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
    Column("role", String),  # where a person gave one; else each reading has its own
    Column("review", String, nullable=False),
    *clock(),
    Index("ix_actor_versions_current", "actor", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
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
    Index("ix_appearances_actor", "actor", "reading", "role", "code"),
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
    Column("actor", Integer),  # the appearance's, so that whom a wording means is found by an index
    Index("ix_mentions_appearance", "appearance", "form"),
    Index("ix_mentions_form", "form", "actor"),
)

statements = identities("statements")
statement_versions = versions(
    "statement_versions",
    Column("statement", ForeignKey("statements.number"), nullable=False),
    Column("speaker", ForeignKey("actors.number")),
    Column("speaker_form", ForeignKey("forms.key"), index=True),
    Column("form", String, nullable=False),
    Column("channel", String),
    Column("act", String, nullable=False),
    Column("negated", Boolean(create_constraint=False), nullable=False),
    Column("when", String),
    Column("confidence", Float, nullable=False),
    read_by(),
)
# What somebody says is counted and put in order by this alone.
Index(
    "ix_statement_versions_speaker",
    *(
        statement_versions.c[name]
        for name in ("speaker", "superseded_at", "review", "earliest", "reading", "start", "key")
    ),
)
anchors = anchored("anchors", statement_versions)  # role: speaker, cue or content
statement_actors = parties("statement_actors", statement_versions)  # role: to, per or about

# The indexes over stemmed words, which are made differently on each engine (see ``wordindex``); rowids are the keys
# of what is indexed.
STATEMENT_WORDS = "statement_words"  # rowid = statement_versions.key
REPORT_WORDS = "report_words"  # rowid = readings.key
