"""The tables are there, and what names a row of another names one that is there."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, ForeignKey, inspect, select, text

from depesje.ledger.checking.running import rows, rule
from depesje.ledger.schema import HEAD, REPORT_WORDS, STATEMENT_WORDS, metadata


@rule("tables")
def tables(connection: Connection) -> Iterator[str]:
    """Every table and column of this version is there."""
    version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version != HEAD:
        yield f"they are of version {version}, not {HEAD}"
        return
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    for name in (*(table.name for table in metadata.sorted_tables), STATEMENT_WORDS, REPORT_WORDS):
        if name not in there:
            yield f"{name} is missing"
    for table in metadata.sorted_tables:
        if table.name in there:
            held = {column["name"] for column in inspector.get_columns(table.name)}
            for column in table.columns:
                if column.name not in held:
                    yield f"{table.name} has no column {column.name}"


@rule("references")
def references(connection: Connection) -> Iterator[str]:
    """No row names one that is not there."""
    for table in metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            yield from _dangling(connection, key)


def _dangling(connection: Connection, key: ForeignKey) -> Iterator[str]:
    table, target = key.parent.table, key.column.table.alias()
    primary = list(table.primary_key)
    query = (
        select(*primary, key.parent.label("names_"))
        .outerjoin_from(table, target, target.c[key.column.name] == key.parent)
        .where(key.parent.is_not(None), target.c[key.column.name].is_(None))
    )
    for row in rows(connection, query):
        which = " ".join(str(row._mapping[column.name]) for column in primary)
        yield (
            f"{table.name} {which} names {key.column.table.name} {row.names_} as {key.parent.name}, which is not there"
        )
