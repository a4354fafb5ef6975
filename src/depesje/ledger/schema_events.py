"""The tables of what was done, of what lies on the table, and of divisions inside a party; see ``schema``."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, text

from depesje.ledger.schema import anchored, identities, metadata, parties, read_by, versions

DUE = text("superseded_at IS NULL AND deadline IS NOT NULL")

events = identities("events")
event_versions = versions(
    "event_versions",
    Column("event", ForeignKey("events.number"), nullable=False),
    Column("type", String, nullable=False, index=True),
    Column("mode", String),
    Column("context", String, nullable=False),  # words of PLOVER, parted by spaces
    Column("cameo", String),
    Column("modality", String, nullable=False),
    Column("condition_of", ForeignKey("events.number")),
    Column("statement", ForeignKey("statements.number")),
    Column("count", BigInteger().with_variant(Integer(), "sqlite")),
    Column("unit", String),
    Column("when", String),
    Column("where", String),
    Column("confidence", Float, nullable=False),
    read_by(),
)
event_anchors = anchored("event_anchors", event_versions)  # role: trigger or theme
event_actors = parties("event_actors", event_versions)  # role: actor, recipient or per

matters = identities("matters")
matter_versions = versions(
    "matter_versions",
    Column("matter", ForeignKey("matters.number"), nullable=False),
    Column("kind", String, nullable=False, index=True),
    Column("gist", String, nullable=False),
    Column("condition", String),
    Column("deadline", String),
    Column("status", String, nullable=False, index=True),
    Column("contested", Boolean(create_constraint=False), nullable=False),
    read_by(),
)
# What is due is a small part of what lies on the table, and asked for with every look at the day.
Index("ix_matter_versions_due", matter_versions.c.earliest, sqlite_where=DUE, postgresql_where=DUE)
matter_anchors = anchored("matter_anchors", matter_versions)  # role: evidence
matter_actors = parties("matter_actors", matter_versions)  # role: by, to or per


def _links(name: str, target: str, to: str) -> Table:
    return Table(
        name,
        metadata,
        Column("version", ForeignKey("matter_versions.key"), primary_key=True),
        Column("ordinal", Integer, primary_key=True),
        Column(target, ForeignKey(to), nullable=False, index=True),
    )


# The statements that raise or answer a matter, and the events that do.
matter_statements = _links("matter_statements", "statement", "statements.number")
matter_events = _links("matter_events", "event", "events.number")

divisions = identities("divisions")
division_versions = versions(
    "division_versions",
    Column("division", ForeignKey("divisions.number"), nullable=False),
    Column("within", ForeignKey("actors.number"), nullable=False, index=True),
)
division_anchors = anchored("division_anchors", division_versions)  # role: about or evidence
