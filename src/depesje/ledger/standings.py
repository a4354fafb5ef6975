"""Keeps where every matter stands from day to day, so that a listing asks for it instead of working out all courses.

Where a matter stands follows from all that is told of it. ``settle`` draws the consequence at the end of the transaction
that has changed anything of that (``touched``), for the matters in question and no others.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select, update

from depesje.ledger import grouping, ids, touched
from depesje.ledger.clock import NOW
from depesje.ledger.courses import Standing, standings
from depesje.ledger.kinds import EVENT, MATTER
from depesje.ledger.numbers import listed
from depesje.ledger.schema_corrections import leaders
from depesje.ledger.schema_events import matter_versions
from depesje.ledger.schema_joining import deeds, sketches
from depesje.ledger.schema_joining import standings as table
from depesje.ledger.store import insert_all

_AT_ONCE = 500  # matters that are worked out together
_s = table.c
Place = tuple[int, Standing]  # a matter, by the number that leads it, and one stretch of where it stands


def settle(connection: Connection) -> None:
    """Work out anew where the matters stand that the transaction has touched."""
    changed = touched.of(connection)
    numbers = changed.matters | _told_in(connection, changed.reports)
    touched.begin(connection)
    if numbers:
        _write(connection, numbers, ids.utc_now())


def rebuild(connection: Connection) -> None:
    """Work out where all matters stand: after an upgrade, whatever the ledger held so far."""
    now = ids.utc_now()
    for numbers in _all(connection):
        _write(connection, numbers, now)


def amiss(connection: Connection) -> Iterator[int]:
    """The matters that are kept to stand elsewhere than they do."""
    for numbers in _all(connection):
        members = grouping.grown(connection, MATTER.owner, numbers)
        wrong = _wanted(connection, members) ^ _held(connection, members).keys()
        yield from sorted({matter for matter, _ in wrong})


def _all(connection: Connection) -> Iterator[set[int]]:
    """All matters that no other leads, some at a time: so each group is worked out once, however many are in it."""
    last, number = 0, MATTER.identities.c.number
    led = select(leaders.c.member).where(
        leaders.c.kind == MATTER.owner, leaders.c.member == number, NOW.holds(leaders)
    )
    query = select(number).where(~led.exists()).order_by(number).limit(_AT_ONCE)
    while numbers := set(connection.scalars(query.where(number > last))):
        yield numbers
        last = max(numbers)


def _told_in(connection: Connection, keys: set[int]) -> set[int]:
    """The matters that these reports tell of, and those that events which they tell of keep or break."""
    if not keys:
        return set()
    s = sketches.c
    told = select(s.record).where(s.report.in_(listed(keys)), NOW.holds(sketches))
    kept = select(deeds.c.matter).where(
        deeds.c.event.in_(told.where(s.kind == EVENT.owner)), NOW.holds(deeds)
    )
    own = connection.scalars(told.where(s.kind == MATTER.owner))
    return {*own, *connection.scalars(kept)}


def _write(connection: Connection, numbers: set[int], now: str) -> None:
    """Let what is kept of these matters, and of all that are or were one with them, be what holds; what stays stays."""
    members = grouping.grown(connection, MATTER.owner, numbers)
    wanted, found = _wanted(connection, members), _held(connection, members)
    ended = {key for place, key in found.items() if place not in wanted}
    if ended:
        connection.execute(update(table).where(_s.key.in_(listed(ended))).values(superseded_at=now))
    new = [
        {
            "matter": matter,
            "since": one.since,
            "until": one.until,
            "status": one.status,
            "open": one.status == "open",
            "moved": one.moved,
            "recorded_at": now,
        }
        for matter, one in sorted(wanted - found.keys())
    ]
    insert_all(connection, table, new)


def _wanted(connection: Connection, members: set[int]) -> set[Place]:
    """Where the matters that have these tellings stand."""
    told = (NOW.holds(matter_versions), matter_versions.c.review != "rejected")
    courses = standings(connection, members, told)
    return {(leader, one) for leader, course in courses.items() for one in course}


def _held(connection: Connection, members: set[int]) -> dict[Place, int]:
    """What is kept by now of the matters that these lead or led, with the keys of the rows."""
    query = select(table).where(_s.matter.in_(listed(members)), NOW.holds(table))
    return {
        (row.matter, Standing(row.since, row.until, row.status, row.moved)): row.key
        for row in connection.execute(query)
    }
