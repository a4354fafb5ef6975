"""Deadlines as a calendar that other programs take in: iCalendar, RFC 5545."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

LONGEST = 75  # octets of a line (3.1)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day in a calendar; ``id`` stays the same whatever becomes of it."""

    id: str
    day: date
    title: str
    about: str
    url: str


def calendar(name: str, entries: Iterable[Entry], now: datetime | None = None) -> bytes:
    """The calendar file."""
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Depesje//Deadlines//EN",
        f"X-WR-CALNAME:{text(name)}",
    ]
    for one in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.id}@depesje",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.day.isoformat().replace('-', '')}",  # for a whole day, as no end is told (3.6.1)
            f"SUMMARY:{text(one.title)}",
            f"DESCRIPTION:{text(one.about)}",
            f"URL:{one.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return b"".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def text(given: str) -> str:
    """A value of type TEXT (3.3.11): nothing in it ends it or begins another."""
    plain = _CONTROLS.sub("", given.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def folded(line: str) -> bytes:
    """A line, broken where it is too long (3.1), never inside a character."""
    out, row = b"", b""
    for char in line:
        octets = char.encode("utf8", "replace")
        if len(row) + len(octets) > LONGEST:
            out, row = out + row + b"\r\n", b" "
        row += octets
    return out + row + b"\r\n"
