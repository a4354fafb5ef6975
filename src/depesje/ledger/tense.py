"""Tension from what the ledger holds: its events as acts, each once, and what was read on each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, func, select

from depesje.errors import LedgerError
from depesje.language import gazetteer
from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.conditions import filed, held
from depesje.ledger.dates import asked
from depesje.ledger.grouping import led, members_of
from depesje.ledger.happening import EVENTS
from depesje.ledger.kinds import EVENT
from depesje.ledger.lookup import actors_called
from depesje.ledger.names import fold
from depesje.ledger.numbers import listed
from depesje.ledger.otherwise import kept_names
from depesje.ledger.rows import EventRow
from depesje.ledger.schema import actor_versions, published_from, readings, reports
from depesje.ledger.schema_events import event_actors, event_versions
from depesje.ledger.stories import STORY, originals
from depesje.questions import TensionQuestion
from depesje.tension import Act, Point, index
from depesje.tension.index import VAGUEST

GENRES = (
    "news",
    "wire",
    "live-blog",
    "readout",
)  # what tells of what was done, not what somebody thinks of it
_v = event_versions.c
_Sides = Mapping[tuple[int, str], Collection[str]]  # codes by the key of a version of an event, and a role
_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TensionAct:
    """What an event adds to a day: to tension where above zero, to easing where below; with the mention that tells it."""

    value: float
    event: EventRow


@dataclass(frozen=True, slots=True)
class TensionRow:
    """One day's tension with its interval, its easing, the independent sources that were read, and what it rests on."""

    day: str
    tension: float
    low: float
    high: float
    easing: float
    read: int
    acts: tuple[TensionAct, ...]


def tension(connection: Connection, question: TensionQuestion) -> list[TensionRow]:
    """The days that a question asks for, oldest first; raises ``LedgerError`` where a side of a pair is nobody."""
    return shown(connection, days(connection, question), Known.at(question.known))


@dataclass(frozen=True, slots=True)
class Day:
    """One day's figures; and of each act that it is shown with the number of the event and the key of the version."""

    point: Point
    acts: Mapping[str, tuple[int, int]]


def days(connection: Connection, question: TensionQuestion, most: int | None = None) -> list[Day]:
    """The days that a question asks for, oldest first, each with the acts that weigh ``most``."""
    known = Known.at(question.known)
    inside = list(filed(connection, question))
    mentions = _whole(connection, question, known, inside)
    stories = _stories(connection, known, inside, question, {row.report for row in mentions})
    pair = _pair(connection, question, known)
    told = _told(mentions, stories)
    # Between all parties it does not matter who they are.
    sides = _sides(connection, {row.key for of in told.values() for row in of}, known) if pair else {}
    acts = {act.id: (act, row) for act, row in (_act(rows, stories, sides) for rows in told.values())}
    points = index(
        (act for act, _ in acts.values()),
        _read(stories),
        pair=pair,
        since=None if question.since is None else asked(question.since).first_day,
        until=None if question.until is None else asked(question.until).last_day,
    )
    places = {name: (row.act, row.key) for name, (_, row) in acts.items()}
    cut = (replace(point, shares=point.shares[:most]) for point in points)
    return [Day(point, {share.act: places[share.act] for share in point.shares}) for point in cut]


def shown(connection: Connection, days: Iterable[Day], known: Known) -> list[TensionRow]:
    """Days as the ledger answers with them."""
    given = list(days)
    acts = {name: place for day in given for name, place in day.acts.items()}
    rows = _rows(connection, [key for _, key in acts.values()], known)
    by_act = {
        name: replace(rows[key], id=ids.record_id(ids.EVENT, number)) for name, (number, key) in acts.items()
    }
    return [_row(day.point, by_act) for day in given]


@dataclass(frozen=True, slots=True)
class _Story:
    """The versions of one story, told by the first of them, and the day on which that was published (None: not exact)."""

    first: int
    name: str
    day: date | None


