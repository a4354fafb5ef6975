"""Every table and every column of text is known to what forgets, so that nothing is left of a report or a person."""

from __future__ import annotations

from sqlalchemy import String, Table

from depesje.ledger import open_ledger
from depesje.ledger.rights.contents import CODES, INDEXES, KEPT, KINDS, WORDS
from depesje.ledger.rights.erasing import naming, referring
from depesje.ledger.schema import actors, metadata, reports

assert open_ledger  # importing it makes all tables known


def reached() -> set[str]:
    """The tables whose rows go with a report or an actor, by foreign keys or since they name its records."""
    found = {reports.name, actors.name, "forms", *(table.name for table, _ in naming())}
    waiting: list[Table] = [metadata.tables[name] for name in found]
    while waiting:
        for column in referring(waiting.pop()):
            if column.table.name not in found:
                found.add(column.table.name)
                waiting.append(metadata.tables[column.table.name])
    return found


def test_every_table_is_erased_with_its_report_or_said_to_be_kept() -> None:
    lost = set(metadata.tables) - reached() - set(KEPT)
    assert not lost, (
        f"forgetting a report leaves its rows in {sorted(lost)}: give the table a foreign key to its report or record,"
        " or add it to NAMING (or, if it holds nothing of any report, to KEPT) in depesje/ledger/rights/contents.py"
    )
    assert not reached() & set(KEPT)


def test_every_column_of_text_is_said_to_hold_words_or_none() -> None:
    unknown = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        if table.name not in KEPT
        for column in table.columns
        if isinstance(column.type, String)
        and column.name not in WORDS.get(table.name, ())
        and column.name not in CODES
    }
    assert not unknown, (
        f"words or codes? add {sorted(unknown)} to WORDS or CODES in depesje/ledger/rights/contents.py"
    )


def test_what_is_said_of_tables_is_true_of_them() -> None:
    for name, columns in WORDS.items():
        assert name not in metadata.tables or set(columns) <= set(metadata.tables[name].columns.keys())
    assert set(INDEXES) <= set(metadata.tables)


def test_every_kind_of_record_that_hangs_on_words_is_thinned() -> None:
    hanging = {
        name for name, table in metadata.tables.items() if {"reading", "origin"} <= set(table.columns.keys())
    }
    assert hanging == {kind.versions.name for kind in KINDS}
    words = {name for name, table in metadata.tables.items() if "exact" in table.columns}
    assert words == {kind.anchors.name for kind in KINDS}
