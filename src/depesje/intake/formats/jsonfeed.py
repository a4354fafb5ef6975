"""JSON Feed, versions 1 and 1.1: one report an item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesje.errors import Problem
from depesje.intake.formats import prose, when
from depesje.intake.formats.entry import Entry, report
from depesje.intake.identity import plain_url
from depesje.intake.origin import MANY, NO_ENTRIES, Origin, too_many
from depesje.records import Report


def is_feed(value: Any) -> bool:
    """Whether this JSON is a feed."""
    return isinstance(value, dict) and "jsonfeed.org/version/" in str(value.get("version", ""))[:100]


def read(feed: dict[str, Any], origin: Origin, *, guessed: bool) -> Iterator[Report | Problem]:
    """The items of this feed, in its order."""
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        yield Problem(origin.name, NO_ENTRIES)
        return
    for number, item in enumerate(items[:MANY], start=1):
        place = origin.entry(number)
        yield (
            report(_entry(item, feed, guessed=guessed), place)
            if isinstance(item, dict)
            else Problem(place.name, "no item of a feed")
        )
    if len(items) > MANY:
        yield Problem(origin.name, too_many(len(items)))


def _entry(item: dict[str, Any], feed: dict[str, Any], *, guessed: bool) -> Entry:
    html, text, summary = (_string(item.get(name)) for name in ("content_html", "content_text", "summary"))
    body = (
        (prose.from_html(html) if html else "") or prose.tidy(text or "") or prose.from_either(summary or "")
    )
    url, guid = _string(item.get("url")), item.get("id")
    return Entry(
        text=body,
        title=_string(item.get("title")),
        url=plain_url(url or (guid if isinstance(guid, str) else "")),
        guid=str(guid) if isinstance(guid, str | int) else None,
        publisher=_string(feed.get("title")),
        authors=tuple(_authors(item) or _authors(feed)),
        published=when.iso(item.get("date_published")),
        modified=when.iso(item.get("date_modified")),
        language=_string(item.get("language")) or _string(feed.get("language")),
        guessed=guessed,
    )


def _authors(holder: dict[str, Any]) -> list[str]:
    """Names as version 1.1 lists them, and version 1 has one."""
    listed = holder.get("authors")
    found = [*(listed if isinstance(listed, list) else []), holder.get("author")]
    return [name for one in found if isinstance(one, dict) and (name := _string(one.get("name")))]


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
