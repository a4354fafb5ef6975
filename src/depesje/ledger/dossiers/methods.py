"""What a ledger lets a person do with dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.corrections import journal
from depesje.ledger.dossiers import facts, keeping
from depesje.ledger.dossiers.filing import Crisis
from depesje.ledger.dossiers.keeping import DossierRow, FilingRow
from depesje.ledger.schema import reports
from depesje.ledger.store import Store

BATCH = 200  # reports that are filed anew in one transaction


class Filing:
    """The part of a ledger that keeps dossiers; see ``Ledger``. All raise ``DossierError`` where a thing cannot be done."""

    _store: Store

    def dossiers(self, known: str | None = None) -> list[DossierRow]:
        """All dossiers by name, with how many reports are in each."""
        with self._store.read() as connection:
            return keeping.listing(connection, Known.at(known))

    def dossier(self, name: str, known: str | None = None) -> list[FilingRow]:
        """The reports in a dossier, newest first, each with the reason."""
        with self._store.read() as connection:
            return keeping.contents(connection, name, Known.at(known))

    def new_dossier(
        self,
        name: str,
        parties: Sequence[str] = (),
        words: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        who: str | None = None,
    ) -> str:
        """Name a crisis and file in it what the ledger holds and what it will hold; returns the dossier's id."""
        about = Crisis(name.strip(), _each(parties), _each(words), since, until)
        by = journal.author(who)
        with self._store.write() as connection:
            number = keeping.make(connection, about, by.who, ids.utc_now())
        self._refile(number, about)
        return ids.record_id(ids.DOSSIER, number)

    def change_dossier(self, dossier: str, /, who: str | None = None, **changes: Any) -> None:
        """Change the name, parties, words, since or until of a dossier, and file all reports anew."""
        by = journal.author(who)
        for several in ("parties", "words"):
            if several in changes:
                changes[several] = _each(changes[several])
        with self._store.write() as connection:
            number = keeping.found(connection, dossier)
            about = replace(keeping.crises(connection)[number], **changes)
            keeping.change(connection, number, about, by.who, ids.utc_now())
        self._refile(number, about)

    def close_dossier(self, name: str) -> None:
        """End a dossier. What was in it can still be asked for by ``known``."""
        with self._store.write() as connection:
            keeping.close(connection, keeping.found(connection, name), ids.utc_now())

    def file(
        self, name: str, *of: str, filed: bool = True, who: str | None = None, why: str | None = None
    ) -> None:
        """Put reports into a dossier, or (``filed`` false) take them out, whatever the rules say."""
        by = journal.author(who, why)
        reason = by.why or ("filed by a person" if filed else "taken out by a person")
        with self._store.write() as connection:
            number = keeping.found(connection, name)
            for report in of:
                keeping.settle(connection, number, report, filed, reason, by.who, ids.utc_now())

    def _refile(self, number: int, about: Crisis) -> None:
        """File what the ledger holds. Texts are looked at outside of the writer's transactions."""
        with self._store.read() as connection:
            keys = list(connection.scalars(select(reports.c.key).order_by(reports.c.key)))
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            with self._store.read() as connection:
                read, held = facts.current(connection, some), list(facts.of_held(connection, some))
            with self._store.write() as connection:
                # What was changed meanwhile, the dossier or a report, is filed by who changed it; a report may be gone.
                if keeping.crises(connection).get(number) != about:
                    return
                now = facts.current(connection, some)
                same = [(report, known) for report, known in held if read[report] == now.get(report)]
                keeping.refile(connection, {number: about}, same, ids.utc_now())


def _each(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in given if (word := " ".join(each.split()))))
