"""Markdown, and text with front matter: what stands between the lines of dashes is metadata, the rest the report.

Of Markdown's marks those go that would stand in the way of reading: of headings, emphasis, links and pictures. A line that
begins with a dash stays, as that is how a Norwegian report quotes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from depesje.errors import Problem
from depesje.intake import charset, dates
from depesje.intake.formats import prose, rows
from depesje.intake.formats.entry import Entry, report
from depesje.intake.origin import Origin
from depesje.records import Report

KINDS = frozenset({".md", ".markdown", ".mdown"})
_MEDIA = frozenset({"text/markdown", "text/x-markdown"})
_FRONT = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.{0,20000}?)\r?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_KEY = re.compile(r"([A-Za-zÆØÅæøå][\w -]{0,40}?)\s*:(?:\s+(.*)|\s*)$")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$", re.MULTILINE)
_FIRST = re.compile(r"\s*+(?:(#[ \t]++.*+)|(\S.*+)\n=+[ \t]*+\r?)\n")
_UNDERLINED = re.compile(r"^(\S.*)\n(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_TARGET = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)"
_PICTURE = re.compile(rf"!\[[^\]\n]{{0,500}}\]{_TARGET}")
_LINK = re.compile(rf"\[([^\]\n]{{1,500}})\](?:{_TARGET}|\[[^\]\n]{{0,100}}\])")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]+\S.*$", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1")
_STRESSED = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^\n*_]{1,500}?)(?<=[^\s*_])\1(?![\w*_])")
_QUOTED = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def fits(data: bytes, origin: Origin) -> bool:
    """Whether this is called Markdown, or begins with front matter that names a report's fields."""
    if origin.kind in KINDS or origin.media in _MEDIA:
        return True
    if not data[:8].removeprefix(b"\xef\xbb\xbf").startswith((b"---", b"+++")):
        return False
    start = charset.decode(data[:20_500])
    found = _FRONT.match(start.text) if start else None
    return found is not None and bool(rows.fields(_front(found[1], found[2])))


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The one report in this text."""
    decoded = charset.decode(data, origin.charset)
    if decoded is None:
        yield Problem(origin.name, "binary file, not a report")
        return
    if not decoded.text.strip():
        yield Problem(origin.name, "empty")
        return
    found = _FRONT.match(decoded.text)
    said = _front(found[1], found[2]) if found else {}
    written = decoded.text[found.end() :] if found else decoded.text
    body = plain(written)
    head, _ = dates.head(body)
    entry = rows.entry(said, rows.fields(said), guessed=decoded.guessed)
    entry = replace(entry, title=entry.title or _title(written))
    yield report(_with_body(entry, body, head, origin), origin)


def plain(text: str) -> str:
    """A text without Markdown's marks, its paragraphs as they stood."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for pattern, kept in (
        (_FENCE, ""), (_PICTURE, ""), (_REFERENCE, ""), (_UNDERLINED, r"\1"), (_RULE, ""), (_QUOTED, ""),
        (_HEADING, _heading), (_LINK, r"\1"), (_STRONG, r"\2"), (_STRESSED, r"\2"), (_ESCAPED, r"\1"),
    ):  # fmt: skip
        text = pattern.sub(kept, text)
    return prose.tidy(text)


def _heading(found: re.Match[str]) -> str:
    """What a heading says, without the marks that may close it, too."""
    return found[1].rstrip().rstrip("#").rstrip()


def _title(written: str) -> str | None:
    """The heading of the first rank that a text begins with."""
    found = _FIRST.match(written)
    return plain(found[1] or found[2]).strip() if found else None


def _with_body(entry: Entry, body: str, head: str | None, origin: Origin) -> Entry:
    return replace(
        entry,
        text=prose.without_title(body, entry.title),
        url=entry.url or origin.url,
        published=entry.published or head,
        evidence="text",
    )


def _front(mark: str, text: str) -> dict[str, Any]:
    """The fields of front matter: TOML between plus signs, between dashes lines ``key: value`` and lists."""
    if mark == "+++":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return {}
    found: dict[str, Any] = {}
    last = None
    for line in text.splitlines():
        if last and line.lstrip().startswith("- ") and not isinstance(found[last], str):
            found[last].append(_bare(line.lstrip()[2:]))
        elif key := _KEY.match(line):
            last, value = key[1], (key[2] or "").strip()
            if not value:
                found[last] = []
            elif value.startswith("[") and value.endswith("]"):
                found[last] = [_bare(one) for one in value[1:-1].split(",")]
            else:
                found[last] = _bare(value)
    return found


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.partition(" #")[0].rstrip()
