"""Reports, actors, statements and the search over their words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Make the first tables."""
    _reports()
    _actors()
    _statements()
    op.create_table(
        "redirects",
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("old"),
    )
    op.create_index("ix_redirects_new", "redirects", ["new"])
    _words()


def _words() -> None:
    """The indexes over words, which are stemmed before they come here."""
    if op.get_context().dialect.name == "postgresql":
        for name in ("statement_words", "report_words"):
            op.create_table(
                name,
                sa.Column("rowid", sa.Integer(), autoincrement=False, nullable=False),
                sa.Column("stems", TSVECTOR(), nullable=False),
                sa.PrimaryKeyConstraint("rowid"),
            )
            op.create_index(f"ix_{name}_stems", name, ["stems"], postgresql_using="gin")
        return
    # The tokenizer has only to part them.
    op.execute(
        'CREATE VIRTUAL TABLE statement_words USING fts5(words, tokenize="unicode61 remove_diacritics 0")'
    )
    op.execute(
        'CREATE VIRTUAL TABLE report_words USING fts5(title, words, tokenize="unicode61 remove_diacritics 0")'
    )


def _reports() -> None:
    """Reports, their texts and the readings of them."""
    op.create_table(
        "reports",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "revisions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("report", "number"),
    )
    op.create_index(
        "ix_revisions_current",
        "revisions",
        ["report"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_table(
        "readings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.String()),
        sa.Column("language", sa.String()),
        sa.Column("published", sa.String()),
        sa.Column("earliest", sa.String()),
        sa.Column("latest", sa.String()),
        sa.Column("modified", sa.String()),
        sa.Column("date_evidence", sa.String()),
        sa.Column("publisher", sa.String()),
        sa.Column("agency", sa.String()),
        sa.Column("url", sa.String()),
        sa.Column("genre", sa.String(), nullable=False),
        sa.Column("charset_guessed", sa.Boolean(), nullable=False),
        sa.Column("reader", sa.String()),
        sa.Column("lexicon", sa.String()),
        sa.Column("pipeline", sa.String()),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.ForeignKeyConstraint(["revision"], ["revisions.key"]),
        sa.PrimaryKeyConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_readings_current",
        "readings",
        ["report"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index("ix_readings_report", "readings", ["report"])


def _actors() -> None:
    """Actors, what was held of them, and where reports mention them."""
    op.create_table(
        "actors",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer()),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "actor_versions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String()),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("surname_key", sa.String()),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_actor_versions_code", "actor_versions", ["code"])
    op.create_index(
        "ix_actor_versions_current",
        "actor_versions",
        ["actor"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index("ix_actor_versions_name", "actor_versions", ["name_key"])
    op.create_index("ix_actor_versions_surname", "actor_versions", ["surname_key"])
    op.create_table(
        "appearances",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String()),
        sa.Column("role", sa.String()),
        sa.Column("wikidata", sa.String()),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"]),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"]),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("reading", "local"),
    )
    op.create_index("ix_appearances_actor", "appearances", ["actor"])
    op.create_table(
        "forms",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("text"),
    )
    op.create_index("ix_forms_folded", "forms", ["folded"])
    op.create_table(
        "mentions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("appearance", sa.Integer(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appearance"], ["appearances.key"]),
        sa.ForeignKeyConstraint(["form"], ["forms.key"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_mentions_appearance", "mentions", ["appearance"])
    op.create_index("ix_mentions_form", "mentions", ["form"])


def _statements() -> None:
    """Statements, what was held of them, and the words and actors they hang on."""
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"]),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_statements_report", "statements", ["report"])
    op.create_table(
        "statement_versions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Integer()),
        sa.Column("speaker_form", sa.Integer()),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("channel", sa.String()),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("when", sa.String()),
        sa.Column("earliest", sa.String()),
        sa.Column("latest", sa.String()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String()),
        sa.ForeignKeyConstraint(["origin"], ["readings.key"]),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"]),
        sa.ForeignKeyConstraint(["speaker"], ["actors.number"]),
        sa.ForeignKeyConstraint(["speaker_form"], ["forms.key"]),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"]),
        sa.PrimaryKeyConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_statement_versions_current",
        "statement_versions",
        ["statement"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index("ix_statement_versions_earliest", "statement_versions", ["earliest"])
    op.create_index("ix_statement_versions_origin", "statement_versions", ["origin"])
    op.create_index("ix_statement_versions_reading", "statement_versions", ["reading"])
    op.create_index("ix_statement_versions_speaker", "statement_versions", ["speaker"])
    op.create_index("ix_statement_versions_speaker_form", "statement_versions", ["speaker_form"])
    op.create_table(
        "anchors",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["statement_versions.key"]),
        sa.PrimaryKeyConstraint("version", "role", "ordinal"),
    )
    op.create_table(
        "statement_actors",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"]),
        sa.ForeignKeyConstraint(["version"], ["statement_versions.key"]),
        sa.PrimaryKeyConstraint("version", "role", "ordinal"),
    )
    op.create_index("ix_statement_actors_actor", "statement_actors", ["actor", "role"])
