"""How a page marks its parts in attributes and names of elements, by ``marks.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_OTHER = re.compile(r"[^a-z0-9æøåäö]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 400


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("marks.toml").read_text(encoding="utf8"))


@cache
def pattern(table: str, name: str) -> re.Pattern[str]:
    """What a part of a page is marked by."""
    return re.compile(_data()[table][name])


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of what stands beside the running text that are marked by attributes."""
    return tuple(_data()["asides"])


@cache
def _names() -> tuple[str, ...]:
    return tuple(_data()["attributes"]["names"])


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
    said = [attributes[name] for name in _names() if name in attributes]
    return " ".join((tag, *said))[:_LONGEST] if said or tag else ""


@lru_cache(maxsize=20_000)
def _words(values: str) -> str:
    return _OTHER.sub("-", _HUMP.sub("-", values).lower()).strip("-")


@lru_cache(maxsize=100_000)
def _has(values: str, table: str, name: str) -> bool:
    return pattern(table, name).search(_words(values)) is not None
