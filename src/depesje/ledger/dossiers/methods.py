"""What a ledger lets a person do with dossiers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from depesje.errors import DossierError
from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.corrections import journal
from depesje.ledger.dossiers import judging, keeping
from depesje.ledger.dossiers.filing import Crisis
from depesje.ledger.dossiers.keeping import DossierRow, FilingRow
from depesje.ledger.names import fold
from depesje.ledger.store import Store


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
        *,
        tick: Callable[[], None] | None = None,
    ) -> str:
        """Name a crisis and file in it what the ledger holds and what it will hold; returns the dossier's id.

        It is there once all reports are filed in it: broken off before, there is none. Where they are many, ``tick`` is
        called for each that has been looked at.
        """
        about = Crisis(" ".join(name.split()), _each(parties), _each(words), since, until)
        by = journal.author(who)
        with self._store.read() as connection:
            keeping.check(connection, about, None)
        judged = judging.beforehand(self._store, about, tick)
        with self._store.write() as connection:
            now = ids.utc_now()
            number = keeping.make(connection, about, by.who, now)
            keeping.fill(connection, number, judging.completed(connection, about, judged), now)
        return ids.record_id(ids.DOSSIER, number)

    def change_dossier(
        self,
        dossier: str,
        /,
        who: str | None = None,
        drop_parties: Sequence[str] = (),
        drop_words: Sequence[str] = (),
        tick: Callable[[], None] | None = None,
        **changes: Any,
    ) -> None:
        """Change the name, parties, words, since or until of a dossier; if it is about something else, file all anew.

        What is given takes the place of what was there: None of a date, an empty list of parties or words. Those to
        drop are taken from what is there (or given), case and accents aside; one that is not there is an error. Broken
        off before all are filed, it is as it was. ``tick`` is as in ``new_dossier``.
        """
        by = journal.author(who)
        if "name" in changes:
            changes["name"] = " ".join(changes["name"].split())
        for several in ("parties", "words"):
            if several in changes:
                changes[several] = _each(changes[several])

        def changed(was: Crisis) -> Crisis:
            about = replace(was, **changes)
            return replace(
                about,
                parties=_without(about.parties, drop_parties, f"{about.name}: parties"),
                words=_without(about.words, drop_words, f"{about.name}: words"),
            )

        while not self._change(dossier, changed, by.who, tick):
            pass  # somebody else has changed it meanwhile

    def _change(
        self, dossier: str, changed: Callable[[Crisis], Crisis], who: str, tick: Callable[[], None] | None
    ) -> bool:
        """Change a dossier, unless it has become another while the reports were judged for what it was to be."""
        with self._store.read() as connection:
            number = keeping.found(connection, dossier)
            was = keeping.crises(connection)[number]
            about = changed(was)
            keeping.check(connection, about, number)
        another = replace(was, name=about.name) != about
        judged = judging.beforehand(self._store, about, tick) if another else {}
        with self._store.write() as connection:
            if keeping.found(connection, dossier) != number or keeping.crises(connection)[number] != was:
                return False
            now = ids.utc_now()
            keeping.change(connection, number, about, who, now)
            if another:
                keeping.fill(connection, number, judging.completed(connection, about, judged), now)
        return True

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


def _without(there: Sequence[str], dropped: Sequence[str], what: str) -> tuple[str, ...]:
    """What is left of the parties or words; raises ``DossierError`` where one to drop is none of them."""
    keys = {fold(one): one for one in dropped}
    if missing := [one for key, one in keys.items() if key not in map(fold, there)]:
        raise DossierError(
            f"{what}: {missing[0]!r} is not among {', '.join(there) or 'them, for there are none'}"
        )
    return tuple(one for one in there if fold(one) not in keys)


def _each(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in given if (word := " ".join(each.split()))))
