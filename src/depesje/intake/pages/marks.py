"""How a page marks its parts in attributes and names of elements, by ``marks.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, get_args

from depesje.errors import LexiconError
from depesje.intake import shipped
from depesje.records import AsideKind

FILE = Path(__file__).with_name("marks.toml")

_OTHER = re.compile(r"[^a-z0-9æøåäö]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 400
# The parts of a page that are asked after by name.
_PARTS = {
    "furniture": {"prune", "byline", "comments"},
    "parts": {"lead", "byline", "label", "paywall", "live", "article_body"},
}


@dataclass(frozen=True, slots=True)
class Marks:
    """Regular expressions by table and part, the kinds of asides that have one, and the attributes that are looked at."""

    patterns: Mapping[tuple[str, str], re.Pattern[str]]
    kinds: tuple[str, ...]
    attributes: tuple[str, ...]


@cache
def load(path: Path = FILE) -> Marks:
    """What the file holds; raises ``LexiconError`` where it breaks its schema."""
    data = shipped.toml(path, {*_PARTS, "asides", "attributes"})
    shipped.same_keys(f"{path.name}: attributes", data["attributes"], {"names"})
    for table, names in _PARTS.items():
        shipped.same_keys(f"{path.name}: {table}", data[table], names)
    asides = data["asides"]
    if not isinstance(asides, dict) or asides.keys() - {*get_args(AsideKind)}:
        raise LexiconError(f"{path.name}: asides has to be a table of {', '.join(get_args(AsideKind))}")
    patterns = {
        (table, name): _compiled(f"{path.name}: {table}.{name}", mark)
        for table in ("asides", *_PARTS)
        for name, mark in data[table].items()
    }
    return Marks(
        patterns, tuple(asides), shipped.words(f"{path.name}: attributes.names", data["attributes"]["names"])
    )


def _compiled(where: str, mark: object) -> re.Pattern[str]:
    try:
        found = re.compile(mark if isinstance(mark, str) else "")
    except re.error as error:
        raise LexiconError(f"{where}: {error}") from None
    if found.search(""):
        raise LexiconError(f"{where} has to be a regular expression that does not find everything")
    return found


def pattern(table: str, name: str) -> re.Pattern[str]:
    """What a part of a page is marked by."""
    return load().patterns[table, name]


def kinds() -> tuple[str, ...]:
    """The kinds of what stands beside the running text that are marked by attributes."""
    return load().kinds


def marked(element: Any) -> str:
    """The words of an element's attributes, and of its name where that is one of its own: ``brick-factbox``."""
    values = _said(element)
    return _words(values) if values else ""


def is_marked(element: Any, table: str, name: str) -> bool:
    """Whether an element is marked as this part of a page."""
    values = _said(element)
    return bool(values) and _has(values, table, name)


def _said(element: Any) -> str:
    attributes = element.attrib
    tag = element.tag if isinstance(element.tag, str) and "-" in element.tag else ""
    if not tag and not len(attributes):
        return ""
    said = [attributes[name] for name in load().attributes if name in attributes]
    return " ".join((tag, *said))[:_LONGEST] if said or tag else ""


@lru_cache(maxsize=20_000)
def _words(values: str) -> str:
    return _OTHER.sub("-", _HUMP.sub("-", values).lower()).strip("-")


@lru_cache(maxsize=100_000)
def _has(values: str, table: str, name: str) -> bool:
    return pattern(table, name).search(_words(values)) is not None
