"""Where reports are from, and how much of their words may be shown by whoever quotes them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from depesje.ledger import beside
from depesje.ledger.clock import NOW, Known
from depesje.ledger.numbers import listed_words
from depesje.ledger.rights.policies import Policies
from depesje.ledger.schema import readings, reports


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report is from.

    ``limit`` is the longest quotation that a policy of its source allows, None where none says so; ``reserved`` whether
    the report reserves its rights against text and data mining, whatever lets it be kept.
    """

    id: str
    title: str | None
    publisher: str | None
    agency: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    language: str | None
    limit: int | None
    reserved: bool


def origins(connection: Connection, wanted: Collection[str], known: Known = NOW) -> dict[str, Origin]:
    """Where the reports with these ids are from; those that the ledger has not are left out."""
    r, held = readings.c, Policies(connection)
    query = (
        select(reports.c.id, r.title, r.publisher, r.agency, r.authors, r.published, r.url, r.language, r.reserved)
        .join(readings, r.report == reports.c.key)
        .where(reports.c.id.in_(listed_words(set(wanted))), known.holds(readings))
    )  # fmt: skip
    return {
        row.id: Origin(
            id=row.id,
            title=row.title,
            publisher=row.publisher,
            agency=row.agency,
            authors=beside.from_lines(row.authors),
            published=row.published,
            url=row.url,
            language=row.language,
            limit=held.limit(row.publisher, row.url, row.agency),
            reserved=row.reserved is not None,
        )
        for row in connection.execute(query)
    }
