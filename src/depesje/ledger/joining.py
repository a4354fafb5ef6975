"""Joins what a report tells with what others told: ties between records that are one, and deeds with what they keep.

A report is compared with the records that share a key with its own and with no others, so that one more costs the same
in a large ledger. What is tied depends on the two reports alone, never on the order in which they came. Runs inside the
writer's transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Connection, delete, or_, select, update

from depesje.ledger import grouping, kinds
from depesje.ledger.across import deeds as deed
from depesje.ledger.across import events, matters, pairing
from depesje.ledger.across.events import Done
from depesje.ledger.across.matters import Tabled
from depesje.ledger.clock import NOW, Known
from depesje.ledger.kinds import Kind
from depesje.ledger.numbers import listed, listed_words
from depesje.ledger.schema import reports
from depesje.ledger.schema_corrections import ties
from depesje.ledger.schema_joining import deeds, keys, sketches

T = TypeVar("T", Tabled, Done)
Keys = Callable[[T], Iterable[str]]
_DEED = "deed "  # what the keys of deeds, and of the matters that wait for them, begin with


@dataclass(frozen=True, slots=True)
class Joinable(Generic[T]):
    """How records of one kind are joined: by which keys they are kept and looked for, and when two are one."""

    stands: Kind
    form: type[T]
    keys: Keys[T]
    sought: Keys[T]
    score: Callable[[T, T], float]
    same: float

    @property
    def kind(self) -> str:
        """What the kind is called in the tables of groups."""
        return self.stands.owner


MATTER = Joinable(kinds.MATTER, Tabled, matters.keys, matters.sought, matters.score, matters.SAME)
EVENT = Joinable(kinds.EVENT, Done, events.keys, events.sought, events.score, events.SAME)


def join(
    connection: Connection, report: int, told: Mapping[int, Tabled], done: Mapping[int, Done], now: str
) -> None:
    """Join a report's matters and events, by their numbers, in place of those that it told before."""
    before = {
        each.kind: _forget(connection, each, report, new, now)
        for each, new in ((MATTER, told), (EVENT, done))
    }
    _tie(connection, MATTER, report, told, before[MATTER.kind], now)
    _tie(connection, EVENT, report, done, before[EVENT.kind], now)
    _meet(connection, told, done, now)


def _forget(
    connection: Connection, joinable: Joinable[Any], report: int, new: Collection[int], now: str
) -> set[int]:
    """Take back what a report's records of a kind are kept by; returns their numbers.

    What a person has settled stays though a new reading does not find it, and so does its sketch.
    """
    s, v = sketches.c, joinable.stands.versions.c
    held = set(
        connection.scalars(
            select(s.record).where(s.kind == joinable.kind, s.report == report, NOW.holds(sketches))
        )
    )
    settled = select(v[joinable.stands.owner]).where(
        v[joinable.stands.owner].in_(listed(held)), v.superseded_at.is_(None), v.review != "unread"
    )
    gone = held - (set(connection.scalars(settled)) - set(new)) if held else held
    if gone:
        some = listed(gone)
        mine = (s.kind == joinable.kind, s.record.in_(some), NOW.holds(sketches))
        connection.execute(update(sketches).where(*mine).values(superseded_at=now))
        connection.execute(delete(keys).where(keys.c.kind == joinable.kind, keys.c.record.in_(some)))
        column = deeds.c.matter if joinable is MATTER else deeds.c.event
        connection.execute(update(deeds).where(column.in_(some), NOW.holds(deeds)).values(superseded_at=now))
    return gone


def _tie(
    connection: Connection,
    joinable: Joinable[T],
    report: int,
    new: Mapping[int, T],
    gone: Iterable[int],
    now: str,
) -> None:
    """Keep a report's records of a kind, and tie them to those of other reports that are one with them."""
    kind, mine = joinable.kind, {*new, *gone}
    t = ties.c
    held = select(t.low, t.high).where(t.kind == kind, or_(t.low.in_(listed(mine)), t.high.in_(listed(mine))))
    before = {(row.low, row.high) for row in connection.execute(held)} if gone else set()
    found = candidates(connection, kind, {n: joinable.sought(one) for n, one in new.items()})
    others = sketched(connection, joinable, {n for each in found.values() for n in each} - mine)
    _keep(connection, joinable, report, new, now)
    scores = {}
    for n, one in new.items():
        near = {m: others[m] for m in found[n] if m in others}
        scores.update({(n, m): joinable.score(one, other) for m, other in near.items()})
    scores.update({(a, b): joinable.score(new[a], new[b]) for a, b in combinations(sorted(new), 2)})
    sure = {pair: value for pair, value in scores.items() if value >= joinable.same}
    told_by = _reports(connection, kind, set(others)) | dict.fromkeys(new, report)
    kept = pairing.best(sure, lambda n: str(told_by[n]))
    grouping.untie(connection, kind, before - {(min(pair), max(pair)) for pair in kept}, now)
    grouping.tie(connection, kind, kept, now)


