"""Opens a ledger where it is said to lie; the engines' modules make it and bring its tables up to date."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from depesje.errors import LedgerError
from depesje.ledger.engines.sqlite_file import open_file
from depesje.ledger.store import Store

DEFAULT = "depesje.db"
VARIABLE = "DEPESJE_LEDGER"
_FORMS = "give a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE"


def open_store(target: str | Path | None, *, create: bool) -> Store:
    """The store in ``target``; raises ``LedgerError`` where there is no ledger and none may be made."""
    where = locate(target)
    if isinstance(where, Path):
        return Store(open_file(where, create=create))
    from depesje.ledger.engines.postgres import open_database

    return Store(open_database(where, create=create))


def locate(target: str | Path | None) -> Path | URL:
    """The file or database that a path, a URL or nothing (the environment, else ``./depesje.db``) stands for."""
    named = str(target if target is not None else os.environ.get(VARIABLE) or DEFAULT)
    if "\0" in named:
        raise LedgerError("the name of a ledger has a NUL character in it; give a file without")
    if "://" not in named:
        if not named.strip():
            raise LedgerError(f"{named!r} is no file name for a ledger")
        return _absolute(os.path.expanduser(named))
    shown = f"{named.partition('://')[0]}://…"  # the rest may hold a password
    if named.startswith("postgres://"):  # as libpq has it, too
        named = f"postgresql{named.removeprefix('postgres')}"
    try:
        url = make_url(named)
        engine = url.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise LedgerError(f"{shown} is no ledger's address; {_FORMS}") from error
    if engine == "postgresql":
        if "@" in (url.host or ""):
            raise LedgerError(f"{shown} is no ledger's address; write an @ in a password as %40")
        return url
    if engine != "sqlite":
        raise LedgerError(f"{shown} is no ledger's address; {_FORMS}")
    if not url.database or url.database == ":memory:":
        raise LedgerError(f"{named}: a ledger is a file; give a file or sqlite:///FILE")
    return _absolute(url.database)


def _absolute(path: str) -> Path:
    try:
        return Path(os.path.abspath(path))
    except FileNotFoundError as error:
        raise LedgerError(f"{path} cannot be found: the folder that this runs in is gone") from error
