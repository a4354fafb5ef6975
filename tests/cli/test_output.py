"""The JSON that other programs read."""

from __future__ import annotations

import json
from typing import Any

from depesje.output import as_json

from .making import TEXT, record

REPORT = [
    "id", "title", "language", "published", "modified", "date_evidence", "publisher", "agency", "url", "genre",
    "charset_guessed", "reserved", "file", "published_at", "authors", "stub", "asides", "text",
]  # fmt: skip
STATEMENT = [
    "id", "speaker", "cue", "content", "form", "to", "per", "channel", "act", "about", "negated", "when", "confidence",
    "read_by",
]  # fmt: skip


def read() -> dict[str, Any]:
    return json.loads(as_json(record()))  # type: ignore[no-any-return]


def test_keys_are_the_promised_ones() -> None:
    line = read()
    assert list(line) == ["report", "actors", "statements", "events", "matters", "divisions", "exchanges"]
    assert list(line["report"]) == REPORT
    assert list(line["actors"][0]) == ["id", "name", "kind", "code", "role", "wikidata", "mentions"]
    assert list(line["actors"][0]["mentions"][0]) == ["start", "end", "text"]
    assert [list(statement) for statement in line["statements"]] == [STATEMENT, STATEMENT]
    assert list(line["statements"][0]["speaker"]) == ["start", "end", "text", "actor"]
    assert line["events"] == line["matters"] == line["divisions"] == line["exchanges"] == []


def test_a_speaker_that_is_only_implied_has_no_span() -> None:
    assert read()["statements"][1]["speaker"] == {"start": None, "end": None, "text": None, "actor": "a1"}


def test_every_span_is_the_texts() -> None:
    line = read()
    spans = [mention for actor in line["actors"] for mention in actor["mentions"]]
    for statement in line["statements"]:
        spans += [*statement["content"], statement["cue"]]
    assert line["report"]["text"] == TEXT
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in spans)


def test_one_line_of_utf8() -> None:
    encoded = as_json(record())
    assert b"\n" not in encoded
    assert "på telefon".encode() in encoded
