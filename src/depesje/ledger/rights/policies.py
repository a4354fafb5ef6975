"""How much of a source may be kept, how long, and how much of it quoted.

A source is told by the host of a report's address, its publisher or its agency. Of the policies that fit, the one for the
most specific host holds, else the publisher's, else the agency's; what it leaves open is as the policy ``default`` says,
and what that leaves open as ``STANDARD`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from sqlalchemy import Connection, select

from depesje.errors import LedgerError
from depesje.ledger.names import fold
from depesje.ledger.schema_rights import policies
from depesje.records import Report

Keep = Literal["full", "quotes", "none"]
Reserved = Literal["refuse", "keep"]
KEEPS: tuple[Keep, ...] = ("full", "quotes", "none")  # from most to least
DEFAULT = "default"
FOREVER = "forever"
QUOTE_LIMIT = 300  # characters; no law names a number, see docs/rights.md
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}")
_SPAN = re.compile(r"([1-9][0-9]{0,3})([dwmy])")
_MONTHS = {"m": 1, "y": 12}
_DAYS = {"d": 1, "w": 7}


@dataclass(frozen=True, slots=True)
class Policy:
    """What somebody has set for a source; None is left open. ``since`` is when it was set."""

    source: str
    keep: Keep | None = None
    retain: str | None = None
    quote_limit: int | None = None
    reserved: Reserved | None = None
    because: str | None = None
    who: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a report. ``retain`` is a span of time (``90d``, ``12m``) or ``forever``."""

    keep: Keep
    retain: str
    quote_limit: int
    reserved: Reserved


STANDARD = Terms("full", FOREVER, QUOTE_LIMIT, "refuse")


class Policies:
    """The policies of a ledger that hold now."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(
            select(policies).where(policies.c.superseded_at.is_(None)).order_by(policies.c.source)
        )
        self.by_source = {row.source: _policy(row._mapping) for row in rows}

    def terms(self, publisher: str | None, url: str | None, agency: str | None) -> Terms:
        """What holds for a report of this origin."""
        named = next(filter(None, map(self.by_source.get, _sources(publisher, url, agency))), Policy(DEFAULT))
        default = self.by_source.get(DEFAULT, Policy(DEFAULT))
        return Terms(
            named.keep or default.keep or STANDARD.keep,
            named.retain or default.retain or STANDARD.retain,
            next(
                limit
                for limit in (named.quote_limit, default.quote_limit, STANDARD.quote_limit)
                if limit is not None
            ),
            named.reserved or default.reserved or STANDARD.reserved,
        )

    def limit(self, publisher: str | None, url: str | None, agency: str | None) -> int | None:
        """The longest quotation that a policy allows of such a report; None where none says so."""
        named = next(filter(None, map(self.by_source.get, _sources(publisher, url, agency))), None)
        held = (policy.quote_limit for policy in (named, self.by_source.get(DEFAULT)) if policy is not None)
        return next((limit for limit in held if limit is not None), None)

    def of(self, report: Report) -> Terms:
        """What holds for this report."""
        return self.terms(report.publisher, report.url, report.agency)

    def allowed(self, report: Report, since: str) -> Keep:
        """How much of a report's text may be kept now, if the ledger has had it since then."""
        return allowed(self.of(report), since)


def source_key(source: str) -> str:
    """What a source is known by, whatever its capitals: a host without ``www.``, or a folded name.

    Raises ``LedgerError`` where nothing is named.
    """
    given = source.strip()
    host = _host(given) if "://" in given else _plain(given.lower())
    if host is not None and _HOST.fullmatch(host):
        return host
    if not fold(given) or "://" in given:
        raise LedgerError(
            f"{source!r} is no source; give a publisher, an agency, a host (avis.no) or {DEFAULT}"
        )
    return fold(given)


