"""Whether a report is a readout: a government's own summary of a call or a meeting, by ``readout.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from depesje.intake import shipped

FILE = Path(__file__).with_name("readout.toml")
_LINE = 200


@dataclass(frozen=True, slots=True)
class Words:
    """What the file holds, its words as whole words in any letters."""

    plain: re.Pattern[str]
    calls: re.Pattern[str]
    governments: re.Pattern[str]
    sites: tuple[str, ...]


def is_readout(title: str | None, text: str, publisher: str | None, url: str | None) -> bool:
    """Whether the title, else the first line, tells of a readout; one that does not say so must be a government's own."""
    words = load()
    said = title or text[:_LINE].partition("\n")[0]
    if words.plain.search(said):
        return True
    return words.calls.search(said) is not None and _is_governments(publisher, url, words)


def _is_governments(publisher: str | None, url: str | None, words: Words) -> bool:
    if publisher and words.governments.search(publisher):
        return True
    host = f".{urlsplit(url).hostname or ''}" if url else ""
    return any(host.endswith(site if site.startswith(".") else f".{site}") for site in words.sites)


@cache
def load(path: Path = FILE) -> Words:
    """What the file holds; raises ``LexiconError`` where it breaks its schema."""
    names = {field.name for field in fields(Words)}
    data = {
        name: shipped.words(f"{path.name}: {name}", held) for name, held in shipped.toml(path, names).items()
    }
    return Words(_any(data["plain"]), _any(data["calls"]), _any(data["governments"]), data["sites"])


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
