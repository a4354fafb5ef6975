"""OPML: a list of feeds. It holds no reports; ``feeds`` gives what ``depesje watch`` follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesje.errors import Problem
from depesje.intake.formats import xml
from depesje.intake.formats.entry import one_line
from depesje.intake.identity import canonical_url
from depesje.intake.origin import MANY, Origin
from depesje.records import Report


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of a list: its address, and what the list calls it."""

    url: str
    title: str | None = None


def fits(data: bytes, origin: Origin) -> bool:
    """Whether the outermost element is OPML's."""
    return xml.root_name(data) == "opml"


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """No report, and why not."""
    try:
        found = len(feeds(data, origin.charset))
    except xml.XmlError as error:
        yield Problem(origin.name, str(error))
    else:
        yield Problem(origin.name, f"a list of {found} feeds, not reports; 'depesje watch' follows them")


def feeds(data: bytes, declared: str | None = None) -> tuple[Feed, ...]:
    """The feeds in this list, each address once, in order. Raises ``XmlError`` where it cannot be read."""
    found: dict[str, Feed] = {}
    for outline in xml.parse(data, declared).root.iter("outline"):
        given = {name.lower(): value for name, value in outline.attrib.items()}
        url = canonical_url(given.get("xmlurl", ""))
        if url and len(found) < MANY:
            found.setdefault(url, Feed(url, one_line(given.get("title") or given.get("text"))))
    return tuple(found.values())
