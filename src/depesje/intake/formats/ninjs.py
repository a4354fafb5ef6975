"""ninjs of IPTC, versions 1, 2 and 3, whose names differ: ``body_xhtml``, ``bodies`` with ``contenttype``, ``contentType``.

Read are items that have text, alone, in a list, in the wrappers that agencies put around them, or associated with an item
that has none. Pictures, sound, films, events and the like hold no report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesje.errors import Problem
from depesje.intake.credit import agency
from depesje.intake.formats import nitf, prose, when, xml
from depesje.intake.formats.entry import WITHDRAWN, Entry, genre, one_line, report, withdrawn
from depesje.intake.origin import Origin
from depesje.records import Report

_DEEP = 4
_MARKS = frozenset(
    "versioncreated firstcreated pubstatus representationtype bodies headlines descriptions altids rightsinfo associations "
    "renditions trustindicator trustindicators eventdetails usageterms subjects subject genres genre places place people "
    "person organisations organisation links".split()
)
_LEADS = ("lead", "ingress", "standfirst", "intro")
_MEDIA = ("picture", "audio", "video", "graphic", "component", "event", "planning", "infographics")


def items(value: Any, deep: int = _DEEP) -> Iterator[dict[str, Any]]:
    """The ninjs items in this JSON, in order; none where there are none."""
    if isinstance(value, dict):
        item = {str(name).lower(): inner for name, inner in value.items()}
        if is_item(item):
            yield item
            return
    if deep and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from items(inner, deep - 1)


def is_item(item: dict[str, Any]) -> bool:
    """Whether this object, its names in small letters, is an item of ninjs."""
    # Some systems call it by its older name.
    if not isinstance(item.get("uri", item.get("guid")), str):
        return False
    standard = item.get("standard", item.get("$standard"))
    named = isinstance(standard, dict) and "ninjs" in f"{standard.get('name')} {standard.get('schema')}"
    return named or any(mark in item for mark in _MARKS) or any(key.startswith("body_") for key in item)


def read(item: dict[str, Any], origin: Origin, *, guessed: bool) -> Iterator[Report | Problem]:
    """The report of this item, else those that are associated with it, else why there is none."""
    entry = _entry(item, guessed=guessed)
    kind = one_line(item.get("type")) or "item"
    if (status := item.get("pubstatus")) in WITHDRAWN:
        yield Problem(origin.name, withdrawn(status))
    elif entry.text.strip() and kind not in _MEDIA:
        yield report(entry, origin)
    else:
        within = [
            one for one in items(item.get("associations")) if one.get("type") in ("text", "composite", None)
        ]
        if not within:
            yield Problem(origin.name, f"ninjs of the type '{kind[:40]}' without text")
        for number, one in enumerate(within, start=1):
            yield report(_entry(one, guessed=guessed), origin.entry(number, "association"))


def _entry(item: dict[str, Any], *, guessed: bool) -> Entry:
    title = _first(item, "headline", "headlines") or _word(item.get("title"))
    by = _word(item.get("byline")) or _word(item.get("by"))
    sources = [
        _word(one.get("name")) for name in ("infosource", "infosources") for one in _objects(item.get(name))
    ]
    holder = _word(item.get("copyrightholder"))
    publisher = (
        holder
        or _word(item.get("provider"))
        or _word(item.get("source"))
        or next(filter(None, sources), None)
    )
    created = [when.iso(item.get(name)) for name in ("firstcreated", "contentcreated", "versioncreated")]
    credited = agency(_word(item.get("creditline")), by, holder, *sources)
    uri = str(item.get("uri", item.get("guid")))
    return Entry(
        text=prose.without_title(_text(item), title),
        title=title,
        url=uri if uri.startswith("http") else None,
        guid=uri,
        publisher=publisher,
        agency=credited,
        genre=genre(credited),
        authors=(by,) if by else (),
        published=next(filter(None, created), None),
        modified=created[-1],
        language=_word(item.get("language")),
        guessed=guessed,
    )


def _text(item: dict[str, Any]) -> str:
    """The body with its lead before it, else the description."""
    described = dict(_values(item, "description", "descriptions"))
    body = _fullest(list(_values(item, "body", "bodies")))
    if not body:
        return _fullest(list(described.items())) if item.get("type") not in _MEDIA else ""
    lead = next((_running(role, described[role]) for role in described if role.startswith(_LEADS)), "")
    return body if lead.strip() in body else lead + body


def _fullest(bodies: list[tuple[str, str]]) -> str:
    """Of the same text in several forms the one with paragraphs, unless it is a mere part."""
    texts = [(not role.startswith("text"), _running(role, value)) for role, value in bodies]
    longest = max((len(text) for _, text in texts), default=0)
    return next(
        (text for _, text in sorted(texts, reverse=True, key=lambda one: one[0]) if 2 * len(text) >= longest),
        "",
    )


def _running(role: str, value: str) -> str:
    if "nitf" in role and "<nitf" in value[:1000]:
        try:
            return nitf.text(xml.parse_text(value))
        except xml.XmlError:
            return ""
    if role.startswith(("tt", "xml")):
        return ""  # An agency's own markup, beside the same text in a known one.
    return prose.from_either(value)


def _values(item: dict[str, Any], single: str, plural: str) -> Iterator[tuple[str, str]]:
    """(what kind, value) of a field in any version; kinds are ``html``, ``text``, ``lead`` and the like."""
    for name, value in item.items():
        if name.startswith(f"{single}_") and isinstance(value, str):
            yield name.removeprefix(f"{single}_"), value
        elif name == single and isinstance(value, str):
            yield "", value
    for one in _objects(item.get(plural)):
        if isinstance(one.get("value"), str):
            kind = str(one.get("contenttype") or "").lower()
            role = str(one.get("role") or "").lower()
            yield (
                ("html " if "html" in kind else "text " if kind == "text/plain" and role != "lead" else "")
                + role,
                one["value"],
            )


def _first(item: dict[str, Any], single: str, plural: str) -> str | None:
    """A field of one line: as it is called alone, else the main one of its list, else the first."""
    if found := _word(item.get(single)):
        return found
    listed = [one for one in _objects(item.get(plural)) if _word(one.get("value"))]
    main = [one for one in listed if one.get("role") == "main"]
    return _word((main or listed)[0].get("value")) if listed else None


def _objects(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        return []
    return [
        {str(name).lower(): inner for name, inner in one.items()} for one in value if isinstance(one, dict)
    ]


def _word(value: Any) -> str | None:
    return (prose.from_either(value).strip() or None) if isinstance(value, str) else None
