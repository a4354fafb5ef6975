"""That something was forgotten, without what: who, when, why, the ids that went, and keyed hashes of id and text.

A hash is made with a salt of the ledger's own, so that it says nothing outside it. Whoever has both the ledger and a text
can still tell that this very text was forgotten: what keeps it from being added again is just that.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from depesje.ledger.corrections.journal import Author
from depesje.ledger.schema_rights import forgotten_ids, tombstone_marks, tombstones
from depesje.ledger.store import inserted


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That a report or an actor was forgotten."""

    kind: Literal["report", "actor"]
    when: str
    who: str | None
    why: str | None


def bury(
    connection: Connection,
    kind: Literal["report", "actor"],
    gone: Iterable[str],
    known_by: Iterable[str],
    by: Author,
    now: str,
) -> None:
    """Keep that something was forgotten: ``gone`` are the ids that went, ``known_by`` what it must be known by again."""
    salt = _salt(connection) or secrets.token_hex(32)
    key = inserted(
        connection,
        tombstones.insert().values(kind=kind, who=by.who, why=by.why, salt=salt, recorded_at=now),
    )
    marks = [{"tombstone": key, "mark": _mark(salt, word)} for word in sorted(set(known_by))]
    if marks:
        connection.execute(tombstone_marks.insert(), marks)
    ids = [{"id": one, "tombstone": key} for one in gone]
    if ids:
        connection.execute(forgotten_ids.insert(), ids)


def buried(connection: Connection, *words: str) -> Tombstone | None:
    """The latest tombstone of what was known by one of these words; None where there is none."""
    salt = _salt(connection)
    if salt is None:
        return None
    marks = [_mark(salt, word) for word in words]
    row = connection.execute(
        select(tombstones)
        .join(tombstone_marks, tombstone_marks.c.tombstone == tombstones.c.key)
        .where(tombstone_marks.c.mark.in_(marks))
        .order_by(tombstones.c.key.desc())
        .limit(1)
    ).first()
    return None if row is None else Tombstone(row.kind, row.recorded_at, row.who, row.why)


def of_id(connection: Connection, record_id: str) -> Tombstone | None:
    """The tombstone of the record with this permanent id; None where it was not forgotten."""
    row = connection.execute(
        select(tombstones)
        .join(forgotten_ids, forgotten_ids.c.tombstone == tombstones.c.key)
        .where(forgotten_ids.c.id == record_id)
    ).first()
    return None if row is None else Tombstone(row.kind, row.recorded_at, row.who, row.why)


def unbury(connection: Connection, *words: str) -> None:
    """Let what was known by these words be added again; that it was once forgotten stays."""
    salt = _salt(connection)
    if salt is not None:
        marks = [_mark(salt, word) for word in words]
        connection.execute(tombstone_marks.delete().where(tombstone_marks.c.mark.in_(marks)))


def _salt(connection: Connection) -> str | None:
    """The ledger's salt, which the first tombstone made."""
    return connection.scalar(select(tombstones.c.salt).limit(1))


def _mark(salt: str, word: str) -> str:
    return hmac.new(bytes.fromhex(salt), word.encode("utf8", "surrogatepass"), "sha256").hexdigest()
