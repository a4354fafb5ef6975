"""How exchanges are asked for and listed, each once however many reports tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, func, select, tuple_

from depesje.ledger import grouping, ids, stories
from depesje.ledger.across.exchanges import Told, together
from depesje.ledger.clock import Known
from depesje.ledger.conditions import Terms, linked
from depesje.ledger.exchanging import EXCHANGE as GROUPS
from depesje.ledger.exchanging import tellings
from depesje.ledger.kinds import EXCHANGE
from depesje.ledger.listing import Asking, Conditions, by_key
from depesje.ledger.numbers import listed
from depesje.ledger.rows import ExchangeRow
from depesje.ledger.schema import actor_versions, readings, reports
from depesje.ledger.schema_exchanges import accounts, exchange_versions
from depesje.questions import ExchangeQuestion
from depesje.records import Channel

_ev = exchange_versions.c
Tellings = list[Row[Any]]  # of one exchange, by their reports' age


def each(connection: Connection, question: ExchangeQuestion) -> Iterator[ExchangeRow]:
    """The exchanges that answer a question, the newest first, undated last."""
    known = Known.at(question.known)
    for keys in _ASKING.pages(connection, question):
        numbers = [row.exchange for row in by_key(connection, _ASKING, keys)]
        leaders = grouping.leaders_of(connection, GROUPS, numbers, known)
        wanted = [leaders[number] for number in numbers]
        yield from rows(connection, known, groups(connection, known, wanted))


def total(connection: Connection, question: ExchangeQuestion) -> int:
    """How many exchanges answer a question, whatever its limit."""
    return _ASKING.total(connection, question)


def _per(terms: Terms[ExchangeQuestion], versions: FromClause, each: bool) -> Conditions:
    if terms.question.per is not None:
        by = accounts.c.actor.in_(terms.called(terms.question.per))
        yield linked(versions.c.key, accounts.c.version, [by], each=each)


def _newer(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    return tuple_(*_age(one)) > tuple_(*_age(other))


def _age(v: FromClause) -> Iterator[ColumnElement[Any]]:
    yield from (func.coalesce(v.c.earliest, ""), v.c.reading, -v.c.start, -v.c.key)


_ASKING: Asking[ExchangeQuestion] = Asking(
    EXCHANGE,
    sides={"party": ("party",)},
    values={"channel": (Channel, "channel")},
    more=_per,
    before=_newer,
)


def groups(connection: Connection, known: Known, leaders: Sequence[int]) -> dict[int, Tellings]:
    """The tellings of exchanges as the ledger held them, by leader."""
    led = grouping.members_of(connection, GROUPS, set(leaders), known)
    found = connection.execute(
        _ASKING.rows()
        .add_columns(readings.c.report.label("report_key"))
        .where(_ev.exchange.in_(listed(set(led))), known.holds(exchange_versions), _ev.review != "rejected")
        .order_by(readings.c.earliest.nulls_last(), reports.c.id, _ev.start, _ev.key)
    )
    out: dict[int, Tellings] = {leader: [] for leader in leaders}
    for row in found:
        out[led[row.exchange]].append(row)
    return out


def rows(connection: Connection, known: Known, given: Mapping[int, Tellings]) -> list[ExchangeRow]:
    """The exchanges with these tellings, by leader, as the ledger answers with them."""
    told = tellings(connection, (row.exchange for group in given.values() for row in group), known)
    single = once(connection, known, given)
    sources: dict[int, list[int | None]] = defaultdict(list)
    versions = [row.key for group in single.values() for row in group]
    found = connection.execute(of_versions(versions).order_by(accounts.c.version, accounts.c.account)).all()
    leads = leading(connection, known, found)
    for row in found:
        sources[row.version].append(leads.get(row.actor))
    called = names(
        connection, known, {actor for each in sources.values() for actor in each if actor is not None}
    )
    return [
        _row(leader, group, [told[row.exchange] for row in group], single[leader], sources, called)
        for leader, group in given.items()
    ]


def _row(
    leader: int,
    group: Tellings,
    told: Sequence[Told],
    single: Tellings,
    sources: Mapping[int, Sequence[int | None]],
    called: Mapping[int | None, str],
) -> ExchangeRow:
    parties, when = together(told)
    actors = dict.fromkeys(actor for row in single for actor in sources.get(row.key, ()))
    return ExchangeRow(
        id=ids.record_id(ids.EXCHANGE, leader),
        channel=_channel(told),
        parties=tuple(party.name for party in parties),
        when=when,
        reports=tuple(dict.fromkeys(row.report_id for row in group)),
        independent=len({row.report_id for row in single}),
        sources=tuple(dict.fromkeys(called.get(actor) for actor in actors)),
        review=group[0].review,
    )


def _channel(told: Iterable[Told]) -> Any:
    """The channel by which most tell of it; of as many, the first by its letters."""
    by = sorted(one.channel for one in told)
    return max(dict.fromkeys(by), key=by.count)


def once(connection: Connection, known: Known, given: Mapping[int, Tellings]) -> dict[int, Tellings]:
    """The tellings of each group without copies of a wire story of which another of them is the original."""
    keys = {row.report_key for group in given.values() for row in group}
    story = stories.originals(connection, keys, known)
    return {leader: _once(group, story) for leader, group in given.items()}


def _once(group: Tellings, story: Mapping[int, int]) -> Tellings:
    kept: dict[int, Row[Any]] = {}
    for row in group:  # in which the originals stand first
        first = kept.setdefault(story[row.report_key], row)
        if first.report_key == row.report_key and first is not row:
            kept[-row.key] = row  # One report may tell of it twice where a person has merged the two.
    return list(kept.values())


def of_versions(versions: Iterable[int]) -> Select[Any]:
    """The accounts of these tellings."""
    return select(accounts).where(accounts.c.version.in_(listed(set(versions))))


def leading(connection: Connection, known: Known, found: Iterable[Any]) -> Mapping[int | None, int]:
    """Whose the accounts are: of actors that are one the one that leads."""
    numbers = {row.actor for row in found if row.actor is not None}
    return dict(grouping.leaders_of(connection, "actor", numbers, known).items())


def names(connection: Connection, known: Known, actors: set[int]) -> Mapping[int | None, str]:
    """What these actors are called."""
    av = actor_versions.c
    query = select(av.actor, av.name).where(av.actor.in_(listed(actors)), known.holds(actor_versions))
    return {row.actor: row.name for row in connection.execute(query)}
