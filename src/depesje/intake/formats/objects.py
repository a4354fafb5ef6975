"""JSON: ninjs, JSON Feed, a list of objects with named fields, or such an object a line (JSON lines)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from depesje.errors import Problem
from depesje.intake import charset
from depesje.intake.formats import jsonfeed, ninjs, rows
from depesje.intake.origin import MANY, Origin, too_many
from depesje.records import Report

LARGEST = 100_000_000
KINDS = frozenset({".json", ".jsonl", ".ndjson", ".jsonlines"})
_LINES = KINDS - {".json"}
_MEDIA = re.compile(r"application/(?:[\w.]+\+)?(?:json|jsonl|x-ndjson|ndjson|jsonlines)")
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\]))")


def fits(data: bytes, origin: Origin) -> bool:
    """Whether an object, or a list of objects, begins here."""
    return (
        origin.kind in KINDS or bool(_MEDIA.fullmatch(origin.media)) or _START.match(data[:4096]) is not None
    )


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The reports in this JSON."""
    decoded = charset.decode(data, origin.charset)
    if decoded is None or not decoded.text.strip():
        yield Problem(origin.name, "empty" if decoded else "binary file, not a report")
        return
    try:
        value = json.loads(decoded.text, strict=False)
    except RecursionError:
        yield Problem(origin.name, "JSON that is nested too deeply")
        return
    except ValueError as error:
        lines = [
            (number, line) for number, line in enumerate(decoded.text.split("\n"), start=1) if line.strip()
        ]
        named = origin.kind in _LINES or origin.media.endswith(("ndjson", "jsonl", "jsonlines"))
        if named or any(_is_object(line) for _, line in lines[:2]):
            yield from _lines(lines, origin, guessed=decoded.guessed)
        else:
            yield Problem(origin.name, f"damaged JSON: {error}")
        return
    yield from _value(value, origin, guessed=decoded.guessed)


def _value(value: Any, origin: Origin, *, guessed: bool) -> Iterator[Report | Problem]:
    if jsonfeed.is_feed(value):
        yield from jsonfeed.read(value, origin, guessed=guessed)
        return
    found = list(islice(ninjs.items(value), MANY))
    if len(found) == 1:
        yield from ninjs.read(found[0], origin, guessed=guessed)
    elif found:
        for number, item in enumerate(found, start=1):
            yield from ninjs.read(item, origin.entry(number), guessed=guessed)
    else:
        yield from _rows(value, origin, guessed=guessed)


def _rows(value: Any, origin: Origin, *, guessed: bool) -> Iterator[Report | Problem]:
    """A list of objects, also as the only list in an object (``{"articles": […]}``)."""
    if isinstance(value, dict) and not rows.have_text(rows.fields(value)):
        listed = [
            inner
            for inner in value.values()
            if isinstance(inner, list) and inner and isinstance(inner[0], dict)
        ]
        value = listed[0] if len(listed) == 1 else value
    alone = isinstance(value, dict)
    objects = [value] if alone else value if isinstance(value, list) else []
    if not any(isinstance(one, dict) and rows.have_text(rows.fields(one)) for one in objects[:100]):
        yield Problem(
            origin.name, "JSON without news in a form that is known (ninjs, JSON Feed, objects with a text)"
        )
        return
    for number, one in enumerate(objects[:MANY], start=1):
        yield _object(one, origin if alone else origin.entry(number), guessed=guessed)
    if len(objects) > MANY:
        yield Problem(origin.name, too_many(len(objects)))


def _lines(lines: list[tuple[int, str]], origin: Origin, *, guessed: bool) -> Iterator[Report | Problem]:
    for number, line in lines[:MANY]:
        place = origin.entry(number, "line")
        try:
            value = json.loads(line, strict=False)
        except (ValueError, RecursionError):
            yield Problem(place.name, "damaged JSON")
            continue
        if isinstance(value, dict):
            lowered = {str(name).lower(): inner for name, inner in value.items()}
            if ninjs.is_item(lowered):
                yield from ninjs.read(lowered, place, guessed=guessed)
                continue
        yield _object(value, place, guessed=guessed)
    if len(lines) > MANY:
        yield Problem(origin.name, too_many(len(lines)))


def _object(value: Any, origin: Origin, *, guessed: bool) -> Report | Problem:
    if not isinstance(value, dict):
        return Problem(origin.name, "no object with named fields")
    known = rows.fields(value)
    if not rows.have_text(known):
        return Problem(origin.name, "no field holds a text")
    return rows.read(value, known, origin, guessed=guessed)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line, strict=False), dict)
    except (ValueError, RecursionError):
        return False
