"""Judges all reports of a ledger for one dossier before that is written, so that no dossier is ever filled in part.

To look at the texts of a large ledger takes minutes, for which no other writer shall wait. So they are looked at before the
writer's transaction, and in it only those that have come or been read anew meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Connection

from depesje.ledger.dossiers import facts
from depesje.ledger.dossiers.facts import Facts
from depesje.ledger.dossiers.filing import Crisis, Filing, file
from depesje.ledger.store import Store

BATCH = 200  # texts in memory at a time; so many at most are left to the writer's transaction,
_ROUNDS = 5  # unless others write so fast that more have come after as many rounds

Verdicts = dict[int, tuple[int, Filing]]  # by report: the reading that was judged, and the verdict


def beforehand(store: Store, about: Crisis, tick: Callable[[], None] | None = None) -> Verdicts:
    """The verdicts on what a ledger holds, but for the few reports that come meanwhile; ``tick`` is called for each."""
    judged: Verdicts = {}
    for _ in range(_ROUNDS):
        with store.read() as connection:
            left = _left(facts.current(connection), judged)
        if len(left) <= BATCH:
            break
        for start in range(0, len(left), BATCH):
            with store.read() as connection:
                held = list(facts.of_held(connection, left[start : start + BATCH]))
            judged |= _verdicts(about, held)
            if tick is not None:
                for _ in held:
                    tick()
    return judged


def completed(connection: Connection, about: Crisis, judged: Verdicts) -> dict[int, Filing]:
    """The verdicts on all reports that there are now; runs inside the writer's transaction."""
    now = facts.current(connection)
    left = _left(now, judged)
    for start in range(0, len(left), BATCH):
        judged |= _verdicts(about, facts.of_held(connection, left[start : start + BATCH]))
    return {report: judged[report][1] for report in now}


def _left(now: Mapping[int, int], judged: Verdicts) -> list[int]:
    return [report for report, key in now.items() if report not in judged or judged[report][0] != key]


def _verdicts(about: Crisis, held: Iterable[tuple[int, int, Facts]]) -> Verdicts:
    return {report: (key, file(about, known)) for report, key, known in held}
