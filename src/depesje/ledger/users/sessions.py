"""Who is logged in. A session lies here; the browser has a secret that names it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, update

from depesje.ledger import ids
from depesje.ledger.dates import written
from depesje.ledger.schema_users import user_sessions
from depesje.ledger.users import accounts, secrets
from depesje.ledger.users.accounts import User

IDLE = timedelta(hours=12)  # after which one that is not used has ended
LIFE = timedelta(days=14)  # after which every one has
NOTED = timedelta(minutes=5)  # how often it is noted that one is used
_s = user_sessions.c


def begin(connection: Connection, user: User) -> str:
    """A new session; returns its secret. Those that have ended are swept away."""
    now, secret = datetime.now(UTC), secrets.new_secret()
    ended = or_(_s.used_at < written(now - IDLE), _s.recorded_at < written(now - LIFE))
    connection.execute(delete(user_sessions).where(ended))
    row = {
        "digest": secrets.digest(secret),
        "user": user.number,
        "recorded_at": written(now),
        "used_at": written(now),
    }
    connection.execute(user_sessions.insert().values(row))
    return secret


def user_of(connection: Connection, secret: str) -> tuple[User, bool] | None:
    """Whose session a secret names, and whether its use should be noted; None where it has ended or is none."""
    now = datetime.now(UTC)
    row = connection.execute(
        select(_s.user, _s.used_at).where(
            _s.digest == secrets.digest(secret),
            _s.used_at >= written(now - IDLE),
            _s.recorded_at >= written(now - LIFE),
        )
    ).one_or_none()
    user = None if row is None else accounts.numbered(connection, row.user)
    return None if row is None or user is None else (user, row.used_at < written(now - NOTED))


def note(connection: Connection, secret: str) -> None:
    """Say that a session is used."""
    connection.execute(
        update(user_sessions).where(_s.digest == secrets.digest(secret)).values(used_at=ids.utc_now())
    )


def end(connection: Connection, secret: str) -> None:
    """End a session."""
    connection.execute(delete(user_sessions).where(_s.digest == secrets.digest(secret)))