def _stories(
    connection: Connection,
    known: Known,
    inside: Iterable[ColumnElement[bool]],
    question: TensionQuestion,
    telling: set[int],
) -> dict[int, _Story]:
    """The story of each report that counts, by the report's key: of those of the time, and those ``telling`` of it."""
    r = readings.c
    if question.since is not None or question.until is not None:
        # A story is read on the day of its first version; one that is known less exactly is read on none.
        since, until = (asked(day) if day else None for day in (question.since, question.until))
        of_then = select(r.report).where(
            known.holds(readings),
            published_from >= ((since.earliest if since else None) or "")[:10],
            published_from <= ((until.latest if until else None) or "9"),
        )
        keys = telling | set(connection.scalars(of_then))
        heads = set(originals(connection, keys, known).values())
        inside = [*inside, r.report.in_(listed(set(members_of(connection, STORY, heads, known))))]
    rows = connection.execute(
        select(r.report, reports.c.id, r.earliest, r.latest)
        .join(reports, reports.c.key == r.report)
        .where(known.holds(readings), r.genre.in_(GENRES), *inside)
    ).all()
    leading = originals(connection, (row.report for row in rows), known)
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[leading[row.report]].append(row)
    found = {}
    for group in groups.values():
        first = min(group, key=lambda row: (row.earliest or "9", row.latest or "9", row.id))
        exact = first.earliest and first.latest and first.earliest[:10] == first.latest[:10]
        story = _Story(first.report, first.id, _date(first.earliest[:10]) if exact else None)
        found.update({row.report: story for row in group})
    return found


def _read(stories: Mapping[int, _Story]) -> dict[date, frozenset[str]]:
    found: dict[date, set[str]] = defaultdict(set)
    for story in stories.values():
        if story.day is not None:
            found[story.day].add(story.name)
    return {day: frozenset(names) for day, names in found.items()}


def _whole(
    connection: Connection, question: TensionQuestion, known: Known, inside: Sequence[ColumnElement[bool]]
) -> Sequence[Row[Any]]:
    """What reports tell to have been done at that time, and what else they tell of the same events.

    So it does not depend on the time that is asked for when an event was, of which reports tell different days.
    """
    query = _mentions(question, known, inside)
    rows = connection.execute(query.where(*_dated(event_versions, question), *_near(question))).all()
    if question.since is None and question.until is None:
        return rows
    of = members_of(connection, EVENT.owner, {row.act for row in rows}, known)
    others = of.keys() - {row.event for row in rows}
    return [*rows, *connection.execute(query.where(_v.event.in_(listed(others))))] if others else rows


def _mentions(question: TensionQuestion, known: Known, inside: Sequence[ColumnElement[bool]]) -> Select[Any]:
    return (
        select(
            _v.key,
            _v.event,
            _v.type,
            _v.mode,
            _v.modality,
            _v.earliest,
            _v.latest,
            _v.start,
            _v.end,
            readings.c.report,
            led(EVENT.owner, _v.event, known).label("act"),
        )
        .join(readings, readings.c.key == _v.reading)
        .where(*held(event_versions, question), *inside, _v.earliest.is_not(None), _v.latest.is_not(None))
    )


def _told(mentions: Sequence[Row[Any]], stories: Mapping[int, _Story]) -> dict[int, list[Row[Any]]]:
    """The mentions of each event, by the number of the one that leads it. A copy of a story tells nothing of its own."""
    first = {report for report, story in stories.items() if story.first == report}
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in mentions:
        if row.report in first:
            found[row.act].append(row)
    return found


def _dated(rows: FromClause, question: TensionQuestion) -> Iterable[ColumnElement[bool]]:
    """Rows that may be of the time that is asked for."""
    yield from (rows.c.earliest.is_not(None), rows.c.latest.is_not(None))
    if question.since is not None:
        yield rows.c.latest >= (asked(question.since).earliest or "")
    if question.until is not None:
        yield rows.c.earliest <= (asked(question.until).latest or "9")


def _near(question: TensionQuestion) -> Iterable[ColumnElement[bool]]:
    """What began too long before the time that is asked for to have a day in it, is not looked at."""
    since = asked(question.since).earliest if question.since is not None else None
    if since is not None and since[:4] > "0001":
        yield _v.earliest >= (date.fromisoformat(since[:10]) - timedelta(days=VAGUEST)).isoformat()


