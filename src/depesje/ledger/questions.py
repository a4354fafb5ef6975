"""What the listings share: how a question becomes conditions, and how what hangs on a record is fetched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import cast, get_args

from sqlalchemy import ColumnElement, Connection, Table, and_, select

from depesje.errors import LedgerError
from depesje.ledger.dates import Bounds, bounds
from depesje.ledger.kinds import Kind
from depesje.ledger.lookup import actors_called, listed
from depesje.ledger.schema import actor_versions


def date(given: str) -> Bounds:
    """The bounds of a date that is asked for; an open end asks for nothing in its direction.

    Raises ``LedgerError`` where it is no EDTF date.
    """
    found = bounds(given)
    if found is None:
        raise LedgerError(f"{given!r} is no date; write it as 2022, 2022-01 or 2022-01-28 (EDTF)")
    return Bounds(found.earliest or "", found.latest or "9999-12-31T23:59:59")


def known(given: str, of: object, what: str) -> str:
    """``given``, which must be one of the values of a Literal type; raises ``LedgerError`` where it is none."""
    values = cast(tuple[str, ...], get_args(of))
    if given not in values:
        raise LedgerError(f"{given!r} is no {what}; there are {', '.join(values)}")
    return given


def between(kind: Kind, since: str | None, until: str | None) -> Iterator[ColumnElement[bool]]:
    """Records from the earliest day they can be of, up to and with all of the day, month or year that is named."""
    if since is not None:
        yield kind.versions.c.earliest >= date(since).earliest
    if until is not None:
        yield kind.versions.c.earliest <= date(until).latest


def with_parties(
    connection: Connection, kind: Kind, name: str | None, *roles: str
) -> Iterator[ColumnElement[bool]]:
    """Records in which an actor of this name has one of these roles; all of them where no name is given."""
    if name is not None:
        links = kind.links[0].c
        called = links.actor.in_(listed(actors_called(connection, name)))
        yield kind.versions.c.key.in_(select(links.version).where(links.role.in_(roles), called))


def words(connection: Connection, anchors: Table, versions: set[int]) -> dict[tuple[int, str], list[str]]:
    """The words that versions of records hang on, by version and role."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    a = anchors.c
    query = select(a.version, a.role, a.exact).where(a.version.in_(listed(versions)))
    for version, role, exact in connection.execute(query.order_by(a.version, a.role, a.ordinal)):
        found[version, role].append(exact)
    return found


def names(connection: Connection, links: Table, versions: set[int]) -> dict[tuple[int, str], list[str]]:
    """The names of the actors that take part, by version and role."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    query = (
        select(links.c.version, links.c.role, actor_versions.c.name)
        .join(
            actor_versions,
            and_(actor_versions.c.actor == links.c.actor, actor_versions.c.superseded_at.is_(None)),
        )
        .where(links.c.version.in_(listed(versions)))
        .order_by(links.c.version, links.c.role, links.c.ordinal)
    )
    for version, role, name in connection.execute(query):
        found[version, role].append(name)
    return found
