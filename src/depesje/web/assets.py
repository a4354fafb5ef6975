"""The style sheet, the scripts and their licences: read once, served under an address that changes with them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "static"
PREFIX = "/static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    name: str
    content: bytes
    media_type: str
    digest: str

    @property
    def address(self) -> str:
        """Where it is: kept by browsers for good, since another content has another address."""
        return f"{PREFIX}/{self.digest}/{self.name}"


@cache
def assets() -> Mapping[str, Asset]:
    """All files by name."""
    found = {}
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in _TYPES:
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:12]
            found[path.name] = Asset(path.name, content, _TYPES[path.suffix], digest)
    return MappingProxyType(found)
