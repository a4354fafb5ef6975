"""The tables of a run: the columns of an export (``exports.tables``) that a report alone can fill, and some of its own.

A record's ``id`` is that of its report's reading (``s1``), so a row is known by ``report`` and ``id``. ``records`` has each
report whole, as ``depesje read --format jsonl`` prints it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from depesje.exports import tables as exported
from depesje.exports.options import Options, quotation
from depesje.exports.parquet import cell, types
from depesje.exports.tables import Type
from depesje.ledger.adding import sha256
from depesje.ledger.dates import bounds
from depesje.output import as_json
from depesje.records import Actor, Division, Event, Exchange, Matter, Record, Report, Span, Statement

Row = dict[str, Any]
_LEDGERS_OWN = {"paragraph", "review", "recorded_at", "revision", "first", "last", "reports", "sentence"}


def _like(name: str, **more: Type) -> dict[str, Type]:
    columns: dict[str, Type] = {
        column.name: column.type
        for column in exported.TABLES[name].columns
        if column.name not in _LEDGERS_OWN
    }
    return columns | more


TABLES: Mapping[str, Mapping[str, Type]] = {
    "statements": _like("statements", cue="text"),
    "events": _like("events"),
    "matters": _like("matters"),
    "divisions": _like("divisions"),
    "exchanges": {
        "id": "text", "when": "text", "channel": "text", "parties": "texts", "parties_ids": "texts", "words": "text",
        "per": "texts", "per_ids": "texts", "statements": "texts",
        "report": "text", "title": "text", "publisher": "text", "published": "text", "url": "text",
        "start": "integer", "end": "integer", "reader": "text", "lexicon": "text", "pipeline": "text",
    },
    "actors": _like("actors", report="text", mentions="integer"),
    "reports": _like("reports", characters="integer"),
    "records": {"report": "text", "record": "text", "reader": "text", "lexicon": "text", "pipeline": "text"},
    "problems": {"source": "text", "reason": "text"},
}  # fmt: skip


def rows(record: Record, options: Options | None = None) -> Iterator[tuple[str, Row]]:
    """The rows of a record, each with the name of its table; quotations are as long as ``options`` allow."""
    return _Rows(record, options or Options()).all()


def parquet(name: str, found: Sequence[Row]) -> bytes:
    """A table as Parquet with typed columns. Needs pyarrow."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    columns = TABLES[name]
    schema = pa.schema([(column, types(pa)[type_]) for column, type_ in columns.items()])
    out = io.BytesIO()
    rows_ = [{column: cell(row[column], type_) for column, type_ in columns.items()} for row in found]
    pq.write_table(pa.Table.from_pylist(rows_, schema=schema), out, compression="zstd")
    return out.getvalue()


