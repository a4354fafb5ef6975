"""What a page says of itself in data for machines: JSON-LD and meta elements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

_ARTICLES = ("article", "blogposting", "report", "webpage", "posting")
_LIVE = "liveblogposting"
_LONGEST, _MANY = 300, 5000
Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Data:
    """``objects`` are all JSON-LD objects of a page, ``article`` the one that describes its article (empty where none does);
    ``meta`` has the meta elements by their name in small letters, each with all that it says.
    """

    objects: tuple[Object, ...] = ()
    article: Object = field(default_factory=dict)
    meta: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, *names: str) -> str | None:
        """What the first of these meta elements says that is there."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def all(self, *names: str) -> Iterator[str]:
        """All that these meta elements say."""
        for name in names:
            yield from self.meta.get(name, ())

    def kinds(self) -> str:
        """What kinds of thing the article is said to be, in small letters."""
        return kinds(self.article)

    @property
    def about(self) -> str | None:
        """What the page says in a few words of its article."""
        return text(self.article.get("description")) or self.first(
            "og:description", "description", "dc.description"
        )

    @property
    def live(self) -> Object | None:
        """The object that describes a live blog."""
        return next((one for one in self.objects if _LIVE in kinds(one)), None)


def data(tree: Any) -> Data:
    """The data for machines in this page; what is broken is passed over."""
    objects = tuple(one for script in tree.iter("script") for one in _objects(script))
    return Data(objects, next(_articles(objects), {}), _meta(tree))


def kinds(one: Object) -> str:
    """What kinds of thing an object is said to be, in small letters."""
    found = one.get("@type")
    return " ".join(map(str, found)).lower() if isinstance(found, list) else str(found or "").lower()


def names(value: object) -> Iterator[tuple[str, str]]:
    """The names of persons and organizations in a value of JSON-LD, each with its kind in small letters."""
    waiting = [value]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one, *waiting][:_MANY]
        elif isinstance(one, dict):
            name = one.get("name")
            if isinstance(name, list):
                waiting = [*({**one, "name": each} for each in name), *waiting][:_MANY]
            elif found := text(name):
                yield found, kinds(one)
        elif found := text(one):
            yield found, ""


def text(value: object) -> str | None:
    """A value as a short text on one line; None where it is none."""
    if not isinstance(value, str):
        return None
    printable = "".join(char for char in value if char.isprintable() or char.isspace())
    return " ".join(printable.split())[:_LONGEST] or None


def _objects(script: Any) -> Iterator[Object]:
    if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
        return
    try:
        waiting = [json.loads(_bare(script.text or ""), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MANY):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            yield one
            waiting.extend((one.get("@graph"), one.get("mainEntity")))


def _bare(script: str) -> str:
    """The JSON without the comment or CDATA marks that some pages put around it."""
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    return (
        script.removeprefix("//<![CDATA[")
        .removeprefix("<![CDATA[")
        .removesuffix("//]]>")
        .removesuffix("]]>")
        .strip(" \n;")
    )


def _articles(objects: Iterable[Object]) -> Iterator[Object]:
    """The objects that describe an article; the page itself comes last."""
    for kind in _ARTICLES:
        yield from (one for one in objects if kind in kinds(one))


def _meta(tree: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        content = text(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return {name: tuple(values) for name, values in found.items()}
