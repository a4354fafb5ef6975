"""The tables of a run are those of an export as far as a report alone fills them, and a record comes back from its line."""

from __future__ import annotations

import pytest

from depesje import examples, intake
from depesje.errors import ExportError
from depesje.exports import tables as exported
from depesje.output import as_json, from_json
from depesje.reading import read_reports
from depesje.records import Record
from depesje.scale.tables import TABLES, parquet, rows


@pytest.fixture(scope="module")
def records() -> list[Record]:
    found = list(read_reports(intake.load(examples.paths(), meta=examples.META)))
    return [one for one in found if isinstance(one, Record)]


def test_every_row_has_every_column_of_its_table(records: list[Record]) -> None:
    seen = set()
    for record in records:
        for name, row in rows(record):
            assert row.keys() == TABLES[name].keys(), name
            seen.add(name)
    assert seen == TABLES.keys() - {"problems"}


def test_columns_are_those_of_an_export_but_for_what_a_ledger_adds() -> None:
    for name, table in exported.TABLES.items():
        shared = {column.name: column.type for column in table.columns if column.name in TABLES[name]}
        assert shared == {key: TABLES[name][key] for key in shared}
        left_out = {column.name for column in table.columns} - TABLES[name].keys()
        assert left_out <= {
            "paragraph", "review", "recorded_at", "revision", "first", "last", "reports", "sentence"
        }, name  # fmt: skip


def test_words_are_where_a_row_says(records: list[Record]) -> None:
    for record in records:
        for name, row in rows(record):
            if row.get("start") is not None:
                assert 0 <= row["start"] < row["end"] <= len(record.report.text), (name, row["id"])
            if name == "statements" and len(row["quotation"] or "") > 10 and "…" not in row["quotation"]:
                assert row["quotation"].split()[0] in record.report.text


def test_tables_are_parquet_with_their_types_even_when_empty() -> None:
    import io

    from pyarrow import parquet as pq

    for name, columns in TABLES.items():
        schema = pq.read_schema(io.BytesIO(parquet(name, [])))
        assert schema.names == list(columns)


def test_a_record_comes_back_from_its_line(records: list[Record]) -> None:
    for record in records:
        assert from_json(as_json(record), record.versions) == record


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{}", b'{"statements": 3}', b'{"statements": [], "report": {}}']
)
def test_a_line_that_is_no_record_is_refused(line: bytes) -> None:
    with pytest.raises(ExportError):
        from_json(line)
