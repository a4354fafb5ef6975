"""What a program does about those who log in: ``Ledger.users``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from sqlalchemy import Connection

from depesje.errors import UnusableError, UserError
from depesje.ledger.store import Store
from depesje.ledger.users import accounts, looks, searches, secrets, sessions, tokens
from depesje.ledger.users.accounts import User
from depesje.ledger.users.searches import SavedSearch
from depesje.ledger.users.tokens import Token


class Users:
    """The users of one ledger. All methods raise ``UserError`` where a thing cannot be done."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, name: str, role: str = "reader", password: str | None = None) -> User:
        """Let somebody in, who can log in where they have a password."""
        with self._store.write() as connection:
            return accounts.add(connection, name, role, password)

    def all(self) -> list[User]:
        """All users by name."""
        with self._store.read() as connection:
            return accounts.listing(connection)

    def called(self, name: str) -> User:
        """The user of this name, whatever its case."""
        with self._store.read() as connection:
            return accounts.called(connection, name)

    def local(self, name: str) -> User:
        """Who works on this machine without logging in; entered without a password where the ledger does not know them."""
        with self._store.read() as connection:
            known = accounts.local(connection, name)
        if known is not None:
            return known
        try:
            return self.add(name, "admin")
        except UserError:  # another process has been quicker, or this is no name
            return self.called(name)

    def any_can_log_in(self) -> bool:
        """Whether there is somebody who could log in."""
        with self._store.read() as connection:
            return accounts.any_can_log_in(connection)

    def set_password(self, name: str, password: str) -> User:
        """Give somebody another password, and end their sessions."""
        with self._store.write() as connection:
            return accounts.set_password(connection, name, password)

    def set_role(self, name: str, role: str) -> User:
        """Let somebody do more or less."""
        with self._store.write() as connection:
            return accounts.set_role(connection, name, role)

    def drop(self, name: str) -> User:
        """Forget somebody with all that is kept for them; the corrections that they made stay under their name."""
        with self._store.write() as connection:
            return accounts.drop(connection, name)

    def log_in(self, name: str, password: str) -> tuple[User, str] | None:
        """Begin a session: the user and the secret that names it; None where name and password do not go together."""
        with self._store.read() as connection:
            found = accounts.identified(connection, name, password)
        if found is None:
            return None
        user, kept = found
        with self._store.write() as connection:
            # Looking at a password takes its time, in which it may have been changed, or the user dropped.
            if not accounts.still_has(connection, user, kept):
                return None
            if secrets.is_stale(kept):
                accounts.hash_anew(connection, user, password)
            return user, sessions.begin(connection, user)

    def in_session(self, secret: str) -> User | None:
        """Whose session a secret names."""
        with self._store.read() as connection:
            found = sessions.user_of(connection, secret)
        if found is not None and found[1]:
            self._note(lambda connection: sessions.note(connection, secret))
        return None if found is None else found[0]

    def log_out(self, secret: str) -> None:
        """End a session."""
        with self._store.write() as connection:
            sessions.end(connection, secret)

    def new_token(self, user: User, name: str) -> tuple[Token, str]:
        """A token for a program that asks in somebody's name, and its secret, which is told this once."""
        with self._store.write() as connection:
            return tokens.make(connection, user, name)

    def tokens(self, user: User) -> list[Token]:
        """Somebody's tokens."""
        with self._store.read() as connection:
            return tokens.listing(connection, user)

    def drop_token(self, user: User, number: int) -> None:
        """Take a token back."""
        with self._store.write() as connection:
            tokens.drop(connection, user, number)

    def with_token(self, secret: str) -> User | None:
        """In whose name a program with this secret asks."""
        with self._store.read() as connection:
            found = tokens.user_of(connection, secret)
        if found is not None and found[1]:
            self._note(lambda connection: tokens.note(connection, secret))
        return None if found is None else found[0]

    def look(self, user: User, place: str) -> str | None:
        """Note that somebody looks at a page; returns when they last did before this visit (UTC), None where never."""
        with self._store.read() as connection:
            before, due = looks.looked(connection, user, place)
        if due:
            self._note(lambda connection: looks.look(connection, user, place))
        return before

    def _note(self, note: Callable[[Connection], None]) -> None:
        """Write what is only noted by the way: who asks is answered also where the ledger cannot be written now."""
        with suppress(UnusableError), self._store.write() as connection:
            note(connection)

    def skip(self, user: User, records: Iterable[tuple[str, int]]) -> None:
        """Put off records, by kind and number, that somebody does not want to decide on now."""
        with self._store.write() as connection:
            looks.skip(connection, user, records)

    def unskip(self, user: User, kind: str, number: int) -> None:
        """Let a record that was put off come up again."""
        with self._store.write() as connection:
            looks.unskip(connection, user, kind, number)

    def skipped(self, user: User) -> set[tuple[str, int]]:
        """The records that somebody has put off lately, by kind and number."""
        with self._store.read() as connection:
            return looks.skipped(connection, user)

    def save_search(self, user: User, name: str, asked: Mapping[str, str]) -> SavedSearch:
        """Keep a search, which gets a feed."""
        with self._store.write() as connection:
            return searches.save(connection, user, name, asked)

    def searches(self, user: User) -> list[SavedSearch]:
        """The searches that somebody keeps."""
        with self._store.read() as connection:
            return searches.listing(connection, user)

    def drop_search(self, user: User, number: int) -> None:
        """Keep a search no longer."""
        with self._store.write() as connection:
            searches.drop(connection, user, number)

    def search_fed_by(self, feed: str) -> SavedSearch | None:
        """The search whose feed has this secret in its address."""
        with self._store.read() as connection:
            return searches.fed_by(connection, feed)
