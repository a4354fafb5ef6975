"""How matters on the table, and divisions inside a party, are asked for and answered with."""

from __future__ import annotations

from sqlalchemy import Connection

from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.kinds import DIVISION, MATTER
from depesje.ledger.listing import Conditions, Fetched, Listing, placed
from depesje.ledger.lookup import actors_called
from depesje.ledger.numbers import listed
from depesje.ledger.rows import DivisionRow, MatterRow
from depesje.ledger.schema_events import division_versions, matter_events, matter_statements, matter_versions
from depesje.questions import DivisionQuestion, MatterQuestion
from depesje.records import MatterKind, Status


def _matters(fetched: Fetched) -> list[MatterRow]:
    words, names = fetched.words, fetched.names
    statements = fetched.linked(matter_statements, "statement", ids.STATEMENT)
    events = fetched.linked(matter_events, "event", ids.EVENT)
    return [
        MatterRow(
            id=ids.record_id(ids.MATTER, row.matter),
            **placed(row),
            kind=row.kind,
            by=tuple(names[row.key, "by"]),
            to=tuple(names[row.key, "to"]),
            per=tuple(names[row.key, "per"]),
            gist=row.gist,
            condition=row.condition,
            deadline=row.deadline,
            status=row.status,
            contested=row.contested,
            evidence=tuple(words[row.key, "evidence"]),
            statements=tuple(statements[row.key]),
            events=tuple(events[row.key]),
            read_by=row.read_by,
        )
        for row in fetched.rows
    ]


def _divisions(fetched: Fetched) -> list[DivisionRow]:
    words, parties = fetched.words, fetched.named("within")
    return [
        DivisionRow(
            id=ids.record_id(ids.DIVISION, row.division),
            **placed(row),
            within=parties[row.within],
            about=next(iter(words[row.key, "about"]), None),
            evidence=tuple(words[row.key, "evidence"]),
        )
        for row in fetched.rows
    ]


def _within(connection: Connection, question: DivisionQuestion, known: Known) -> Conditions:
    if question.within is not None:
        yield division_versions.c.within.in_(listed(actors_called(connection, question.within, known)))


MATTERS: Listing[MatterQuestion, MatterRow] = Listing(
    MATTER,
    _matters,
    sides={"by": ("by",), "to": ("to",), "party": ("by", "to"), "per": ("per",)},
    values={"kind": (MatterKind, "kind of matter"), "status": (Status, "status")},
    first=(matter_versions.c.status != "open",),
    lasting=True,
)
DIVISIONS: Listing[DivisionQuestion, DivisionRow] = Listing(DIVISION, _divisions, more=_within, lasting=True)