def _sides(connection: Connection, keys: set[int], known: Known) -> _Sides:
    """The codes of those who have a role in a version of an event, by its key and the role."""
    links, av = event_actors.c, actor_versions.c
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    query = (
        select(links.version, links.role, av.code)
        .join(actor_versions, av.actor == links.actor)
        .where(links.version.in_(listed(keys)), links.role.in_(["actor", "recipient"]))
        .where(known.holds(actor_versions), av.code.is_not(None))
    )
    for version, role, code in connection.execute(query):
        found[version, role].add(code.upper())
    return found


def _act(mentions: Sequence[Row[Any]], stories: Mapping[int, _Story], sides: _Sides) -> tuple[Act, Row[Any]]:
    """An event as what most sources say of it; where as many say another thing, as the most exact has it.

    An act is named, and so ordered, by where it is told, as numbers depend on which report came first.
    """
    best = mentions[0] if len(mentions) == 1 else _best(mentions, stories)
    earliest, latest = _bounds(best)

    def side(role: str) -> frozenset[str]:
        return frozenset().union(*(sides.get((row.key, role), ()) for row in mentions)) if sides else _NOBODY

    act = Act(
        id=f"{stories[best.report].name} {best.start:09} {best.end:09} {best.type} {best.act:012}",
        type=best.type,
        mode=best.mode,
        modality=best.modality,
        earliest=earliest,
        latest=latest,
        actors=side("actor"),
        recipients=side("recipient"),
        sources=frozenset([stories[row.report].name for row in mentions]),
    )
    return act, best


def _best(mentions: Sequence[Row[Any]], stories: Mapping[int, _Story]) -> Row[Any]:
    """The mention that says of an event what most sources do; where as many say another thing, the most exact."""
    saying: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for row in mentions:
        saying[_kind(row)].add(stories[row.report].name)

    def order(row: Row[Any]) -> tuple[Any, ...]:
        kind, (first, last) = _kind(row), _bounds(row)
        named = [str(value) for value in kind]
        place = stories[row.report].name, row.start, row.end, row.key
        return -len(saying[kind]), last - first, first, last, named, place

    return min(mentions, key=order)


def _kind(row: Row[Any]) -> tuple[object, ...]:
    return row.type, row.mode, row.modality


def _bounds(row: Row[Any]) -> tuple[date, date]:
    return _date(row.earliest[:10]), _date(row.latest[:10])


_date = lru_cache(maxsize=4096)(date.fromisoformat)  # of many events there are few days


def _rows(connection: Connection, keys: Iterable[int], known: Known) -> dict[int, EventRow]:
    rows = connection.execute(EVENTS.rows().where(_v.key.in_(listed(set(keys))))).all()
    told = EVENTS.told(connection, rows, known)
    return {row.key: event for row, event in zip(rows, told, strict=True)}


def _row(point: Point, events: Mapping[str, EventRow]) -> TensionRow:
    return TensionRow(
        day=point.day.isoformat(),
        tension=round(point.tension, 3),
        low=round(point.low, 3),
        high=round(point.high, 3),
        easing=round(point.easing, 3),
        read=point.read,
        acts=tuple(TensionAct(round(share.value, 3), events[share.act]) for share in point.shares),
    )


def _pair(connection: Connection, question: TensionQuestion, known: Known) -> tuple[str, str] | None:
    """The codes asked for, by themselves or by a name. What is neither would have every day look quiet."""
    if question.pair is None:
        return None
    one, other = (_code(connection, side, known) for side in question.pair)
    return one, other


def _code(connection: Connection, side: str, known: Known) -> str:
    code, v = side.strip().upper(), actor_versions.c
    used = select(v.key).where(func.upper(v.code) == code).limit(1)
    if code in gazetteer.load().codes or connection.scalar(used) is not None:
        return code
    called = v.actor.in_(listed(actors_called(connection, side, known))), v.kind.in_(["state", "alliance"])
    codes = set(
        connection.scalars(select(v.code).where(*called, v.code.is_not(None), known.holds(actor_versions)))
    )
    names = kept_names(side)
    codes |= {code for code, name in gazetteer.load().codes.items() if fold(name) in names}
    if len(codes) != 1:
        raise LedgerError(
            f"{side!r} is nobody's code, nor the name of one state or alliance; tension is asked for between two (RUS UKR)"
        )
    return str(codes.pop()).upper()
