"""NITF, the News Industry Text Format of IPTC: an article with its head, alone or inside NewsML-G2 or ninjs."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from depesje.errors import Problem
from depesje.intake.credit import agency
from depesje.intake.formats import prose, when, xml
from depesje.intake.formats.entry import Entry, genre, report
from depesje.intake.origin import Origin
from depesje.records import Report


def fits(data: bytes, origin: Origin) -> bool:
    """Whether the outermost element is NITF's."""
    return xml.root_name(data) == "nitf"


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The article in this document."""
    try:
        tree = xml.parse(data, origin.charset)
    except xml.XmlError as error:
        yield Problem(origin.name, str(error))
    else:
        yield report(entry(tree.root, guessed=tree.guessed), origin)


def entry(root: Any, *, guessed: bool = False) -> Entry:
    """What this ``nitf`` element says of its article."""
    issued = _norm(root, ".//docdata/date.issue") or _norm(root, ".//docdata/date.release")
    distributor = xml.said(root, ".//distributor")
    source = _attribute(root, ".//docdata/du-key", "generic") or distributor
    registrar = _attribute(root, ".//docdata/doc-id", "regsrc")
    credited = agency(distributor, xml.said(root, ".//byline"), source, registrar)
    return Entry(
        text=text(root),
        title=xml.said(root, ".//hedline/hl1") or xml.said(root, ".//head/title"),
        url=_attribute(root, ".//head/pubdata", "ex-ref"),
        guid=_attribute(root, ".//docdata/doc-id", "id-string"),
        publisher=registrar or distributor,
        agency=credited,
        genre=genre(credited),
        authors=tuple(_authors(root)),
        published=issued or _attribute(root, ".//head/pubdata", "date.publication", dated=True),
        modified=_date(root.get("change.date")),
        language=root.get(xml.LANG) or root.get("baselang"),
        guessed=guessed,
    )


def text(root: Any) -> str:
    """The running text of the article; its lead stands before it where that is kept in the head."""
    body = root.find(".//body.content")
    holder = body if body is not None else root.find(".//body")
    return prose.from_element(deepcopy(holder)) if holder is not None else ""


def _authors(root: Any) -> Iterator[str]:
    for byline in root.iterfind(".//byline"):
        people = [xml.said(one, ".") for one in byline.iterfind("person")]
        # A title (``byttl``) is no part of the name before it.
        names = people or ["".join(byline.xpath("text()"))]
        yield from (" ".join(name.split()) for name in names if name and name.strip())


def _norm(root: Any, path: str) -> str | None:
    return _attribute(root, path, "norm", dated=True)


def _attribute(root: Any, path: str, name: str, *, dated: bool = False) -> str | None:
    for element in root.iterfind(path):
        if value := (element.get(name) or "").strip():
            return _date(value) if dated else value
    return None


def _date(value: str | None) -> str | None:
    return when.iso(value) if value else None
