"""The journal of what people did: who, when, why, and what changed from what to what.

Nothing else is kept of a person than the name that they give.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, func, select

from depesje.errors import Code, CorrectionError
from depesje.ledger import ids
from depesje.ledger.kinds import DIVISION, EVENT, EXCHANGE, MATTER, STATEMENT
from depesje.ledger.schema import actors
from depesje.ledger.schema_corrections import corrections
from depesje.ledger.store import inserted

VARIABLE = "DEPESJE_USER"
LONGEST = 2000  # characters of a name or a reason
Action = Literal["confirm", "reject", "edit", "add", "merge", "split", "undo"]

# Where the numbers of each kind of record are given.
IDENTITIES = {
    "actor": actors,
    "statement": STATEMENT.identities,
    "event": EVENT.identities,
    "matter": MATTER.identities,
    "division": DIVISION.identities,
    "exchange": EXCHANGE.identities,
}


@dataclass(frozen=True, slots=True)
class Author:
    """Who corrects, and why."""

    who: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One act as the journal keeps it. ``id`` names the record; ``details`` say what changed, from what to what."""

    number: int
    id: str
    action: Action
    who: str
    why: str | None
    when: str
    details: Mapping[str, Any]
    undoes: int | None = None


def author(who: str | None = None, why: str | None = None) -> Author:
    """Who is at work: the name given, else ``$DEPESJE_USER``, else the login's. Raises ``CorrectionError`` for none."""
    name = who if who is not None else os.environ.get(VARIABLE) or _login()
    name, reason = " ".join(name.split()), " ".join((why or "").split())
    if not name:
        raise CorrectionError(
            "no name to correct under; give one by --as or in $%(variable)s", variable=VARIABLE
        )
    for what, given in (("name", name), ("reason", reason)):
        if len(given) > LONGEST:
            raise CorrectionError(
                "a %(what)s of %(number)s characters is too long; %(most)s at most",
                what=what,
                number=len(given),
                most=LONGEST,
            )
    return Author(name, reason or None)


def note(
    connection: Connection,
    action: Action,
    record: tuple[str, int],
    by: Author,
    now: str,
    details: Mapping[str, Any],
    undoes: int | None = None,
) -> int:
    """Write one act; returns its number."""
    kind, number = record
    row = {
        "kind": kind,
        "record": number,
        "action": action,
        "who": by.who,
        "why": by.why,
        "details": msgspec.json.encode(details).decode(),
        "undoes": undoes,
        "recorded_at": now,
    }
    return inserted(connection, corrections.insert().values(row))


def noted(row: Any) -> Correction:
    """A row of the journal as it is told."""
    return Correction(
        number=row.number,
        id=ids.id_of(row.kind, row.record),
        action=row.action,
        who=row.who,
        why=row.why,
        when=row.recorded_at,
        details=msgspec.json.decode(row.details),
        undoes=row.undoes,
    )


def told(connection: Connection, number: int) -> Correction:
    """One act by its number; raises ``CorrectionError`` where there is none."""
    held = select(corrections).where(corrections.c.number == number)
    row = connection.execute(held).one_or_none() if 0 < number <= ids.LARGEST else None
    if row is None:
        raise CorrectionError("there is no correction %(number)s", number=number)
    return noted(row)


def existing(connection: Connection, given: str, *kinds: str) -> tuple[str, int]:
    """The kind and number of a record by its id, which may be no other than one of ``kinds``.

    Raises ``CorrectionError`` where it is no id, the ledger has no such record, or it is of another kind.
    """
    named = ids.parsed(given)
    if named is None:
        raise CorrectionError("%(given)r is no id of a record; ids look like st-12 or ac-7", given=given)
    kind, number = named
    if kinds and kind not in kinds:
        raise CorrectionError("%(given)s is no %(kinds)s", given=given, kinds=_either(kinds))
    table = IDENTITIES[kind]
    if not connection.scalar(select(func.count()).select_from(table).where(table.c.number == number)):
        raise CorrectionError("the ledger has no %(kind)s %(id)s", kind=Code("record", kind), id=given)
    return kind, number


def _either(kinds: tuple[str, ...]) -> Code | str:
    return Code("record", kinds[0]) if len(kinds) == 1 else " or ".join(kinds)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without a name
        return ""