def set_policy(connection: Connection, given: Policy, now: str) -> Policy:
    """Write a policy beside what was held of its source; what ``given`` leaves open stays as it was.

    Raises ``LedgerError`` where it cannot be: an unknown span of time, a limit below nothing, reserved reports kept
    without a word of why.
    """
    key = source_key(given.source)
    held = Policies(connection).by_source.get(key, Policy(given.source))
    policy = Policy(
        source=given.source.strip(),
        keep=given.keep or held.keep,
        retain=_span(given.retain) or held.retain,
        quote_limit=held.quote_limit if given.quote_limit is None else given.quote_limit,
        reserved=given.reserved or held.reserved,
        because=held.because if given.because is None else " ".join(given.because.split()),
        who=given.who,
        since=now,
    )
    _check(policy)
    _end(connection, key, now)
    connection.execute(
        policies.insert().values(
            source=key,
            shown=policy.source,
            keep=policy.keep,
            retain=policy.retain,
            quote_limit=policy.quote_limit,
            reserved=policy.reserved,
            because=policy.because,
            who=policy.who,
            recorded_at=now,
        )
    )
    return policy


def drop_policy(connection: Connection, source: str, now: str) -> bool:
    """End the policy of a source; False where there is none."""
    return _end(connection, source_key(source), now)


def allowed(terms: Terms, since: str) -> Keep:
    """How much of a text may be kept on these terms now, if the ledger has had it since then."""
    before = cutoff(terms.retain)
    return "none" if before is not None and since < before else terms.keep


def is_less(keep: Keep, than: Keep) -> bool:
    """Whether one way to keep a text leaves less of it than another."""
    return KEEPS.index(keep) > KEEPS.index(than)


def cutoff(retain: str, now: datetime | None = None) -> str | None:
    """The moment before which a text must have come to be past ``retain``, as the ledger writes it; None: never."""
    found = _SPAN.fullmatch(retain)
    if found is None:
        return None
    now = now or datetime.now(UTC)
    number, unit = int(found[1]), found[2]
    if unit in _DAYS:
        then = now - timedelta(days=number * _DAYS[unit])
    else:
        months = now.year * 12 + now.month - 1 - number * _MONTHS[unit]
        # The last day of a shorter month; day 28 is in all of them.
        first = now.replace(year=max(1, months // 12), month=months % 12 + 1, day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        then = first.replace(day=min(now.day, last.day))
    return then.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _policy(row: object) -> Policy:
    held = dict(row)  # type: ignore[call-overload]
    return Policy(
        held["shown"], held["keep"], held["retain"], held["quote_limit"], held["reserved"], held["because"],
        held["who"], held["recorded_at"],
    )  # fmt: skip


def _end(connection: Connection, key: str, now: str) -> bool:
    ended = connection.execute(
        policies.update()
        .where(policies.c.source == key, policies.c.superseded_at.is_(None))
        .values(superseded_at=now)
    )
    return bool(ended.rowcount)


def _check(policy: Policy) -> None:
    if policy.keep not in (None, *KEEPS):
        raise LedgerError(f"{policy.keep!r} is no way to keep a text; there are {', '.join(KEEPS)}")
    if policy.quote_limit is not None and policy.quote_limit < 0:
        raise LedgerError(f"a quotation cannot have {policy.quote_limit} characters")
    if policy.reserved not in (None, "refuse", "keep"):
        raise LedgerError(f"{policy.reserved!r} is no way to meet a reservation; there are refuse, keep")
    if policy.reserved == "keep" and not policy.because:
        raise LedgerError(
            "say by what right reserved reports may be kept: --because 'licence of 3 May with …'"
        )


def _span(retain: str | None) -> str | None:
    if retain is None:
        return None
    given = retain.strip().lower()
    if given != FOREVER and not _SPAN.fullmatch(given):
        raise LedgerError(f"{retain!r} is no span of time; write 90d, 6w, 12m, 5y or {FOREVER}")
    return given


def _sources(publisher: str | None, url: str | None, agency: str | None) -> Iterator[str]:
    """The keys that a policy for such a report can have, the most specific first."""
    host = _host(url) if url else None
    while host and "." in host:
        yield host
        host = host.partition(".")[2]
    for name in (publisher, agency):
        if name and fold(name):
            yield _plain(name.strip().lower())
            yield fold(name)


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return _plain(host) if host else None


def _plain(host: str) -> str:
    """A host as name servers know it: ``www.blåbær.no.`` → ``xn--blbr-roah.no``."""
    bare = host.removesuffix(".").removeprefix("www.")
    try:
        return bare if bare.isascii() else bare.encode("idna").decode("ascii")
    except UnicodeError:  # no host
        return bare
