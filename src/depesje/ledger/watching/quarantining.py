"""What was fetched and could not be read: kept with the reason, to be looked at and read again.

Its bytes are kept as far as the policy of their source lets a whole text be, and where its rights are not reserved; else
only the address and the reason are. What is forgotten goes from here, too: with a report all that came from its address,
with a person the bytes of everything, since nobody can tell what is in them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, or_, select

from depesje.errors import LedgerError
from depesje.intake.origin import Origin
from depesje.ledger.numbers import listed_words
from depesje.ledger.rights.policies import Policies, allowed
from depesje.ledger.schema_watching import quarantine

LARGEST = 2_000_000  # bytes of one input that are kept


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One input that could not be read: its number, what people call it, why, and how often it was tried."""

    number: int
    name: str
    url: str | None
    reason: str
    size: int
    kept: bool
    tries: int
    tried_at: str
    since: str


@dataclass(frozen=True, slots=True)
class Held:
    """What there is of such an input to read again: its bytes, where they were kept, and what was known of it."""

    number: int
    origin: Origin
    data: bytes | None


def put(connection: Connection, origin: Origin, reason: str, data: bytes | None, now: str) -> None:
    """Keep an input that could not be read, in place of what was kept by the same name."""
    c = quarantine.c
    held = connection.execute(select(c.tries).where(c.name == origin.name)).first()
    kept = (
        data if data is not None and len(data) <= LARGEST and _may_be_kept(connection, origin, now) else None
    )
    values = {
        "url": origin.url,
        "reason": " ".join(reason.split())[:500],
        "origin": msgspec.json.encode(origin).decode(),
        "data": kept,
        "size": len(data or b""),
        "sha256": hashlib.sha256(data).hexdigest() if data is not None else None,
        "tried_at": now,
    }
    if held is None:
        connection.execute(quarantine.insert().values(**values, name=origin.name, tries=1, recorded_at=now))
    else:
        connection.execute(
            quarantine.update().where(c.name == origin.name).values(**values, tries=held.tries + 1)
        )


def listing(connection: Connection) -> list[Quarantined]:
    """What could not be read, what came first first."""
    c = quarantine.c
    query = select(
        c.key, c.name, c.url, c.reason, c.size, c.data.is_not(None), c.tries, c.tried_at, c.recorded_at
    ).order_by(c.key)
    return [Quarantined(*row) for row in connection.execute(query)]


def get(connection: Connection, number: int) -> Held:
    """One of them, whole; raises ``LedgerError`` where there is none of this number."""
    c = quarantine.c
    row = connection.execute(select(c.origin, c.data).where(c.key == number)).first()
    if row is None:
        raise LedgerError(
            f"there is no number {number} in the quarantine; 'depesje quarantine' tells what is"
        )
    data = bytes(row.data) if row.data is not None else None
    return Held(number, msgspec.json.decode(row.origin, type=Origin), data)


def drop(connection: Connection, number: int) -> bool:
    """Take one out; False where it is gone already."""
    return bool(connection.execute(quarantine.delete().where(quarantine.c.key == number)).rowcount)


def drop_named(connection: Connection, names: set[str]) -> int:
    """Take out what is called so; returns how many were there."""
    found = quarantine.c.name.in_(listed_words(names))
    return connection.execute(quarantine.delete().where(found)).rowcount


def holds(connection: Connection, names: set[str]) -> bool:
    """Whether anything is called so."""
    found = select(quarantine.c.key).where(quarantine.c.name.in_(listed_words(names))).limit(1)
    return connection.scalar(found) is not None


def forget_report(connection: Connection, known_by: set[str]) -> None:
    """Take out all that came from an address of a report, or is called by one or by its id."""
    c, called = quarantine.c, listed_words(known_by)
    connection.execute(quarantine.delete().where(or_(c.name.in_(called), c.url.in_(called))))


def forget_bytes(connection: Connection) -> None:
    """Take out the bytes of everything."""
    connection.execute(quarantine.update().values(data=None))


def apply(connection: Connection) -> int:
    """Take out the bytes that may not be kept any more by the policies of their sources; returns of how many."""
    c, policies = quarantine.c, Policies(connection)
    rows = connection.execute(select(c.key, c.url, c.recorded_at).where(c.data.is_not(None))).all()
    gone = [
        row.key for row in rows if allowed(policies.terms(None, row.url, None), row.recorded_at) != "full"
    ]
    for key in gone:
        connection.execute(quarantine.update().where(c.key == key).values(data=None))
    return len(gone)


def _may_be_kept(connection: Connection, origin: Origin, now: str) -> bool:
    terms = Policies(connection).terms(None, origin.url, None)
    if origin.reserved is not None and terms.reserved == "refuse":
        return False
    return allowed(terms, now) == "full"
