"""Exchanges across reports: which tellings are of one call, meeting or letter, and the accounts that they make together.

Whether two tellings are of one exchange depends on the two alone (``score``), so the order in which reports are added
changes nothing. ``keys`` are what two tellings of one exchange have in common, so that one more report is compared with few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from depesje.ledger.across.pairing import connected
from depesje.ledger.across.sides import Party, at_odds, sides, sound
from depesje.ledger.dates import UNDATED, bounds, moved
from depesje.records import Record, Span

LINK = 0.5  # The least score of two tellings of one exchange.
_PUBLIC = frozenset({"press-conference", "interview", "speech", "statement"})
# How many days before its report an exchange without a date may have been: letters are spoken of for long.
_BACK = {"letter": 45}
_BACK_ELSE = 4
_ROUGH = timedelta(days=3)  # What "two weeks ago" may be off.


@dataclass(frozen=True, slots=True)
class Told:
    """One report's telling of an exchange: ``report`` and ``local`` name it; the days are ISO dates, None where open."""

    report: str
    local: str
    channel: str
    parties: tuple[Party, ...]
    when: str | None
    earliest: str | None
    latest: str | None
    dated: bool

    @property
    def key(self) -> tuple[str, str]:
        """What names it."""
        return self.report, self.local


@dataclass(frozen=True, slots=True)
class Voice:
    """One source's account in one report: ``party`` is None where the report itself tells."""

    report: str
    party: Party | None
    statements: tuple[str, ...]
    contents: tuple[Span, ...]


def told(record: Record) -> list[Told]:
    """The exchanges of a record as other reports' can be compared with them."""
    return [
        telling(
            record.report.id,
            exchange.id,
            exchange.channel,
            tuple(Party(a.name, a.kind, a.code) for a in map(record.actor, exchange.parties)),
            exchange.when,
            record.report.published,
        )
        for exchange in record.exchanges
    ]


def telling(
    report: str, local: str, channel: str, parties: tuple[Party, ...], when: str | None, published: str | None
) -> Told:
    """A telling with the days on which the exchange may have been: its own date, else the days before its report's."""
    own, rough = bounds(when), _ROUGH if "~" in (when or "") else timedelta()
    if own is not None and (own.earliest or own.latest):
        low, high = _moved(own.first_day, -rough), _moved(own.last_day, rough)
        return Told(report, local, channel, parties, when, low, high, dated=True)
    day, back = bounds(published) or UNDATED, timedelta(days=_BACK.get(channel, _BACK_ELSE))
    low, high = _moved(day.first_day, -back), _moved(day.last_day, timedelta())
    return Told(report, local, channel, parties, when, low, high, dated=False)


def _moved(day: date | None, by: timedelta) -> str | None:
    return None if day is None else moved(day, by).isoformat()


def score(one: Told, other: Told) -> float:
    """How much two tellings look like one exchange, 0 to 1; 0 where something says that they are not."""
    channel = _channel(one, other)
    days = _days(one, other)
    if not channel or not days or one.report == other.report or at_odds(one.parties, other.parties):
        return 0.0
    mine, theirs = sides(one.parties), sides(other.parties)
    common, least = mine & theirs, min(len(mine), len(theirs))
    if not common or len(common) < least:
        return 0.0
    spoken_of = one.channel == other.channel == "letter" and not (one.dated and other.dated)
    if len(common) < 2 and not spoken_of and not (one.channel == other.channel and _one_person(one, other)):
        return 0.0
    return channel * days * (0.5 + 0.5 * len(common) / len(mine | theirs))


def _channel(one: Told, other: Told) -> float:
    if one.channel == other.channel:
        return 1.0
    pair = {one.channel, other.channel}
    # Those who met spoke to the press together, and reports name now the one, now the other.
    if pair == {"meeting", "press-conference"} and len(sides(one.parties) & sides(other.parties)) > 1:
        return 0.8
    return 0.0


def _days(one: Told, other: Told) -> float:
    low = max(one.earliest or "", other.earliest or "")
    high = min(one.latest or "9999", other.latest or "9999")
    if low > high:
        return 0.0
    return 1.0 if one.dated and other.dated else 0.85 if one.dated or other.dated else 0.75


def _one_person(one: Told, other: Told) -> bool:
    mine = {p.person for p in one.parties if p.person}
    return bool(mine & {p.person for p in other.parties})


def keys(one: Told) -> frozenset[str]:
    """What any telling of the same exchange shares at least one of: two sides, or a person alone, in a month."""
    mine = sorted(sides(one.parties))
    pairs = [f"{a}+{b}" for a, b in combinations(mine, 2)]
    alone = [f"{one.channel}:{p.person}" for p in one.parties if p.person] if one.channel in _PUBLIC else []
    whole = [f"{one.channel}:{who}" for who in mine] if one.channel == "letter" else []
    return frozenset(f"{who}@{month}" for who in (*pairs, *alone, *whole) for month in _months(one))


def _months(one: Told) -> list[str]:
    low, high = one.earliest or one.latest, one.latest or one.earliest
    if low is None or high is None:
        return ["-"]
    out: list[str] = []
    year, month = int(low[:4]), int(low[5:7])
    while f"{year:04}-{month:02}" <= high[:7] and len(out) < 24:
        out.append(f"{year:04}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return out


def groups(tellings: Sequence[Told]) -> list[list[Told]]:
    """The tellings by exchange, each group and all of them in the order of report and place; the order given is nothing."""
    ordered = sorted(tellings, key=lambda t: t.key)
    by_key: dict[str, list[int]] = {}
    for n, one in enumerate(ordered):
        for key in keys(one):
            by_key.setdefault(key, []).append(n)
    near = {pair for numbers in by_key.values() for pair in combinations(numbers, 2)}
    same = (pair for pair in near if score(ordered[pair[0]], ordered[pair[1]]) >= LINK)
    return [[ordered[n] for n in group] for group in connected(len(ordered), same)]


def voices(record: Record, local: str) -> list[Voice]:
    """The accounts that one record gives of one of its exchanges."""
    exchange = next(x for x in record.exchanges if x.id == local)
    out: list[Voice] = []
    for account in exchange.accounts:
        actor = record.actor(account.per) if account.per else None
        party = Party(actor.name, actor.kind, actor.code) if actor else None
        out.append(Voice(record.report.id, party, account.statements, account.contents))
    return out


def together(tellings: Sequence[Told]) -> tuple[tuple[Party, ...], str | None]:
    """The parties of an exchange by all its tellings, and the closest date; of one person the longest name."""
    best: dict[tuple[str, str], Party] = {}
    for party in (p for t in sorted(tellings, key=lambda t: t.key) for p in t.parties):
        key = (party.side, party.person or sound(party.name))
        if key not in best or len(party.name) > len(best[key].name):
            best[key] = party
    people = {side for side, _ in best if any(p.person for k, p in best.items() if k[0] == side)}
    parties = tuple(
        p for p in best.values() if p.person or p.kind not in {"state", "body"} or p.side not in people
    )
    dates = sorted((t.when for t in tellings if t.when), key=lambda when: ("~" in when, -len(when), when))
    return parties, dates[0] if dates else None


def once(tellings: Iterable[Told], copies: Mapping[str, str]) -> list[Told]:
    """The tellings of an exchange without copies of a story that another of its reports tells; ``copies`` gives each
    report's original.
    """
    kept: dict[str, Told] = {}
    for one in sorted(tellings, key=lambda t: (copies.get(t.report, t.report) != t.report, t.key)):
        kept.setdefault(copies.get(one.report, one.report), one)
    return sorted(kept.values(), key=lambda t: t.key)
