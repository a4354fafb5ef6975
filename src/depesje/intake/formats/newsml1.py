"""NewsML 1, which some agencies still send: the articles in its ``NewsItem`` elements."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

from depesje.errors import Problem
from depesje.intake.credit import agency
from depesje.intake.formats import nitf, prose, when, xml
from depesje.intake.formats.entry import Entry, genre, report
from depesje.intake.origin import MANY, Origin, too_many
from depesje.records import Report


def fits(data: bytes, origin: Origin) -> bool:
    """Whether the outermost element is NewsML 1's."""
    return xml.root_name(data) == "newsml"


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The articles in this document."""
    try:
        tree = xml.parse(data, origin.charset)
    except xml.XmlError as error:
        yield Problem(origin.name, str(error))
        return
    items = tree.root.findall("NewsItem")[: MANY + 1]
    if not items:
        yield Problem(origin.name, "NewsML without items")
    for number, item in enumerate(items[:MANY], start=1):
        place = origin if len(items) == 1 else origin.entry(number)
        entry = _entry(item, guessed=tree.guessed)
        yield report(entry, place) if entry.text else Problem(place.name, "a news item without text")
    if len(items) > MANY:
        yield Problem(origin.name, too_many())


def _entry(item: Any, *, guessed: bool) -> Entry:
    """What this item says: its fullest text, and the lines and names beside it."""
    inner = [
        nitf.entry(one)
        for one in item.iter("nitf", "body")
        if one.tag == "nitf" or one.find("body.content") is not None
    ]
    texts = [
        *(one.text for one in inner),
        *(_content(one) for one in item.iter("DataContent") if one.find(".//nitf") is None),
    ]
    text = max(texts, key=len, default="")
    first = max(inner, key=lambda one: len(one.text), default=Entry(""))
    provider = _formal(item, ".//AdministrativeMetadata/Provider/Party")
    source = _formal(item, ".//AdministrativeMetadata/Source/Party")
    sender = xml.said(item, "Identification/NewsIdentifier/ProviderId")
    byline = xml.said(item, ".//NewsLines/ByLine")
    title = xml.said(item, ".//NewsLines/HeadLine") or first.title
    credited = agency(xml.said(item, ".//NewsLines/CreditLine"), provider, source, sender) or first.agency
    return replace(
        first,
        text=prose.without_title(text, title),
        title=title,
        guid=xml.said(item, "Identification/NewsIdentifier/PublicIdentifier") or first.guid,
        publisher=provider or source or first.publisher or sender,
        agency=credited,
        genre=genre(credited),
        authors=(byline,) if byline else first.authors,
        published=_date(item, "FirstCreated") or first.published,
        modified=_date(item, "ThisRevisionCreated"),
        language=_formal(item, ".//DescriptiveMetadata/Language") or item.get(xml.LANG) or first.language,
        guessed=guessed,
    )


def _content(content: Any) -> str:
    """The running text of an item's data: elements, or HTML or plain text as characters."""
    return prose.from_element(deepcopy(content)) if len(content) else prose.from_either(content.text or "")


def _date(item: Any, name: str) -> str | None:
    return when.iso(xml.said(item, f"NewsManagement/{name}"))


def _formal(item: Any, path: str) -> str | None:
    return next(
        (name for one in item.iterfind(path) if (name := (one.get("FormalName") or "").strip())), None
    )
