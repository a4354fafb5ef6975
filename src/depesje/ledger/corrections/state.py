"""What the ledger holds a record to be, field by field in values that JSON can hold; and writing it anew.

Actors and records stand as their ids, words as where they stand with what is around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update

from depesje.errors import Code, CorrectionError
from depesje.language import cameo
from depesje.ledger import amended, ids, joining, settling
from depesje.ledger.anchor import Anchor, find
from depesje.ledger.calling import write_actor
from depesje.ledger.corrections.fields import FIELDS, Field, a_kind
from depesje.ledger.dates import Bounds, bounds
from depesje.ledger.kinds import DIVISION, EVENT, MATTER, STATEMENT, Kind
from depesje.ledger.schema import actor_versions, readings, reports, revisions
from depesje.ledger.versions import Draft, Placed, Reading, end_versions, write_links, write_versions
from depesje.records import Report

ANCHORED: dict[str, Kind] = {"statement": STATEMENT, "event": EVENT, "matter": MATTER, "division": DIVISION}
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """What a record is held to be: its fields and what a person has done with it; ``version`` is its row."""

    kind: str
    number: int
    version: Row[Any]
    fields: State

    @property
    def review(self) -> str:
        """What a person has done with it."""
        return str(self.version.review)


def held(connection: Connection, kind: str, number: int) -> Held:
    """What the ledger now holds a record to be; raises ``CorrectionError`` where it has ended or has no fields."""
    if kind not in FIELDS:
        raise CorrectionError(
            "%(kind)s has no fields of its own; merge or split it, or correct its statements",
            kind=a_kind(kind),
        )
    versions = actor_versions if kind == "actor" else ANCHORED[kind].versions
    owner = "actor" if kind == "actor" else ANCHORED[kind].owner
    row = connection.execute(
        select(versions).where(versions.c[owner] == number, versions.c.superseded_at.is_(None))
    ).one_or_none()
    if row is None:
        raise CorrectionError("%(id)s has ended: its report no longer has it", id=ids.id_of(kind, number))
    if kind == "actor":
        return Held(kind, number, row, {name: row._mapping[name] for name in FIELDS[kind]})
    return Held(kind, number, row, _fields(connection, kind, row))


def write(connection: Connection, before: Held, changes: Mapping[str, Any], review: str, now: str) -> None:
    """Hold a record to be what it was but for ``changes``, from now on."""
    fields = {**before.fields, **changes}
    if before.kind == "actor":
        connection.execute(
            update(actor_versions).where(actor_versions.c.key == before.version.key).values(superseded_at=now)
        )
        write_actor(connection, before.number, fields, review, now)
        settling.reviewed(connection, before.number, fields["name"], fields["kind"], fields["code"], now)
        return
    kind = ANCHORED[before.kind]
    reading = reading_of(connection, before.version.reading, now)
    end_versions(connection, kind, {before.version.key}, now)
    values = {name: before.version._mapping[name] for name in kind.kept} | {"review": review}
    dated = Bounds(before.version.earliest, before.version.latest)
    if "when" in changes:
        dated = own_date(fields["when"]) or own_date(reading.report.published) or Bounds(None, None)
    if before.kind == "event" and changes.keys() & {"type", "mode", "context"} and "cameo" not in changes:
        fields["cameo"] = cameo.code(fields["type"], fields["mode"], fields["context"])
    write_fields(connection, before.kind, before.number, reading, values, fields, dated)
    if before.kind == "matter" and changes.keys() & amended.FIELDS:
        joining.rejoin(connection, before.number, now)


def write_fields(
    connection: Connection,
    name: str,
    number: int,
    reading: Reading,
    values: Mapping[str, Any],
    fields: State,
    dated: Bounds | None,
) -> None:
    """Write one version of a record out of its fields; ``values`` are the columns that no field holds."""
    kind, columns = ANCHORED[name], dict(values)
    places: list[Placed] = []
    links: dict[Any, list[dict[str, Any]]] = {table: [] for table in kind.links}
    for field in FIELDS[name].values():
        value = fields[field.name]
        if field.sort == "words":
            places += [(field.column, n, Anchor(**one)) for n, one in enumerate(value)]
        elif field.sort == "actors":
            links[kind.links[0]] += [
                {"role": field.column, "ordinal": n, "actor": ids.number_of(one)}
                for n, one in enumerate(value)
            ]
        elif field.many and field.sort == "record":
            links[_table(kind, field)] += [
                {"ordinal": n, field.column: ids.number_of(one)} for n, one in enumerate(value)
            ]
        else:
            columns[field.column] = _to_column(field, value)
    own = {field.column for field in FIELDS[name].values()}
    places += [place for place in _others(connection, kind, number, own) if place[0] not in own]
    written = write_versions(connection, kind, reading, [Draft(number, columns, places, dated)])
    write_links(connection, written, [links])


def reading_of(connection: Connection, key: int, now: str) -> Reading:
    """A reading that the ledger has, to write records in."""
    r = readings.c
    row = connection.execute(
        select(readings, reports.c.id, revisions.c.text)
        .join(reports, reports.c.key == r.report)
        .join(revisions, revisions.c.key == r.revision)
        .where(r.key == key)
    ).one()
    report = Report(row.id, row.text, row.title, row.language, row.published, genre=row.genre)
    return Reading(report, row.report, key, now)


def own_date(when: str | None) -> Bounds | None:
    """The bounds of a date that says from when."""
    found = bounds(when)
    return found if found is not None and found.earliest is not None else None


def marked(place: Anchor) -> dict[str, Any]:
    """Words as a field holds them."""
    return asdict(place)


def placed_anew(field: Field, value: Any, text: str) -> Any:
    """What a field held before, with its words where they stand now; raises ``CorrectionError`` where they are gone."""
    if field.sort != "words":
        return value
    found = [find(Anchor(**one), text) for one in value]
    if None in found:
        raise CorrectionError(
            "the %(name)s that it had are no longer in the report", name=Code("field", field.name)
        )
    return [marked(place) for place in found if place is not None]


def _fields(connection: Connection, name: str, row: Row[Any]) -> State:
    kind, a = ANCHORED[name], ANCHORED[name].anchors.c
    words: dict[str, list[dict[str, Any]]] = {}
    for one in connection.execute(
        select(kind.anchors).where(a.version == row.key).order_by(a.role, a.ordinal)
    ):
        place = Anchor(one.start, one.end, one.exact, one.prefix, one.suffix)
        words.setdefault(one.role, []).append(marked(place))
    sides: dict[str, list[str]] = {}
    for table in kind.links[:1]:
        query = select(table).where(table.c.version == row.key).order_by(table.c.role, table.c.ordinal)
        for one in connection.execute(query):
            sides.setdefault(one.role, []).append(ids.actor_id(one.actor))
    out: State = {}
    for field in FIELDS[name].values():
        if field.sort == "words":
            out[field.name] = words.get(field.column, [])
        elif field.sort == "actors":
            out[field.name] = sides.get(field.column, [])
        elif field.many and field.sort == "record":
            table = _table(kind, field)
            query = select(table.c[field.column]).where(table.c.version == row.key).order_by(table.c.ordinal)
            out[field.name] = [ids.id_of(field.of, number) for number in connection.scalars(query)]
        else:
            out[field.name] = _from_column(field, row._mapping[field.column])
    return out


def _others(connection: Connection, kind: Kind, number: int, own: set[str]) -> list[Placed]:
    """The words of the record's last version that no field holds: those that name a speaker."""
    v, a = kind.versions.c, kind.anchors.c
    last = select(v.key).where(v[kind.owner] == number).order_by(v.key.desc()).limit(1).scalar_subquery()
    rows = connection.execute(select(kind.anchors).where(a.version == last, a.role.not_in(own)))
    return [
        (row.role, row.ordinal, Anchor(row.start, row.end, row.exact, row.prefix, row.suffix)) for row in rows
    ]


def _table(kind: Kind, field: Field) -> Any:
    """The table that links this kind of record to several others of one kind."""
    return next(table for table in kind.links[1:] if field.column in table.c)


def _from_column(field: Field, value: Any) -> Any:
    if field.sort == "list":
        return (value or "").split()
    if field.sort == "actor":
        return None if value is None else ids.actor_id(value)
    if field.sort == "record":
        return None if value is None else ids.id_of(field.of, value)
    return value


def _to_column(field: Field, value: Any) -> Any:
    if field.sort == "list":
        return " ".join(value)
    if field.sort in ("actor", "record"):
        return None if value is None else ids.number_of(value)
    return value