def candidates(connection: Connection, kind: str, sought: Mapping[int, Iterable[str]]) -> dict[int, set[int]]:
    """For each record, those of a kind that are kept by one of the keys that it looks for."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for n, words in sought.items():
        for key in words:
            wanted[key].append(n)
    found: dict[int, set[int]] = {n: set() for n in sought}
    query = select(keys.c.key, keys.c.record).where(
        keys.c.kind == kind, keys.c.key.in_(listed_words(set(wanted)))
    )
    for key, record in connection.execute(query):
        for n in wanted[key]:
            found[n].add(record)
    return found


def sketched(
    connection: Connection, joinable: Joinable[T], numbers: Iterable[int], known: Known = NOW
) -> dict[int, T]:
    """The sketches of these records, of those that have one."""
    query = (
        select(sketches.c.record, sketches.c.payload, reports.c.id)
        .join(reports, reports.c.key == sketches.c.report)
        .where(
            sketches.c.kind == joinable.kind,
            sketches.c.record.in_(listed(set(numbers))),
            known.holds(sketches),
        )
    )
    return {
        row.record: replace(msgspec.json.decode(row.payload, type=joinable.form), report=row.id)
        for row in connection.execute(query)
    }


def _reports(connection: Connection, kind: str, numbers: set[int]) -> dict[int, int]:
    query = select(sketches.c.record, sketches.c.report).where(
        sketches.c.kind == kind, sketches.c.record.in_(listed(numbers)), NOW.holds(sketches)
    )
    return {row.record: row.report for row in connection.execute(query)}


def _keep(connection: Connection, joinable: Joinable[T], report: int, new: Mapping[int, T], now: str) -> None:
    rows = [
        {
            "kind": joinable.kind,
            "record": n,
            "report": report,
            "payload": msgspec.json.encode(replace(one, report=""), order="sorted").decode(),
            "recorded_at": now,
        }
        for n, one in new.items()
    ]
    if rows:
        connection.execute(sketches.insert(), rows)
    _keep_keys(connection, joinable.kind, {n: joinable.keys(one) for n, one in new.items()})


def _keep_keys(connection: Connection, kind: str, kept: Mapping[int, Iterable[str]]) -> None:
    rows = [{"kind": kind, "key": key, "record": n} for n, words in kept.items() for key in set(words)]
    if rows:
        connection.execute(keys.insert(), rows)


def _meet(connection: Connection, told: Mapping[int, Tabled], done: Mapping[int, Done], now: str) -> None:
    """Let the matters meet the deeds of all reports, and the events the matters that wait for them."""
    _keep_keys(connection, MATTER.kind, {n: _deeds(deed.awaited(one)) for n, one in told.items()})
    _keep_keys(connection, EVENT.kind, {n: _deeds(deed.keys(one)) for n, one in done.items()})
    by_matter = candidates(
        connection, EVENT.kind, {n: _deeds(deed.awaited(one, 1)) for n, one in told.items()}
    )
    by_event = candidates(connection, MATTER.kind, {n: _deeds(deed.keys(one, 1)) for n, one in done.items()})
    pairs = {(m, e) for m, each in by_matter.items() for e in each}
    pairs |= {(m, e) for e, each in by_event.items() for m in each}
    all_told = {**sketched(connection, MATTER, {m for m, _ in pairs} - told.keys()), **told}
    all_done = {**sketched(connection, EVENT, {e for _, e in pairs} - done.keys()), **done}
    rows = [
        {"matter": m, "event": e, "move": found.kind, "score": found.score, "recorded_at": now}
        for m, e in sorted(pairs)
        if m in all_told and e in all_done and (found := deed.meets(all_told[m], all_done[e])) is not None
    ]
    if rows:
        connection.execute(deeds.insert(), rows)


def _deeds(words: Iterable[str]) -> set[str]:
    return {_DEED + key for key in words}
