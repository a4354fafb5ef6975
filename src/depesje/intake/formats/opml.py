"""OPML: a list of feeds. It holds no reports; ``depesje watch`` follows what is in it (``intake/feeds.py``)."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.errors import Problem
from depesje.intake.feeds import feeds
from depesje.intake.formats import xml
from depesje.intake.origin import Origin
from depesje.records import Report


def fits(data: bytes, origin: Origin) -> bool:
    """Whether the outermost element is OPML's."""
    return xml.root_name(data) == "opml"


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """No report, and why not."""
    found = sum(1 for _ in feeds(data, origin))
    feed = "feed" if found == 1 else "feeds"
    yield Problem(origin.name, f"a list of {found} {feed}, not reports; 'depesje watch' follows them")
