"""Takes what was erased from rows out of where the ledger lies as well: free pages, log, indexes over words."""

from __future__ import annotations

from sqlalchemy import Connection, select

from depesje.ledger import ids
from depesje.ledger.numbers import listed
from depesje.ledger.rights.contents import INDEXES
from depesje.ledger.schema_rights import cleanings
from depesje.ledger.store import Store, inserted


def ask(connection: Connection, now: str) -> None:
    """Note that words were taken out of rows, so that ``scrub`` is known to be due whatever happens meanwhile."""
    inserted(connection, cleanings.insert().values(asked_at=now))


def ask_where_rows_stay(connection: Connection, now: str) -> None:
    """The same of a row that was changed before it was ever kept: PostgreSQL writes it all the same, SQLite does not."""
    if connection.dialect.name == "postgresql" and not is_due(connection):
        ask(connection, now)


def is_due(connection: Connection) -> bool:
    """Whether words that were taken out of rows may still be in the file."""
    return (
        connection.execute(select(cleanings.c.key).where(cleanings.c.done_at.is_(None))).first() is not None
    )


def scrub(store: Store) -> None:
    """Write the ledger anew without what was erased. Takes the time of copying it.

    Raises ``LedgerError`` where others keep it from being done; it can be called again.
    """
    with store.read() as connection:
        due = set(connection.scalars(select(cleanings.c.key).where(cleanings.c.done_at.is_(None))))
    with store.trouble():
        store.home.clean(tuple(INDEXES.values()))
    with store.write() as connection:
        now = ids.utc_now()
        connection.execute(cleanings.update().where(cleanings.c.key.in_(listed(due))).values(done_at=now))