class _Rows:
    """The rows of one record."""

    def __init__(self, record: Record, options: Options) -> None:
        self._record = record
        self._options = options
        self._actors = {actor.id: actor for actor in record.actors}
        report, read_by = record.report, record.versions
        self._read_by = {name: getattr(read_by, name, None) for name in ("reader", "lexicon", "pipeline")}
        self._of = {
            "report": report.id, "title": report.title, "publisher": report.publisher, "published": report.published,
            "url": report.url, **self._read_by,
        }  # fmt: skip

    def all(self) -> Iterator[tuple[str, Row]]:
        record = self._record
        yield "reports", self._report(record.report)
        yield "records", {"report": record.report.id, "record": as_json(record).decode(), **self._read_by}
        yield from (("actors", self._actor(one)) for one in record.actors)
        yield from (("statements", self._statement(one)) for one in record.statements)
        yield from (("events", self._event(one)) for one in record.events)
        yield from (("matters", self._matter(one)) for one in record.matters)
        for number, division in enumerate(record.divisions, start=1):
            yield "divisions", self._division(division, f"d{number}")
        yield from (("exchanges", self._exchange(one)) for one in record.exchanges)

    def _report(self, report: Report) -> Row:
        names = TABLES["reports"].keys() - self._read_by.keys() - {"sha256", "characters"}
        own = {name: _plain(getattr(report, name)) for name in names}
        return own | self._read_by | {"sha256": sha256(report.text), "characters": len(report.text)}

    def _actor(self, actor: Actor) -> Row:
        return {
            "id": actor.id, "name": actor.name, "kind": actor.kind, "code": actor.code, "role": actor.role,
            "wikidata": actor.wikidata, "surfaces": list(dict.fromkeys(span.text for span in actor.mentions)),
            "report": self._record.report.id, "mentions": len(actor.mentions),
        }  # fmt: skip

    def _statement(self, one: Statement) -> Row:
        actor = self._actors.get(one.speaker.actor or "")
        return {
            **self._of, **self._placed(one.content or _spans(one.cue), one.when), "id": one.id, "when": one.when,
            "speaker": actor.name if actor else None, "speaker_id": one.speaker.actor,
            "speaker_code": actor.code if actor else None, "speaker_role": actor.role if actor else None,
            "surface": self._quoted(_spans(one.speaker.span)), "cue": self._quoted(_spans(one.cue)),
            **self._parties("to", one.to), **self._parties("per", one.per), **self._parties("about", one.about),
            "channel": one.channel, "act": one.act, "form": one.form, "negated": one.negated,
            "quotation": self._quoted(one.content), "confidence": one.confidence,
        }  # fmt: skip

    def _event(self, one: Event) -> Row:
        theme = one.theme
        return {
            **self._of, **self._placed((one.trigger,), one.when), "id": one.id, "when": one.when,
            "earliest": one.earliest, "latest": one.latest,
            "type": one.type, "mode": one.mode, "context": list(one.context), "cameo": one.cameo, "modality": one.modality,
            **self._parties("actor", one.actor), **self._parties("recipient", one.recipient),
            **self._parties("per", one.per),
            "where": one.where, "words": self._quoted((one.trigger,)),
            "theme": None if theme is None else self._quoted((Span(theme.start, theme.end, theme.text),)),
            "count": theme.count if theme else None, "unit": theme.unit if theme else None,
            "condition_of": one.condition_of, "statement": one.statement, "confidence": one.confidence,
        }  # fmt: skip

    def _matter(self, one: Matter) -> Row:
        return {
            **self._of, **self._placed(one.evidence, None), "id": one.id, "kind": one.kind, "status": one.status,
            "contested": one.contested, **self._parties("by", one.by), **self._parties("to", one.to),
            **self._parties("per", one.per), "gist": self._cut(one.gist), "condition": self._cut(one.condition),
            "deadline": one.deadline, "evidence": self._quoted(one.evidence),
            "statements": list(one.statements), "events": list(one.events),
        }  # fmt: skip

    def _division(self, one: Division, number: str) -> Row:
        within = self._actors.get(one.within)
        return {
            **self._of, **self._placed(one.evidence, None), "id": number, "within": within.name if within else None,
            "within_id": one.within, "about": self._quoted(_spans(one.about)), "evidence": self._quoted(one.evidence),
        }  # fmt: skip

    def _exchange(self, one: Exchange) -> Row:
        place = self._placed(one.anchors, None)
        per = [account.per for account in one.accounts if account.per is not None]
        return {
            **self._of, "id": one.id, "when": one.when, "channel": one.channel, **self._parties("parties", one.parties),
            "words": self._quoted(one.anchors), **self._parties("per", per),
            "statements": [number for account in one.accounts for number in account.statements],
            "start": place["start"], "end": place["end"],
        }  # fmt: skip

    def _placed(self, spans: Sequence[Span], when: str | None) -> Row:
        """Where words begin and end in the text, and between which days they fall, by their own date or their report's."""
        dated = bounds(when or self._record.report.published)
        return {
            "start": min((span.start for span in spans), default=None),
            "end": max((span.end for span in spans), default=None),
            "earliest": (dated.earliest or "")[:10] if dated else None,
            "latest": (dated.latest or "")[:10] if dated else None,
        }

    def _parties(self, role: str, ids: Iterable[str]) -> Row:
        known = [one for one in ids if one in self._actors]
        return {role: [self._actors[one].name for one in known], f"{role}_ids": known}

    def _quoted(self, spans: Sequence[Span]) -> str | None:
        return self._options.quoted(exported.PIECES.join(span.text for span in spans)) if spans else None

    def _cut(self, text: str | None) -> str | None:
        return None if text is None else quotation(text, self._options.limit)


def _spans(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
