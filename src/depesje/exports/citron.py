"""Quotations in the JSON of BBC R&D's Citron (docs/data_format.md of its repository), one report a line.

A quote has ``cue``, ``sources`` and ``contents`` (spans of ``start``, ``end`` and ``text``), ``confidence`` and ``id``.
Citron's own reader wants the report's ``text``: it is there with ``--texts``. Without it the words of a span are cut as
quotations are; its offsets are those of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, BinaryIO

from depesje.exports.lines import ENCODER
from depesje.exports.options import Options
from depesje.exports.tables import one
from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import KeptStatement, Words


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """All statements, report by report."""
    for _, statements in groupby(snapshot.statements(), lambda statement: statement.report.number):
        out.write(ENCODER.encode(document(list(statements), options)) + b"\n")


def document(statements: list[KeptStatement], options: Options) -> dict[str, Any]:
    """One report with its quotes."""
    report = statements[0].report
    return {
        "id": report.id,
        "title": report.title,
        "url": report.url,
        "publisher": report.publisher,
        "date": report.published,
        "text": report.text,
        "quotes": [_quote(statement, options) for statement in statements],
    }


def _quote(statement: KeptStatement, options: Options) -> dict[str, Any]:
    return {
        "id": statement.id,
        "cue": next(iter(_spans(one(statement.cue), options)), None),
        "sources": _spans(one(statement.surface), options),
        "contents": _spans(statement.content, options),
        "confidence": statement.confidence,
        "speaker": statement.speaker.name if statement.speaker else None,
        "review": statement.review,
    }


def _spans(words: Iterable[Words], options: Options) -> list[dict[str, Any]]:
    return [{"start": piece.start, "end": piece.end, "text": _text(piece, options)} for piece in words]


def _text(words: Words, options: Options) -> str:
    return words.exact if options.texts or options.limit is None else options.quoted(words.exact)
