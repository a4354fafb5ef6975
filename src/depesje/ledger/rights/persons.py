"""Forgets a person: what the person said is erased, what names the person is blanked, and where the person took part
stands somebody unnamed.

The texts that named the person keep their length, so that all other records still stand on their words.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, Table, select

from depesje.errors import LedgerError
from depesje.ledger import ids, settling
from depesje.ledger.corrections.journal import Author
from depesje.ledger.grouping import grown
from depesje.ledger.names import fold
from depesje.ledger.numbers import listed
from depesje.ledger.rights.contents import HELD_OF_ACTORS
from depesje.ledger.rights.erasing import Eraser, referring
from depesje.ledger.rights.naming import Names
from depesje.ledger.rights.outcomes import Forgotten
from depesje.ledger.rights.redacting import redact
from depesje.ledger.rights.tombstones import bury
from depesje.ledger.schema import (
    actor_versions,
    actors,
    appearances,
    mentions,
    readings,
    statement_versions,
    statements,
)
from depesje.ledger.store import inserted
from depesje.ledger.watching import quarantining

STAND_IN = "forgotten"  # the name of the unnamed actor who stands where forgotten persons took part
_PERSONS = ("person", "unnamed")


def forget_actor(connection: Connection, actor_id: str, by: Author, now: str) -> Forgotten:
    """Erase a person by any id that leads to it, with all actors that are one with it. Runs inside the writer's transaction.

    Raises ``LedgerError`` where there is no such actor, or it is no person.
    """
    numbers = grown(connection, "actor", {ids.number_of(actor_id)})
    kinds = set(
        connection.scalars(select(actor_versions.c.kind).where(actor_versions.c.actor.in_(listed(numbers))))
    )
    _check(actor_id, kinds)
    names = Names(_names(connection, numbers))
    mentioned = _mentions(connection, numbers)
    left = settling.of_block(connection, numbers)
    eraser = Eraser(connection)
    eraser.erase(statements, _spoken(connection, numbers))
    said = sum(map(len, eraser.gone.values()))
    _step_aside(connection, numbers, now)
    eraser.erase(actors, numbers)
    blanked = redact(connection, names, mentioned, now)
    eraser.finish(now)
    settling.settle(connection, left, now)
    quarantining.forget_bytes(connection)
    bury(connection, "actor", eraser.ids(), (), by, now)
    return Forgotten("actor", said, blanked)


def _check(actor_id: str, kinds: set[str]) -> None:
    if not kinds & set(_PERSONS):
        what = ", ".join(sorted(kinds)) or "there is no such actor"
        raise LedgerError(f"{actor_id} is no person ({what}); only persons and reports can be forgotten")


def _names(connection: Connection, numbers: set[int]) -> set[str]:
    """Every name that was held of them."""
    wanted = listed(numbers)
    held = connection.scalars(select(actor_versions.c.name).where(actor_versions.c.actor.in_(wanted)))
    given = connection.scalars(select(appearances.c.name).where(appearances.c.actor.in_(wanted)))
    return {*held, *given}


def _mentions(connection: Connection, numbers: set[int]) -> dict[int, list[tuple[int, int]]]:
    """Where they are mentioned, by the key of the text; every text they are in has an entry."""
    found: dict[int, list[tuple[int, int]]] = {}
    rows = connection.execute(
        select(readings.c.revision, mentions.c.start, mentions.c.end)
        .join(appearances, appearances.c.reading == readings.c.key)
        .outerjoin(mentions, mentions.c.appearance == appearances.c.key)
        .where(appearances.c.actor.in_(listed(numbers)))
    )
    for revision, start, end in rows:
        places = found.setdefault(revision, [])
        if start is not None:
            places.append((start, end))
    return found


def _spoken(connection: Connection, numbers: set[int]) -> set[int]:
    """The statements that were ever held to be theirs."""
    query = select(statement_versions.c.statement).where(statement_versions.c.speaker.in_(listed(numbers)))
    return set(connection.scalars(query))


def _step_aside(connection: Connection, numbers: set[int], now: str) -> None:
    """Let the one who stands in take their place in every record, and erase where they are mentioned."""
    place = _stand_in(connection, now)
    theirs = select(appearances.c.key).where(appearances.c.actor.in_(listed(numbers)))
    connection.execute(mentions.delete().where(mentions.c.appearance.in_(theirs)))
    bare = {"name": STAND_IN, "kind": "unnamed", "code": None, "role": None, "wikidata": None}
    connection.execute(appearances.update().where(appearances.c.actor.in_(listed(numbers))).values(bare))
    for column in referring(actors):
        if column.table.name not in HELD_OF_ACTORS:
            _replace(connection, column, numbers, place)


def _replace(connection: Connection, column: Column[int], numbers: set[int], place: int) -> None:
    table = column.table
    assert isinstance(table, Table)
    connection.execute(table.update().where(column.in_(listed(numbers))).values({column.name: place}))


def _stand_in(connection: Connection, now: str) -> int:
    """The ledger's one actor who stands for all who were forgotten, so that nobody can be told from another."""
    held = connection.scalar(
        select(actor_versions.c.actor)
        .join(actors, actors.c.number == actor_versions.c.actor)
        .where(
            actor_versions.c.name == STAND_IN, actor_versions.c.kind == "unnamed", actors.c.report.is_(None)
        )
        .limit(1)
    )
    if held is not None:
        return int(held)
    number = inserted(connection, actors.insert().values(report=None, recorded_at=now))
    connection.execute(
        actor_versions.insert().values(
            actor=number, name=STAND_IN, kind="unnamed", code=None, name_key=fold(STAND_IN),
            surname_key=None, review="unread", recorded_at=now,
        )
    )  # fmt: skip
    return number
