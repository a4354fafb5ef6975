"""What the navigation leads to: each page of the analysts says so itself, in its ``ENTRY``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from depesje.ledger.users import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation: ``label`` is its English name, ``key`` the letter that goes to it after ``g``.

    ``role`` is what a user must be to have it.
    """

    path: str
    label: str
    key: str
    role: Role = "reader"

    @property
    def topic(self) -> str:
        """Where the help tells of it."""
        return self.path.strip("/") or "today"


@cache
def entries() -> tuple[Entry, ...]:
    """All pages that have an entry, in the order of ``pages.PAGES``."""
    from depesje.web.pages import PAGES

    return tuple(entry for page in PAGES if (entry := getattr(page, "ENTRY", None)) is not None)
