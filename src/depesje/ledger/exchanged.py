"""How exchanges are asked for, and an exchange with its accounts side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from depesje.errors import LedgerError
from depesje.ledger import grouping, ids, stories
from depesje.ledger.across import differing
from depesje.ledger.across.differing import Piece
from depesje.ledger.across.exchanges import Told, together
from depesje.ledger.clock import NOW, Known
from depesje.ledger.exchanging import EXCHANGE as GROUPS
from depesje.ledger.exchanging import tellings
from depesje.ledger.kinds import EXCHANGE
from depesje.ledger.listing import Conditions, Fetched, Listing
from depesje.ledger.lookup import actors_called
from depesje.ledger.numbers import listed
from depesje.ledger.rows import AccountPart, AccountRow, AccountsRow, DifferenceRow, ExchangeRow
from depesje.ledger.schema import actor_versions, anchors, readings, reports, statement_versions
from depesje.ledger.schema_exchanges import account_statements, accounts, exchange_versions
from depesje.questions import ExchangeQuestion
from depesje.records import Channel

_ev = exchange_versions.c


@dataclass(frozen=True, slots=True)
class _Account:
    """One source's account in one report."""

    actor: int | None
    report: Row[Any]
    pieces: tuple[Row[Any], ...]  # of what was said, in order
    statements: tuple[int, ...]


def listed_exchanges(connection: Connection, question: ExchangeQuestion) -> list[ExchangeRow]:
    """The exchanges that answer a question, the newest first, undated last; as many as its limit."""
    known = Known.at(question.known)
    rows = connection.execute(_LISTING.query(connection, question)).all()
    leaders = grouping.leaders_of(connection, GROUPS, (row.exchange for row in rows), known)
    wanted = list(dict.fromkeys(leaders[row.exchange] for row in rows))[: question.limit]
    return [
        _row(connection, known, leader, group) for leader, group in _groups(connection, known, wanted).items()
    ]


def accounts_of(connection: Connection, given: str, known: Known = NOW) -> AccountsRow:
    """An exchange with its accounts; raises ``LedgerError`` where the ledger has no such exchange."""
    named = ids.parsed(given)
    if named is None or named[0] != "exchange":
        raise LedgerError(f"{given!r} is no id of an exchange; they look like ex-7")
    leader = grouping.leaders_of(connection, GROUPS, [named[1]], known)[named[1]]
    group = _groups(connection, known, [leader])[leader]
    if not group:
        raise LedgerError(f"the ledger has no exchange {given}")
    found = _accounts(connection, known, _once(connection, known, group))
    names = _names(connection, known, {one.actor for one in found if one.actor is not None})
    codes = _codes(connection, known, found)
    pieces = [(one, n, _piece(one, row, codes)) for one in found for n, row in enumerate(one.pieces)]
    alone = differing.only([piece for _, _, piece in pieces])
    only = {(id(one), n): said for (one, n, _), said in zip(pieces, alone, strict=True)}
    by_source: dict[str, list[_Account]] = defaultdict(list)
    for one in found:
        by_source[_source(one)].append(one)
    told = {_source(one): names.get(one.actor) for one in found}
    return AccountsRow(
        _row(connection, known, leader, group),
        tuple(
            AccountRow(
                told[source],
                None if parts[0].actor is None else ids.actor_id(parts[0].actor),
                tuple(_part(one, [only[id(one), n] for n in range(len(one.pieces))]) for one in parts),
            )
            for source, parts in by_source.items()
        ),
        tuple(
            DifferenceRow(d.kind, told[d.one.source], d.one.words, told[d.other.source], d.other.words)
            for d in differing.differences([piece for _, _, piece in pieces])
        ),
    )


def _party(connection: Connection, question: ExchangeQuestion, known: Known) -> Conditions:
    if question.per is not None:
        wanted = listed(actors_called(connection, question.per, known))
        yield _ev.key.in_(select(accounts.c.version).where(accounts.c.actor.in_(wanted)))


