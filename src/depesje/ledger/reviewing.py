"""Which records a person should look at: of the newest that nobody has, the least certain and most important first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from depesje.ledger import ids
from depesje.ledger.clock import NOW
from depesje.ledger.conditions import dated, filed
from depesje.ledger.kinds import EVENT, MATTER, STATEMENT, Kind
from depesje.ledger.schema import readings
from depesje.questions import Question

WINDOW = 1000  # of each kind, the newest, that are weighed against each other
UNSURE = 0.5  # how sure the reading of a matter is, which does not say so
SURE = 0.9
Order = Literal["unsure", "sure"]

# How much hangs on a record: what is on the table and what is done by force weigh most, mere words least.
_ACTS = {
    "demand": 0.9, "warn": 0.9, "promise": 0.8, "reject": 0.8, "agree": 0.7, "offer": 0.7, "accuse": 0.6, "request": 0.6,
    "deny": 0.6, "ask": 0.3, "assert": 0.3, "express": 0.2, "praise": 0.2,
}  # fmt: skip
_TYPES = {
    "ASSAULT": 1.0, "COERCE": 0.9, "MOBILIZE": 0.9, "THREATEN": 0.9, "SANCTION": 0.9, "RETREAT": 0.8, "AGREE": 0.8,
    "CONCEDE": 0.7, "REJECT": 0.7, "PROTEST": 0.5, "ACCUSE": 0.5, "REQUEST": 0.5, "AID": 0.5, "COOPERATE": 0.5,
    "SUPPORT": 0.4, "CONSULT": 0.4,
}  # fmt: skip
_MATTERS = {"demand": 1.0, "warning": 1.0, "promise": 0.9, "offer": 0.9, "request": 0.8}
_WEIGHED: Mapping[str, tuple[Kind, str, Mapping[str, float]]] = {
    "statement": (STATEMENT, "act", _ACTS),
    "event": (EVENT, "type", _TYPES),
    "matter": (MATTER, "kind", _MATTERS),
}
KINDS = tuple(_WEIGHED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that nobody has looked at; ``weight`` is how much it should be."""

    id: str
    kind: str
    confidence: float
    weight: float


def waiting(
    connection: Connection,
    question: Question,
    kinds: Collection[str] = KINDS,
    skipped: Collection[tuple[str, int]] = (),
    order: Order = "unsure",
) -> list[Waiting]:
    """The records that wait, those to be looked at first first; ``sure`` ones alone, the surest first, for taking many."""
    found = [
        one
        for name in kinds
        for number, one in _of_kind(connection, name, question, len(skipped))
        if (name, number) not in skipped
    ]
    if order == "sure":
        found = [one for one in found if one.confidence >= SURE]
        return sorted(found, key=lambda one: -one.confidence)
    return sorted(found, key=lambda one: -one.weight)


def _of_kind(
    connection: Connection, name: str, question: Question, skipped: int
) -> list[tuple[int, Waiting]]:
    kind, column, weights = _WEIGHED[name]
    v = kind.versions.c
    sure = v.confidence if "confidence" in v else None
    columns: list[Any] = [v[kind.owner].label("number"), v[column].label("what")]
    query = (
        select(*columns, *([] if sure is None else [sure]))
        .where(NOW.holds(kind.versions), v.review == "unread", *dated(kind.versions, question))
        .order_by(v.earliest.desc().nulls_last(), v.key.desc())
        .limit(WINDOW + skipped)
    )
    inside = list(filed(connection, question))
    if inside:
        query = query.join(readings, readings.c.key == v.reading).where(*inside)
    out = []
    for row in connection.execute(query):
        confidence = UNSURE if sure is None else row.confidence
        weight = weights.get(row.what, UNSURE) * (1.05 - confidence)
        out.append((row.number, Waiting(ids.id_of(name, row.number), name, confidence, weight)))
    return out
