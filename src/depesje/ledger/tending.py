"""What a ledger lets a person do to look after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from depesje.ledger import checking, copying
from depesje.ledger.checking import Finding
from depesje.ledger.schema import readings
from depesje.ledger.schema_corrections import corrections
from depesje.ledger.store import Store


class Tended:
    """The part of a ledger that is looked after; see ``Ledger``."""

    _store: Store

    def check(self) -> Iterator[Finding]:
        """What is wrong with the ledger, as it is found; nothing where it is whole. See ``checking``."""
        yield from checking.check(self._store)

    def newest(self) -> str | None:
        """When the newest thing was kept, by the clock that the ledger has for it; None where it holds nothing."""
        with self._store.read() as connection:
            moments = [
                connection.scalar(select(func.max(table.c.recorded_at))) for table in (readings, corrections)
            ]
        return max((moment for moment in moments if moment), default=None)

    def backup(self, target: str | Path, *, force: bool = False) -> list[Finding]:
        """Copy one state of the ledger to a file, whatever is written meanwhile, and check the copy.

        Returns what is wrong with it, which is what is wrong with the ledger (the first hundred findings). Raises
        ``LedgerError`` where the copy cannot be made, or the file is there and not to be replaced (``force``).
        """
        return copying.backup(self._store, Path(target), force=force)
