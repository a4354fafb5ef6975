"""From what a person names to feeds: a feed, a list of feeds in a file or on the web, a page that points to its feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from depesje.errors import DepesjeError, FetchError, Problem
from depesje.intake import files, working
from depesje.intake.feeds import Named
from depesje.intake.fetching import Fetched, Fetcher, checked, origin
from depesje.intake.origin import Origin
from depesje.intake.webaddress import is_address


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that somebody means, by the address and title that it is to be followed by.

    ``fetched`` is what was fetched, where that is the feed itself.
    """

    url: str
    title: str | None
    fetched: Fetched | None = field(default=None, compare=False, repr=False)


def find_feeds(given: str, fetcher: Fetcher) -> Iterator[Found | Problem]:
    """The feeds that an address or a file means, or why there are none.

    A list gives all its feeds, unasked; a page the first that it points to, since the others are mostly its comments.
    """
    try:
        fetched = fetcher.fetch(given) if is_address(given) else None
        place, data = (
            _read(given) if fetched is None else (origin(fetched, date.today()), fetched.data or b"")
        )
        named = [one for one in working.named("feeds", data, place) if is_address(one.url)]
    except DepesjeError as error:
        yield Problem(given, str(error))
        return
    if not named:
        yield Problem(given, "is no feed, names none and points to none")
    elif _is_page(place, named):
        yield Found(named[0].url, named[0].title)
    else:
        for one in named:
            itself = len(named) == 1 and one.url == place.url
            try:
                yield Found(checked(one.url), one.title, fetched if itself else None)
            except FetchError as error:
                yield Problem(one.url, str(error))


def _is_page(place: Origin, named: list[Named]) -> bool:
    return place.media in ("text/html", "application/xhtml+xml") or (
        place.url is not None and len(named) > 1 and place.kind in (".html", ".htm")
    )


def _read(path: str) -> tuple[Origin, bytes]:
    data = files.read(files.Source(Path(path), path, path))
    if isinstance(data, Problem):
        raise DepesjeError(data.reason)
    return Origin(path, date.today()), data
