"""What was done, by party: dates that are uncertain as bars with soft ends, and what has no date at the side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesje import edtf
from depesje.ledger import Ledger
from depesje.ledger.dates import asked as bounds_of
from depesje.ledger.dates import moved
from depesje.ledger.lanes import Bar, Lanes
from depesje.questions import EventQuestion
from depesje.records import EventType, Modality
from depesje.web.charting import Axis, Tick, packed
from depesje.web.languages import N_
from depesje.web.listing import Words
from depesje.web.navigation import Entry
from depesje.web.rendering import address, render
from depesje.web.visiting import ledger_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("/timeline", N_("Timeline"), "t")
WIDTH, LEFT, RIGHT, TOP = 1000.0, 150.0, 992.0, 26.0  # of the chart, in its own units
ROW, PAD = 13.0, 9.0
LANES, COUNTED, DEEP = 14, 8, 6  # parties, those whose events are counted, and rows of one party
UNDATED = 40
# What an event does, in three shapes: it eases, it says no, it does something about it.
SHAPES = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"), "ease"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"), "words"),
    **dict.fromkeys(("SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "deeds"),
}
ZOOMS = ((7, N_("a week")), (31, N_("a month")), (92, N_("a quarter")), (366, N_("a year")))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with its place; ``soft`` where its days are not known exactly."""

    bar: Bar
    x: float
    y: float
    width: float
    shape: str
    soft: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """How many mentions a lane has in a day or month, with its place and where more of it is seen."""

    bucket: str
    number: int
    x: float
    y: float
    width: float
    height: float
    link: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One party's lane; ``name`` None is for where nobody is named, "…" for all other parties."""

    name: str | None
    y: float
    height: float
    bars: tuple[Drawn, ...]
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn."""

    axis: Axis
    ticks: Sequence[Tick]
    lanes: tuple[Lane, ...]
    height: float


@router.get("/timeline")
def timeline(
    request: Request,
    party: Words = None,
    type: Words = None,
    modality: Words = None,
    since: Words = None,
    until: Words = None,
    dossier: Words = None,
) -> HTMLResponse:
    """The events of a time; of the newest ones where none is asked for."""
    ledger = ledger_of(request)
    asked: dict[str, Any] = {
        "party": party or None,
        "type": type or None,
        "modality": modality or None,
        "dossier": dossier or None,
    }
    first, last = window(ledger, asked, since, until)
    found = ledger.lanes(EventQuestion(**asked, since=first.isoformat(), until=last.isoformat()))
    dated = [bar for bar in found.bars if bar.earliest or bar.latest]
    undated = [bar for bar in found.bars if not (bar.earliest or bar.latest)]
    return render(
        request,
        "timeline/timeline.html",
        chart=chart(dated, found, Axis(first, last, LEFT, RIGHT), asked),
        found=found,
        dated=dated,
        undated=undated[-UNDATED:][::-1],
        more_undated=max(0, len(undated) - UNDATED),
        asked={**asked, "since": since or "", "until": until or ""},
        first=first.isoformat(),
        last=last.isoformat(),
        moves=moves(first, last, asked),
        types=get_args(EventType),
        modalities=get_args(Modality),
        dossiers=[row.name for row in ledger.dossiers()],
    )


def window(ledger: Ledger, asked: dict[str, Any], since: str | None, until: str | None) -> tuple[date, date]:
    """The days that are shown: those asked for, else from the newest few hundred events on."""
    extent = ledger.extent()
    last = (bounds_of(until).last_day if until else _day(extent.last) if extent else None) or date.today()
    first = bounds_of(since).first_day if since else None
    if first is None:
        first = _day(ledger.newest_events_since(EventQuestion(**asked, until=last.isoformat())))
    first = first or moved(last, -timedelta(days=30))
    return min(first, last), max(first, last)


def moves(first: date, last: date, asked: dict[str, Any]) -> dict[str, Any]:
    """Where one goes from here: earlier, later, closer, wider."""
    days = (last - first).days + 1

    def at(begin: date, end: date) -> str:
        return address("/timeline", **asked, since=begin.isoformat(), until=end.isoformat())

    step = timedelta(days=max(1, days // 2))
    middle = first + timedelta(days=days // 2)
    near = timedelta(days=max(1, days // 4))
    return {
        "earlier": at(moved(first, -step), moved(last, -step)),
        "later": at(moved(first, step), moved(last, step)),
        "closer": at(moved(middle, -near), moved(middle, near)) if days > 3 else None,
        "wider": at(moved(first, -step), moved(last, step)) if days < 40_000 else None,
        "zooms": [(label, at(moved(last, -timedelta(days=length - 1)), last), days == length) for length, label in ZOOMS],
    }  # fmt: skip


def chart(dated: Sequence[Bar], found: Lanes, axis: Axis, asked: dict[str, Any]) -> Chart:
    """Where everything is drawn."""
    number: Counter[str | None] = Counter(bar.lane for bar in dated)
    for (name, _), mentions in found.counts.items():
        number[name] += mentions
    named = [name for name, _ in number.most_common() if name is not None]
    shown = named[: COUNTED if found.counts else LANES]
    order: list[str | None] = [
        *shown,
        *(["…"] if len(named) > len(shown) else []),
        *([None] if None in number else []),
    ]
    most = max((count for count in _merged(found, shown).values()), default=1)
    y, lanes = TOP, []
    for name in order:
        own = [bar for bar in dated if _lane(bar.lane, shown) == name]
        bars, depth = _bars(own, axis, y + PAD / 2)
        height = depth * ROW + PAD if not found.counts else 30.0
        counts = _counts(name, shown, found, axis, y + height - 3, most, asked)
        lanes.append(Lane(name, y, height, tuple(bars), tuple(counts)))
        y += height
    return Chart(axis, axis.ticks(), tuple(lanes), round(y + 4, 1))


def _bars(own: Sequence[Bar], axis: Axis, y: float) -> tuple[list[Drawn], int]:
    placed = []
    for bar in own:
        early, late = _day(bar.earliest) or axis.first, _day(bar.latest) or axis.last
        placed.append(
            (*axis.span(max(early, axis.first), min(max(early, late), axis.last)), bar, early != late)
        )
    placed.sort(key=lambda one: (one[0], one[1], one[2].id))
    rows = packed([(x, width) for x, width, _, _ in placed], DEEP)
    drawn = [
        Drawn(bar, x, round(y + row * ROW, 1), width, SHAPES[bar.type], soft)
        for (x, width, bar, soft), row in zip(placed, rows, strict=True)
    ]
    return drawn, max(rows, default=0) + 1


def _counts(
    name: str | None,
    shown: Sequence[str],
    found: Lanes,
    axis: Axis,
    base: float,
    most: int,
    asked: dict[str, Any],
) -> list[Counted]:
    own: Counter[str] = Counter()
    for (lane, bucket), mentions in found.counts.items():
        if _lane(lane, shown) == name:
            own[bucket] += mentions
    counted = []
    for bucket, mentions in sorted(own.items()):
        when = edtf.parse(bucket)
        if when is None or when.earliest is None or when.latest is None:
            continue
        first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
        x, width = axis.span(max(first, axis.first), min(last, axis.last), 1.5)
        height = round(max(2.0, 24.0 * (mentions / most) ** 0.5), 1)
        link = address("/timeline", **asked, since=when.earliest, until=when.latest)
        counted.append(
            Counted(bucket, mentions, x, round(base - height, 1), max(1.0, width - 0.5), height, link)
        )
    return counted


def _merged(found: Lanes, shown: Sequence[str]) -> Counter[tuple[str | None, str]]:
    merged: Counter[tuple[str | None, str]] = Counter()
    for (lane, bucket), mentions in found.counts.items():
        merged[_lane(lane, shown), bucket] += mentions
    return merged


def _lane(name: str | None, shown: Sequence[str]) -> str | None:
    return name if name is None or name in shown else "…"


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given[:10]) if given else None
    except ValueError:  # a year that the calendar does not reach
        return None
