"""Adds what the machine missed: a record on words that a person quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from depesje.errors import Code, CorrectionError
from depesje.language import cameo
from depesje.ledger import ids, pointing
from depesje.ledger.corrections import amending, journal, state
from depesje.ledger.corrections.amending import Given
from depesje.ledger.corrections.fields import FIELDS, a_kind, emptied, field_of
from depesje.ledger.corrections.journal import Author, Correction
from depesje.ledger.corrections.quoting import ANYWHERE, Where
from depesje.ledger.schema import readings
from depesje.ledger.store import inserted
from depesje.ledger.versions import Reading

# What fields hold where a person says nothing of them.
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "statement": {"act": "assert"},
    "event": {"modality": "actual"},
    "matter": {"status": "open"},
    "division": {},
}
_OPENING = "«\"“”„'‘–—"


def add_record(
    connection: Connection, kind: str, report: str, fields: Given, by: Author, where: Where = ANYWHERE
) -> Correction:
    """Add a record to a report, which may be named by its id or its address.

    Raises ``CorrectionError`` where the report, its words or the fields cannot be so, or a record of this kind has these
    very words already.
    """
    now = ids.utc_now()
    reading = state.reading_of(connection, reading_key(connection, report), now)
    values = given_values(connection, kind, reading, fields, where)
    held = with_words(connection, kind, reading, values["words"])
    if held:
        raise CorrectionError(
            "%(id)s has these words already; correct that instead", id=ids.id_of(kind, held[0])
        )
    return write_new(connection, kind, reading, values, by)


def reading_key(connection: Connection, report: str) -> int:
    """The key of the current reading of the report that is meant; raises ``CorrectionError`` where it is not clear which."""
    return _current(connection, pointing.report(connection, report))


def found_reading(connection: Connection, report: str) -> int | None:
    """The key of the current reading of the report with this id, else of the first with this address."""
    found = pointing.exactly(connection, report)
    return None if found is None else _current(connection, found)


def _current(connection: Connection, report: pointing.Pointed) -> int:
    query = select(readings.c.key).where(readings.c.report == report.key, readings.c.superseded_at.is_(None))
    return int(connection.execute(query).scalar_one())


def given_values(
    connection: Connection,
    kind: str,
    reading: Reading,
    fields: Given,
    where: Where = ANYWHERE,
    own: int | None = None,
) -> dict[str, Any]:
    """All fields of a new record, as the ledger holds them, with what follows where a person says nothing.

    Of several places the words stand in the one nearest to ``own``, where that is given.
    """
    if kind not in _DEFAULTS:
        raise CorrectionError(
            "a record to add is one of %(kinds)s", kinds=tuple(Code("record", one) for one in _DEFAULTS)
        )
    named = {field_of(kind, name).name: given for name, given in fields.items()}
    text, values = reading.report.text, dict(_DEFAULTS[kind])
    near = None
    for field in sorted(FIELDS[kind].values(), key=lambda field: field.name != "words"):
        if field.name in named:
            try:
                values[field.name] = amending.value(
                    connection, field, named[field.name], text, where, near, reading.now, own
                )
            except CorrectionError as error:
                error.field = field.name
                raise
        elif field.name not in values and not field.needed:
            values[field.name] = emptied(field)
        if field.name == "words" and values.get("words"):
            near = values["words"][0]["start"]
    words = values.get("words") or [{"exact": "", "start": 0}]
    if kind == "matter":
        values.setdefault("gist", " … ".join(one["exact"] for one in words))
    if kind == "statement":
        before = text[max(0, words[0]["start"] - 1) : words[0]["start"]]
        values.setdefault("form", "direct" if before and before in _OPENING else "indirect")
    for field in FIELDS[kind].values():
        if field.name not in values:
            raise CorrectionError(
                "%(kind)s needs %(name)s", field.name, kind=a_kind(kind), name=Code("field", field.name)
            )
    if kind == "event" and values["cameo"] is None:
        values["cameo"] = cameo.code(values["type"], values["mode"], values["context"])
    return values


def with_words(
    connection: Connection, kind: str, reading: Reading, words: Sequence[Mapping[str, Any]]
) -> list[int]:
    """The records of this kind that begin with these very words now."""
    table = state.ANCHORED[kind]
    v, a = table.versions.c, table.anchors.c
    query = (
        select(v[table.owner])
        .join(table.anchors, a.version == v.key)
        .where(v.reading == reading.key, v.superseded_at.is_(None))
        .where(a.role == table.core, a.ordinal == 0)
        .where(a.start == words[0]["start"], a.end == words[0]["end"])
        .order_by(v[table.owner])
    )
    return list(connection.scalars(query))


def write_new(
    connection: Connection, kind: str, reading: Reading, values: Mapping[str, Any], by: Author
) -> Correction:
    """Write a new record and the act that it is from."""
    table = state.ANCHORED[kind]
    number = inserted(
        connection, table.identities.insert().values(report=reading.number, recorded_at=reading.now)
    )
    columns: dict[str, Any] = {"origin": reading.key, "review": amending.REVIEWS["add"]}
    if "confidence" in table.versions.c:
        columns["confidence"] = 1.0
    if "read_by" in table.versions.c:
        columns["read_by"] = "person"
    dated = state.own_date(values.get("when"))
    state.write_fields(connection, kind, number, reading, columns, dict(values), dated)
    details = {
        "report": reading.report.id,
        "fields": {name: [None, value] for name, value in values.items() if value not in (None, [], False)},
        "review": [None, columns["review"]],
    }
    act = journal.note(connection, "add", (kind, number), by, reading.now, details)
    return journal.told(connection, act)
