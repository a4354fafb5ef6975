"""How matters on the table, and divisions inside a party, are asked for and answered with."""

from __future__ import annotations

from sqlalchemy import FromClause

from depesje.ledger import ids
from depesje.ledger.conditions import Terms
from depesje.ledger.kinds import DIVISION, MATTER
from depesje.ledger.listing import Asking, Conditions, Fetched, Listing, placed
from depesje.ledger.rows import DivisionRow, MatterRow
from depesje.ledger.schema_events import matter_events, matter_statements
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


def _within(terms: Terms[DivisionQuestion], versions: FromClause, each: bool) -> Conditions:
    if terms.question.within is not None:
        yield versions.c.within.in_(terms.called(terms.question.within))


def _due(terms: Terms[MatterQuestion], versions: FromClause, each: bool) -> Conditions:
    if terms.question.deadline:
        yield versions.c.deadline.is_not(None)


MATTERS: Listing[MatterQuestion, MatterRow] = Listing(
    Asking(
        MATTER,
        sides={"by": ("by",), "to": ("to",), "party": ("by", "to"), "per": ("per",)},
        values={"kind": (MatterKind, "kind of matter"), "status": (Status, "status")},
        more=_due,
        lasting=True,
    ),
    _matters,
)
DIVISIONS: Listing[DivisionQuestion, DivisionRow] = Listing(
    Asking(DIVISION, more=_within, lasting=True), _divisions
)
