"""What is known for something that is not read, and says so, rather than being read as plain text with its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesje.errors import Problem
from depesje.intake.formats import xml
from depesje.intake.origin import Origin
from depesje.records import Report

_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")
_MAGIC = {
    b"{\\rtf": "a rich text file (RTF); save it as text, HTML or PDF",
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as text, HTML or PDF",
    b"filedesc://": "an ARC archive; convert it to WARC",
}
_MISNAMED = frozenset({".xml", ".rss", ".atom", ".rdf", ".opml", ".nitf", ".newsml"})


def fits(data: bytes, origin: Origin) -> bool:
    """Whether this is XML that nothing else here reads, or a kind of file that is known by its first bytes."""
    return data.startswith(tuple(_MAGIC)) or _XML.match(data[:200]) is not None or _is_xml(data, origin)


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """Why there is no report."""
    for mark, what in _MAGIC.items():
        if data.startswith(mark):
            yield Problem(origin.name, what)
            return
    name = xml.root_name(data)
    what = f"XML of an unknown kind (<{name[:40]}>)" if name else "damaged XML"
    yield Problem(origin.name, f"{what}; read are RSS, Atom, OPML, NITF and NewsML")


def _is_xml(data: bytes, origin: Origin) -> bool:
    return origin.kind in _MISNAMED and data[:200].lstrip().startswith(b"<")
