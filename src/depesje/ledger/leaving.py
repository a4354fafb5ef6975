"""How what a ledger holds leaves it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from depesje.ledger import origins, resembling
from depesje.ledger.clock import Known
from depesje.ledger.origins import Origin
from depesje.ledger.store import Store

if TYPE_CHECKING:
    from depesje.exports import Options
    from depesje.ledger.streaming import Snapshot


class Leaving:
    """The part of a ledger that gives its records to other programs; see ``Ledger``."""

    _store: Store

    @contextmanager
    def snapshot(self, *, texts: bool = False, **asked: Any) -> Iterator[Snapshot]:
        """What the ledger holds now, to be read through record by record, whatever is written meanwhile.

        ``asked`` are what the listings can be asked (``by``, ``since``, ``known``, ``confirmed`` …; ``depesje.questions``).
        With ``texts`` reports come with their own text.
        """
        from depesje.ledger.streaming import Snapshot

        broken: OSError | None = None
        with self._store.read() as connection:
            try:
                yield Snapshot(connection, texts=texts, **asked)
            except OSError as error:  # the reader's trouble with its own file or pipe is none of the ledger's
                broken = error
        if broken is not None:
            raise broken

    def export(
        self, format: str, out: str | Path | BinaryIO, options: Options | None = None, **asked: Any
    ) -> list[Path]:
        """Write what the ledger holds in a format (``depesje.exports.FORMATS``); returns the files that were written.

        ``out`` is a file's name, a folder for a format of one file a table, or a binary stream. A file gets its name
        when it is whole. ``asked`` are as in ``snapshot``; what a person has rejected is left out unless it is asked for
        by ``review``. Raises ``ExportError`` or ``LedgerError`` for what cannot be.
        """
        from depesje.exports import Options, export
        from depesje.exports.exporting import chosen

        wanted = options or Options()
        chosen(format, wanted)
        with self.snapshot(texts=wanted.texts, **asked) as snapshot:
            return export(snapshot, format, out, wanted)

    def origins(self, reports: Collection[str], known: str | None = None) -> dict[str, Origin]:
        """Where reports are from, and how much of their words may be shown, by their ids; others are left out."""
        with self._store.read() as connection:
            return origins.origins(connection, reports, Known.at(known))

    def resembling(self, name: str, most: int = 5, known: str | None = None) -> list[tuple[str, str]]:
        """The actors, by id and name, whose name looks like one that means nobody; the likest first."""
        with self._store.read() as connection:
            return resembling.resembling(connection, name, most, Known.at(known))

    def cite(self, record_id: str, language: str = "en", limit: int | None = None) -> str:
        """A line to paste: the quotation, who said it, on whose word, publisher, date and link.

        ``limit`` is the longest quotation, 300 characters by default. Raises ``LedgerError`` for an id that the ledger
        has not, or that is none of a statement, event, matter or division.
        """
        from depesje.exports import Options
        from depesje.exports.citing import citation

        options = Options(language=language) if limit is None else Options(language=language, limit=limit)
        with self.snapshot() as snapshot:
            return citation(snapshot.record(record_id), options)
