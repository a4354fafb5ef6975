"""Wire transmissions as agencies' lines carried them (IPTC 7901, ANPA 1312): a header, the text, and marks between them.

A message begins with the character SOH, its text with STX and ends with ETX. The lines of the header and those that are
marked for editors go; the headline becomes the title, and the text's lines are put together to paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesje.errors import Problem
from depesje.intake import charset
from depesje.intake.credit import agency
from depesje.intake.formats import prose
from depesje.intake.formats.entry import Entry, report
from depesje.intake.origin import MANY, Origin, too_many
from depesje.records import Report

_BEGINS = re.compile(rb"[\x16\s]{0,20}\x01[^\x02]{1,500}\x02", re.DOTALL)
_MESSAGE = re.compile(r"\x01([^\x01\x02]*)\x02([^\x03\x01]*)")
_MARKED = re.compile(r"\^(.*?)[<=]?")
_HEADLINE = re.compile(r"^(.{10,200}?) ?=$")
_BY = re.compile(r"(?i)^(?:by|von|av) ([^\d]{3,80}?)[=,<]?$")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def fits(data: bytes, origin: Origin) -> bool:
    """Whether a message's header begins here."""
    return _BEGINS.match(data[:600]) is not None


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The messages in this transmission."""
    # Lines of teletype are in an 8-bit charset; UTF-8 is tried first all the same.
    decoded = charset.decode(_printed(data), origin.charset)
    if decoded is None:
        yield Problem(origin.name, "binary file, not a report")
        return
    found = list(_MESSAGE.finditer(decoded.text))
    for number, message in enumerate(found[:MANY], start=1):
        place = origin if len(found) == 1 else origin.entry(number, "message")
        yield report(_entry(message[1], message[2], guessed=decoded.guessed), place)
    if len(found) > MANY:
        yield Problem(origin.name, too_many(len(found)))


def _printed(data: bytes) -> bytes:
    """The bytes without the marks that say nothing of where a text begins and ends."""
    return data.translate(
        None, b"\x00\x04\x05\x06\x07\x08\x0b\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1c\x1d\x1e\x1f"
    )


def _entry(header: str, text: str, *, guessed: bool) -> Entry:
    lines = _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    marked = [found[1].strip() for line in lines[:12] if (found := _MARKED.fullmatch(line.rstrip()))]
    lines = [line for line in lines if not line.startswith("^")]
    title = marked[1] if len(marked) > 1 else marked[0] if marked else None
    headline = next((index for index, line in enumerate(lines[:6]) if _HEADLINE.match(line.strip())), None)
    if headline is not None:
        title = lines[headline].strip().rstrip("= ")
        lines = lines[headline + 1 :]
    by = next((found[1] for line in (*marked, *lines[:2]) if (found := _BY.match(line.strip()))), None)
    body = prose.unwrapped("\n".join(_parted(lines)))
    return Entry(
        text=body,
        title=title,
        agency=agency(header, *marked, body[:200]),
        authors=(by,) if by else (),
        genre="wire",
        guessed=guessed,
    )


def _parted(lines: list[str]) -> Iterator[str]:
    """The lines, with a blank one where an indented line begins a paragraph."""
    for line in lines:
        if line[:1] in " \t" and line.strip():
            yield ""
        yield line.strip()
