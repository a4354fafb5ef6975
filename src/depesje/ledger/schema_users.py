"""The tables of those who log in, and of what is kept for each of them; see ``schema``.

They are no part of what the ledger holds for true: nothing here has a ``known``, and who is dropped is gone.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from depesje.ledger.schema import metadata


def _user(*, primary_key: bool = False, index: bool | None = None) -> Column[int]:
    return Column("user", ForeignKey("users.number"), nullable=False, primary_key=primary_key, index=index)


users = Table(
    "users",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("name_key", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("password", String),  # as Argon2 writes it; who has none cannot log in
    Column("recorded_at", String, nullable=False),
    sqlite_autoincrement=True,
)

# ``digest`` is the SHA-256 of the secret that the browser has.
user_sessions = Table(
    "user_sessions",
    metadata,
    Column("digest", String, primary_key=True),
    _user(index=True),
    Column("recorded_at", String, nullable=False),
    Column("used_at", String, nullable=False),
)

# ``digest`` is the SHA-256 of the secret that a program has.
user_tokens = Table(
    "user_tokens",
    metadata,
    Column("number", Integer, primary_key=True),
    _user(index=True),
    Column("name", String, nullable=False),
    Column("digest", String, nullable=False, unique=True),
    Column("recorded_at", String, nullable=False),
    Column("used_at", String),
    sqlite_autoincrement=True,
)

# When somebody last looked at a page, and when the visit before that ended.
user_looks = Table(
    "user_looks",
    metadata,
    _user(primary_key=True),
    Column("place", String, primary_key=True),
    Column("before", String),
    Column("seen", String, nullable=False),
)

# ``asked`` is JSON: what is asked for, by field. ``feed`` is the secret in its feed's address.
user_searches = Table(
    "user_searches",
    metadata,
    Column("number", Integer, primary_key=True),
    _user(index=True),
    Column("name", String, nullable=False),
    Column("asked", String, nullable=False),
    Column("feed", String, nullable=False, unique=True),
    Column("recorded_at", String, nullable=False),
    sqlite_autoincrement=True,
)

# Records that somebody does not want to decide on now.
user_skips = Table(
    "user_skips",
    metadata,
    _user(primary_key=True),
    Column("kind", String, primary_key=True),
    Column("record", Integer, primary_key=True),
    Column("recorded_at", String, nullable=False),
)
