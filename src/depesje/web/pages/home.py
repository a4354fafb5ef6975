"""The first page: what is new, what presses, how tense it is, and who spoke with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesje.ledger import Ledger
from depesje.ledger.dates import bounds, moved
from depesje.ledger.rows import MatterRow
from depesje.ledger.tense import TensionRow
from depesje.web.charting import Axis, Tick
from depesje.web.languages import N_
from depesje.web.navigation import Entry
from depesje.web.rendering import render
from depesje.web.visiting import ledger_of, visit_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("/", N_("Today"), "d")
STALE = timedelta(days=7)  # without a report, after which the day of the last one is "today"
BACK = timedelta(days=30)  # that exchanges, and deadlines that have passed, are looked for
LOOKED = 60  # matters of each status, those that moved last, among which the pressing ones are looked for
CURVE = timedelta(days=90)
LATELY = timedelta(days=7)
SHOWN = 6  # rows of a section
ANSWERS = ("answer", "accept", "reject", "keep", "break", "withdraw")
PRESSING = ("warning", "demand", "request", "promise", "offer")
WIDTH, LEFT, RIGHT, TOP, BOTTOM = 640.0, 34.0, 632.0, 10.0, 150.0  # of the curve, in its own units


@dataclass(frozen=True, slots=True)
class Section:
    """Matters that press for one reason, and how many there are, or ``more``."""

    code: str
    rows: Sequence[MatterRow]
    number: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """How tense it was, with the band around it. ``runs`` are lines over days that follow each other, ``gaps`` lines over
    days between them on which nothing was read, ``spots`` all days; each day is also a row of a table.
    """

    runs: Sequence[str]
    gaps: Sequence[str]
    bands: Sequence[str]
    spots: Sequence[tuple[float, float, float, float]]
    ticks: Sequence[Tick]
    levels: Sequence[tuple[float, float]]
    days: Sequence[TensionRow]


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """How things stand."""
    ledger = ledger_of(request)
    newest = ledger.reports(limit=SHOWN)
    day = day_of(ledger)
    looked = ledger.users.look(visit_of(request).somebody, "today")
    new = ledger.reports(since_held=looked, limit=101) if looked else []
    return render(
        request,
        "today/today.html",
        day=day.isoformat(),
        is_today=day == date.today(),
        looked=looked,
        new=len(new),
        reports=(new or newest)[:SHOWN],
        sections=sections(pressing(ledger, day), day),
        curve=curve(ledger.curve(since=moved(day, -CURVE).isoformat(), until=day.isoformat()), day),
        exchanges=ledger.exchanges(since=moved(day, -BACK).isoformat(), limit=SHOWN + 2),
        empty=not newest,
        taken={"since": moved(day, -BACK).isoformat(), "until": day.isoformat()},
        figure=lambda value: figure(value, visit_of(request).words.language),
    )


def figure(value: float, language: str) -> str:
    """A number with one decimal as it is written."""
    return f"{value:.1f}".replace(".", "." if language == "en" else ",")


def day_of(ledger: Ledger) -> date:
    """Today, or where nothing has come in lately the day of the last report; of one that lies ahead only if all do."""
    today = date.today()
    newest = ledger.reports(until=today.isoformat(), limit=1) or ledger.reports(limit=1)
    told = _late(newest[0].published) if newest else ""
    last = date.fromisoformat(told) if told else today
    return today if abs(today - last) <= STALE else last


def pressing(ledger: Ledger, day: date) -> list[MatterRow]:
    """The matters among which those are that press: open ones with a deadline, and those that moved last, by status."""
    on = day.isoformat()
    # What is due may have been raised long ago, but there are few who wait for more than a year.
    due = ledger.matters(
        on=on, status="open", deadline=True, since=moved(day, -12 * BACK).isoformat(), limit=LOOKED * 4
    )
    opened = ledger.matters(on=on, status="open", limit=LOOKED)
    found = {row.id: row for row in (*due, *opened, *ledger.settled(on, LOOKED // 2))}
    return [
        row for row in found.values() if not row.deadline or _deadline(row) >= moved(day, -BACK).isoformat()
    ]


def sections(matters: Sequence[MatterRow], day: date) -> list[Section]:
    """What presses, the most urgent first; each matter in the first section that it belongs to."""
    found: dict[str, list[MatterRow]] = {
        "overdue": [],
        "due": [],
        "contradicted": [],
        "answered": [],
        "open": [],
    }
    for row in matters:
        if (section := _section(row, day)) is not None:
            found[section].append(row)
    found["overdue"].sort(key=_deadline)
    found["due"].sort(key=_deadline)
    found["open"].sort(key=lambda row: PRESSING.index(row.kind))
    many = sum(row.status == "open" for row in matters) >= LOOKED
    return [
        Section(code, rows[:SHOWN], len(rows), many and code == "open")
        for code, rows in found.items()
        if rows
    ]


def _section(row: MatterRow, day: date) -> str | None:
    if row.status == "open" and row.deadline and _deadline(row) < day.isoformat():
        return "overdue"
    if row.status == "open" and row.deadline:
        return "due"
    if row.contested:
        return "contradicted"
    if any(
        move.move in ANSWERS and _late(move.when) >= moved(day, -LATELY).isoformat() for move in row.moves
    ):
        return "answered"
    return "open" if row.status == "open" else None


def _deadline(row: MatterRow) -> str:
    return _late(row.deadline) or "9999"


def _late(when: str | None) -> str:
    """The last day that a date may mean, or where it has no end the first; nothing where there is none."""
    found = bounds(when)
    day = None if found is None else found.last_day or found.first_day
    return "" if day is None else day.isoformat()


def curve(days: Sequence[TensionRow], day: date) -> Curve | None:
    """The curve of some days; those on which nothing was read have no value."""
    if len(days) < 2:
        return None
    axis = Axis(date.fromisoformat(days[0].day), max(day, date.fromisoformat(days[-1].day)), LEFT, RIGHT)
    most = max(1.0, *(row.high for row in days), *(row.tension for row in days))

    def y(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * value / most, 1)

    places = [(axis.x(date.fromisoformat(row.day)), row) for row in days]
    runs, gaps = _runs(places)

    def line(run: Sequence[tuple[float, TensionRow]]) -> str:
        return " ".join(f"{x},{y(row.tension)}" for x, row in run)

    steps = [round(most * share, 1) for share in (0.0, 0.5, 1.0)]
    return Curve(
        [line(run) for run in runs if len(run) > 1],
        [line(gap) for gap in gaps],
        [
            " ".join(
                [*(f"{x},{y(row.high)}" for x, row in run), *(f"{x},{y(row.low)}" for x, row in run[::-1])]
            )
            for run in runs
            if len(run) > 1
        ],
        [(x, y(row.tension), y(row.high), y(row.low)) for x, row in places],
        axis.ticks(6),
        [(y(step), step) for step in steps],
        days,
    )


def _runs(
    places: Sequence[tuple[float, TensionRow]],
) -> tuple[list[list[tuple[float, TensionRow]]], list[list[tuple[float, TensionRow]]]]:
    """The days that follow each other, and the pairs of days with others between them."""
    runs, gaps = [[places[0]]], []
    for before, place in pairwise(places):
        if date.fromisoformat(place[1].day) - date.fromisoformat(before[1].day) == timedelta(days=1):
            runs[-1].append(place)
        else:
            gaps.append([before, place])
            runs.append([place])
    return runs, gaps
