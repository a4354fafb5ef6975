"""Plain text: a report's text is the input's, unchanged, so that offsets count in what the file holds."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.errors import Problem
from depesje.intake import charset, dates
from depesje.intake.formats.entry import Entry, report
from depesje.intake.origin import Origin
from depesje.records import Report

KINDS = frozenset({".txt"})


def fits(data: bytes, origin: Origin) -> bool:
    """Whether this is meant as plain text by whoever named it, whatever it looks like."""
    return origin.kind in KINDS


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The one report in these bytes, dated by its head where that tells a date."""
    plain = charset.decode(data, origin.charset)
    if plain is None:
        yield Problem(origin.name, "binary file, not a report")
    elif not plain.text.strip():
        yield Problem(origin.name, "empty")
    else:
        head, _ = dates.head(plain.text)
        yield report(
            Entry(plain.text, published=head, evidence="text", url=origin.url, guessed=plain.guessed), origin
        )
