"""Which reports of a ledger are versions of one wire story: one more report is compared with those that share a band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, select

from depesje.ledger import grouping
from depesje.ledger.across import wire
from depesje.ledger.clock import NOW, Known
from depesje.ledger.numbers import listed, sharing
from depesje.ledger.schema import readings, reports, revisions
from depesje.ledger.schema_corrections import leaders, ties
from depesje.ledger.schema_exchanges import story_bands
from depesje.ledger.store import insert_all
from depesje.records import Report

STORY = "story"  # the kind of the groups; their members are reports' keys
_MOST = 24  # reports looked at for one band: a band that more have says nothing


def link(connection: Connection, report: Report, number: int, now: str, *, first: bool = False) -> None:
    """Keep the bands of a report's present text, and tie it to what it is a version of.

    ``first`` where the ledger had nothing of the report before.
    """
    own = wire.print_of(report)
    values = [(place << 32) | band for place, band in enumerate(wire.bands(own))]
    if not first:
        connection.execute(delete(story_bands).where(story_bands.c.report == number))
    met = sharing(connection, story_bands.c.band, story_bands.c.report, values, _MOST)
    insert_all(connection, story_bands, [{"band": value, "report": number} for value in values])
    found = {
        (min(number, other), max(number, other)): score
        for other, given in _texts(connection, met - {number}).items()
        if (score := wire.score(own, wire.print_of(given))) >= wire.LINK
    }
    if first:
        grouping.tie(connection, STORY, found, now)
    else:
        retie(connection, STORY, {number}, found, now)


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
