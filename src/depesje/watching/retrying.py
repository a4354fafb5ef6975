"""Reads again what is in the quarantine: from its bytes where these were kept, else from its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from depesje.errors import FetchError, LedgerError, Problem
from depesje.intake import working
from depesje.intake.fetching import Fetcher, origin
from depesje.intake.origin import Origin
from depesje.keeping import keep
from depesje.ledger import Added, Ledger
from depesje.records import Report


def retry(ledger: Ledger, numbers: Iterable[int], fetcher: Fetcher) -> Iterator[Added | Problem]:
    """Read these again, keep what can be read by now, and tell what came of each report.

    What could be read is taken out of the quarantine; what could not stays, with the new reason. Raises ``LedgerError``
    where there is none of a number.
    """
    for number in numbers:
        held = ledger.watching.quarantined(number)
        failed: list[Problem] = []
        read = 0
        for item in _items(held.origin, held.data, fetcher):
            if isinstance(item, Problem):
                failed.append(item)
                yield item
                continue
            for outcome in keep([item], ledger):
                yield outcome
                if isinstance(outcome, Problem):
                    failed.append(outcome)
                else:
                    read += 1
        if failed:
            ledger.watching.put_aside(held.origin, failed[0].reason, held.data)
        elif read:
            ledger.watching.drop_quarantined(number)


def _items(place: Origin, data: bytes | None, fetcher: Fetcher) -> Iterator[Report | Problem]:
    if data is not None:
        yield from working.reports(data, place)
        return
    if place.url is None:
        raise LedgerError(f"{place.name}: neither its bytes nor an address were kept; add it again by hand")
    try:
        fetched = fetcher.fetch(place.url)
    except FetchError as error:
        yield Problem(place.name, str(error))
        return
    yield from working.reports(fetched.data or b"", origin(fetched, date.today()))
