"""Gives a ledger that was made before there were keys its keys: what reports call each actor, and the offices they show.

An older Depesje led a family name alone to the one person of that name that it knew then. Such a mention becomes an actor
of its own here, as it would be in a ledger that is made now, and the groups say whose name it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table, select, update

from depesje.ledger.across import namesakes
from depesje.ledger.calling import write_actor
from depesje.ledger.identity import Key, key, key_of, month_of, tenure_of
from depesje.ledger.numbers import listed
from depesje.ledger.rights.contents import HELD_OF_ACTORS
from depesje.ledger.rights.erasing import referring
from depesje.ledger.schema import actor_versions, actors, appearances, readings
from depesje.ledger.schema_actors import actor_keys, tenures
from depesje.ledger.settling import Touched, settle
from depesje.ledger.store import inserted
from depesje.records import Actor

_av = actor_versions.c
_Told = tuple[int, Actor, Any]  # the actor that the ledger has, what the reading says of it, and the row


def fill(connection: Connection, now: str) -> None:
    """Make the keys and the offices of all actors that have none, and settle who is one."""
    rows = {row["actor"]: row for row in _held(connection)}
    by_key = {
        (row["key"], row["kind"], row["code"]): actor for actor, row in sorted(rows.items(), reverse=True)
    }
    moves: dict[tuple[int, int], set[int]] = defaultdict(set)
    seen: dict[int, set[int]] = defaultdict(set)
    offices: dict[tuple[int, str, str, str], set[int]] = defaultdict(set)
    for reading, told in _current(connection):
        found = [actor for _, actor, _ in told]
        often = Counter(number for number, _, _ in told)
        for number, actor, row in told:
            if number not in rows:
                continue
            each = key(actor, found, month_of(row.earliest, row.latest))
            if often[number] == 1 and each.text is not None and rows[number]["unread"]:
                own = by_key.get((each.text, each.kind, each.code))
                if own is None:
                    own = by_key[each.text, each.kind, each.code] = _new(connection, actor, now)
                    rows[own] = _row(own, actor.name, actor.kind, actor.code, each)
                if own != number:
                    moves[number, own].add(reading)
                    number = own
            seen[number].add(row.report)
            tenure = tenure_of(actor, row.earliest, row.latest)
            if tenure is not None:
                offices[number, *tenure].add(row.report)
    for (old, new), where in moves.items():
        _move(connection, old, new, where)
    kept = [{**row, "reports": len(seen[actor])} for actor, row in rows.items()]
    for one in kept:
        del one["unread"]
    if kept:
        connection.execute(actor_keys.insert(), kept)
    held = [
        {"actor": actor, "office": office, "code": code, "month": month, "reports": len(reports)}
        for (actor, office, code, month), reports in offices.items()
    ]
    if held:
        connection.execute(tenures.insert(), held)
    blocks = {one["block"] for one in kept if one["block"]}
    settle(connection, Touched(blocks, {(one["office"], one["code"]) for one in kept if one["month"]}), now)


def _held(connection: Connection) -> Iterator[dict[str, Any]]:
    """The named actors of the ledger, as rows of keys."""
    query = select(_av.actor, _av.name, _av.kind, _av.code, _av.review).where(
        _av.superseded_at.is_(None), _av.kind != "unnamed"
    )
    for row in connection.execute(query).all():
        each = Key(key_of(row.name), row.kind, row.code)
        yield _row(row.actor, row.name, row.kind, row.code, each, unread=row.review == "unread")


def _row(
    number: int, name: str, kind: str, code: str | None, each: Key, *, unread: bool = True
) -> dict[str, Any]:
    return {
        "actor": number,
        "name": name,
        "kind": kind,
        "code": code,
        "key": each.text,
        "block": None if each.month else namesakes.block(name, kind, code),
        "beside": each.beside,
        "office": each.office,
        "month": each.month,
        "unread": unread,
    }


def _current(connection: Connection) -> Iterator[tuple[int, list[_Told]]]:
    """The actors of each current reading."""
    a, r = appearances.c, readings.c
    query = (
        select(a.reading, a.actor, a.local, a.name, a.kind, a.code, a.role, r.report, r.earliest, r.latest)
        .join(readings, r.key == a.reading)
        .where(r.superseded_at.is_(None))
        .order_by(a.reading, a.key)
    )
    told: dict[int, list[_Told]] = defaultdict(list)
    for row in connection.execute(query).all():
        actor = Actor(row.local, row.name, row.kind, row.code, row.role)
        told[row.reading].append((row.actor, actor, row))
    yield from told.items()


def _new(connection: Connection, actor: Actor, now: str) -> int:
    number = inserted(connection, actors.insert().values(report=None, recorded_at=now))
    values = {"name": actor.name, "kind": actor.kind, "code": actor.code}
    write_actor(connection, number, values, "unread", now)
    return number


def _move(connection: Connection, old: int, new: int, where: set[int]) -> None:
    """Let what these readings say of one actor be said of another."""
    for column in referring(actors):
        if column.table.name not in HELD_OF_ACTORS:
            _point(connection, column, old, new, where)


def _point(connection: Connection, column: Column[int], old: int, new: int, where: set[int]) -> None:
    table = column.table
    assert isinstance(table, Table)
    if "reading" in table.c:
        inside = table.c.reading.in_(listed(where))
    else:
        (version,) = (key.column for key in table.c.version.foreign_keys)
        owner = version.table
        inside = table.c.version.in_(select(version).where(owner.c.reading.in_(listed(where))))
    connection.execute(update(table).where(column == old, inside).values({column.name: new}))
