"""The tables that every tabular format writes: their columns, in order, with their types.

A column of ``names`` and one of ``ids`` go together, in the same order. The columns are promised: later versions may add
some at the end and take none away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from depesje.exports.options import Options
from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import Kept, KeptReport, Words
from depesje.records import Versions

Type = Literal["text", "texts", "integer", "number", "boolean", "day"]
PIECES = " … "  # between the pieces of one record's words


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and how it is taken from a record. ``long`` asks for a broad column."""

    name: str
    type: Type
    value: Callable[[Any, Options], Any]
    long: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and where in a ledger its records are."""

    name: str
    columns: tuple[Column, ...]
    records: Callable[[Snapshot], Iterable[Any]]

    def rows(self, snapshot: Snapshot, options: Options) -> Iterator[list[Any]]:
        """The table's rows: str, int, float, bool, None or a list of str each cell."""
        for record in self.records(snapshot):
            yield [column.value(record, options) for column in self.columns]


def _text(name: str, of: str | None = None, *, long: bool = False) -> Column:
    return Column(name, "text", _attribute(of or name), long)


def _plain(name: str, kind: Type, of: str | None = None) -> Column:
    return Column(name, kind, _attribute(of or name))


def _attribute(path: str) -> Callable[[Any, Options], Any]:
    names = path.split(".")

    def value(record: Any, _: Options) -> Any:
        for name in names:
            record = None if record is None else getattr(record, name)
        return list(record) if isinstance(record, tuple) else record

    return value


def _parties(role: str) -> tuple[Column, Column]:
    """Those who have a role in a record: their names, and their ids."""

    def names(record: Any, _: Options) -> list[str]:
        return [party.name for party in getattr(record, role)]

    def numbers(record: Any, _: Options) -> list[str]:
        return [party.id for party in getattr(record, role)]

    return Column(role, "texts", names), Column(f"{role}_ids", "texts", numbers)


def _quoted(name: str, of: Callable[[Any], Sequence[Words]]) -> Column:
    def value(record: Any, options: Options) -> str | None:
        words = of(record)
        return options.quoted(PIECES.join(piece.exact for piece in words)) if words else None

    return Column(name, "text", value, long=True)


def _versions(of: Callable[[Any], Versions | None]) -> tuple[Column, ...]:
    def column(name: str) -> Column:
        return Column(name, "text", lambda record, _: getattr(of(record), name, None))

    return tuple(column(name) for name in ("reader", "lexicon", "pipeline"))


def _own(value: str) -> Callable[[Any, Options], str | None]:
    """An extract from the report that the reader made: it counts as a quotation."""

    def of(record: Any, options: Options) -> str | None:
        found = getattr(record, value)
        return None if found is None else options.quoted(found)

    return of


def one(words: Words | None) -> Sequence[Words]:
    """Words as a sequence of them, empty where there are none."""
    return () if words is None else (words,)


def _read_by(record: Kept) -> Versions | None:
    return record.read_by


def _report_versions(report: KeptReport) -> Versions | None:
    return report.versions


_REPORT = (
    _text("report", "report.id"),
    _text("title", "report.title"),
    _text("publisher", "report.publisher"),
    _text("published", "report.published"),
    _text("url", "report.url"),
)
_PLACE = (
    _plain("paragraph", "integer"),
    _plain("start", "integer"),
    _plain("end", "integer"),
    _plain("earliest", "day"),
    _plain("latest", "day"),
    _text("review"),
)
_READ = (*_versions(_read_by), _text("recorded_at"))

STATEMENTS = Table(
    "statements",
    (
        _text("id"),
        _text("when"),
        _text("speaker", "speaker.name"),
        _text("speaker_id", "speaker.id"),
        _text("speaker_code", "speaker.code"),
        _text("speaker_role", "speaker.role"),
        Column("surface", "text", lambda record, options: _words(record.surface, options)),
        *_parties("to"),
        *_parties("per"),
        *_parties("about"),
        _text("channel"),
        _text("act"),
        _text("form"),
        _plain("negated", "boolean"),
        _quoted("quotation", lambda record: record.content),
        *_REPORT,
        *_PLACE,
        _plain("confidence", "number"),
        *_READ,
    ),
    Snapshot.statements,
)
EVENTS = Table(
    "events",
    (
        _text("id"),
        _text("when"),
        _text("type"),
        _text("mode"),
        _plain("context", "texts"),
        _text("cameo"),
        _text("modality"),
        *_parties("actor"),
        *_parties("recipient"),
        *_parties("per"),
        _text("where"),
        _quoted("words", lambda record: record.trigger),
        _quoted("theme", lambda record: one(record.theme)),
        _plain("count", "integer"),
        _text("unit"),
        Column("sentence", "text", _own("sentence"), long=True),
        _text("condition_of"),
        _text("statement"),
        *_REPORT,
        *_PLACE,
        _plain("confidence", "number"),
        *_READ,
    ),
    Snapshot.events,
)
MATTERS = Table(
    "matters",
    (
        _text("id"),
        _text("kind"),
        _text("status"),
        _plain("contested", "boolean"),
        *_parties("by"),
        *_parties("to"),
        *_parties("per"),
        Column("gist", "text", _own("gist"), long=True),
        Column("condition", "text", _own("condition"), long=True),
        _text("deadline"),
        _quoted("evidence", lambda record: record.evidence),
        _plain("statements", "texts"),
        _plain("events", "texts"),
        *_REPORT,
        *_PLACE,
        *_READ,
    ),
    Snapshot.matters,
)
DIVISIONS = Table(
    "divisions",
    (
        _text("id"),
        _text("within", "within.name"),
        _text("within_id", "within.id"),
        _quoted("about", lambda record: one(record.about)),
        _quoted("evidence", lambda record: record.evidence),
        *_REPORT,
        *_PLACE,
        *_READ,
    ),
    Snapshot.divisions,
)
ACTORS = Table(
    "actors",
    (
        _text("id"),
        _text("name"),
        _text("kind"),
        _text("code"),
        _text("role"),
        _text("wikidata"),
        _plain("surfaces", "texts"),
        _plain("reports", "integer"),
        _plain("first", "day"),
        _plain("last", "day"),
        _text("review"),
    ),
    Snapshot.actors,
)
REPORTS = Table(
    "reports",
    (
        _text("id"),
        _plain("revision", "integer"),
        _text("title", long=True),
        _text("language"),
        _text("published"),
        _text("modified"),
        _text("date_evidence"),
        _text("publisher"),
        _text("agency"),
        _text("url"),
        _text("genre"),
        _text("published_at"),
        _plain("authors", "texts"),
        _plain("stub", "boolean"),
        _text("sha256"),
        *_versions(_report_versions),
        _text("recorded_at"),
    ),
    Snapshot.reports,
)
_TEXT = _text("text", long=True)
TABLES: Mapping[str, Table] = {
    table.name: table for table in (STATEMENTS, EVENTS, MATTERS, DIVISIONS, ACTORS, REPORTS)
}


def asked(options: Options) -> list[Table]:
    """The tables that are asked for; reports with their texts only where these may leave."""
    names = [options.table] if options.table else list(TABLES)
    return [
        _with_text(TABLES[name]) if options.texts and name == "reports" else TABLES[name] for name in names
    ]


def _with_text(table: Table) -> Table:
    return Table(table.name, (*table.columns, _TEXT), table.records)


def _words(words: Words | None, options: Options) -> str | None:
    return None if words is None else options.quoted(words.exact)
