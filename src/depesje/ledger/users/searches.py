"""Searches that somebody keeps, each with a feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, select

from depesje.errors import UserError
from depesje.ledger import ids
from depesje.ledger.schema_users import user_searches
from depesje.ledger.store import inserted
from depesje.ledger.users import secrets
from depesje.ledger.users.accounts import LONGEST, User, expect

MOST = 200  # of one user
_s = user_searches.c


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search by its name; ``asked`` is what is asked for, by field, ``feed`` the secret in its feed's address."""

    number: int
    name: str
    asked: Mapping[str, str]
    feed: str
    since: str


def save(connection: Connection, user: User, name: str, asked: Mapping[str, str]) -> SavedSearch:
    """Keep a search; raises ``UserError`` where it has no name, or there are too many."""
    expect(connection, user)
    shown = " ".join(name.split())[:LONGEST]
    if not shown:
        raise UserError("a search needs a name")
    if len(listing(connection, user)) >= MOST:
        raise UserError("%(name)s keeps %(most)s searches already; drop one first", name=user.name, most=MOST)
    row = {
        "user": user.number,
        "name": shown,
        "asked": msgspec.json.encode(dict(asked)).decode(),
        "feed": secrets.new_secret(),
        "recorded_at": ids.utc_now(),
    }
    number = inserted(connection, user_searches.insert().values(row))
    return _search(connection.execute(select(user_searches).where(_s.number == number)).one())


def listing(connection: Connection, user: User) -> list[SavedSearch]:
    """Somebody's searches by name."""
    rows = connection.execute(
        select(user_searches).where(_s.user == user.number).order_by(_s.name, _s.number)
    )
    return [_search(row) for row in rows]


def drop(connection: Connection, user: User, number: int) -> None:
    """Keep a search no longer; raises ``UserError`` where they keep no such search."""
    done = connection.execute(delete(user_searches).where(_s.user == user.number, _s.number == number))
    if not done.rowcount:
        raise UserError("%(name)s keeps no search %(number)s", name=user.name, number=number)


def fed_by(connection: Connection, feed: str) -> SavedSearch | None:
    """The search whose feed has this secret in its address."""
    row = connection.execute(select(user_searches).where(_s.feed == feed)).one_or_none()
    return None if row is None else _search(row)


def _search(row: Row[Any]) -> SavedSearch:
    return SavedSearch(row.number, row.name, msgspec.json.decode(row.asked), row.feed, row.recorded_at)
