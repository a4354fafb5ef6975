"""Permanent ids: a prefix for the kind of record, and a number that is never given twice in a ledger."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from depesje.ledger.schema import redirects

ACTOR = "ac"
STATEMENT = "st"
EVENT = "ev"
MATTER = "ma"
DIVISION = "di"


def record_id(prefix: str, number: int) -> str:
    """The permanent id of the record of this kind with this number."""
    return f"{prefix}-{number}"


def actor_id(number: int) -> str:
    """The permanent id of the actor with this number."""
    return record_id(ACTOR, number)


def statement_id(number: int) -> str:
    """The permanent id of the statement with this number."""
    return record_id(STATEMENT, number)


def number_of(given: str) -> int:
    """The number in a permanent id."""
    return int(given.rpartition("-")[2])


def followed(connection: Connection, given: str) -> str:
    """Where an id leads: itself, or the record that it was merged into."""
    seen = {given}
    while new := connection.scalar(select(redirects.c.new).where(redirects.c.old == given)):
        if new in seen:  # A circle can only come from outside; any of its ids is as good as another.
            return str(new)
        seen.add(new)
        given = new
    return given


def redirect(connection: Connection, old: str, new: str, now: str) -> None:
    """Let ``old`` lead to ``new`` from now on."""
    connection.execute(redirects.insert().values(old=old, new=new, recorded_at=now))


def utc_now() -> str:
    """The present moment as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
