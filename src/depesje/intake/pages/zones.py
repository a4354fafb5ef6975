"""In which time zone a publisher lives, by ``zones.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from depesje.errors import LexiconError
from depesje.intake import shipped

FILE = Path(__file__).with_name("zones.toml")
_TABLES = ("domains", "languages")


def zone(url: str | None, language: str | None) -> ZoneInfo | None:
    """The time zone of a publisher; None where it is not told by its address or language."""
    zones = load()
    host = (urlsplit(url).hostname or "") if url else ""
    return zones["domains"].get(host.rpartition(".")[2]) or zones["languages"].get(
        (language or "").partition("-")[0].lower()
    )


@cache
def load(path: Path = FILE) -> Mapping[str, Mapping[str, ZoneInfo]]:
    """Zones by the last part of an address, and by language; raises ``LexiconError`` where the file breaks its schema."""
    data = shipped.toml(path, _TABLES)
    return {table: _zones(f"{path.name}: {table}", data[table]) for table in _TABLES}


def _zones(where: str, table: object) -> Mapping[str, ZoneInfo]:
    if not isinstance(table, dict):
        raise LexiconError(f"{where} is no table")
    return {key: _zone(f"{where}.{key}", name) for key, name in table.items()}


def _zone(where: str, name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise LexiconError(f"{where}: there is no time zone {name!r}") from None
