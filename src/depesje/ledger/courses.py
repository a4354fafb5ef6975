"""The courses of matters: their moves by what all reports together tell, and where these leave them from day to day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from depesje.ledger import grouping, joining
from depesje.ledger.across import history
from depesje.ledger.across.deeds import Deed
from depesje.ledger.across.events import Done
from depesje.ledger.across.history import Move
from depesje.ledger.clock import NOW, Known
from depesje.ledger.dates import bounds
from depesje.ledger.kinds import MATTER
from depesje.ledger.numbers import listed, listed_words
from depesje.ledger.schema import readings, reports
from depesje.ledger.schema_events import matter_versions
from depesje.ledger.schema_joining import deeds
from depesje.ledger.stories import originals
from depesje.records import Status

END = "9999-99-99"  # after all days


@dataclass(frozen=True, slots=True)
class Told:
    """What one report's telling of a matter says besides its moves: of the report, and by the reader or a person."""

    number: int
    report: str
    published: str | None
    earliest: str | None
    start: int
    status: Status
    review: str

    @property
    def place(self) -> tuple[str, str, int]:
        """What puts it before others: the day of its report, the report, the place there."""
        return day_of(self.published), self.report, self.start


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """Where a matter stands from the day ``since`` up to ``until``, which is not of it; ``moved`` is its last move then."""

    since: str
    until: str
    status: Status
    moved: str


@dataclass(frozen=True, slots=True)
class Published:
    """A report of which something is told: its key, and when it was published."""

    key: int
    published: str | None


class Courses:
    """The sketches, deeds and copies that the moves of some matters, by their numbers, are made from."""

    def __init__(self, connection: Connection, numbers: set[int], known: Known = NOW) -> None:
        self.told = joining.sketched(connection, joining.MATTER, numbers, known)
        query = select(deeds).where(deeds.c.matter.in_(listed(numbers)), known.holds(deeds))
        found = connection.execute(query).all()
        done = (
            joining.sketched(connection, joining.EVENT, {row.event for row in found}, known) if found else {}
        )
        self.done: Mapping[int, Done] = done
        self.deeds: dict[int, list[tuple[Done, Deed]]] = defaultdict(list)
        for row in found:
            if row.event in done:
                self.deeds[row.matter].append((done[row.event], Deed(row.move, row.score)))
        named = {one.report for one in self.told.values()} | {one.report for one in done.values()}
        self.reports = _reports(connection, named, known)
        self._stories = originals(connection, [one.key for one in self.reports.values()], known)

    def moves(self, numbers: Iterable[int]) -> list[Move]:
        """The moves of a matter by the numbers of its tellings."""
        members = [self.told[n] for n in numbers if n in self.told]
        best: dict[tuple[str, int], tuple[Done, Deed]] = {}
        for n in numbers:
            for done, deed in self.deeds[n]:
                place = (done.report, done.start)
                if place not in best or (best[place][1].score, best[place][1].kind) < (deed.score, deed.kind):
                    best[place] = (done, deed)
        told_in = {one.report for one in members} | {report for report, _ in best}
        return history.moves(members, best.values(), self._originals(told_in))

    def _originals(self, told_in: set[str]) -> dict[str, str]:
        """For each of these reports that is one wire story with another of them, the one that came first."""
        stories: dict[int, list[str]] = defaultdict(list)
        for name in told_in & self.reports.keys():
            stories[self._stories[self.reports[name].key]].append(name)
        return {
            name: min(names, key=lambda one: (day_of(self.reports[one].published), one))
            for names in stories.values()
            for name in names
        }


def standings(
    connection: Connection, members: set[int], told: Iterable[ColumnElement[bool]], known: Known = NOW
) -> dict[int, list[Standing]]:
    """Where matters stand by those of these tellings of which this is ``told``, by the number that leads each."""
    v = matter_versions.c
    query = (
        select(v.matter, v.status, v.review, v.earliest, v.start, reports.c.id, readings.c.published)
        .add_columns(grouping.led(MATTER.owner, v.matter, known).label("leader"))
        .join(readings, readings.c.key == v.reading)
        .join(reports, reports.c.key == readings.c.report)
        .where(v.matter.in_(listed(members)), *told)
    )
    groups: dict[int, list[Told]] = defaultdict(list)
    for row in connection.execute(query):
        one = Told(row.matter, row.id, row.published, row.earliest, row.start, row.status, row.review)
        groups[row.leader].append(one)
    courses = Courses(connection, {one.number for group in groups.values() for one in group}, known)
    return {
        leader: _standings(courses.moves(sorted(one.number for one in group)), group)
        for leader, group in groups.items()
    }


def _standings(moves: Sequence[Move], tellings: Sequence[Told]) -> list[Standing]:
    """Where a matter with these moves and tellings stands, from when it may have been raised to the end of time.

    What a person said of it holds throughout. A matter of which no moves are known stands as its first report has it.
    """
    ordered = sorted(tellings, key=lambda one: one.place)
    edited = [one.status for one in ordered if one.review == "edited"]
    days = sorted({move.day for move in moves})
    raised = min((one.earliest[:10] for one in ordered if one.earliest), default=None)
    if not days:
        status = edited[-1] if edited else ordered[0].status
        return [Standing(raised or END, END, status, day_of(ordered[0].published))]
    found = [
        Standing(day, until, edited[-1] if edited else history.standing(moves, on=day).status, day)
        for day, until in zip(days, [*days[1:], END], strict=True)
    ]
    if raised is not None and raised < days[0]:  # by a date that does not say just when
        found.insert(0, Standing(raised, days[0], edited[-1] if edited else "open", raised))
    return found


def day_of(published: str | None) -> str:
    """The first day that a date may mean; nothing where it has none."""
    found = bounds(published)
    return (found.earliest or found.latest or "")[:10] if found else ""


def _reports(connection: Connection, named: set[str], known: Known) -> dict[str, Published]:
    query = (
        select(reports.c.id, reports.c.key, readings.c.published)
        .join(readings, readings.c.report == reports.c.key)
        .where(reports.c.id.in_(listed_words(named)), known.holds(readings))
    )
    return {row.id: Published(row.key, row.published) for row in connection.execute(query)}
