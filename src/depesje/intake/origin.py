"""Where an input comes from, and what is known of it before it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from depesje.records import Reservation

DEEPEST = 4
"""How deep containers may lie in one another: a page in a letter in a letter's archive is three."""
MANY = 100_000
"""The most entries that are read of one container."""
NO_TEXT, NO_ENTRIES, NO_REPORTS = "no text", "a feed without entries", "holds no reports"
NOTHING = frozenset({NO_TEXT, NO_ENTRIES, NO_REPORTS})
"""Why there is no report where there just was nothing to read, which is no failure."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of an input: ``name`` is what people call it, a path, an address or ``-``.

    ``media_type``, ``charset``, ``modified`` (as in ``Last-Modified``), ``canonical`` (as in ``Link``) and ``reserved`` are
    what a server's headers said; ``published``, an EDTF date that has been checked, is what the caller says of all that is
    in it. ``today`` is the day that dates are judged by, and that the input was fetched on. ``depth`` counts the containers
    that it lies in.
    """

    name: str
    today: date
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    modified: str | None = None
    canonical: str | None = None
    reserved: Reservation | None = None
    published: str | None = None
    depth: int = 0

    @property
    def kind(self) -> str:
        """What the name or the address ends in, in small letters, ``.gz`` aside: ``.html``; a hint only."""
        path = self.url.partition("?")[0].partition("#")[0] if self.url else self.name
        return PurePosixPath(path.replace("\\", "/").removesuffix(".gz")).suffix.lower()

    @property
    def media(self) -> str:
        """The media type in small letters, without parameters: ``text/html``; empty where none was declared."""
        return (self.media_type or "").partition(";")[0].strip().lower()

    def entry(self, number: int, what: str = "entry") -> Origin:
        """The same for the n-th entry of this container, counted from 1; what its headers said holds for each entry."""
        return replace(self, name=f"{self.name} {what} {number}")

    def within(
        self,
        name: str,
        *,
        url: str | None = None,
        media_type: str | None = None,
        charset: str | None = None,
        reserved: Reservation | None = None,
    ) -> Origin:
        """The origin of a whole document that lies in this container."""
        return Origin(
            name,
            self.today,
            url=url,
            media_type=media_type,
            charset=charset,
            reserved=reserved or self.reserved,
            published=self.published,
            depth=self.depth + 1,
        )


def too_many(count: int | None = None) -> str:
    """Why the rest of a container is left out."""
    held = "more entries" if count is None else f"{count} entries"
    return f"{held}, of which {MANY} are read"
