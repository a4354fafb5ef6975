"""Events as a timeline shows them: by party, each with its first and last possible day, counted where they are too many.

Nothing of the reports' texts is read, so that a page of hundreds of events costs little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.conditions import Terms, dated, held
from depesje.ledger.grouping import leaders_of
from depesje.ledger.happening import EVENTS
from depesje.ledger.kinds import EVENT
from depesje.ledger.listing import MANY, counted
from depesje.ledger.numbers import listed
from depesje.ledger.schema import actor_versions, readings
from depesje.ledger.schema_events import event_actors, event_anchors, event_versions
from depesje.questions import EventQuestion
from depesje.records import EventType, Modality

_v, _av = event_versions.c, actor_versions.c
MOST = 400  # events that are shown one by one
OFTEN = 2_000  # events of somebody from which on those of a time are looked through for them
WIDEST = 20_000  # mentions that are counted by party; of more only the days are counted
_YEAR, _MONTH, _DAY = 4, 7, 10  # characters of a date
ALL = "*"  # the lane of what is counted for all parties together


@dataclass(frozen=True, slots=True)
class Bar:
    """One event: ``lane`` is the country or body that acts, else the name of who acts; None where nobody is named.

    ``earliest`` and ``latest`` are its first and last possible day; None where the report does not date it, and then
    ``published`` is all that is known.
    """

    id: str
    lane: str | None
    actor: str | None
    recipient: str | None
    type: EventType
    modality: Modality
    when: str | None
    earliest: str | None
    latest: str | None
    words: str
    published: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """The events of a time. Either ``bars``, or where these would be too many ``counts`` by lane and day or month.

    ``counts`` are of mentions, by year where the time is long;
    of very many all parties are counted together, in the lane ``ALL``. ``total`` is how many mentions there are.
    """

    bars: tuple[Bar, ...]
    counts: Mapping[tuple[str | None, str], int]
    total: int


def since_when(connection: Connection, question: EventQuestion, number: int = MOST // 2) -> str | None:
    """The day of the ``number``-th newest event that answers a question, or of the oldest; None where there is none."""
    query = (
        select(_v.earliest)
        .where(*_conditions(connection, question, foremost=True), _v.earliest.is_not(None))
        .order_by(_v.earliest.desc())
    )
    found = connection.scalars(query.limit(number)).all()
    return found[-1][:_DAY] if found else None


def lanes(connection: Connection, question: EventQuestion) -> Lanes:
    """The events that answer a question, which should name a time."""
    known = Known.at(question.known)
    conditions = _conditions(connection, question)
    keys = connection.scalars(select(_v.key).where(*conditions).limit(MOST + 1)).all()
    if len(keys) <= MOST:
        return Lanes(tuple(_bars(connection, set(keys), known)), {}, len(keys))
    day = func.substr(_v.earliest, 1, _DAY)
    days = connection.execute(
        select(day.label("day"), func.count().label("number")).where(*conditions).group_by("day")
    ).all()
    total = sum(row.number for row in days)
    by_day = {row.day: row.number for row in days if row.day is not None}
    length = _length(min(by_day, default=None), max(by_day, default=None))
    if total <= WIDEST:
        return Lanes((), _counts(connection, conditions, known, length), total)
    counts: Counter[tuple[str | None, str]] = Counter()
    for one, number in by_day.items():
        counts[ALL, one[:length]] += number
    return Lanes((), counts, total)


def _conditions(
    connection: Connection, question: EventQuestion, *, foremost: bool = False
) -> list[ColumnElement[bool]]:
    """What a question asks for.

    Where it names somebody who is often named, it is asked of each event of the time, if the time has fewer than they have,
    or only the ``foremost`` are wanted.
    """
    terms, asking = Terms(connection, question), EVENTS.asking
    links = event_actors.c
    asked = ((getattr(question, name), roles) for name, roles in asking.sides.items())
    named = [
        select(links.version).where(links.role.in_(roles), links.actor.in_(terms.called(name)))
        for name, roles in asked
        if name is not None
    ]
    if not named:
        return list(asking.told(terms, event_versions))
    fewest = min(counted(connection, query.limit(MANY)) for query in named)
    then = select(_v.key).where(*held(event_versions, question), *dated(event_versions, question))
    each = fewest >= OFTEN and (foremost or counted(connection, then.limit(fewest)) < fewest)
    return list(asking.told(terms, event_versions, each=each))


def _bars(connection: Connection, inside: set[int], known: Known) -> Iterator[Bar]:
    rows = connection.execute(
        select(event_versions, readings.c.published)
        .join(readings, readings.c.key == _v.reading)
        .where(_v.key.in_(listed(inside)))
        .order_by(_v.earliest, _v.key)
    ).all()
    led = leaders_of(connection, EVENT.owner, [row.event for row in rows], known)
    keys = {row.key for row in rows}
    sides, words = _sides(connection, keys, known), _words(connection, keys)
    best: dict[int, Any] = {}
    for row in rows:  # the most exact of the mentions; of as exact ones the surest
        other = best.get(led[row.event])
        if other is None or _exact(row) < _exact(other):
            best[led[row.event]] = row
    mentions = Counter(led[row.event] for row in rows)
    for leader, row in best.items():
        actor, code = sides.get((row.key, "actor"), (None, None))
        yield Bar(
            id=ids.record_id(ids.EVENT, leader),
            lane=code or actor,
            actor=actor,
            recipient=sides.get((row.key, "recipient"), (None, None))[0],
            type=row.type,
            modality=row.modality,
            when=row.when,
            earliest=row.earliest[:_DAY] if row.when and row.earliest else None,
            latest=row.latest[:_DAY] if row.when and row.latest else None,
            words=words.get(row.key, ""),
            published=row.published,
            mentions=mentions[leader],
        )


def _exact(row: Any) -> tuple[bool, str, float]:
    return row.when is None, row.latest or "9", -row.confidence


def _counts(
    connection: Connection, conditions: list[ColumnElement[bool]], known: Known, length: int
) -> dict[tuple[str | None, str], int]:
    bucket = func.substr(_v.earliest, 1, length)
    query = select(bucket.label("bucket"), func.count().label("number")).where(
        *conditions, _v.earliest.is_not(None)
    )
    query = query.select_from(event_versions)
    links = event_actors.c
    lane = case((_av.code.is_not(None), _av.code), else_=_av.name)
    query = (
        query.add_columns(lane.label("lane"))
        .outerjoin(event_actors, and_(links.version == _v.key, links.role == "actor", links.ordinal == 0))
        .outerjoin(actor_versions, and_(_av.actor == links.actor, known.holds(actor_versions)))
        .group_by("lane", "bucket")
    )
    return {(row.lane, row.bucket): row.number for row in connection.execute(query)}


def _length(first: str | None, last: str | None) -> int:
    """How much of a date is counted by, so that there are no more columns than can be told apart."""
    if first is None or last is None:
        return _DAY
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    return _DAY if months <= 1 else _MONTH if months < 60 else _YEAR


def _sides(
    connection: Connection, keys: set[int], known: Known
) -> dict[tuple[int, str], tuple[str | None, str | None]]:
    """The first who acts and the first who is acted on, by version and role: name and code."""
    links = event_actors.c
    query = (
        select(links.version, links.role, _av.name, _av.code)
        .join(actor_versions, _av.actor == links.actor)
        .where(links.version.in_(listed(keys)), links.role.in_(("actor", "recipient")))
        .where(known.holds(actor_versions))
        .order_by(links.ordinal.desc())
    )
    return {(row.version, row.role): (row.name, row.code) for row in connection.execute(query)}


def _words(connection: Connection, keys: set[int]) -> dict[int, str]:
    a = event_anchors.c
    query = (
        select(a.version, a.exact)
        .where(a.version.in_(listed(keys)), a.role.in_(("trigger", "theme")))
        .order_by(a.version, a.role.desc(), a.ordinal)
    )
    found: dict[int, str] = {}
    for version, exact in connection.execute(query):
        found[version] = f"{found[version]} {exact}" if version in found else exact
    return found
