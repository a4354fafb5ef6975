"""The present moment as a ledger has it, whose time never goes back, whatever a machine's clock does.

What is held from when to when says what the ledger knew at any moment, so no row may begin before the one that it replaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, func, select, union_all

from depesje.ledger.dates import written
from depesje.ledger.schema import metadata, readings
from depesje.ledger.schema_corrections import corrections
from depesje.ledger.schema_dossiers import dossier_versions
from depesje.ledger.schema_rights import policies, tombstones

_floor: ContextVar[str] = ContextVar("depesje_floor", default="")


def present() -> str:
    """Now; in a transaction that writes (``later_than``), a moment after all that was written before it."""
    return max(written(datetime.now(UTC)), _floor.get())


@contextmanager
def later_than(moment: str | None) -> Iterator[None]:
    """Let the present be later than another moment, also where the clock was set back since."""
    token = _floor.set(_just_after(moment) if moment else "")
    try:
        yield
    finally:
        _floor.reset(token)


def latest(connection: Connection) -> str | None:
    """The last moment at which a ledger was written; None where nothing is in it."""
    found: str | None = connection.execute(_last_rows()).scalar()
    return found


@lru_cache(maxsize=1)
def _last_rows() -> Select[Any]:
    # Keys grow, so the last row of each table is enough.
    timed = [table for table in metadata.sorted_tables if "superseded_at" in table.c and "key" in table.c]
    keys = [(table, table.c.key) for table in {readings, tombstones, *timed}]
    keys += [(corrections, corrections.c.number)]
    last = [
        select(table.c.recorded_at).order_by(key.desc()).limit(1).subquery()
        for table, key in sorted(keys, key=lambda one: one[0].name)
    ]
    # What is ended without a word beside it; there are few of these.
    ended = [select(func.max(table.c.superseded_at)) for table in (dossier_versions, policies)]
    moments = union_all(*(select(one.c.recorded_at) for one in last), *ended).subquery()
    return select(func.max(moments.c.recorded_at))


def _just_after(moment: str) -> str:
    try:
        return written(datetime.fromisoformat(moment) + timedelta(microseconds=1))
    except (ValueError, OverflowError):  # what 'depesje check' tells of must not keep anybody from writing
        return ""
