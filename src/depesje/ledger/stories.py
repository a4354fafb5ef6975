"""Which reports of a ledger are versions of one wire story: one more report is compared with those that share a band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import Connection, delete, select

from depesje.ledger import grouping
from depesje.ledger.across import wire
from depesje.ledger.clock import NOW, Known
from depesje.ledger.nearby import Index, rank, sharing
from depesje.ledger.numbers import listed
from depesje.ledger.schema import readings, reports, revisions
from depesje.ledger.schema_corrections import leaders, ties
from depesje.ledger.schema_exchanges import story_bands, story_prints
from depesje.ledger.store import insert_all
from depesje.records import Report

STORY = "story"  # the kind of the groups; their members are reports' keys
INDEX = Index(story_bands.c.band, story_bands.c.rank, story_bands.c.report)
_TIME = 20  # bits for a stretch of time
_SOME_TIME = 1  # the stretch under which a report that has a date is found by one that has none,
_FEW = 10  # by so many of its bands
_AT_ONCE = 500  # texts that are fetched at a time


def link(connection: Connection, report: Report, number: int, now: str, *, first: bool = False) -> None:
    """Keep the print of a report's present text, and tie it to what it is a version of.

    ``first`` where the ledger had nothing of the report before.
    """
    own = wire.print_of(report)
    if not first:
        _forget(connection, number)
    met = sharing(connection, INDEX, dict.fromkeys(_sought(own), (rank(report.id),)))
    keep(connection, own, number)
    found = {
        (min(number, other), max(number, other)): score
        for other, given in prints(connection, set().union(*met.values()) - {number}).items()
        if (score := wire.score(own, given)) >= wire.LINK
    }
    if first:
        grouping.tie(connection, STORY, found, now)
    else:
        retie(connection, STORY, {number}, found, now)


def keep(connection: Connection, own: wire.Print, number: int) -> None:
    """Keep what a report is found and compared by."""
    low = rank(own.report)
    rows = [{"band": band, "rank": low, "report": number} for band in _kept(own)]
    insert_all(connection, story_bands, rows)
    insert_all(connection, story_prints, [{"report": number, "print": msgspec.msgpack.encode(own)}])


def renew(connection: Connection, number: int) -> None:
    """Let what a report is found and compared by follow its text, from which words were taken out; its ties stay."""
    for report in _texts(connection, {number}).values():
        _forget(connection, number)
        keep(connection, wire.print_of(report), number)


def refill(connection: Connection) -> None:
    """Keep prints of all reports, where there are none yet."""
    numbers = list(connection.scalars(select(reports.c.key).order_by(reports.c.key)))
    for first in range(0, len(numbers), _AT_ONCE):
        for number, report in _texts(connection, set(numbers[first : first + _AT_ONCE])).items():
            keep(connection, wire.print_of(report), number)


def prints(connection: Connection, numbers: Collection[int]) -> dict[int, wire.Print]:
    """The prints of reports, by their keys."""
    if not numbers:
        return {}
    query = select(story_prints).where(story_prints.c.report.in_(listed(set(numbers))))
    return {
        row.report: msgspec.msgpack.decode(row.print, type=wire.Print) for row in connection.execute(query)
    }


def _forget(connection: Connection, number: int) -> None:
    for table in (story_bands, story_prints):
        connection.execute(delete(table).where(table.c.report == number))


def _bands(own: wire.Print, times: Iterable[int], most: int = wire.BANDS) -> list[int]:
    """Each band with its place and a stretch of time, as one number: 6 bits, 32 and 20."""
    bands = list(enumerate(wire.bands(own)))[:most]
    return [((place << 32) | band) << _TIME | time for time in times for place, band in bands]


def _kept(own: wire.Print) -> list[int]:
    """The bands that a report is found by; one with a date by some of them for those that may be of any time, too."""
    times = wire.stretches(own)
    some = _bands(own, [_SOME_TIME], _FEW) if times != (wire.ANY_TIME,) else []
    return _bands(own, times) + some


def _sought(own: wire.Print) -> list[int]:
    """The bands under which another version of the story may be kept: told days before or after, or nobody knows when."""
    times = wire.stretches(own, 1)
    some = _bands(own, [_SOME_TIME], _FEW) if times == (wire.ANY_TIME,) else []
    return _bands(own, {*times, wire.ANY_TIME}) + some


def retie(
    connection: Connection, kind: str, numbers: set[int], found: Mapping[tuple[int, int], float], now: str
) -> None:
    """Let the machine's ties of these records be those that were found; what stays is not touched."""
    t, own = ties.c, listed(numbers)
    known = {
        (row.low, row.high): row.score
        for row in connection.execute(select(ties).where(t.kind == kind, t.low.in_(own) | t.high.in_(own)))
    }
    gone = known.keys() - found.keys()
    if gone:
        grouping.untie(connection, kind, gone, now)
    grouping.tie(
        connection, kind, {pair: score for pair, score in found.items() if known.get(pair) != score}, now
    )


def originals(connection: Connection, keys: Iterable[int], known: Known = NOW) -> dict[int, int]:
    """For each report (by key) the one that leads its story."""
    return grouping.leaders_of(connection, STORY, keys, known)


def groups(connection: Connection, known: Known = NOW) -> list[tuple[str, ...]]:
    """The reports (by id) that are versions of one story, the earliest first; those that stand alone are left out."""
    c = leaders.c
    led = connection.execute(select(c.member, c.leader).where(c.kind == STORY, known.holds(leaders))).all()
    of = {row.member: row.leader for row in led} | {row.leader: row.leader for row in led}
    query = (
        select(reports.c.key, reports.c.id)
        .join(readings, readings.c.report == reports.c.key)
        .where(reports.c.key.in_(listed(set(of))), known.holds(readings))
        .order_by(readings.c.earliest.nulls_last(), reports.c.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for key, report_id in connection.execute(query):
        found[of[key]].append(report_id)
    return [tuple(one) for one in found.values() if len(one) > 1]


def _texts(connection: Connection, keys: set[int]) -> dict[int, Report]:
    """The present texts of reports, with what is compared beside them."""
    query = (
        select(reports.c.id, readings, revisions.c.text)
        .join(readings, readings.c.report == reports.c.key)
        .join(revisions, revisions.c.key == readings.c.revision)
        .where(reports.c.key.in_(listed(keys)), readings.c.superseded_at.is_(None))
    )
    return {
        row.report: Report(
            row.id, row.text, language=row.language, published=row.published, agency=row.agency
        )
        for row in connection.execute(query)
    }
