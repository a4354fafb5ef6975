"""What a store needs of any engine."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError

from depesje.errors import Code, LedgerError, UnusableError

WAIT = 30.0  # seconds to wait for another writer before trying anew
OVERFLOW = 40  # connections beside the five that are kept, as many as a server has threads
TRIES = 4  # tries before giving up
BROKEN = "cannot keep a text with broken characters (lone surrogates)"
TOO_LARGE = "cannot hold so large a number"


class Home(ABC):
    """Where one ledger lies. ``place`` is how people are told of it: never with a password."""

    place: str
    name: str  # the same in short
    path: Path | None = None  # where it is a file
    engine: Engine

    @abstractmethod
    def prepare(self, connection: Connection, *, writing: bool) -> None:
        """Say of a connection what its next transaction is for, before it begins."""

    @abstractmethod
    def begun(self, connection: Connection, *, writing: bool) -> None:
        """Make a transaction that has just begun ready; one that writes waits here for other writers."""

    def damage(self, connection: Connection, *, quick: bool = False) -> Iterator[str]:
        """What the engine itself finds wrong with what it keeps; nothing where it has no way to tell.

        A ``quick`` look may leave out whether its indexes agree with its tables.
        """
        yield from ()

    @abstractmethod
    def in_words(self, error: Exception) -> str:
        """What a complaint of the database's means to the one who asked, to come after ``place``."""

    def is_well(self, error: Exception) -> bool:
        """Whether a complaint is of what was to be kept alone, and the next may be kept."""
        return isinstance(error, DataError)

    @abstractmethod
    def clean(self, indexes: Sequence[str]) -> None:
        """Write everything anew without what rows have lost, ``indexes`` over words included.

        Raises ``LedgerError`` where others keep it from being done; it can be called again.
        """

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Raises what the database or the file system complains of as an ``UnusableError`` of one line.

        What it cannot hold, though all is well with it, is a plain ``LedgerError``.
        """
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            kind = LedgerError if self.is_well(error) else UnusableError
            raise kind("%(place)s %(trouble)s", **self._told(self.in_words(error))) from error
        except UnicodeEncodeError as error:
            raise LedgerError("%(place)s %(trouble)s", **self._told(BROKEN)) from error
        except OverflowError as error:
            if "SQLite" not in str(error):  # which takes no number of more than 64 bits
                raise
            raise LedgerError("%(place)s %(trouble)s", **self._told(TOO_LARGE)) from error
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise UnusableError("%(place)s %(trouble)s", **self._told(f"cannot be used: {said}")) from error

    def _told(self, trouble: str) -> dict[str, object]:
        """What an error's text is made of; the catalogues of the pages have every trouble that has a meaning."""
        return {"place": self.place, "trouble": Code("trouble", trouble)}


def complaint(error: Exception) -> str:
    """What the driver says of an error, in one line."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return (said.strip().splitlines() or ["unknown trouble"])[0]
