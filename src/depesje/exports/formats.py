"""The formats, by name: what each is called in a file's name, what it writes, and by which function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO

from depesje.exports.options import Options
from depesje.ledger.streaming import Snapshot

TABLES = ("statements", "events", "matters", "divisions", "actors", "reports")


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    ``function`` is where its writer is: ``write(snapshot, options, out)``, or for a format of one file a table
    (``by_table``) ``write(table, snapshot, options, out)``. ``binary`` says that it is nothing to print on a terminal.
    ``tables`` are those that can be asked for by name.
    """

    name: str
    suffix: str
    about: str
    function: str
    by_table: bool = False
    binary: bool = False
    tables: tuple[str, ...] = ()

    def write(self, snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
        """Write it; of a format of one file a table, the table that the options name."""
        if not self.by_table:
            self._writer()(snapshot, options, out)
            return
        from depesje.exports.tables import asked

        (table,) = asked(options)
        self._writer()(table, snapshot, options, out)

    def _writer(self) -> Callable[..., Any]:
        module, function = self.function.split(":")
        found: Callable[..., Any] = getattr(import_module(f"depesje.exports.{module}"), function)
        return found


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("json", ".json", "the whole ledger as one JSON object", "ledger_json:write"),
        Format("jsonl", ".jsonl", "a record a line", "lines:write", tables=TABLES),
        Format("csv", ".csv", "tables, comma-separated", "delimited:write_csv", by_table=True, tables=TABLES),
        Format("tsv", ".tsv", "tables, tab-separated", "delimited:write_tsv", by_table=True, tables=TABLES),
        Format(
            "parquet", ".parquet", "tables with typed columns", "parquet:write", by_table=True, binary=True, tables=TABLES
        ),
        Format("xlsx", ".xlsx", "an Excel workbook, a sheet a table", "xlsx:write", binary=True, tables=TABLES),
        Format("plover", ".jsonl", "events in PLOVER's JSON", "plover:write"),
        Format("polecat", ".tsv", "events in POLECAT's 40 columns", "polecat:write"),
        Format("gdelt", ".csv", "events in GDELT 2.0's 61 columns", "gdelt:write"),
        Format("icews", ".tab", "events in ICEWS's 20 columns", "icews:write"),
        Format("citron", ".jsonl", "quotations in the JSON of the BBC's Citron", "citron:write"),
        Format("jsonld", ".jsonld", "schema.org, W3C Web Annotation and PROV-O", "jsonld:write"),
        Format("briefing", ".md", "a briefing in Markdown", "briefing:write"),
    )
}  # fmt: skip
