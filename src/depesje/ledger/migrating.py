"""Runs the migrations in ``migrations/versions``, which make the tables of every version, on any engine."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from depesje.ledger.schema import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"


def known_versions() -> set[str]:
    """The versions of the tables that this code has migrations for."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


_KEYED = "0013"  # From this version on actors are found by keys.


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the tables from whatever they are (none, perhaps) to ``version``, in the caller's transaction.

    What follows from the rest and is only kept for speed is worked out anew, unless another program has just seen to it.
    """
    # Imported here since only a new or an old ledger needs it.
    from alembic import command
    from alembic.config import Config
    from alembic.migration import MigrationContext

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    before = MigrationContext.configure(connection).get_current_revision()
    command.upgrade(config, version)
    if version == "head" and before not in (None, HEAD):
        from depesje.ledger import found_by, ids, keying, standings, wordings

        if str(before) < _KEYED:
            keying.fill(connection, ids.utc_now())
        wordings.lead(connection)
        found_by.refill(connection)
        standings.rebuild(connection)
