"""What a reading of a report changed: which records stayed, changed, came and went."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from depesje.ledger.clock import NOW
from depesje.ledger.kinds import KINDS, Kind
from depesje.ledger.numbers import listed

# What may differ between two readings although the record says the same.
_ASIDE = {"origin", "confidence", "review"}


@dataclass(frozen=True, slots=True)
class Held:
    """What a record says, to be compared, and whether a person has settled it."""

    says: tuple[Any, ...]
    is_reviewed: bool


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of a report's records when it was read again. ``orphaned`` are those of the gone that a person had
    settled.
    """

    report: str
    stayed: int
    changed: int
    came: int
    went: int
    orphaned: int


Snapshot = dict[tuple[str, int], Held]


def snapshot(connection: Connection, report: int) -> Snapshot:
    """All that the ledger now holds of a report, by kind and number."""
    found: Snapshot = {}
    for kind in KINDS:
        found |= _of_kind(connection, kind, report)
    return found


def compared(report: str, before: Snapshot, after: Snapshot) -> Reread:
    """What lies between two snapshots of a report."""
    both = before.keys() & after.keys()
    gone = before.keys() - after.keys()
    same = sum(before[key].says == after[key].says for key in both)
    return Reread(
        report,
        stayed=same,
        changed=len(both) - same,
        came=len(after.keys() - before.keys()),
        went=len(gone),
        orphaned=sum(before[key].is_reviewed for key in gone),
    )


def _of_kind(connection: Connection, kind: Kind, report: int) -> Snapshot:
    current = NOW.holds(kind.versions)
    rows = connection.execute(select(kind.versions).where(kind.of_report(report), current)).all()
    keys = {row.key for row in rows}
    hung = [_hung(connection, table, keys) for table in (kind.anchors, *kind.links)]
    told = [name for name in kind.kept if name not in _ASIDE]
    return {
        (kind.owner, row._mapping[kind.owner]): Held(
            (*(row._mapping[name] for name in told), *(tuple(of[row.key]) for of in hung)),
            row.review != "unread",
        )
        for row in rows
    }


def _hung(connection: Connection, table: Table, versions: set[int]) -> dict[int, list[tuple[Any, ...]]]:
    """What hangs on versions of records in another table, but for its place in the text."""
    columns = [c for c in table.c if c.name not in {"version", "start", "end", "prefix", "suffix"}]
    query = select(table.c.version, *columns).where(table.c.version.in_(listed(versions)))
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for version, *rest in connection.execute(query.order_by(*table.primary_key.columns)):
        found[version].append(tuple(rest))
    return found
