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
from sqlalchemy import Connection, delete, select, update

from depesje.ledger import amended, grouping, kinds, touched
from depesje.ledger.across import deeds as deed
from depesje.ledger.across import events, matters, pairing
from depesje.ledger.across.events import Done
from depesje.ledger.across.matters import Tabled
from depesje.ledger.clock import NOW, Known
from depesje.ledger.kinds import Kind
from depesje.ledger.nearby import Index, rank, sharing
from depesje.ledger.numbers import in_parts, listed
from depesje.ledger.schema import reports
from depesje.ledger.schema_corrections import ties
from depesje.ledger.schema_joining import deeds, keys, sketches
from depesje.ledger.store import insert_all

T = TypeVar("T", Tabled, Done)
Keys = Callable[[T], Iterable[str]]
_NAMELESS = '"report":""'
_AT_ONCE = 2000  # records that are looked at together where all are
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
    connection: Connection,
    report: int,
    told: Mapping[int, Tabled],
    done: Mapping[int, Done],
    now: str,
    *,
    first: bool = False,
) -> None:
    """Join a report's matters and events, by their numbers, in place of those that it told before.

    There are none of these where the ledger had nothing of the report (``first``).
    """
    before = {MATTER.kind: set[int](), EVENT.kind: set[int]()}
    if not first:
        told = amended.edited(connection, told)
        before[MATTER.kind] = _forget(connection, MATTER, report, told, now)
        before[EVENT.kind] = _forget(connection, EVENT, report, done, now)
    # One query a kind finds all that may be one with a new record, its deed, or the matter that waits for it.
    matters_near = candidates(
        connection,
        MATTER.kind,
        {n: (MATTER.sought(one), _rank(one)) for n, one in told.items()}
        | {-n: (_deeds(deed.keys(one, 1)), _rank(one)) for n, one in done.items()},
    )
    events_near = candidates(
        connection,
        EVENT.kind,
        {n: (EVENT.sought(one), _rank(one)) for n, one in done.items()}
        | {-n: (_deeds(deed.awaited(one, 1)), _rank(one)) for n, one in told.items()},
    )
    others_told = sketched(connection, MATTER, set().union(*matters_near.values()) - told.keys())
    others_done = sketched(connection, EVENT, set().union(*events_near.values()) - done.keys())
    _keep(connection, MATTER, report, told, now)
    _keep(connection, EVENT, report, done, now)
    _keep_keys(connection, told, done)
    _tie(connection, MATTER, told, matters_near, others_told, before[MATTER.kind], now)
    _tie(connection, EVENT, done, events_near, others_done, before[EVENT.kind], now)
    _meet(connection, told, done, events_near, matters_near, others_told, others_done, now)


def rejoin(connection: Connection, number: int, now: str) -> None:
    """Join a matter's report anew after a person has said of what kind the matter is, or whose."""
    s = sketches.c
    mine = (s.record == number, s.kind == MATTER.kind, NOW.holds(sketches))
    report = connection.scalar(select(s.report).where(*mine))
    if report is None:
        return
    of: dict[str, set[int]] = defaultdict(set)
    for row in connection.execute(select(s.kind, s.record).where(s.report == report, NOW.holds(sketches))):
        of[row.kind].add(row.record)
    told = sketched(connection, MATTER, of[MATTER.kind])
    told |= amended.held(connection, {number: told[number]})
    join(connection, report, told, sketched(connection, EVENT, of[EVENT.kind]), now)


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
        met = (column.in_(some), NOW.holds(deeds))
        touched.note(connection, MATTER.kind, connection.scalars(select(deeds.c.matter).where(*met)))
        connection.execute(update(deeds).where(*met).values(superseded_at=now))
    return gone


def _tie(
    connection: Connection,
    joinable: Joinable[T],
    new: Mapping[int, T],
    near: Mapping[int, set[int]],
    others: Mapping[int, T],
    gone: Collection[int],
    now: str,
) -> None:
    """Tie a report's records of a kind to those of other reports that are one with them, and to each other."""
    kind = joinable.kind
    scores = {
        (n, m): value
        for n, one in new.items()
        for m in near[n]
        if m in others and m not in gone and (value := joinable.score(one, others[m])) >= joinable.same
    }
    scores.update(
        {
            (a, b): value
            for a, b in combinations(sorted(new), 2)
            if (value := joinable.score(new[a], new[b])) >= joinable.same
        }
    )
    told_by = {n: one.report for n, one in (*others.items(), *new.items())}
    kept = pairing.best(scores, told_by.__getitem__)
    if gone:
        t, mine = ties.c, listed({*new, *gone})
        held = select(t.low, t.high).where(t.kind == kind, t.low.in_(mine) | t.high.in_(mine))
        before = {(row.low, row.high) for row in connection.execute(held)}
        grouping.untie(connection, kind, before - {(min(pair), max(pair)) for pair in kept}, now)
    grouping.tie(connection, kind, kept, now)


