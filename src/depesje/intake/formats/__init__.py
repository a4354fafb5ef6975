"""One module a format, each turning bytes into Reports; ``reports`` picks the one that an input is in.

A format has ``fits``, a cheap look at whether an input is in it, and ``read``. Reading is pure: nothing is fetched, no
file is opened, and what is wrong with an input becomes a ``Problem`` that names it. A container names its n-th entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from depesje.errors import Problem
from depesje.intake import files
from depesje.intake.formats import (
    feed,
    letter,
    markdown,
    newsml,
    newsml1,
    nitf,
    objects,
    opml,
    packed,
    page,
    parquet,
    pdf,
    plain,
    tables,
    unknown,
    warc,
    wire,
)
from depesje.intake.origin import DEEPEST, NO_REPORTS, Origin
from depesje.records import Report


class Format(Protocol):
    """What every module here is. One that may be larger than a page has ``LARGEST``, the most bytes of it that are read."""

    def fits(self, data: bytes, origin: Origin) -> bool:
        """Whether an input is in this format, by its first bytes, else by what its name or its server says."""
        ...

    def read(self, data: bytes, origin: Origin) -> Iterator[Report | Problem]:
        """The reports in this input, in order, each one that fails as a ``Problem``."""
        ...


# The first that fits reads. Those come first that tell themselves apart whatever they are called; what is called plain text
# is not taken for one of the others, which it may look like by chance. What fits none is plain text.
FORMATS: tuple[Format, ...] = (
    warc, packed, pdf, parquet, feed, opml, newsml, newsml1, nitf, wire, page, letter,
    plain,
    objects, markdown, tables, unknown,
)  # fmt: skip


def reports(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The reports in an input of whatever format, in order, each one that fails as a ``Problem``. Raises nothing."""
    if origin.depth > DEEPEST:
        yield Problem(origin.name, f"lies in more than {DEEPEST} others; not read")
        return
    if not data.strip():
        yield Problem(origin.name, "empty")
        return
    nothing = True
    for item in chosen(data, origin).read(data, origin):
        nothing = False
        yield item
    if nothing:
        yield Problem(origin.name, NO_REPORTS)


def largest(start: bytes, origin: Origin) -> int:
    """The most bytes that are read of an input that begins with these."""
    return getattr(chosen(start, origin), "LARGEST", files.LIMIT)


def chosen(data: bytes, origin: Origin) -> Format:
    """The format that an input is in."""
    return next((one for one in FORMATS if one.fits(data, origin)), plain)
