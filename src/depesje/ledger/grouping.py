"""Keeps which records of one kind are one: the groups, and the record that leads each.

Whatever links records, the machine by ``tie`` or a person by a verdict, ``regroup`` is what draws the consequence. It
looks at what hangs together with the records in question and at nothing else, so its cost does not grow with the
ledger. Runs inside the writer's transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Table,
    and_,
    bindparam,
    delete,
    func,
    select,
    update,
)

from depesje.ledger import ids, touched
from depesje.ledger.clock import NOW, Known
from depesje.ledger.kinds import Kind
from depesje.ledger.numbers import listed
from depesje.ledger.partition import Pair, Tie, partition
from depesje.ledger.schema_corrections import leaders, ties, verdicts
from depesje.ledger.store import insert_all

# Whether one version comes before another of its group.
Before = Callable[[FromClause, FromClause], ColumnElement[bool]]
_ls, _ts, _vs = leaders.c, ties.c, verdicts.c


def tie(connection: Connection, kind: str, scores: Mapping[Pair, float], now: str) -> None:
    """Note the machine's links between records, in place of those that it had between the same two, and regroup."""
    rows = [
        {"kind": kind, "low": min(pair), "high": max(pair), "score": score} for pair, score in scores.items()
    ]
    if not rows:
        return
    _forget(connection, kind, scores)
    insert_all(connection, ties, rows)
    if not _united(connection, kind, scores, now):
        regroup(connection, kind, {number for pair in scores for number in pair}, now)


def untie(connection: Connection, kind: str, pairs: Iterable[Pair], now: str) -> None:
    """Take back links of the machine, and regroup."""
    gone = list(pairs)
    if gone:
        _forget(connection, kind, gone)
        regroup(connection, kind, {number for pair in gone for number in pair}, now)


def _united(connection: Connection, kind: str, pairs: Iterable[Pair], now: str) -> bool:
    """Make one of the groups that new ties hold together, however large they are, as far as no person parted any.

    What is tied and was never parted is one, so nothing else in the groups has to be looked at. False, and nothing is
    done, where a person's word has to be weighed.
    """
    linked = list(pairs)
    led_by = leaders_of(connection, kind, {number for pair in linked for number in pair})
    groups = sorted(set(led_by.values()))
    if _are_parted(connection, kind, set(groups)):
        return False
    one = partition(groups, [(led_by[a], led_by[b], 0.0) for a, b in linked], (), ())
    moved = {led for led in groups if one[led] != led}
    if moved:
        of = members_of(connection, kind, moved)
        connection.execute(
            update(leaders).where(_current(kind), _ls.leader.in_(listed(moved))).values(superseded_at=now)
        )
        rows = [
            {"kind": kind, "member": member, "leader": one[led], "recorded_at": now}
            for member, led in sorted(of.items())
        ]
        insert_all(connection, leaders, rows)
        touched.note(connection, kind, {*of, *one.values()})
    return True


def _are_parted(connection: Connection, kind: str, groups: set[int]) -> bool:
    """Whether a person parted a record of one of these groups, by their leaders, from another."""
    apart = select(_vs.low, _vs.high).where(
        _vs.kind == kind, _vs.same.is_(False), _vs.superseded_at.is_(None)
    )
    parted = {number for pair in connection.execute(apart) for number in pair}
    return bool(parted) and not groups.isdisjoint(leaders_of(connection, kind, parted).values())


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
    return func.coalesce(found.correlate_except(other).scalar_subquery(), number)


def foremost(
    kind: Kind, beside: FromClause, better: Sequence[ColumnElement[bool]], known: Known = NOW
) -> ColumnElement[bool]:
    """In a query for versions of a kind: those that no other of their group (``beside``) is ``better`` than.

    So each group is found once, whatever its size, and what is asked for need not be fetched to be put together.
    """
    v = kind.versions
    own, other = v.c[kind.owner], leaders.alias()
    under = (other.c.kind == kind.owner, known.holds(other))
    led_alike = (
        select(other.c.member)
        .join(beside, beside.c[kind.owner] == other.c.member)
        .where(*under, other.c.leader == led(kind.owner, own, known), *better)
    )
    leading = (
        select(other.c.leader)
        .join(beside, beside.c[kind.owner] == other.c.leader)
        .where(*under, other.c.member == own, *better)
    )
    return and_(~led_alike.correlate(v).exists(), ~leading.correlate(v).exists())


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
    same = (_ts.kind == kind, _ts.low == bindparam("one"), _ts.high == bindparam("other"))
    connection.execute(delete(ties).where(*same), [{"one": min(pair), "other": max(pair)} for pair in pairs])


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
    new: list[dict[str, Any]] = [
        {"kind": kind, "member": member, "leader": leader, "recorded_at": now}
        for member, leader in sorted(led_by.items())
        if member != leader and (member not in held or held[member].key in ended)
    ]
    if new:
        connection.execute(leaders.insert(), new)
    apart = {number for row in held.values() if row.key in ended for number in (row.member, row.leader)}
    touched.note(connection, kind, apart | {row["member"] for row in new} | {row["leader"] for row in new})


def _current(kind: str) -> ColumnElement[bool]:
    return and_(_ls.kind == kind, _ls.superseded_at.is_(None))
