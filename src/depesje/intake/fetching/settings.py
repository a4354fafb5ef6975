"""What whoever runs Depesje may settle about fetching: by a TOML file named in ``$DEPESJE_FETCHING``, or by options.

contact = "https://avis.example/depesje, desk@avis.example"   # stands in the User-Agent
allow-private = ["intranett.avis.example", "10.1.2.3"]        # hosts that may lie in a private network
no-robots = ["avis.example"]                                  # hosts with whom something else is agreed
full = true                                                   # fetch the pages of entries that are summaries only
max-bytes = 5_000_000                                         # after decompression
max-seconds = 30                                              # for one document, redirects and all
max-redirects = 5
gap-seconds = 2                                               # between two requests to one host
ca-file = "/etc/ssl/avis.pem"                                 # a certificate authority of the house, beside the usual
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from depesje.errors import IntakeError

VARIABLE = "DEPESJE_FETCHING"


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is fetched at most, from where, and on whose behalf; times in seconds."""

    contact: str | None = None
    allow_private: frozenset[str] = frozenset()
    no_robots: frozenset[str] = frozenset()
    full: bool = False
    max_bytes: int = 5_000_000
    max_seconds: float = 30.0
    max_redirects: int = 5
    gap_seconds: float = 2.0
    ca_file: str | None = None
    connect_seconds: float = 10.0
    read_seconds: float = 15.0

    @property
    def user_agent(self) -> str:
        """Who asks, for whoever reads a server's log."""
        from depesje import __version__

        return f"Depesje/{__version__}" + (f" (+{self.contact})" if self.contact else "")

    def allowing(self, hosts: list[str] | None) -> Settings:
        """The same, with these hosts allowed to lie in a private network; raises ``IntakeError`` for what is no host."""
        return replace(self, allow_private=self.allow_private | {_host(host) for host in hosts or ()})


def read(path: str | Path | None = None) -> Settings:
    """The settings in a file, by default that of ``$DEPESJE_FETCHING``, else the usual ones.

    Raises ``IntakeError`` where it cannot be read, or says what there is not.
    """
    file = path or os.environ.get(VARIABLE)
    return _read(str(file)) if file else Settings()


_KINDS: MappingProxyType[str, Any] = MappingProxyType(
    {
        "str | None": str, "frozenset[str]": list, "bool": bool, "int": int, "float": (int, float),
    }
)  # fmt: skip


@cache
def _read(file: str) -> Settings:
    try:
        given = tomllib.loads(Path(file).read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise IntakeError(f"{file}: cannot be read as settings: {str(error).splitlines()[0]}") from None
    known = {one.name.replace("_", "-"): one for one in fields(Settings)}
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            raise IntakeError(f"{file}: there is no setting {name}; there are {', '.join(sorted(known))}")
        kind = _KINDS[str(known[name].type)]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise IntakeError(f"{file}: {name} cannot be {value!r}")
        if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
            raise IntakeError(f"{file}: {name} cannot be {value!r}")
        found[known[name].name] = frozenset(_host(one) for one in value) if kind is list else value
    if "contact" in found and not (found["contact"].isascii() and found["contact"].isprintable()):
        raise IntakeError(f"{file}: contact cannot be {found['contact']!r}: it goes into a header, in ASCII")
    return Settings(**found)


def _host(given: object) -> str:
    host = str(given).strip().strip("[]").rstrip(".").lower()
    if not isinstance(given, str) or not host or "/" in host or " " in host or "@" in host:
        raise IntakeError(f"{given!r} is no host; write it as intranett.avis.no or 10.1.2.3")
    try:
        return host.encode("idna").decode("ascii") if ":" not in host else host
    except UnicodeError:
        raise IntakeError(f"{given!r} is no host; write it as intranett.avis.no or 10.1.2.3") from None
