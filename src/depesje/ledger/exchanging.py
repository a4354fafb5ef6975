"""Which exchanges of a ledger are one: those of a report are compared with the others that share a key with them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Connection, delete, select

from depesje.ledger.across.exchanges import LINK, Told, keys, score, telling
from depesje.ledger.across.sides import Party
from depesje.ledger.clock import NOW, Known
from depesje.ledger.nearby import Index, rank, sharing
from depesje.ledger.numbers import in_parts, listed
from depesje.ledger.schema import appearances, readings, reports
from depesje.ledger.schema_exchanges import exchange_actors, exchange_keys, exchange_versions, exchanges
from depesje.ledger.store import insert_all
from depesje.ledger.stories import retie

EXCHANGE = "exchange"  # the kind of the groups
INDEX = Index(exchange_keys.c.key, exchange_keys.c.rank, exchange_keys.c.exchange)
_AT_ONCE = 2000  # exchanges that are looked at together where all are
_ev = exchange_versions.c


def link(connection: Connection, report: int, now: str) -> None:
    """Keep by what a report's exchanges can be found, and tie them to those that they are one with."""
    ever = set(connection.scalars(select(exchanges.c.number).where(exchanges.c.report == report)))
    if not ever:
        return
    connection.execute(delete(exchange_keys).where(exchange_keys.c.exchange.in_(listed(ever))))
    own = tellings(connection, ever)
    by = {number: _hashed(keys(one)) for number, one in own.items()}
    ranks = {number: rank(one.report) for number, one in own.items()}
    met = sharing(
        connection, INDEX, {key: {ranks[n] for n in by if key in by[n]} for key in set().union(*by.values())}
    )
    others = tellings(connection, set().union(*met.values()) - ever)
    found = {}
    for number, one in own.items():
        for other in set().union(*(met[key] for key in by[number])) & others.keys():
            if (likeness := score(one, others[other])) >= LINK:
                found[min(number, other), max(number, other)] = likeness
    _keep(connection, own)
    retie(connection, EXCHANGE, ever, found, now)


def rekey(connection: Connection) -> None:
    """Keep anew by what the exchanges can be found, where that is made otherwise now; which are one stays."""
    connection.execute(delete(exchange_keys))
    query = select(_ev.exchange).where(NOW.holds(exchange_versions))
    for some in in_parts(connection, query, _ev.exchange, _AT_ONCE):
        _keep(connection, tellings(connection, some))


def _keep(connection: Connection, own: Mapping[int, Told]) -> None:
    rows = [
        {"key": key, "rank": rank(one.report), "exchange": number}
        for number, one in own.items()
        for key in sorted(_hashed(keys(one)))
    ]
    insert_all(connection, exchange_keys, rows)


def tellings(connection: Connection, numbers: Iterable[int], known: Known = NOW) -> dict[int, Told]:
    """What reports tell of these exchanges, by number: each as its report has it, whatever is known beside it."""
    wanted = _ev.exchange.in_(listed(set(numbers)))
    query = (
        select(exchange_versions, reports.c.id, readings.c.published)
        .join(readings, readings.c.key == _ev.reading)
        .join(reports, reports.c.key == readings.c.report)
        .where(wanted, known.holds(exchange_versions))
    )
    rows = connection.execute(query).all()
    taking_part = _parties(connection, wanted, known)
    return {
        row.exchange: telling(
            row.id, f"{row.exchange:020}", row.channel, tuple(taking_part[row.key]), row.when, row.published
        )
        for row in rows
    }


def _parties(connection: Connection, wanted: ColumnElement[bool], known: Known) -> dict[int, list[Party]]:
    """The parties of versions as their own readings name them."""
    links = exchange_actors.c
    query = (
        select(links.version, links.actor, _ev.reading)
        .join(exchange_versions, _ev.key == links.version)
        .where(wanted, known.holds(exchange_versions))
        .order_by(links.version, links.ordinal)
    )
    rows = connection.execute(query).all()
    # Looked up by reading, which has few: an actor may appear in any number of them.
    a = appearances.c
    named = select(a.reading, a.actor, a.name, a.kind, a.code).where(
        a.reading.in_(listed({row.reading for row in rows}))
    )
    called: dict[tuple[int, int], list[Party]] = defaultdict(list)
    for one in connection.execute(named.order_by(a.key)):
        called[one.reading, one.actor].append(Party(one.name, one.kind, one.code))
    found: dict[int, list[Party]] = defaultdict(list)
    for row in rows:
        found[row.version] += called[row.reading, row.actor]
    return found


def _hashed(words: Iterable[str]) -> set[int]:
    """Keys as numbers: what holds the names of people would have to be looked for when one of them is forgotten."""
    hashes = (hashlib.sha256(word.encode("utf8", "surrogatepass")).digest() for word in words)
    return {int.from_bytes(digest[:8], "big", signed=True) for digest in hashes}
