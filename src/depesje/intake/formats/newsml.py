"""NewsML-G2 of IPTC: the articles in a news item, a package or a message; what else may be in one is refused by name.

Read are the specification's ``newsItem`` (alone, or in a ``newsMessage``), with its text as NITF, XHTML, or plain; where a
news item has none, its description. Items with pictures, sound, films or graphics hold no report.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

from depesje.errors import Problem
from depesje.intake.credit import agency
from depesje.intake.formats import nitf, prose, when, xml
from depesje.intake.formats.entry import WITHDRAWN, Entry, genre, one_line, report, withdrawn
from depesje.intake.origin import MANY, Origin, too_many
from depesje.records import Report, Reservation

_ROOTS = frozenset(
    {"newsitem", "packageitem", "newsmessage", "conceptitem", "knowledgeitem", "planningitem", "catalogitem"}
)
_NAMES = {
    "packageItem": "a package that points to other items and holds no text",
    "conceptItem": "a concept (a person, place or term), not news",
    "knowledgeItem": "a vocabulary, not news",
    "planningItem": "a plan of coverage, not news",
    "catalogItem": "a catalogue of vocabularies, not news",
}
_OTHERS = ("picture", "graphic", "audio", "video", "still", "animated", "composite")


def fits(data: bytes, origin: Origin) -> bool:
    """Whether the outermost element is one of NewsML-G2's items."""
    return xml.root_name(data) in _ROOTS


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The articles in this item or message."""
    try:
        tree = xml.parse(data, origin.charset)
    except xml.XmlError as error:
        yield Problem(origin.name, str(error))
        return
    if tree.root.tag != "newsMessage":
        yield _item(tree.root, origin, guessed=tree.guessed)
        return
    number = 0
    for number, item in enumerate(tree.root.iterfind("itemSet/*"), start=1):
        if number > MANY:
            yield Problem(origin.name, too_many())
            return
        yield _item(item, origin.entry(number), guessed=tree.guessed)
    if not number:
        yield Problem(origin.name, "a message without items")


def _item(item: Any, origin: Origin, *, guessed: bool) -> Report | Problem:
    if item.tag != "newsItem":
        return Problem(origin.name, _NAMES.get(item.tag, f"'{item.tag}', no item of NewsML-G2"))
    status = _end(_attribute(item, "itemMeta/pubStatus", "qcode", "uri"))
    if status in WITHDRAWN:
        return Problem(origin.name, withdrawn(status))
    entry = _entry(item, guessed=guessed)
    if entry.text.strip():
        return report(entry, origin)
    kind = _end(_attribute(item, "itemMeta/itemClass", "qcode", "uri"))
    what = f"an item of the class '{kind[:40]}'" if kind in _OTHERS else "a news item"
    return Problem(origin.name, f"{what} without text")


def _end(code: str) -> str:
    """What a code says, without the scheme that it is from: ``picture`` of ``ninat:picture``."""
    return one_line(code.rpartition(":")[2].rpartition("/")[2]) or ""


def _entry(item: Any, *, guessed: bool) -> Entry:
    """What this news item says; what its own NITF says where that is silent."""
    within = item.find("contentSet/inlineXML/nitf")
    inner = nitf.entry(within) if within is not None else Entry("")
    meta = item.find("contentMeta")
    meta = meta if meta is not None else item
    provider = _named(item, "itemMeta/provider")
    credit = xml.said(meta, "creditline")
    source = next(filter(None, (_named(meta, "infoSource"), _named(meta, "creator"))), None)
    credited = agency(credit, xml.said(meta, "by"), provider, source) or inner.agency
    title = xml.said(meta, "headline") or xml.said(item, "itemMeta/title") or inner.title
    return replace(
        inner,
        text=prose.without_title(_text(item, meta, inner), title),
        title=title,
        url=_address(item) or inner.url,
        guid=item.get("guid") or inner.guid,
        publisher=provider or inner.publisher,
        agency=credited,
        authors=tuple(_authors(meta)) or inner.authors,
        published=_date(item, meta) or inner.published,
        modified=when.iso(xml.said(meta, "contentModified") or xml.said(item, "itemMeta/versionCreated")),
        language=_attribute(meta, "language", "tag") or item.get(xml.LANG) or inner.language,
        reserved=_reserved(item),
        genre=genre(credited),
        guessed=guessed,
    )


def _text(item: Any, meta: Any, inner: Entry) -> str:
    """The item's text in the fullest of its forms, else its description."""
    found = [inner.text]
    for content in item.iterfind("contentSet/inlineXML"):
        if content.find("nitf") is None and next(content.iter("p", "P"), None) is not None:
            body = next(content.iter("body"), content)
            found.append(prose.from_element(deepcopy(body)))
    for content in item.iterfind("contentSet/inlineData"):
        kind = content.get("contenttype", "")
        if content.get("encoding") is None and (not kind or kind.startswith("text/")):
            found.append(prose.from_either("".join(content.itertext())))
    fullest = max(found, key=len)
    return fullest or ("" if _is_media(item) else prose.tidy(xml.said(meta, "description") or ""))


def _is_media(item: Any) -> bool:
    kind = _attribute(item, "itemMeta/itemClass", "qcode", "uri")
    return kind.endswith(_OTHERS)


def _date(item: Any, meta: Any) -> str | None:
    """When this came out: first made public, else its content's date, else this version's."""
    for holder, path in (
        (item, "itemMeta/firstCreated"),
        (meta, "contentCreated"),
        (item, "itemMeta/versionCreated"),
    ):
        if found := when.iso(xml.said(holder, path)):
            return found
    return None


def _authors(meta: Any) -> Iterator[str]:
    if by := xml.said(meta, "by"):
        yield by
        return
    for creator in meta.iterfind("creator"):
        if name := xml.said(creator, "name"):
            yield name


def _named(holder: Any, path: str) -> str | None:
    """The name of a party: as written, as a literal, or the end of its code."""
    for party in holder.iterfind(path):
        code = party.get("qcode") or ""
        if (
            name := xml.said(party, "name")
            or party.get("literal")
            or code.partition(":")[2]
            or party.get("uri")
        ):
            return str(name)
    return None


def _address(item: Any) -> str | None:
    for link in item.iterfind("itemMeta/link"):
        rel = (link.get("rel") or "").rpartition(":")[2].lower()
        href = link.get("href") or ""
        if rel in ("canonical", "alternate", "self", "permalink") and href.startswith("http"):
            return str(href)
    return None


def _reserved(item: Any) -> Reservation | None:
    """What the rights of an item say of text and data mining: ``dataMining``, from version 2.34."""
    for mining in item.iterfind("rightsInfo/dataMining"):
        said = (mining.get("qcode") or mining.get("uri") or "").lower()
        if "prohibited" in said:
            return Reservation("meta", f"newsml dataMining={said.rpartition('/')[2]}"[:80])
    return None


def _attribute(holder: Any, path: str, *names: str) -> str:
    element = holder.find(path)
    if element is None:
        return ""
    return next((value for name in names if (value := (element.get(name) or "").strip())), "")
