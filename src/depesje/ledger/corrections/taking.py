"""Takes in the rows of a person's own table: each becomes a record that the person vouches for, or finds it there.

A row that was taken in before says nothing new, whatever has become of its record since. A row that has changed is known
by its words and by who or what it is of, and corrects its record.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, select

from depesje.errors import CorrectionError, Problem
from depesje.ledger import grouping, ids
from depesje.ledger.corrections import amending, documents, history, journal, quoting, state, supplying
from depesje.ledger.corrections.documents import Document
from depesje.ledger.corrections.fields import FIELDS, Field
from depesje.ledger.corrections.journal import Author
from depesje.ledger.schema_corrections import imports
from depesje.ledger.versions import Reading

# What makes a row another record, where the words are the same.
_TELLING = {"statement": ("speaker",), "event": ("type", "actor"), "matter": ("kind", "by")}
_CUT = "…"
_PIECES = " … "  # between the pieces of one record's words, as they are exported


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. ``report`` names its report by id or address; ``title``, ``date`` and ``publisher`` its document.

    ``named`` says whether the row itself names its source. ``ids`` are the ids that stand beside names, ``heads`` the heads
    of the columns by field.
    """

    where: str
    kind: str
    fields: Mapping[str, Sequence[str]]
    title: str
    ids: Mapping[str, str] = field(default_factory=dict)
    id: str | None = None
    report: str | None = None
    named: bool = False
    date: str | None = None
    publisher: str | None = None
    note: str | None = None
    heads: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What is the same where a table is taken in again."""
        said = [self.kind, sorted(self.fields.items()), self.report, self.title, self.date, self.note]
        return hashlib.sha256(msgspec.json.encode(said)).hexdigest()

    @property
    def typed(self) -> list[str]:
        """The words that a document must have for the row to stand on: its own, and others that they do not contain."""
        words = list(self.fields["words"])
        beside = [
            one
            for name, texts in self.fields.items()
            if FIELDS[self.kind][name].sort == "words" and name != "words"
            for one in texts
            if one.strip() and not any(one.strip() in own for own in words)
        ]
        return words + beside

    @property
    def document(self) -> Document:
        """The document that it is of, where the ledger has no report with its words."""
        # Rows of a table that name no source are no document together.
        title = self.title if self.named else f"{self.title}: {' '.join(self.fields['words'])}"
        return Document(title[: documents.LONGEST], self.date, self.publisher)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a row was to the ledger, and the record that it is now."""

    outcome: Literal["added", "corrected", "unchanged"]
    id: str


def take(connection: Connection, rows: Sequence[Row], by: Author) -> Iterator[Taken | Problem]:
    """Take in rows, one after the other, each wholly or not at all; what is wrong with one is told instead."""
    _file(connection, rows)
    for row in rows:
        try:
            with connection.begin_nested():
                yield _taken(connection, row, Author(by.who, row.note or by.why))
        except CorrectionError as error:
            head = row.heads.get(error.field or "", error.field)
            place = f"{row.where}, column {head!r}" if head else row.where
            yield Problem(place, str(error))


