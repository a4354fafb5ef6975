"""Plain text: a report's text is the input's, unchanged, so that offsets count in what the file holds.

What its first lines say of it is told beside it: a head ``date 2022-01``; lines ``Tittel: …``, ``Byrå: …`` before the first
blank one, by the names in ``columns.toml``; the agency in its dateline, ``Oslo (NTB):``, or credited alone on a line or at
its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from depesje.errors import Problem
from depesje.intake import charset, credit, dates
from depesje.intake.formats import rows
from depesje.intake.formats.entry import Entry, report
from depesje.intake.origin import Origin
from depesje.records import Report

KINDS = frozenset({".txt"})
_KEY = re.compile(r"([^\W\d_][\w -]{1,30}?):[ \t]+(\S.*)")
_HEADED, _HEAD, _LONGEST = 2, 12, 4000


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
        yield report(_entry(plain, origin), origin)


def _entry(plain: charset.Decoded, origin: Origin) -> Entry:
    said = _headed(plain.text)
    entry = rows.entry(said, rows.fields(said), guessed=plain.guessed)
    head, _ = dates.head(plain.text)
    return replace(
        entry,
        text=plain.text,
        agency=entry.agency or _agency(plain.text),
        published=head or entry.published,
        evidence="text",
        url=entry.url or origin.url,
    )


def _headed(text: str) -> dict[str, str]:
    """The lines ``name: value`` that a text begins with, down to a blank one; empty where another line is among them.

    Two names at least must be known, or it is no head but talk that has a colon in it.
    """
    head = text[:_LONGEST].lstrip().replace("\r\n", "\n").partition("\n\n")
    lines = head[0].split("\n")
    found = [_KEY.fullmatch(line.strip()) for line in lines[: _HEAD + 1]]
    if not head[1] or len(lines) > _HEAD or not all(found):
        return {}
    said = {one[1]: one[2] for one in found if one}
    known = set(rows.fields(said).values())
    return said if len(known) >= _HEADED and not known & {"text", "summary"} else {}


def _agency(text: str) -> str | None:
    """The agency of a dateline among the first lines, or one that is credited alone on one of them, or at the end."""
    first = [line for line in text[:_LONGEST].splitlines() if line.strip()][:4]
    last = [line for line in text[-_LONGEST:].splitlines() if line.strip()][-2:]
    for line in first:
        if found := credit.opening(line):
            return found
    alone = next(filter(None, map(credit.credited, (*first, *last))), None)
    return alone or (credit.closing(last[-1]) if last else None)
