"""What hosts ask of programs, kept from one run to the next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from depesje.ledger.dates import written
from depesje.ledger.schema_watching import hosts

if TYPE_CHECKING:
    from depesje.intake.fetching.rules import Rules


def rules(connection: Connection, host: str) -> Rules | None:
    """What is kept of a host (``https://avis.no``); None where nothing is."""
    row = connection.execute(select(hosts).where(hosts.c.host == host)).first()
    if row is None:
        return None
    from depesje.intake.fetching.rules import Rules

    return Rules(row.robots, bytes(row.tdmrep), datetime.fromisoformat(row.read_at))


def keep_rules(connection: Connection, host: str, given: Rules) -> None:
    """Keep what a host asks, in place of what it asked before."""
    connection.execute(hosts.delete().where(hosts.c.host == host))
    connection.execute(
        hosts.insert().values(
            host=host,
            robots=given.robots.replace("\0", ""),
            tdmrep=given.tdmrep,
            read_at=written(given.read_at),
        )
    )