def candidates(
    connection: Connection, kind: str, sought: Mapping[int, tuple[Iterable[str], int]]
) -> dict[int, set[int]]:
    """For each record, by the keys that it looks for and its rank, those of a kind that it is compared with."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for n, (words, _) in sought.items():
        for key in words:
            wanted[key].append(n)
    index = Index(keys.c.key, keys.c.rank, keys.c.record, (keys.c.kind == kind,))
    met = sharing(connection, index, {key: [sought[n][1] for n in each] for key, each in wanted.items()})
    found: dict[int, set[int]] = {n: set() for n in sought}
    for key, each in wanted.items():
        for n in each:
            found[n] |= met[key]
    return found


def sketched(
    connection: Connection, joinable: Joinable[T], numbers: Iterable[int], known: Known = NOW
) -> dict[int, T]:
    """The sketches of these records, of those that have one."""
    wanted = set(numbers)
    if not wanted:
        return {}
    query = (
        select(sketches.c.record, sketches.c.payload, reports.c.id)
        .join(reports, reports.c.key == sketches.c.report)
        .where(
            sketches.c.kind == joinable.kind,
            sketches.c.record.in_(listed(wanted)),
            known.holds(sketches),
        )
    )
    return {row.record: _unpacked(joinable, row.payload, row.id) for row in connection.execute(query)}


def _packed(one: Tabled | Done) -> str:
    """A sketch as it is kept: without its report's id, which the ledger has already."""
    return msgspec.json.encode(replace(one, report=""), order="sorted").decode()


def _unpacked(joinable: Joinable[T], payload: str, report: str) -> T:
    named = msgspec.json.encode(report).decode()
    return msgspec.json.decode(payload.replace(_NAMELESS, f'"report":{named}', 1), type=joinable.form)


def _keep(connection: Connection, joinable: Joinable[T], report: int, new: Mapping[int, T], now: str) -> None:
    rows = [
        {
            "kind": joinable.kind,
            "record": n,
            "report": report,
            "payload": _packed(one),
            "recorded_at": now,
        }
        for n, one in new.items()
    ]
    insert_all(connection, sketches, rows)


def _keep_keys(connection: Connection, told: Mapping[int, Tabled], done: Mapping[int, Done]) -> None:
    """Keep by what a report's matters and events are found, and by what the deeds among them are."""
    kept = [
        (MATTER.kind, n, _rank(one), {*MATTER.keys(one), *_deeds(deed.awaited(one))})
        for n, one in told.items()
    ]
    kept += [
        (EVENT.kind, n, _rank(one), {*EVENT.keys(one), *_deeds(deed.keys(one))}) for n, one in done.items()
    ]
    rows = [
        {"kind": kind, "key": key, "rank": low, "record": n}
        for kind, n, low, words in kept
        for key in sorted(words)
    ]
    insert_all(connection, keys, rows)


def refill(connection: Connection) -> None:
    """Keep by what all matters and events are found, where nothing of that is kept yet."""
    s = sketches.c
    known = select(s.record).where(NOW.holds(sketches))
    for some in in_parts(connection, known.where(s.kind == MATTER.kind), s.record, _AT_ONCE):
        _keep_keys(connection, sketched(connection, MATTER, some), {})
    for some in in_parts(connection, known.where(s.kind == EVENT.kind), s.record, _AT_ONCE):
        _keep_keys(connection, {}, sketched(connection, EVENT, some))


def _rank(one: Tabled | Done) -> int:
    return rank(f"{one.report} {one.local}")


def _meet(
    connection: Connection,
    told: Mapping[int, Tabled],
    done: Mapping[int, Done],
    by_matter: Mapping[int, set[int]],
    by_event: Mapping[int, set[int]],
    others_told: Mapping[int, Tabled],
    others_done: Mapping[int, Done],
    now: str,
) -> None:
    """Let the matters meet the deeds of all reports, and the events the matters that wait for them."""
    pairs = {(m, e) for m in told for e in by_matter[-m]} | {(m, e) for e in done for m in by_event[-e]}
    pairs |= {(m, e) for m in told for e in done}
    all_told, all_done = {**others_told, **told}, {**others_done, **done}
    rows: list[dict[str, Any]] = [
        {"matter": m, "event": e, "move": found.kind, "score": found.score, "recorded_at": now}
        for m, e in sorted(pairs)
        if m in all_told and e in all_done and (found := deed.meets(all_told[m], all_done[e])) is not None
    ]
    insert_all(connection, deeds, rows)
    touched.note(connection, MATTER.kind, (row["matter"] for row in rows))


def _deeds(words: Iterable[str]) -> set[str]:
    return {_DEED + key for key in words}
