"""What was done: how events are asked for and answered with."""

from __future__ import annotations

from depesje.ledger import ids
from depesje.ledger.kinds import EVENT
from depesje.ledger.listing import Asking, Fetched, Listing, numbered, placed
from depesje.ledger.rows import EventRow
from depesje.ledger.wordings import sentence
from depesje.questions import EventQuestion
from depesje.records import EventType, Modality


def _answers(fetched: Fetched) -> list[EventRow]:
    words, names, texts = fetched.words, fetched.names, fetched.texts()
    return [
        EventRow(
            id=ids.record_id(ids.EVENT, row.event),
            **placed(row),
            type=row.type,
            mode=row.mode,
            context=tuple(row.context.split()),
            cameo=row.cameo,
            modality=row.modality,
            actor=tuple(names[row.key, "actor"]),
            recipient=tuple(names[row.key, "recipient"]),
            per=tuple(names[row.key, "per"]),
            when=row.when,
            earliest=_day(row.when, row.earliest),
            latest=_day(row.when, row.latest),
            where=row.where,
            words=" … ".join(words[row.key, "trigger"]),
            theme=next(iter(words[row.key, "theme"]), None),
            count=row._mapping["count"],
            unit=row.unit,
            sentence=sentence(texts[row.revision], row.start, row.end),
            condition_of=numbered(ids.EVENT, row.condition_of),
            statement=numbered(ids.STATEMENT, row.statement),
            confidence=row.confidence,
            read_by=row.read_by,
        )
        for row in fetched.rows
    ]


def _day(when: str | None, bound: str | None) -> str | None:
    """The day of a bound of an event's own date; None where the bound is only its report's."""
    return bound[:10] if when is not None and bound else None


# Every mention by itself; ``mentioning`` puts those that are one together.
EVENTS: Listing[EventQuestion, EventRow] = Listing(
    Asking(
        EVENT,
        sides={"by": ("actor",), "to": ("recipient",), "party": ("actor", "recipient"), "per": ("per",)},
        values={"type": (EventType, "type of event"), "modality": (Modality, "modality")},
        oldest_first=True,
    ),
    _answers,
)
