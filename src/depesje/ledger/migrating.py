"""Runs the migrations in ``migrations/versions``, which make the tables of every version, on any engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from depesje.ledger.schema import HEAD

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).parent / "migrations"


def known_versions() -> set[str]:
    """The versions of the tables that this code has migrations for."""
    return {script.revision for script in _scripts().walk_revisions()}


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the tables from whatever they are (none, perhaps) to ``version``, in the caller's transaction.

    What follows from the rest and is only kept for speed is worked out anew where a migration that was run says so; nothing
    is where another program has just seen to it.
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
        refill(connection, refills(before, HEAD))


def refills(before: str | None, version: str) -> set[str]:
    """What the migrations from one version to another want to be worked out anew: their ``REFILLS``."""
    run = _scripts().iterate_revisions(version, before or "base")
    return {name for script in run for name in getattr(script.module, "REFILLS", ())}


def refill(connection: Connection, named: set[str]) -> None:
    """Work out anew what is named, each after what it rests on."""
    from depesje.ledger import found_by, ids, keying, standings, wordings

    steps: dict[str, Callable[[], None]] = {
        "actor keys": lambda: keying.fill(connection, ids.utc_now()),
        "wordings": lambda: wordings.lead(connection),
        "found by": lambda: found_by.refill(connection),
        "standings": lambda: standings.rebuild(connection),
    }
    assert named <= steps.keys(), named
    for name, step in steps.items():
        if name in named:
            step()


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(MIGRATIONS))