def _unused(fetched: Fetched) -> list[ExchangeRow]:
    raise NotImplementedError  # Exchanges are told together, not one telling after another.


class _Exchanges(Listing[ExchangeQuestion, ExchangeRow]):
    """The tellings of exchanges as rows, to be put together."""

    def rows(self) -> Select[Any]:
        """All tellings with their report, and how old that is."""
        told = super().rows()
        return told.add_columns(
            readings.c.report.label("report_key"), readings.c.earliest.label("report_earliest")
        )

    def query(self, connection: Connection, question: ExchangeQuestion) -> Select[Any]:
        """The tellings that answer a question, in order."""
        return self.rows().where(*self.conditions(connection, question)).order_by(*self.order())


_LISTING = _Exchanges(
    EXCHANGE, _unused, sides={"party": ("party",)}, values={"channel": (Channel, "channel")}, more=_party
)


def _groups(connection: Connection, known: Known, leaders: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """The tellings of exchanges as the ledger held them, by leader, by their reports' age."""
    members = grouping.grown(connection, GROUPS, leaders, known)
    rows = connection.execute(
        _LISTING.rows()
        .where(_ev.exchange.in_(listed(members)), known.holds(exchange_versions), _ev.review != "rejected")
        .order_by(readings.c.earliest.nulls_last(), reports.c.id, _ev.start, _ev.key)
    ).all()
    led = grouping.leaders_of(connection, GROUPS, members, known)
    out: dict[int, list[Row[Any]]] = {leader: [] for leader in leaders}
    for row in rows:
        out[led[row.exchange]].append(row)
    return out


def _row(connection: Connection, known: Known, leader: int, group: Sequence[Row[Any]]) -> ExchangeRow:
    told = tellings(connection, (row.exchange for row in group), known)
    parties, when = together(list(told.values()))
    once = _once(connection, known, group)
    found = connection.execute(_of_versions(row.key for row in once)).all()
    order = {row.key: n for n, row in enumerate(once)}
    leads = _leaders(connection, known, found)
    actors = dict.fromkeys(
        leads.get(row.actor) for row in sorted(found, key=lambda r: (order[r.version], r.account))
    )
    names = _names(connection, known, {actor for actor in actors if actor is not None})
    return ExchangeRow(
        id=ids.record_id(ids.EXCHANGE, leader),
        channel=_channel(told.values()),
        parties=tuple(party.name for party in parties),
        when=when,
        reports=tuple(dict.fromkeys(row.report_id for row in group)),
        independent=len({row.report_id for row in once}),
        sources=tuple(dict.fromkeys(names.get(actor) for actor in actors)),
        review=group[0].review,
    )


def _channel(told: Iterable[Told]) -> Any:
    """The channel by which most tell of it; of as many, the first by its letters."""
    by = sorted(one.channel for one in told)
    return max(dict.fromkeys(by), key=by.count)


def _once(connection: Connection, known: Known, group: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The tellings of a group without copies of a wire story of which another of them is the original."""
    keys = {row.report_key for row in group}
    story = stories.originals(connection, keys, known)
    kept: dict[int, Row[Any]] = {}
    for row in group:  # in which the originals stand first
        first = kept.setdefault(story[row.report_key], row)
        if first.report_key == row.report_key and first is not row:
            kept[-row.key] = row  # One report may tell of it twice where a person has merged the two.
    return list(kept.values())


def _accounts(connection: Connection, known: Known, group: Sequence[Row[Any]]) -> list[_Account]:
    by_version = {row.key: row for row in group}
    rows = connection.execute(_of_versions(by_version)).all()
    said = account_statements.c
    linked: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in connection.execute(
        select(account_statements)
        .where(said.version.in_(listed(set(by_version))))
        .order_by(said.version, said.account, said.ordinal)
    ):
        linked[row.version, row.account].append(row.statement)
    pieces = _pieces(connection, known, {number for numbers in linked.values() for number in numbers})
    order = {row.key: n for n, row in enumerate(group)}
    leads = _leaders(connection, known, rows)
    return [
        _Account(
            leads.get(row.actor),
            by_version[row.version],
            tuple(piece for number in linked[row.version, row.account] for piece in pieces[number]),
            tuple(linked[row.version, row.account]),
        )
        for row in sorted(rows, key=lambda r: (order[r.version], r.account))
    ]


def _leaders(connection: Connection, known: Known, rows: Iterable[Any]) -> Mapping[int | None, int]:
    """Whose the accounts are: of actors that are one the one that leads."""
    numbers = {row.actor for row in rows if row.actor is not None}
    return dict(grouping.leaders_of(connection, "actor", numbers, known).items())


def _of_versions(versions: Iterable[int]) -> Select[Any]:
    return select(accounts).where(accounts.c.version.in_(listed(set(versions))))


def _pieces(connection: Connection, known: Known, numbers: set[int]) -> Mapping[int, list[Any]]:
    """The words of statements, by number."""
    sv, a = statement_versions.c, anchors.c
    found: dict[int, list[Any]] = defaultdict(list)
    query = (
        select(sv.statement, sv.speaker, sv.act, sv.negated, a.start, a.end, a.exact)
        .join(statement_versions, sv.key == a.version)
        .where(sv.statement.in_(listed(numbers)), known.holds(statement_versions), a.role == "content")
        .where(sv.review != "rejected")
        .order_by(sv.statement, a.ordinal)
    )
    for row in connection.execute(query):
        found[row.statement].append(row)
    return found


def _names(connection: Connection, known: Known, actors: set[int]) -> Mapping[int | None, str]:
    av = actor_versions.c
    query = select(av.actor, av.name).where(av.actor.in_(listed(actors)), known.holds(actor_versions))
    return {row.actor: row.name for row in connection.execute(query)}


def _source(one: _Account) -> str:
    """What tells sources apart: the actor; each report's own voice by itself."""
    return f"report {one.report.report_id}" if one.actor is None else str(one.actor)


def _piece(one: _Account, row: Row[Any], codes: Mapping[int | None, str]) -> Piece:
    return Piece(
        _source(one),
        row.exact,
        one.report.language,
        row.act,
        row.negated,
        codes.get(one.actor),
        codes.get(row.speaker),
    )


def _codes(connection: Connection, known: Known, found: Sequence[_Account]) -> Mapping[int | None, str]:
    """The countries and bodies of sources and of those who are told to have spoken."""
    av = actor_versions.c
    numbers = {row.speaker for one in found for row in one.pieces} | {one.actor for one in found}
    wanted = listed({number for number in numbers if number is not None})
    query = select(av.actor, av.code).where(
        av.actor.in_(wanted), av.code.is_not(None), known.holds(actor_versions)
    )
    return {row.actor: row.code for row in connection.execute(query)}


def _outer(rows: Sequence[Row[Any]]) -> list[tuple[int, Row[Any]]]:
    """The pieces that are not part of another piece, with their places."""
    return [
        (n, row)
        for n, row in enumerate(rows)
        if not any(
            other is not row
            and other.start <= row.start
            and row.end <= other.end
            and (other.end - other.start > row.end - row.start or k < n)
            for k, other in enumerate(rows)
        )
    ]


def _part(one: _Account, only: Sequence[bool]) -> AccountPart:
    shown = _outer(one.pieces)
    return AccountPart(
        report=one.report.report_id,
        title=one.report.title,
        published=one.report.published,
        statements=tuple(ids.statement_id(number) for number in one.statements),
        words=tuple(row.exact for _, row in shown),
        spans=tuple((row.start, row.end) for _, row in shown),
        only=tuple(row.exact for n, row in shown if only[n]),
        language=one.report.language,
    )
