"""Keeps which records of one kind are one: the groups, and the record that leads each.

Whatever links records, the machine by ``tie`` or a person by a verdict, ``regroup`` is what draws the consequence. It
looks at what hangs together with the records in question and at nothing else, so its cost does not grow with the
ledger. Runs inside the writer's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, select, update

from depesje.ledger import ids
from depesje.ledger.clock import NOW, Known
from depesje.ledger.numbers import listed
from depesje.ledger.partition import Pair, Tie, partition
from depesje.ledger.schema_corrections import leaders, ties, verdicts

_ls, _ts, _vs = leaders.c, ties.c, verdicts.c


def tie(connection: Connection, kind: str, scores: Mapping[Pair, float], now: str) -> None:
    """Note the machine's links between records, in place of those that it had between the same two, and regroup."""
    rows = [
        {"kind": kind, "low": min(pair), "high": max(pair), "score": score} for pair, score in scores.items()
    ]
    if rows:
        _forget(connection, kind, scores)
        connection.execute(ties.insert(), rows)
        regroup(connection, kind, {number for pair in scores for number in pair}, now)


def untie(connection: Connection, kind: str, pairs: Iterable[Pair], now: str) -> None:
    """Take back links of the machine, and regroup."""
    gone = list(pairs)
    _forget(connection, kind, gone)
    regroup(connection, kind, {number for pair in gone for number in pair}, now)


def regroup(connection: Connection, kind: str, seeds: Iterable[int], now: str) -> dict[int, int]:
    """Work out anew the groups that ``seeds`` belong to or may come to; returns each member's leader."""
    members = _component(connection, kind, set(seeds))
    links: list[Tie] = [
        (row.low, row.high, row.score) for row in connection.execute(_among(ties, kind, members))
    ]
    said = connection.execute(_among(verdicts, kind, members).where(_vs.superseded_at.is_(None))).all()
    led_by = partition(
        members,
        links,
        [(row.low, row.high) for row in said if row.same],
        [(row.low, row.high) for row in said if not row.same],
    )
    _write(connection, kind, led_by, now)
    return led_by


def led(kind: str, number: ColumnElement[Any], known: Known = NOW) -> ColumnElement[int]:
    """In a query: the record that leads, or led, the one with this number."""
    other = leaders.alias()
    found = select(other.c.leader).where(other.c.kind == kind, other.c.member == number, known.holds(other))
    return func.coalesce(found.scalar_subquery(), number)


def leaders_of(
    connection: Connection, kind: str, numbers: Iterable[int], known: Known = NOW
) -> dict[int, int]:
    """The leader of each of these records."""
    asked = set(numbers)
    found = select(_ls.member, _ls.leader).where(
        _ls.kind == kind, known.holds(leaders), _ls.member.in_(listed(asked))
    )
    return {number: number for number in asked} | {
        row.member: row.leader for row in connection.execute(found)
    }


def grown(connection: Connection, kind: str, numbers: Iterable[int], known: Known = NOW) -> set[int]:
    """These records with all that are one with any of them."""
    leading = set(leaders_of(connection, kind, numbers, known).values())
    return set(members_of(connection, kind, leading, known))


def members_of(connection: Connection, kind: str, leading: set[int], known: Known = NOW) -> dict[int, int]:
    """All records that these lead, themselves among them, with who leads each."""
    found = select(_ls.member, _ls.leader).where(
        _ls.kind == kind, known.holds(leaders), _ls.leader.in_(listed(leading))
    )
    return {number: number for number in leading} | {
        row.member: row.leader for row in connection.execute(found)
    }


def resolved(connection: Connection, given: str) -> str:
    """The id that an id leads to: that of the record that leads its group, else itself."""
    named = ids.parsed(given)
    if named is None:
        return given
    kind, number = named
    return ids.id_of(kind, leaders_of(connection, kind, [number])[number])


def _forget(connection: Connection, kind: str, pairs: Iterable[Pair]) -> None:
    for pair in pairs:
        connection.execute(delete(ties).where(_ts.kind == kind, _ts.low == min(pair), _ts.high == max(pair)))


def _component(connection: Connection, kind: str, seeds: set[int]) -> set[int]:
    """All that hang together with ``seeds`` by ties, by verdicts that they are the same, or by their present groups."""
    found, new = set(seeds), set(seeds)
    while new:
        reached: set[int] = set()
        for left, right, alive in (
            (_ts.low, _ts.high, _ts.kind == kind),
            (_vs.low, _vs.high, and_(_vs.kind == kind, _vs.same.is_(True), _vs.superseded_at.is_(None))),
            (_ls.leader, _ls.member, _current(kind)),
        ):
            for here, there in ((left, right), (right, left)):
                reached.update(connection.scalars(select(there).where(alive, here.in_(listed(new)))))
        new = reached - found
        found |= new
    return found


def _among(table: Table, kind: str, members: set[int]) -> Any:
    """The rows between two of ``members``."""
    c = table.c
    return select(table).where(c.kind == kind, c.low.in_(listed(members)), c.high.in_(listed(members)))


def _write(connection: Connection, kind: str, led_by: Mapping[int, int], now: str) -> None:
    held = {
        row.member: row
        for row in connection.execute(
            select(leaders).where(_current(kind), _ls.member.in_(listed(set(led_by))))
        )
    }
    ended = {row.key for member, row in held.items() if row.leader != led_by[member]}
    if ended:
        connection.execute(update(leaders).where(_ls.key.in_(listed(ended))).values(superseded_at=now))
    new = [
        {"kind": kind, "member": member, "leader": leader, "recorded_at": now}
        for member, leader in sorted(led_by.items())
        if member != leader and (member not in held or held[member].key in ended)
    ]
    if new:
        connection.execute(leaders.insert(), new)


def _current(kind: str) -> ColumnElement[bool]:
    return and_(_ls.kind == kind, _ls.superseded_at.is_(None))
