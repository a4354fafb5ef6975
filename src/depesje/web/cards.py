"""A record as it is shown beside its words: what it says, and on whose word, from who spoke to who published it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from depesje.ledger import Ledger, ids
from depesje.ledger.rows import MatterRow
from depesje.ledger.whole import Kept, KeptDivision, KeptEvent, KeptMatter, KeptReport, KeptStatement, Party

Sort = Literal["statement", "event", "matter", "division"]


@dataclass(frozen=True, slots=True)
class Card:
    """One record with its kind, and, of a matter, its course over all reports."""

    record: Kept
    kind: Sort
    course: MatterRow | None = None

    @property
    def chain(self) -> tuple[Party, ...]:
        """On whose word it is, the nearest to the deed first; after them comes who published it."""
        return tuple(getattr(self.record, "per", ()))

    @property
    def sources(self) -> tuple[str, ...]:
        """Who passed it on to the reader: agency and publisher."""
        return sources(self.record.report)


def cards(ledger: Ledger, wanted: Iterable[str]) -> list[Card]:
    """The records with these ids; those that the ledger has not are left out."""
    with ledger.snapshot() as snapshot:
        found = snapshot.records(wanted)
    return [Card(one, kind_of(one), _course(ledger, one)) for one in found]


def kind_of(record: Kept) -> Sort:
    """What kind of record it is."""
    if isinstance(record, KeptStatement):
        return "statement"
    if isinstance(record, KeptEvent):
        return "event"
    if isinstance(record, KeptMatter):
        return "matter"
    assert isinstance(record, KeptDivision)
    return "division"


def sources(report: KeptReport) -> tuple[str, ...]:
    """The agency and the publisher of a report, each once."""
    return tuple(dict.fromkeys(one for one in (report.agency, report.publisher) if one))


def _course(ledger: Ledger, record: Kept) -> MatterRow | None:
    if not isinstance(record, KeptMatter) or ids.parsed(record.id) is None or record.review == "rejected":
        return None
    return ledger.matter(record.id)
