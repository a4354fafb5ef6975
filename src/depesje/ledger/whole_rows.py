"""How rows of the tables become whole records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from depesje.ledger import ids
from depesje.ledger.batch import Batch
from depesje.ledger.listing import numbered
from depesje.ledger.schema_events import matter_events, matter_statements
from depesje.ledger.whole import KeptActor, KeptDivision, KeptEvent, KeptMatter, KeptStatement
from depesje.ledger.wordings import sentence


def _kept(batch: Batch, row: Row[Any], prefix: str, number: int) -> dict[str, Any]:
    """What every record has."""
    return {
        "id": ids.record_id(prefix, number),
        "report": batch.reports[row.reading],
        "read_by": batch.read_by.get(row.origin),
        "recorded_at": row.recorded_at,
        "earliest": _day(row.earliest),
        "latest": _day(row.latest),
        "paragraph": row.paragraph,
        "start": row.start,
        "end": row.end,
        "review": row.review,
    }


def _day(bound: str | None) -> str | None:
    return bound[:10] if bound else None


def statements(batch: Batch) -> list[KeptStatement]:
    """The rows of a batch as statements."""
    words, parties, speakers = batch.words, batch.parties, batch.named("speaker")
    return [
        KeptStatement(
            **_kept(batch, row, ids.STATEMENT, row.statement),
            speaker=speakers.get(row.key),
            surface=next(iter(words[row.key, "speaker"]), None),
            cue=next(iter(words[row.key, "cue"]), None),
            content=tuple(words[row.key, "content"]),
            to=tuple(parties[row.key, "to"]),
            per=tuple(parties[row.key, "per"]),
            about=tuple(parties[row.key, "about"]),
            channel=row.channel,
            act=row.act,
            form=row.form,
            negated=row.negated,
            when=row.when,
            confidence=row.confidence,
        )
        for row in batch.rows
    ]


def events(batch: Batch) -> list[KeptEvent]:
    """The rows of a batch as events."""
    words, parties = batch.words, batch.parties
    return [
        KeptEvent(
            **_kept(batch, row, ids.EVENT, row.event),
            type=row.type,
            mode=row.mode,
            context=tuple(row.context.split()),
            cameo=row.cameo,
            modality=row.modality,
            actor=tuple(parties[row.key, "actor"]),
            recipient=tuple(parties[row.key, "recipient"]),
            per=tuple(parties[row.key, "per"]),
            trigger=tuple(words[row.key, "trigger"]),
            theme=next(iter(words[row.key, "theme"]), None),
            count=row._mapping["count"],
            unit=row.unit,
            when=row.when,
            where=row.where,
            sentence=batch.bounded(row.reading, sentence(batch.texts[row.reading], row.start, row.end)),
            condition_of=numbered(ids.EVENT, row.condition_of),
            statement=numbered(ids.STATEMENT, row.statement),
            confidence=row.confidence,
        )
        for row in batch.rows
    ]


def matters(batch: Batch) -> list[KeptMatter]:
    """The rows of a batch as matters."""
    words, parties = batch.words, batch.parties
    said = batch.linked(matter_statements, "statement", ids.STATEMENT)
    done = batch.linked(matter_events, "event", ids.EVENT)
    return [
        KeptMatter(
            **_kept(batch, row, ids.MATTER, row.matter),
            kind=row.kind,
            by=tuple(parties[row.key, "by"]),
            to=tuple(parties[row.key, "to"]),
            per=tuple(parties[row.key, "per"]),
            gist=batch.bounded(row.reading, row.gist),
            condition=None if row.condition is None else batch.bounded(row.reading, row.condition),
            deadline=row.deadline,
            status=row.status,
            contested=row.contested,
            evidence=tuple(words[row.key, "evidence"]),
            statements=tuple(said[row.key]),
            events=tuple(done[row.key]),
        )
        for row in batch.rows
    ]


def divisions(batch: Batch) -> list[KeptDivision]:
    """The rows of a batch as divisions."""
    words, within = batch.words, batch.named("within")
    return [
        KeptDivision(
            **_kept(batch, row, ids.DIVISION, row.division),
            within=within[row.key],
            about=next(iter(words[row.key, "about"]), None),
            evidence=tuple(words[row.key, "evidence"]),
        )
        for row in batch.rows
    ]


def actor(row: Row[Any], surfaces: Sequence[str], role: str | None) -> KeptActor:
    """A row of an actor with in how many reports it is, and from when to when."""
    return KeptActor(
        id=ids.actor_id(row.actor),
        name=row.name,
        kind=row.kind,
        code=row.code,
        role=role,
        wikidata=row.wikidata,
        surfaces=tuple(surfaces),
        reports=row.reports,
        first=_day(row.first),
        last=_day(row.last),
        review=row.review,
    )
