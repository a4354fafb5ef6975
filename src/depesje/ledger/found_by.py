"""Makes anew what records and reports of a ledger find each other by, where a migration has left none of it."""

from __future__ import annotations

from sqlalchemy import Connection, exists, select

from depesje.ledger import exchanging, joining, stories
from depesje.ledger.schema import reports
from depesje.ledger.schema_exchanges import story_prints


def refill(connection: Connection) -> None:
    """Fill the tables of keys, bands and prints from what the ledger holds; nothing where they are filled, or it is new.

    What is one stays as it was tied. Runs inside the transaction that has upgraded the ledger.
    """
    has_reports, has_prints = (
        connection.scalar(select(exists(select(column)))) for column in (reports.c.key, story_prints.c.report)
    )
    if has_reports and not has_prints:
        joining.refill(connection)
        exchanging.rekey(connection)
        stories.refill(connection)
