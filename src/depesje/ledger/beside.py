"""What stood beside a report's text, by the key of that text; it is kept only with a whole text, by the same policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from depesje.ledger.numbers import listed
from depesje.ledger.schema import asides
from depesje.records import Aside

_a = asides.c


def put(connection: Connection, revision: int, given: Sequence[Aside]) -> None:
    """Hold these in place of what was held beside a text."""
    drop(connection, revision)
    rows = [
        {"revision": revision, "ordinal": ordinal, "kind": one.kind, "text": one.text, "at": one.at}
        for ordinal, one in enumerate(given)
    ]
    if rows:
        connection.execute(asides.insert(), rows)


def drop(connection: Connection, revision: int) -> None:
    """Hold nothing beside a text."""
    connection.execute(asides.delete().where(_a.revision == revision))


def has(connection: Connection, revision: int) -> bool:
    """Whether anything is held beside a text."""
    return bool(connection.scalar(select(func.count()).where(_a.revision == revision)))


def of(connection: Connection, revisions: Iterable[int]) -> dict[int, tuple[Aside, ...]]:
    """What is held beside these texts, in order; a text beside which nothing is held has no entry."""
    found: dict[int, list[Aside]] = defaultdict(list)
    query = select(asides).where(_a.revision.in_(listed(set(revisions))))
    for row in connection.execute(query.order_by(_a.revision, _a.ordinal)):
        found[row.revision].append(Aside(row.kind, row.text, row.at))
    return {revision: tuple(held) for revision, held in found.items()}


def as_lines(authors: Sequence[str]) -> str | None:
    """Authors as a reading holds them; None where there are none."""
    return "\n".join(" ".join(author.split()) for author in authors) or None


def from_lines(authors: str | None) -> tuple[str, ...]:
    """Authors as a report has them."""
    return tuple(authors.split("\n")) if authors else ()
