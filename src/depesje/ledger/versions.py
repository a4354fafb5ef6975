"""Writes and ends the versions of records that hang on words, with their anchors and their place in the word index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from depesje.ledger import touched, wordindex
from depesje.ledger.anchor import Anchor
from depesje.ledger.dates import UNDATED, Bounds, bounds
from depesje.ledger.kinds import EVENT, MATTER, Kind
from depesje.ledger.numbers import listed
from depesje.ledger.store import insert_all, inserted_all
from depesje.ledger.wordings import paragraph
from depesje.records import Report

Placed = tuple[str, int, Anchor]  # role, ordinal, and where the words stand


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading that a version is written in: its text, the ledger's keys for it and its report, and the time.

    ``indexed`` says whether the index over words is to hold what is written, or is seen to elsewhere; ``first``, whether
    the ledger had nothing of the report before.
    """

    report: Report
    number: int
    key: int
    now: str
    indexed: bool = True
    first: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A version as it is to be written: the record's number, its columns, its words, and a date of its own."""

    number: int
    values: Mapping[str, Any]
    places: Sequence[Placed]
    dated: Bounds | None = None

    def words(self, role: str) -> list[Anchor]:
        """The words that have this role."""
        return [place for kind, _, place in self.places if kind == role]


def write_versions(
    connection: Connection, kind: Kind, reading: Reading, drafts: Sequence[Draft]
) -> list[int]:
    """Write what records are held to be from now on; returns the versions' keys. Earlier ones must have ended.

    What has no date of its own is as old as its report.
    """
    written = inserted_all(connection, kind.versions, [_row(kind, reading, draft) for draft in drafts])
    touched.note(connection, kind.owner, (draft.number for draft in drafts))
    hung = [
        {"version": version, "role": role, "ordinal": ordinal, "start": place.start, "end": place.end,
         "exact": place.exact, "prefix": place.prefix, "suffix": place.suffix}
        for version, draft in zip(written, drafts, strict=True)
        for role, ordinal, place in draft.places
    ]  # fmt: skip
    insert_all(connection, kind.anchors, hung)
    if kind.index and reading.indexed:
        words = {
            version: " ".join(place.exact for place in draft.words(kind.core))
            for version, draft in zip(written, drafts, strict=True)
        }
        wordindex.put_all(connection, kind.index, words, reading.report.language)
    return written


def write_links(
    connection: Connection,
    written: Sequence[int],
    links: Sequence[Mapping[Table, Sequence[Mapping[str, Any]]]],
) -> None:
    """Write what hangs on versions, by their keys: rows of other tables, without their version."""
    rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    for version, own in zip(written, links, strict=True):
        for table, linked in own.items():
            rows[table] += [{**row, "version": version} for row in linked]
    for table, linked_all in rows.items():
        insert_all(connection, table, linked_all)


def _row(kind: Kind, reading: Reading, draft: Draft) -> dict[str, Any]:
    marked = draft.words(kind.core) or [place for _, _, place in draft.places]
    start = min((place.start for place in marked), default=0)
    dated = draft.dated or bounds(reading.report.published) or UNDATED
    return {
        **draft.values,
        kind.owner: draft.number,
        "reading": reading.key,
        "earliest": dated.earliest,
        "latest": dated.latest,
        "paragraph": paragraph(reading.report.text, start),
        "start": start,
        "end": max((place.end for place in marked), default=start),
        "recorded_at": reading.now,
    }


def end_versions(connection: Connection, kind: Kind, versions: set[int], now: str) -> None:
    """Let versions stop being what the ledger holds."""
    if not versions:
        return
    if kind.index:
        wordindex.drop(connection, kind.index, versions)
    own = kind.versions.c.key.in_(listed(versions))
    if kind in (MATTER, EVENT):
        touched.note(
            connection, kind.owner, connection.scalars(select(kind.versions.c[kind.owner]).where(own))
        )
    connection.execute(kind.versions.update().where(own).values(superseded_at=now))
