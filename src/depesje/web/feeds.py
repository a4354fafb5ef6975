"""What a kept search finds as a feed (Atom, RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from depesje.ledger.dates import bounds
from depesje.ledger.rows import MatterRow, ReportRow, SaidRow, SearchRow
from depesje.ledger.users import SavedSearch
from depesje.web.languages import Words
from depesje.web.rendering import address
from depesje.web.visiting import settings_of, visit_of

ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(request: Request, search: SavedSearch, rows: Sequence[Any]) -> bytes:
    """A feed of rows; its ids stay the same whatever name the pages are served under."""
    base = f"{'https' if settings_of(request).secure else 'http'}://{request.headers.get('host', '')}"
    words = visit_of(request).words
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(feed, "title", search.name)
    _add(feed, "id", f"urn:depesje:search:{search.number}:{search.since}")
    entries = [_entry(row, words) for row in rows if row is not None]
    _add(feed, "updated", max((entry[3] for entry in entries), default=search.since))
    author = etree.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", "Depesje")
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=f"{base}{request.url.path}")
    for id, title, text, updated, path in entries:
        entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "title", title)
        _add(entry, "id", f"urn:depesje:{search.number}:{id}")
        _add(entry, "updated", updated)
        etree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=f"{base}{path}")
        _add(entry, "summary", text)
    done: bytes = etree.tostring(feed, xml_declaration=True, encoding="UTF-8")
    return done


def _entry(row: Any, words: Words) -> tuple[str, str, str, str, str]:
    if isinstance(row, SaidRow):
        who = words.called(row.speaker) or row.surface or words.say("Somebody")
        title = f"{who} {words.term('act', row.act)}{' → ' + ', '.join(map(words.called, row.to)) if row.to else ''}"
        return row.id, title, " … ".join(row.words), _updated(row.published), f"/record/{row.id}"
    if isinstance(row, MatterRow):
        who = ", ".join(map(words.called, row.by)) or words.say("Somebody")
        title = f"{words.term('matter', row.kind)}: {who}, {words.term('status', row.status)}"
        moved = row.moves[-1].when if row.moves else row.published
        return (
            f"{row.id}:{row.status}",
            title,
            row.gist,
            _updated(moved or row.published),
            f"/record/{row.id}",
        )
    if isinstance(row, ReportRow):
        return (
            row.id,
            row.title or row.id,
            row.publisher or "",
            _updated(row.published),
            address("/report", id=row.id),
        )
    assert isinstance(row, SearchRow)
    return (
        row.report,
        row.title or row.report,
        row.snippet,
        _updated(row.published),
        address("/report", id=row.report),
    )


def _updated(when: str | None) -> str:
    """A moment as feeds need one: the end of what a date names, or of time known for none."""
    found = bounds(when)
    day = found.latest or found.earliest if found else None
    moment = f"{day[:19]}Z" if day and day[:4] <= "9000" else "1970-01-01T00:00:00Z"
    return min(moment, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _add(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = _NO_XML.sub("\ufffd", text)
