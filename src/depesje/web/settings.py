"""How the pages are served: to whom, under which names, and whether they must log in."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``hosts`` are the names that a browser may ask for, without port; any other is refused.

    Without ``login`` everybody who can ask is ``local`` (the name under which corrections are made). ``secure`` says that
    browsers come by https alone.
    """

    hosts: frozenset[str] = LOOPBACK
    login: bool = False
    secure: bool = False
    local: str = "analyst"
