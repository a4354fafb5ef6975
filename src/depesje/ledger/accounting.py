"""An exchange with its accounts side by side: what each source tells, what only one of them says, where they contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from depesje.errors import LedgerError
from depesje.ledger import exchanged, grouping, ids
from depesje.ledger.across import differing
from depesje.ledger.across.differing import Piece
from depesje.ledger.clock import NOW, Known
from depesje.ledger.exchanging import EXCHANGE as GROUPS
from depesje.ledger.numbers import listed
from depesje.ledger.rows import AccountPart, AccountRow, AccountsRow, DifferenceRow
from depesje.ledger.schema import actor_versions, anchors, statement_versions
from depesje.ledger.schema_exchanges import account_statements


@dataclass(frozen=True, slots=True)
class _Account:
    """One source's account in one report."""

    actor: int | None
    report: Row[Any]
    pieces: tuple[Row[Any], ...]  # of what was said, in order
    statements: tuple[int, ...]


def accounts_of(connection: Connection, given: str, known: Known = NOW) -> AccountsRow:
    """An exchange with its accounts; raises ``LedgerError`` where the ledger has no such exchange."""
    named = ids.parsed(given)
    if named is None or named[0] != "exchange":
        raise LedgerError(f"{given!r} is no id of an exchange; they look like ex-7")
    leader = grouping.leaders_of(connection, GROUPS, [named[1]], known)[named[1]]
    group = exchanged.groups(connection, known, [leader])[leader]
    if not group:
        raise LedgerError(f"the ledger has no exchange {given}")
    found = _accounts(connection, known, exchanged.once(connection, known, {leader: group})[leader])
    names = exchanged.names(connection, known, {one.actor for one in found if one.actor is not None})
    codes = _codes(connection, known, found)
    pieces = [(one, n, _piece(one, row, codes)) for one in found for n, row in enumerate(one.pieces)]
    alone = differing.only([piece for _, _, piece in pieces])
    only = {(id(one), n): said for (one, n, _), said in zip(pieces, alone, strict=True)}
    by_source: dict[str, list[_Account]] = defaultdict(list)
    for one in found:
        by_source[_source(one)].append(one)
    told = {_source(one): names.get(one.actor) for one in found}
    return AccountsRow(
        exchanged.rows(connection, known, {leader: group})[0],
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


def _accounts(connection: Connection, known: Known, group: Sequence[Row[Any]]) -> list[_Account]:
    by_version = {row.key: row for row in group}
    rows = connection.execute(exchanged.of_versions(by_version)).all()
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
    leads = exchanged.leading(connection, known, rows)
    return [
        _Account(
            leads.get(row.actor),
            by_version[row.version],
            tuple(piece for number in linked[row.version, row.account] for piece in pieces[number]),
            tuple(linked[row.version, row.account]),
        )
        for row in sorted(rows, key=lambda r: (order[r.version], r.account))
    ]


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
    )
