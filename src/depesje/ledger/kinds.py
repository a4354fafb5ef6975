"""The kinds of record that hang on the words of a report: where the ledger keeps them, and what makes two of them one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from depesje.ledger import schema, schema_events, schema_exchanges
from depesje.ledger.dates import Bounds
from depesje.records import Span

# What a version has by the reading that it is written in; all else is what the record says.
_PLACED = {
    "key", "reading", "earliest", "latest", "paragraph", "start", "end", "recorded_at", "superseded_at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    ``core`` is the role of the words that it stands on; ``whole`` says whether it stands with all of them only. Of
    records that share those words, ``beside`` (how much other words weigh), ``telling`` (columns that should agree) and
    the actors in the first of ``links`` decide which is which.
    """

    owner: str  # the versions' column that holds the record's number
    identities: Table
    versions: Table
    anchors: Table
    links: tuple[Table, ...]
    core: str
    whole: bool
    beside: Mapping[str, float] = field(default_factory=dict)
    telling: tuple[str, ...] = ()
    index: str | None = None

    @property
    def kept(self) -> list[str]:
        """The columns that say what a record is, wherever its words stand."""
        return [column.name for column in self.versions.c if column.name not in {*_PLACED, self.owner}]

    def of_report(self, report: int) -> ColumnElement[bool]:
        """All versions of the records of one report, found by the index over their readings."""
        r = schema.readings.c
        return self.versions.c.reading.in_(select(r.key).where(r.report == report))


@dataclass(frozen=True, slots=True)
class Sketch:
    """What tells which record of the ledger one of a reading's records is: its words, and what must agree."""

    local: str
    spans: Mapping[str, Sequence[Span]]
    telling: Mapping[str, Any] = field(default_factory=dict)
    actors: frozenset[tuple[str, int]] = frozenset()  # role and number

    @property
    def words(self) -> list[Span]:
        """All its words, whatever their role."""
        return [span for spans in self.spans.values() for span in spans]


@dataclass(frozen=True, slots=True)
class Found:
    """A record as a reading gives it, in the ledger's terms. ``links`` are rows without their version."""

    sketch: Sketch
    values: Mapping[str, Any]
    links: Mapping[Table, Sequence[dict[str, Any]]] = field(default_factory=dict)
    dated: Bounds | None = None  # its own date, where it has one


STATEMENT = Kind(
    owner="statement",
    identities=schema.statements,
    versions=schema.statement_versions,
    anchors=schema.anchors,
    links=(schema.statement_actors,),
    core="content",
    whole=True,
    beside={"cue": 0.2, "speaker": 0.1},
    index=schema.STATEMENT_WORDS,
)
EVENT = Kind(
    owner="event",
    identities=schema_events.events,
    versions=schema_events.event_versions,
    anchors=schema_events.event_anchors,
    links=(schema_events.event_actors,),
    core="trigger",
    whole=True,
    beside={"theme": 0.1},
    telling=("type",),
)
# An answer that a later text adds is one more piece of evidence, and the matter is still the one that was raised.
MATTER = Kind(
    owner="matter",
    identities=schema_events.matters,
    versions=schema_events.matter_versions,
    anchors=schema_events.matter_anchors,
    links=(schema_events.matter_actors, schema_events.matter_statements, schema_events.matter_events),
    core="evidence",
    whole=False,
    telling=("kind",),
)
DIVISION = Kind(
    owner="division",
    identities=schema_events.divisions,
    versions=schema_events.division_versions,
    anchors=schema_events.division_anchors,
    links=(),
    core="evidence",
    whole=False,
    beside={"about": 0.1},
    telling=("within",),
)
# One more word for it ("samtalen", "the call") leaves it the same exchange.
EXCHANGE = Kind(
    owner="exchange",
    identities=schema_exchanges.exchanges,
    versions=schema_exchanges.exchange_versions,
    anchors=schema_exchanges.exchange_anchors,
    links=(schema_exchanges.exchange_actors, schema_exchanges.accounts, schema_exchanges.account_statements),
    core="anchor",
    whole=False,
    telling=("channel",),
)

KINDS = (STATEMENT, EVENT, MATTER, DIVISION, EXCHANGE)
