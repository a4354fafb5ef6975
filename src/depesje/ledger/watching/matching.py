"""Which records of a new report a rule asks for, and which matters' status it changed: what an alert is given for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from depesje.ledger import following, fulltext, ids
from depesje.ledger.clock import NOW
from depesje.ledger.dates import written
from depesje.ledger.grouping import leaders_of
from depesje.ledger.happening import EVENTS
from depesje.ledger.kinds import EVENT, MATTER, STATEMENT
from depesje.ledger.listing import Listing
from depesje.ledger.numbers import listed
from depesje.ledger.saying import STATEMENTS
from depesje.ledger.schema import readings, revisions
from depesje.ledger.schema_corrections import leaders
from depesje.ledger.schema_events import matter_versions
from depesje.ledger.schema_joining import deeds
from depesje.ledger.tabled import MATTERS
from depesje.questions import EventQuestion, MatterQuestion, StatementQuestion
from depesje.records import Status

_AN_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """What somebody wants to be told of: records that answer a question, with these ``words`` where any are given.

    With ``status`` it is matters that come to stand so, by what a report tells. Reports that were published longer than
    ``within`` before they came are left out. ``targets`` are who is told.
    """

    name: str
    targets: tuple[str, ...]
    statements: StatementQuestion | None = None
    events: EventQuestion | None = None
    matters: MatterQuestion | None = None
    words: str | None = None
    status: tuple[Status, ...] = ()
    within: timedelta | None = None


@dataclass(frozen=True, slots=True)
class New:
    """A reading of a text that the ledger did not have before: its key, and when it came."""

    key: int
    report: int
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a rule asks for: its kind and number, and what is told of it beside itself."""

    kind: str
    record: int
    what: str = ""


def new_since(connection: Connection, reading: int, limit: int) -> list[New]:
    """The first readings of new texts after this one, in the order in which they came, and the last that was looked at.

    A text that was only read again by another version is no news.
    """
    r, v = readings.c, revisions.c
    query = (
        select(r.key, r.report, r.recorded_at)
        .join(revisions, v.key == r.revision)
        .where(r.key > reading, r.recorded_at == v.recorded_at)
        .order_by(r.key)
        .limit(limit)
    )
    return [New(*row) for row in connection.execute(query)]


def matches(connection: Connection, rule: Rule, news: Sequence[New]) -> Iterator[Match]:
    """What a rule asks for in new readings, in their order."""
    timely = [one for one in news if _is_timely(connection, rule, one)]
    if rule.status:
        for one in timely:
            yield from _changed(connection, rule, one)
        return
    if rule.statements is not None:
        yield from _found(connection, rule, STATEMENTS, STATEMENT.owner, rule.statements, timely)
    if rule.events is not None:
        yield from _found(connection, rule, EVENTS, EVENT.owner, rule.events, timely)
    if rule.matters is not None:
        yield from _found(connection, rule, MATTERS, MATTER.owner, rule.matters, timely)


def check(connection: Connection, rule: Rule) -> None:
    """Raises what a listing raises where a rule asks for what there is not, a dossier for one."""
    if rule.status:
        _answers(connection, rule, {0})
    for _ in matches(connection, rule, [New(0, 0, "1970-01-01T00:00:00.000000Z")]):
        pass


def _is_timely(connection: Connection, rule: Rule, one: New) -> bool:
    if rule.within is None:
        return True
    latest = connection.scalar(select(readings.c.latest).where(readings.c.key == one.key))
    return (
        latest is None or latest[:10] >= written(datetime.fromisoformat(one.recorded_at) - rule.within)[:10]
    )


def _found(
    connection: Connection,
    rule: Rule,
    listing: Listing[Any, Any],
    kind: str,
    question: Any,
    news: Sequence[New],
) -> Iterator[Match]:
    """The records of one kind in these readings; those that are one with others by the one that leads them."""
    inside = listing.kind.versions.c.reading.in_(listed({one.key for one in news}))
    query = listing.rows().where(inside, *listing.asking.conditions(connection, question))
    rows = listing.told(
        connection, connection.execute(query.order_by(listing.kind.versions.c.key)).all(), NOW
    )
    kept = [ids.number_of(row.id) for row in rows if _has_words(rule, row)]
    led = leaders_of(connection, kind, kept) if kind != STATEMENT.owner else {n: n for n in kept}
    for number in dict.fromkeys(led[n] for n in kept):
        yield Match(kind, number)


def _changed(connection: Connection, rule: Rule, one: New) -> Iterator[Match]:
    """The matters that came to stand as the rule asks by what one report told, theirs or others'."""
    before = written(datetime.fromisoformat(one.recorded_at) - _AN_INSTANT)
    seen: set[int] = set()
    for number in _touched(connection, one):
        now = following.matter(connection, number, None, one.recorded_at)
        if now is None or (leader := ids.number_of(now.id)) in seen:
            continue
        seen.add(leader)
        tellings = {ids.number_of(telling) for telling in now.tellings} | {leader}
        earlier = (following.matter(connection, telling, None, before) for telling in sorted(tellings))
        status = next((was.status for was in earlier if was is not None), None)
        if now.status not in rule.status or now.status == status or not _has_words(rule, now):
            continue
        if _answers(connection, rule, tellings):
            yield Match(MATTER.owner, leader, f"{now.status}:{one.key}")


def _answers(connection: Connection, rule: Rule, tellings: set[int]) -> bool:
    """Whether one of these tellings of a matter is what a rule asks for, however it stands."""
    question = rule.matters or MatterQuestion()
    return bool(MATTERS.numbered(connection, replace(question, status=None), tellings))


def _touched(connection: Connection, one: New) -> Iterable[int]:
    """The matters that a report tells of, or whose deeds or other tellings it does."""
    told = select(matter_versions.c.matter).where(matter_versions.c.reading == one.key)
    done = select(deeds.c.matter).where(deeds.c.recorded_at == one.recorded_at)
    joined = select(leaders.c.member).where(
        leaders.c.kind == MATTER.owner, leaders.c.recorded_at == one.recorded_at
    )
    return sorted({*connection.scalars(told), *connection.scalars(done), *connection.scalars(joined)})


def _has_words(rule: Rule, row: Any) -> bool:
    """Whether the words that a rule asks for stand in a record, in any inflection."""
    if rule.words is None:
        return True
    said = " ".join(
        str(part) if isinstance(part, str) else " ".join(part)
        for name in ("words", "gist", "sentence", "theme", "evidence", "condition")
        if (part := getattr(row, name, None))
    )
    return fulltext.stands(rule.words, *(fulltext.indexed(said, language) for language in ("nb", "en")))