def _file(connection: Connection, rows: Sequence[Row]) -> None:
    """Put the words of all rows of a document there at once, since each revision of it carries all its records along."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if _known(connection, row) is None and (
            row.report is None or supplying.found_reading(connection, row.report) is None
        ):
            found[row.document.id].append(row)
    for together in found.values():
        try:
            with connection.begin_nested():
                words = [one for row in together for one in row.typed]
                documents.put(connection, together[0].document, words)
        except CorrectionError:
            continue  # each row will tell what is wrong with it


def _known(connection: Connection, row: Row) -> Any:
    """What came of the row when it was taken in before."""
    return connection.execute(select(imports).where(imports.c.digest == row.digest)).one_or_none()


def _taken(connection: Connection, row: Row, by: Author) -> Taken:
    known = _known(connection, row)
    if known is not None:
        return Taken("unchanged", ids.id_of(known.kind, known.record))
    reading, fields, own = _source(connection, row)
    fields = _identified(connection, row, _own(connection, row, reading, fields))
    values = supplying.given_values(connection, row.kind, reading, fields, own=own)
    number = _same(connection, row, reading, values)
    if number is None:
        act = supplying.write_new(connection, row.kind, reading, values, by)
        taken = Taken("added", act.id)
    else:
        taken = _corrected(connection, row, number, {name: values[name] for name in fields}, by)
    _, record = journal.existing(connection, taken.id)
    noted = {"digest": row.digest, "kind": row.kind, "record": record, "recorded_at": ids.utc_now()}
    if taken.outcome != "unchanged":
        connection.execute(imports.insert().values(noted))
    return taken


def _source(connection: Connection, row: Row) -> tuple[Reading, dict[str, Sequence[str]], int | None]:
    """The reading that a row hangs on, its fields with its words as they stand there, and about where these begin."""
    key = None if row.report is None else supplying.found_reading(connection, row.report)
    if key is not None:
        reading = state.reading_of(connection, key, ids.utc_now())
        held = _held(connection, row, reading)
        near = None if held is None else int(held.version.start)
        for words in _readings_of(row, held):
            try:
                places = [quoting.quoted(reading.report.text, one, near=near) for one in words]
            except CorrectionError:
                continue
            return reading, {**row.fields, "words": words}, places[0].start
    reading = documents.put(connection, row.document, row.typed)
    return reading, dict(row.fields), documents.own(reading, row.fields["words"][0])


def _readings_of(row: Row, held: state.Held | None) -> Iterator[list[str]]:
    """The words of a row as they may stand in a report: whole, in pieces, or those of its record where they were cut."""
    given = list(row.fields["words"])
    yield given
    pieces = [piece for one in given for piece in one.split(_PIECES) if piece.strip()]
    if pieces != given and FIELDS[row.kind]["words"].many:
        yield pieces
    if held is not None and given[0].endswith(_CUT):
        words = [one["exact"] for one in held.fields["words"]]
        if _PIECES.join(words).startswith(given[0].rstrip(_CUT + " ")):
            yield words


def _held(connection: Connection, row: Row, reading: Reading) -> state.Held | None:
    """The record that the row's id names, where it is one of this report."""
    named = ids.parsed(row.id or "")
    if named is None or named[0] != row.kind:
        return None
    try:
        held = state.held(connection, *named)
    except CorrectionError:
        return None
    return held if held.version.reading == reading.key else None


def _own(
    connection: Connection, row: Row, reading: Reading, fields: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """The fields, without ids of other records where the row is another ledger's: they mean others here."""
    here = row.id is None or _held(connection, row, reading) is not None
    return {name: texts for name, texts in fields.items() if here or FIELDS[row.kind][name].sort != "record"}


def _identified(
    connection: Connection, row: Row, fields: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """The fields, with ids for those names beside which a table has the ids of actors that this ledger calls so."""
    out = dict(fields)
    for name, given in row.ids.items():
        names = [one.strip() for text in out.get(name, ()) for one in text.split(";")]
        numbers = [one.strip() for one in given.split(";")]
        if len(names) == len(numbers):
            called = history.called(connection, numbers)
            out[name] = [
                number if called.get(number) == one else one
                for one, number in zip(names, numbers, strict=True)
            ]
    return out


def _same(connection: Connection, row: Row, reading: Reading, values: Mapping[str, Any]) -> int | None:
    """The record that the row tells of, where there is one with these words."""
    found = supplying.with_words(connection, row.kind, reading, values["words"])
    held = {number: state.held(connection, row.kind, number) for number in found}
    named = ids.parsed(row.id or "")
    if named is not None and named[1] in held and named[0] == row.kind:
        return named[1]
    telling = [name for name in _TELLING[row.kind] if name in row.fields]
    for number, one in held.items():
        if all(one.fields[name] == values[name] for name in telling):
            return number
    return next((number for number, one in held.items() if one.review == "unread"), None)


def _alike(connection: Connection, field: Field, one: Any, other: Any) -> bool:
    """Whether two values are the same as far as a table can tell: actors that are one have one name, words no place."""
    if field.sort == "actors":
        return [grouping.resolved(connection, a) for a in one] == [
            grouping.resolved(connection, b) for b in other
        ]
    if field.sort == "actor" and one and other:
        return grouping.resolved(connection, one) == grouping.resolved(connection, other)
    if field.sort == "words":
        return [a["exact"] for a in one or ()] == [b["exact"] for b in other or ()]
    return bool(one == other)


def _corrected(connection: Connection, row: Row, number: int, given: Mapping[str, Any], by: Author) -> Taken:
    before, now = state.held(connection, row.kind, number), ids.utc_now()
    record = ids.id_of(row.kind, number)
    changed = {
        name: [before.fields[name], value]
        for name, value in given.items()
        if name != "words" and not _alike(connection, FIELDS[row.kind][name], before.fields[name], value)
    }
    if not changed:
        return Taken("unchanged", record)
    changes = {name: after for name, (_, after) in changed.items()}
    state.write(connection, before, changes, amending.REVIEWS["edit"], now)
    details = {"fields": changed, "review": [before.review, amending.REVIEWS["edit"]]}
    journal.note(connection, "edit", (row.kind, number), by, now, details)
    return Taken("corrected", record)
