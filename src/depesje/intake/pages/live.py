"""The entries of a live blog: as its data for machines tell them, else as the page sets them one below the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from depesje.intake.pages.lines import kind_of
from depesje.intake.pages.marks import is_marked
from depesje.intake.pages.structured import Data, Object, names, text
from depesje.intake.pages.tree import PageError, is_markup, lines, parsed, text_of

_UNFIT = re.compile(r"[^\w.:-]+")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[.:][0-5]\d(?!\d)")
_PASSED_OVER = frozenset(
    "aside button figure footer form iframe nav script select style svg template textarea time".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_NAMED = ("id", "data-post-id", "data-id", "data-entry-id", "data-key", "name")
_FEWEST, _SHORTEST, _MOST = 2, 15, 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it is called on its page, its title and text, and when it was published, as written there."""

    name: str
    title: str | None
    text: str
    published: str | None
    authors: tuple[str, ...] = ()


def entries(tree: Any, data: Data, *, live: bool) -> list[Entry]:
    """The entries of a live blog, in the page's order; none where the page is no live blog, or holds none.

    ``live``: the page says of itself that it is one, so that entries are looked for in any list of what has its own time.
    """
    told = list(_told(data.live)) if data.live is not None else []
    shown = [] if told else _shown(tree, live=live or data.live is not None)
    return [one for one in told or shown if one.text.strip()]


def _told(blog: Object) -> Iterator[Entry]:
    updates = blog.get("liveBlogUpdate")
    for number, one in enumerate((updates if isinstance(updates, list) else [updates])[:_MOST], 1):
        if not isinstance(one, dict):
            continue
        yield Entry(
            _name(one, number),
            text(one.get("headline")) or text(one.get("name")),
            _text(_bodied(one.get("articleBody") or one.get("description") or one.get("text"))),
            text(one.get("datePublished")) or text(one.get("dateCreated")),
            tuple(name for name, kind in names(one.get("author")) if "organization" not in kind),
        )


def _name(one: Object, number: int) -> str:
    """What an entry is called: the fragment of its address, else the last of its parameters, else its own id."""
    address = text(one.get("url")) or text(one.get("@id")) or ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return str(number)
    found = parts.fragment or (parse_qsl(parts.query) or [("", "")])[-1][1] or text(one.get("identifier"))
    return _UNFIT.sub("-", found or text(one.get("datePublished")) or str(number)).strip("-") or str(number)


def _bodied(body: object) -> list[str]:
    if not isinstance(body, str) or not body.strip():
        return []
    if not is_markup(body):
        return [" ".join(one.split()) for one in body.split("\n") if one.strip()]
    try:
        return list(lines(parsed(f"<div>{body}</div>"), _PASSED_OVER))
    except PageError:
        return []


def _shown(tree: Any, *, live: bool) -> list[Entry]:
    """The list of like elements, each with a time of its own, that has most text."""
    groups: dict[tuple[int, str, str], list[Any]] = defaultdict(list)
    for time in tree.iter("time"):
        if not _CLOCK.search(f"{time.get('datetime') or ''} {text_of(time)}"):
            continue
        for element in _around(time):
            parent = element.getparent()
            if parent is not None:
                groups[id(parent), element.tag, (element.get("class") or "").split(" ")[0]].append(element)
    best: list[Any] = []
    for members in groups.values():
        alike = list(dict.fromkeys(members))
        if len(alike) < _FEWEST or len(alike) != len(members):  # one time in each
            continue
        if not (
            live or any(is_marked(one, "parts", "live") for one in (alike[0], *alike[0].iterancestors()))
        ):
            continue
        if any(is_marked(one, "furniture", "comments") for one in (alike[0], *alike[0].iterancestors())):
            continue
        if all(len(text_of(one)) > _SHORTEST for one in alike) and _size(alike) > _size(best):
            best = alike
    return [_of_element(element, number) for number, element in enumerate(best[:_MOST], 1)]


def _around(time: Any) -> Iterator[Any]:
    """The elements around a time that may be its entry."""
    for element in time.iterancestors():
        if element.tag in ("body", "main", "html", "header", "footer", "nav", "aside"):
            return
        yield element


def _size(members: list[Any]) -> int:
    return sum(len(text_of(one)) for one in members)


def _of_element(element: Any, number: int) -> Entry:
    heading = next(element.iter(*_HEADINGS), None)
    title = text_of(heading) if heading is not None else None
    time = next(element.iter("time"))
    found = [
        line for line in lines(element, _PASSED_OVER | frozenset(_HEADINGS)) if kind_of(line, False) == "text"
    ]
    name = next((element.get(one) for one in _NAMED if element.get(one)), None)
    return Entry(
        _UNFIT.sub("-", name or time.get("datetime") or "").strip("-") or str(number),
        title,
        _text([line for line in found if not _CLOCK.fullmatch(line)] or ([title] if title else [])),
        time.get("datetime"),
    )


def _text(found: list[str]) -> str:
    return "\n".join(found) + "\n" if found else ""
