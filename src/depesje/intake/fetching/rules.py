"""What a host asks of programs: ``robots.txt`` (RFC 9309) and ``/.well-known/tdmrep.json`` (TDMRep), fetched once a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from depesje.errors import FetchError
from depesje.intake import charset, reserved
from depesje.intake.fetching.client import Client
from depesje.records import Reservation

NEVER = datetime.min.replace(tzinfo=UTC)
GOOD_FOR = timedelta(hours=24)
LONGEST = 512_000  # bytes that are read of either file; RFC 9309 asks for 500 KiB at least
LONGEST_DELAY = 60.0  # seconds between two requests; who asks for more is asked once a minute


@dataclass(frozen=True)
class Rules:
    """The two files of a host as they were at some moment; empty where there is none."""

    robots: str = ""
    tdmrep: bytes = b""
    read_at: datetime = NEVER

    @cached_property
    def _parsed(self) -> Protego:
        return Protego.parse(self.robots)

    def allows(self, url: str) -> bool:
        """Whether this program may fetch an address."""
        return not self.robots or self._parsed.can_fetch(url, reserved.AGENT)

    @property
    def delay(self) -> float:
        """The seconds to leave between two requests."""
        delay = self._parsed.crawl_delay(reserved.AGENT) if self.robots else None
        return min(max(0.0, float(delay or 0)), LONGEST_DELAY)

    def reservation(self, url: str) -> Reservation | None:
        """Whether rights in what lies at an address are reserved, by either file."""
        return reserved.by_file(self.tdmrep, url) or reserved.by_robots(self.robots, url)


class Kept(Protocol):
    """Where rules are kept from one run to the next."""

    def rules(self, host: str) -> Rules | None:
        """What is kept of a host (``https://avis.no``)."""
        ...

    def keep_rules(self, host: str, rules: Rules) -> None:
        """Keep what a host asks."""
        ...


class RuleBook:
    """The rules of hosts, fetched when they are needed first and again when they are a day old."""

    def __init__(
        self, client: Client, kept: Kept | None = None, now: Callable[[], datetime] | None = None
    ) -> None:
        self._client = client
        self._kept = kept
        self._now = now or (lambda: datetime.now(UTC))
        self._known: dict[str, Rules] = {}

    def of(self, url: str, named_by: str | None = None) -> Rules:
        """What the host of an address asks; raises ``FetchError`` where it cannot be had for now."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        held = self._known.get(host) or (self._kept.rules(host) if self._kept else None)
        # A clock that was set back makes rules look as if they were yet to come; they are asked for again, too.
        if held is None or not timedelta() <= self._now() - held.read_at < GOOD_FOR:
            robots = charset.decode(self._file(f"{host}/robots.txt", named_by))
            tdmrep = self._file(f"{host}/.well-known/tdmrep.json", named_by, needed=False)
            held = Rules(robots.text if robots else "", tdmrep, self._now())
            if self._kept:
                self._kept.keep_rules(host, held)
        self._known[host] = held
        return held

    def _file(self, url: str, named_by: str | None, *, needed: bool = True) -> bytes:
        """A file of rules, nothing where the host has none; while it cannot be told whether it has, nothing is fetched."""
        try:
            return self._client.fetch(url, named_by=named_by, most=LONGEST).data or b""
        except FetchError as error:
            if needed and error.temporary:
                message = f"its robots.txt cannot be read: {error}"
                raise FetchError(
                    message, status=error.status, retry_after=error.retry_after, temporary=True
                ) from None
            return b""
