"""Who may log in, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, delete, func, select, update

from depesje.errors import Code, UserError
from depesje.ledger import ids
from depesje.ledger.names import fold
from depesje.ledger.schema_users import (
    user_looks,
    user_searches,
    user_sessions,
    user_skips,
    user_tokens,
    users,
)
from depesje.ledger.store import inserted
from depesje.ledger.users import secrets

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may
LONGEST = 80  # characters of a name
_u = users.c


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may use the pages: a reader looks, an editor corrects, an admin also sees to the users."""

    number: int
    name: str
    role: Role
    since: str
    can_log_in: bool = True

    def may(self, role: Role) -> bool:
        """Whether they may do what this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


def add(connection: Connection, name: str, role: str, password: str | None) -> User:
    """Let somebody in; raises ``UserError`` where there is one of that name, or role or password cannot be."""
    shown = " ".join(name.split())
    if not fold(shown) or len(shown) > LONGEST or not shown.isprintable():
        raise UserError("%(name)r is no name for a user", name=shown[:60])
    if _row(connection, shown) is not None:
        raise UserError("there is a user %(name)s already", name=shown)
    values = {
        "name": shown,
        "name_key": fold(shown),
        "role": _role(role),
        "password": None if password is None else secrets.hashed(password),
        "recorded_at": ids.utc_now(),
    }
    inserted(connection, users.insert().values(values))
    return called(connection, shown)


def listing(connection: Connection) -> list[User]:
    """All users by name."""
    return [_user(row) for row in connection.execute(select(users).order_by(_u.name_key))]


def called(connection: Connection, name: str) -> User:
    """The user of this name, whatever its case; raises ``UserError`` where there is none."""
    row = _row(connection, name)
    if row is None:
        raise UserError("there is no user %(name)r", name=" ".join(name.split())[:60])
    return _user(row)


def numbered(connection: Connection, number: int) -> User | None:
    """The user with this number; None where it was dropped."""
    row = connection.execute(select(users).where(_u.number == number)).one_or_none()
    return None if row is None else _user(row)


def expect(connection: Connection, user: User) -> None:
    """Raises ``UserError`` where somebody was dropped meanwhile, for whom something is to be kept."""
    if numbered(connection, user.number) is None:
        raise UserError("there is no user %(name)s any more", name=user.name)


def local(connection: Connection, name: str) -> User | None:
    """Who works here without logging in, where the ledger knows them."""
    row = _row(connection, name)
    return None if row is None else _user(row)


def any_can_log_in(connection: Connection) -> bool:
    """Whether there is somebody who could log in."""
    return bool(connection.scalar(select(func.count()).where(_u.password.is_not(None))))


def identified(connection: Connection, name: str, password: str) -> tuple[User, str] | None:
    """The user with this name and password, and what is kept of that; None where there is none.

    Takes as long for a name that nobody has.
    """
    row = _row(connection, name)
    kept = None if row is None else row.password
    if not secrets.fits(kept, password) or row is None:
        return None
    return _user(row), row.password


def still_has(connection: Connection, user: User, kept: str) -> bool:
    """Whether somebody is there, with the password of which this is kept."""
    return connection.scalar(select(_u.password).where(_u.number == user.number)) == kept


def hash_anew(connection: Connection, user: User, password: str) -> None:
    """Keep the password that somebody has by today's parameters."""
    hashed = secrets.hashed(password)
    connection.execute(update(users).where(_u.number == user.number).values(password=hashed))


def set_password(connection: Connection, name: str, password: str) -> User:
    """Give somebody another password, and end their sessions."""
    user = called(connection, name)
    hashed = secrets.hashed(password)
    connection.execute(update(users).where(_u.number == user.number).values(password=hashed))
    connection.execute(delete(user_sessions).where(user_sessions.c.user == user.number))
    return called(connection, name)


def set_role(connection: Connection, name: str, role: str) -> User:
    """Let somebody do more or less; raises ``UserError`` where no admin would be left."""
    user = called(connection, name)
    if _role(role) != "admin":
        _not_the_last(connection, user)
    connection.execute(update(users).where(_u.number == user.number).values(role=_role(role)))
    return called(connection, name)


def drop(connection: Connection, name: str) -> User:
    """Forget somebody with all that is kept for them; raises ``UserError`` where no admin would be left.

    The corrections that they made stay under their name.
    """
    user = called(connection, name)
    if len(listing(connection)) > 1:
        _not_the_last(connection, user)
    for table in (user_sessions, user_tokens, user_looks, user_searches, user_skips):
        connection.execute(delete(table).where(table.c.user == user.number))
    connection.execute(delete(users).where(_u.number == user.number))
    return user


def _not_the_last(connection: Connection, user: User) -> None:
    admins = [one for one in listing(connection) if one.role == "admin" and one.can_log_in]
    if admins == [user]:
        raise UserError("%(name)s is the last admin; make somebody else one first", name=user.name)


def _role(given: str) -> Role:
    for role in ROLES:
        if role == given.strip().casefold():
            return role
    raise UserError(
        "%(given)r is no role; there are %(roles)s",
        given=given,
        roles=tuple(Code("role", one, one) for one in ROLES),
    )


def _row(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(select(users).where(_u.name_key == fold(name))).one_or_none()


def _user(row: Row[Any]) -> User:
    return User(row.number, row.name, _role(row.role), row.recorded_at, row.password is not None)
