"""Permanent ids: a prefix for the kind of record, and a number that is never given twice in a ledger."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from depesje.ledger.schema import redirects

ACTOR = "ac"
STATEMENT = "st"


def actor_id(number: int) -> str:
    """The permanent id of the actor with this number."""
    return f"{ACTOR}-{number}"


def statement_id(number: int) -> str:
    """The permanent id of the statement with this number."""
    return f"{STATEMENT}-{number}"


def number_of(record_id: str) -> int:
    """The number in a permanent id."""
    return int(record_id.rpartition("-")[2])


def followed(connection: Connection, record_id: str) -> str:
    """Where an id leads: itself, or the record that it was merged into."""
    seen = {record_id}
    while new := connection.scalar(select(redirects.c.new).where(redirects.c.old == record_id)):
        if new in seen:  # A circle can only come from outside; any of its ids is as good as another.
            return str(new)
        seen.add(new)
        record_id = new
    return record_id


def redirect(connection: Connection, old: str, new: str, now: str) -> None:
    """Let ``old`` lead to ``new`` from now on."""
    connection.execute(redirects.insert().values(old=old, new=new, recorded_at=now))


def utc_now() -> str:
    """The present moment as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
