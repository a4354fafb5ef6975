"""Secrets by which programs ask in somebody's name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from depesje.errors import UserError
from depesje.ledger import ids
from depesje.ledger.schema_users import user_tokens
from depesje.ledger.store import inserted
from depesje.ledger.users import accounts, secrets
from depesje.ledger.users.accounts import User

PREFIX = "depesje_"  # by which scanners for leaked secrets can know one
MOST = 50  # of one user
_t = user_tokens.c


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it can be shown: never with its secret."""

    number: int
    name: str
    since: str
    used_at: str | None


def make(connection: Connection, user: User, name: str) -> tuple[Token, str]:
    """A new token and its secret, which is told this once; raises ``UserError`` where it has no name, or cannot be had."""
    accounts.expect(connection, user)
    shown = " ".join(name.split())[: accounts.LONGEST]
    if not shown:
        raise UserError("a token needs a name, to tell it from others")
    if len(listing(connection, user)) >= MOST:
        raise UserError("%(name)s has %(most)s tokens already; drop one first", name=user.name, most=MOST)
    secret = PREFIX + secrets.new_secret()
    now = ids.utc_now()
    row = {"user": user.number, "name": shown, "digest": secrets.digest(secret), "recorded_at": now}
    number = inserted(connection, user_tokens.insert().values(row))
    return Token(number, shown, now, None), secret


def listing(connection: Connection, user: User) -> list[Token]:
    """Somebody's tokens, the oldest first."""
    rows = connection.execute(select(user_tokens).where(_t.user == user.number).order_by(_t.number))
    return [Token(row.number, row.name, row.recorded_at, row.used_at) for row in rows]


def drop(connection: Connection, user: User, number: int) -> None:
    """Take a token back; raises ``UserError`` where they have no such token."""
    done = connection.execute(delete(user_tokens).where(_t.user == user.number, _t.number == number))
    if not done.rowcount:
        raise UserError("%(name)s has no token %(number)s", name=user.name, number=number)


def user_of(connection: Connection, secret: str) -> tuple[User, bool] | None:
    """In whose name a secret asks, and whether its use today should be noted; None where it is none."""
    row = connection.execute(
        select(_t.user, _t.used_at).where(_t.digest == secrets.digest(secret))
    ).one_or_none()
    user = None if row is None else accounts.numbered(connection, row.user)
    if row is None or user is None:
        return None
    return user, (row.used_at or "")[:10] != ids.utc_now()[:10]


def note(connection: Connection, secret: str) -> None:
    """Say that a token is used."""
    connection.execute(
        update(user_tokens).where(_t.digest == secrets.digest(secret)).values(used_at=ids.utc_now())
    )
