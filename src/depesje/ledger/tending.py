"""What a ledger lets a person do to look after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from depesje.ledger import checking, copying
from depesje.ledger.checking import Finding, Looking
from depesje.ledger.schema import readings
from depesje.ledger.schema_corrections import corrections
from depesje.ledger.store import Store


class Tended:
    """The part of a ledger that is looked after; see ``Ledger``."""

    _store: Store

    def check(self, *, quick: bool = False, looking: Looking | None = None) -> Iterator[Finding]:
        """What is wrong with the ledger, as it is found; nothing where it is whole. See ``checking``.

        ``quick`` leaves out what takes longest; ``looking`` is called with what is looked at next, its number, and how
        many there are.
        """
        yield from checking.check(self._store, quick=quick, looking=looking)

    def newest(self) -> str | None:
        """When the newest thing was kept, by the clock that the ledger has for it; None where it holds nothing."""
        with self._store.read() as connection:
            moments = [
                connection.scalar(select(func.max(table.c.recorded_at))) for table in (readings, corrections)
            ]
        return max((moment for moment in moments if moment), default=None)

    def backup(
        self, target: str | Path, *, force: bool = False, full: bool = False, looking: Looking | None = None
    ) -> list[Finding]:
        """Copy one state of the ledger to a file, whatever is written meanwhile, and check the copy.

        The check is a quick one unless a ``full`` one is asked for. Returns what is wrong with the copy, which is what
        is wrong with the ledger (the first hundred findings). Raises ``LedgerError`` where it cannot be made, or the
        file is there and not to be replaced (``force``).
        """
        return copying.backup(self._store, Path(target), force=force, full=full, looking=looking)
