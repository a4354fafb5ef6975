"""Writes a reading's statements, and lets those that still stand keep their permanent ids.

A statement stands where its words stand. What a person has confirmed, edited or rejected is kept as the
person left it; only its place in the text moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, literal, select, text

from depesje.ledger.anchor import Anchor, anchor, find
from depesje.ledger.dates import UNDATED, Bounds, bounds
from depesje.ledger.fulltext import indexed
from depesje.ledger.matching import Range, one_to_one, overlap
from depesje.ledger.schema import (
    STATEMENT_WORDS,
    anchors,
    statement_actors,
    statement_versions,
    statements,
)
from depesje.ledger.store import inserted
from depesje.ledger.wordings import form_keys, paragraph
from depesje.records import Record, Span, Statement

_sv = statement_versions.c
SAME = 0.5  # of the characters, below which two statements are not one


@dataclass(frozen=True, slots=True)
class Earlier:
    """A statement as last held, with where its words stand in the text now: all of them or nothing."""

    statement: int
    version: int
    is_current: bool
    is_reviewed: bool
    places: tuple[tuple[str, int, Anchor], ...]  # role, ordinal, place

    def of(self, role: str) -> list[Range]:
        """The stretches that have this role."""
        return [(place.start, place.end) for kind, _, place in self.places if kind == role]


class StatementWriter:
    """Writes the statements of one reading. Runs inside the writer's transaction."""

    def __init__(
        self,
        connection: Connection,
        record: Record,
        report: int,
        reading: int,
        numbers: dict[str, int],
        now: str,
    ) -> None:
        self._connection = connection
        self._record = record
        self._text = record.report.text
        self._report = report
        self._reading = reading
        self._numbers = numbers
        self._now = now
        self._forms: dict[str, int] = {}

    def write(self) -> None:
        """Write all, ending what was held of the report's statements so far."""
        earlier = {found.statement: found for found in self._earlier()}
        pairs = self._pairs(earlier)
        speakers = [statement.speaker.span for statement in self._record.statements]
        self._forms = form_keys(self._connection, (span.text for span in speakers if span))
        self._end_all()
        for statement in self._record.statements:
            number = pairs.get(statement.id)
            if number is None or not earlier[number].is_reviewed:
                self._keep(statement, self._new() if number is None else number)
        for found in earlier.values():
            # A review holds where the reader no longer sees the statement, too, as long as the words are
            # there.
            if found.is_reviewed and found.places and (found.is_current or found.statement in pairs.values()):
                self._carry(found)

    def _pairs(self, earlier: dict[int, Earlier]) -> dict[str, int]:
        scored = []
        for found in earlier.values():
            for statement in self._record.statements:
                score = _likeness(found, statement)
                if score >= SAME:
                    scored.append((score + 0.01 * found.is_current, found.statement, statement.id))
        return one_to_one(scored)

    def _earlier(self) -> list[Earlier]:
        """Every statement that the ledger ever held of the report, as last held."""
        last = select(func.max(_sv.key)).join(statements, statements.c.number == _sv.statement)
        last = last.where(statements.c.report == self._report).group_by(_sv.statement)
        rows = self._connection.execute(
            select(_sv.key, _sv.statement, _sv.superseded_at, _sv.review)
            .where(_sv.key.in_(last))
            .order_by(_sv.key)
        )
        return [
            Earlier(
                row.statement,
                row.key,
                row.superseded_at is None,
                row.review != "unread",
                self._places(row.key),
            )
            for row in rows.all()
        ]

    def _places(self, version: int) -> tuple[tuple[str, int, Anchor], ...]:
        rows = self._connection.execute(select(anchors).where(anchors.c.version == version)).all()
        found = [
            (
                row.role,
                row.ordinal,
                find(Anchor(row.start, row.end, row.exact, row.prefix, row.suffix), self._text),
            )
            for row in rows
        ]
        # A cue is short and may be lost or found anywhere; without all of its content a statement does not
        # stand.
        if any(place is None for role, _, place in found if role == "content"):
            return ()
        return tuple((role, ordinal, place) for role, ordinal, place in found if place is not None)

    def _end_all(self) -> None:
        mine = select(statements.c.number).where(statements.c.report == self._report)
        ending = select(_sv.key).where(_sv.statement.in_(mine), _sv.superseded_at.is_(None))
        keys = [{"key": key} for key in self._connection.scalars(ending)]
        if keys:
            self._connection.execute(text(f"DELETE FROM {STATEMENT_WORDS} WHERE rowid = :key"), keys)
            self._connection.execute(
                statement_versions.update()
                .where(_sv.statement.in_(mine), _sv.superseded_at.is_(None))
                .values(superseded_at=self._now)
            )

    def _new(self) -> int:
        return inserted(
            self._connection, statements.insert().values(report=self._report, recorded_at=self._now)
        )

    def _keep(self, statement: Statement, number: int) -> None:
        """Write what the reader found."""
        speaker = statement.speaker
        values = {
            "origin": self._reading,
            "speaker": None if speaker.actor is None else self._numbers[speaker.actor],
            "speaker_form": None if speaker.span is None else self._forms[speaker.span.text],
            "form": statement.form,
            "channel": statement.channel,
            "act": statement.act,
            "negated": statement.negated,
            "when": statement.when,
            "confidence": statement.confidence,
            "review": "unread",
        }
        places = [
            (role, ordinal, anchor(self._text, span.start, span.end))
            for role, spans in _spans(statement).items()
            for ordinal, span in enumerate(spans)
        ]
        version = self._write(number, values, places)
        links = [
            {"version": version, "role": role, "ordinal": ordinal, "actor": self._numbers[local]}
            for role, locals_ in (("to", statement.to), ("per", statement.per), ("about", statement.about))
            for ordinal, local in enumerate(locals_)
        ]
        if links:
            self._connection.execute(statement_actors.insert(), links)

    def _carry(self, found: Earlier) -> None:
        """Write again what a person has settled, at its place in the text now."""
        row: Row[Any] = self._connection.execute(
            select(statement_versions).where(_sv.key == found.version)
        ).one()
        kept = (
            "origin",
            "speaker",
            "speaker_form",
            "form",
            "channel",
            "act",
            "negated",
            "when",
            "confidence",
            "review",
        )
        version = self._write(
            found.statement, {name: getattr(row, name) for name in kept}, list(found.places)
        )
        links = statement_actors.c
        copied = select(literal(version), links.role, links.ordinal, links.actor).where(
            links.version == found.version
        )
        self._connection.execute(
            insert(statement_actors).from_select(["version", "role", "ordinal", "actor"], copied)
        )

    def _write(self, number: int, values: dict[str, Any], places: list[tuple[str, int, Anchor]]) -> int:
        content = [place for role, _, place in places if role == "content"]
        marked = content or [place for _, _, place in places]
        start = min((place.start for place in marked), default=0)
        dated = self._dated(values["when"])
        version = inserted(
            self._connection,
            statement_versions.insert().values(
                statement=number,
                reading=self._reading,
                earliest=dated.earliest,
                latest=dated.latest,
                paragraph=paragraph(self._text, start),
                start=start,
                end=max((place.end for place in marked), default=start),
                recorded_at=self._now,
                **values,
            ),
        )
        hung = [
            {"version": version, "role": role, "ordinal": ordinal, "start": place.start, "end": place.end,
             "exact": place.exact, "prefix": place.prefix, "suffix": place.suffix}
            for role, ordinal, place in places
        ]  # fmt: skip
        if hung:
            self._connection.execute(anchors.insert(), hung)
        self._connection.execute(
            text(f"INSERT INTO {STATEMENT_WORDS} (rowid, words) VALUES (:key, :words)"),
            {"key": version, "words": self._indexed(content)},
        )
        return version

    def _indexed(self, content: list[Anchor]) -> str:
        return indexed(" ".join(place.exact for place in content), self._record.report.language)

    def _dated(self, when: str | None) -> Bounds:
        """When it was said: the statement's own date where it has one that can be told, else the report's."""
        own = bounds(when) if when else None
        if own is not None and own.earliest is not None:
            return own
        return bounds(self._record.report.published) or UNDATED


def _spans(statement: Statement) -> dict[str, list[Span]]:
    return {
        "speaker": [statement.speaker.span] if statement.speaker.span else [],
        "cue": [statement.cue] if statement.cue else [],
        "content": list(statement.content),
    }


def _likeness(found: Earlier, statement: Statement) -> float:
    """How much of the words two statements share; the cue and speaker decide between equals."""
    spans = {role: [(s.start, s.end) for s in given] for role, given in _spans(statement).items()}
    if not spans["content"] or not found.of("content"):
        # Nothing quoted on one side: only cue and speaker together can tell.
        both = not spans["content"] and not found.of("content")
        return (
            (overlap(found.of("cue"), spans["cue"]) + overlap(found.of("speaker"), spans["speaker"]))
            / 2
            * both
        )
    shared = overlap(found.of("content"), spans["content"])
    if shared < SAME:
        return 0.0
    return (
        shared
        + 0.2 * overlap(found.of("cue"), spans["cue"])
        + 0.1 * overlap(found.of("speaker"), spans["speaker"])
    )
