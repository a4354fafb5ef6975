"""Writes and ends the versions of records that hang on words, with their anchors and their place in the word index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from depesje.ledger import wordindex
from depesje.ledger.anchor import Anchor
from depesje.ledger.dates import UNDATED, Bounds, bounds
from depesje.ledger.kinds import Kind
from depesje.ledger.numbers import listed
from depesje.ledger.store import inserted
from depesje.ledger.wordings import paragraph
from depesje.records import Report

Placed = tuple[str, int, Anchor]  # role, ordinal, and where the words stand


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading that a version is written in: its text, the ledger's keys for it and its report, and the time."""

    report: Report
    number: int
    key: int
    now: str
    indexed: bool = True  # whether the index over words is to hold what is written, or is seen to elsewhere


def write_version(
    connection: Connection,
    kind: Kind,
    reading: Reading,
    number: int,
    values: Mapping[str, Any],
    places: Sequence[Placed],
    dated: Bounds | None,
) -> int:
    """Write what a record is held to be from now on; returns the version's key. An earlier one must have ended.

    ``dated`` are the bounds of a date of its own. Without one it is as old as its report.
    """
    words = reading.report.text
    core = [place for role, _, place in places if role == kind.core]
    marked = core or [place for _, _, place in places]
    start = min((place.start for place in marked), default=0)
    dated = dated or bounds(reading.report.published) or UNDATED
    version = inserted(
        connection,
        kind.versions.insert().values(
            {
                **values,
                kind.owner: number,
                "reading": reading.key,
                "earliest": dated.earliest,
                "latest": dated.latest,
                "paragraph": paragraph(words, start),
                "start": start,
                "end": max((place.end for place in marked), default=start),
                "recorded_at": reading.now,
            }
        ),
    )
    hung = [
        {"version": version, "role": role, "ordinal": ordinal, "start": place.start, "end": place.end,
         "exact": place.exact, "prefix": place.prefix, "suffix": place.suffix}
        for role, ordinal, place in places
    ]  # fmt: skip
    if hung:
        connection.execute(kind.anchors.insert(), hung)
    if kind.index and reading.indexed:
        wordindex.put(
            connection,
            kind.index,
            version,
            " ".join(place.exact for place in core),
            reading.report.language,
        )
    return version


def end_versions(connection: Connection, kind: Kind, versions: set[int], now: str) -> None:
    """Let versions stop being what the ledger holds."""
    if not versions:
        return
    if kind.index:
        wordindex.drop(connection, kind.index, versions)
    connection.execute(
        kind.versions.update().where(kind.versions.c.key.in_(listed(versions))).values(superseded_at=now)
    )
