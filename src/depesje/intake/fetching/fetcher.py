"""Fetches as a guest does: by the rules of the host, one request at a time and with a pause between two."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from depesje.errors import FetchError
from depesje.intake.fetching.client import Client, Fetched, checked
from depesje.intake.fetching.network import context
from depesje.intake.fetching.rules import Kept, RuleBook, Rules
from depesje.intake.fetching.settings import Settings
from depesje.intake.origin import Origin

_CLOSED = Rules()


class Fetcher:
    """Fetches documents, one after the other.

    ``wait`` is how it waits for its turn, ``kept`` where the rules of hosts are kept from one run to the next, ``tell`` is
    called with what whoever asked should know, ``aside`` with what was fetched and could not be read, and why.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        tls: ssl.SSLContext | None = None,
        kept: Kept | None = None,
        wait: Callable[[float], object] = time.sleep,
        tell: Callable[[str], object] = lambda _: None,
        aside: Callable[[Origin, str, bytes], object] = lambda *_: None,
    ) -> None:
        self.settings = settings or Settings()
        tls = tls or context(self.settings.ca_file)
        self._client = Client(self.settings, tls)
        self._asking = Client(self.settings, tls)
        self._book = RuleBook(self._asking, kept)
        self.tell = tell
        self.aside = aside
        self._wait = wait
        self._turn: dict[str, float] = {}  # when the next request to a host may be made

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        named_by: str | None = None,
    ) -> Fetched:
        """The document at an address; see ``Client.fetch``. What its host reserves is in ``reserved``.

        Raises ``FetchError``, also where the host's robots.txt shuts this program out.
        """
        asked = checked(url)
        rules = self._allowed(asked, named_by)
        self._take_turn(asked, rules)
        found = self._client.fetch(
            asked,
            etag=etag,
            last_modified=last_modified,
            named_by=named_by,
            on_the_way=lambda target: self._allowed(target, named_by or asked),
        )
        for note in found.notes:
            self.tell(f"{asked}: {note}")
        if found.data is None or found.reserved is not None or found.reserved_not:
            return found
        answering = self._rules(found.url, named_by or asked)
        return replace(found, reserved=answering.reservation(found.url))

    def _allowed(self, url: str, named_by: str | None) -> Rules:
        rules = self._rules(url, named_by)
        if not rules.allows(url):
            raise FetchError("the host's robots.txt asks programs not to fetch it")
        return rules

    def _rules(self, url: str, named_by: str | None) -> Rules:
        host = (urlsplit(url).hostname or "").lower()
        return _CLOSED if host in self.settings.no_robots else self._book.of(url, named_by)

    def _take_turn(self, url: str, rules: Rules) -> None:
        host = urlsplit(url).hostname or ""
        wait = self._turn.get(host, 0.0) - time.monotonic()
        if wait > 0:
            self._wait(wait)
        self._turn[host] = time.monotonic() + max(self.settings.gap_seconds, rules.delay)

    def close(self) -> None:
        """Close every connection."""
        self._client.close()
        self._asking.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def origin(fetched: Fetched, today: date, published: str | None = None) -> Origin:
    """Where a fetched document is from, for whoever reads it."""
    return Origin(
        fetched.url,
        today,
        url=fetched.url,
        media_type=fetched.media_type,
        charset=fetched.charset,
        modified=fetched.last_modified,
        canonical=fetched.canonical,
        reserved=fetched.reserved,
        published=published,
    )
