"""Matters over all reports: the tellings that are one as one row, with its moves and where it stands on a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection, select

from depesje.ledger import grouping, ids, joining
from depesje.ledger.across import history
from depesje.ledger.across.deeds import Deed
from depesje.ledger.across.events import Done
from depesje.ledger.across.history import Move
from depesje.ledger.clock import Known
from depesje.ledger.conditions import one_of
from depesje.ledger.dates import asked, bounds
from depesje.ledger.kinds import MATTER
from depesje.ledger.numbers import listed, listed_words
from depesje.ledger.rights.blanking import shown
from depesje.ledger.rows import MatterRow, MoveRow
from depesje.ledger.schema import actor_versions, readings, reports, revisions
from depesje.ledger.schema_events import event_actors, event_versions
from depesje.ledger.schema_joining import deeds
from depesje.ledger.stories import originals
from depesje.ledger.tabled import MATTERS
from depesje.ledger.wordings import paragraph, sentence
from depesje.questions import MatterQuestion
from depesje.records import Status

T = TypeVar("T")


def matters(connection: Connection, question: MatterQuestion) -> list[MatterRow]:
    """The matters that answer a question, each once: the open ones first, then those that moved last."""
    status = None if question.status is None else one_of(question.status, Status, "status")
    known = Known.at(question.known)
    found = MATTERS.answer(connection, replace(question, status=None, limit=None))
    led = grouping.leaders_of(connection, MATTER.owner, [ids.number_of(row.id) for row in found], known)
    rows = _joined(connection, question, set(led.values()), known)
    kept = [row for row in rows if status is None or row.status == status]
    kept.sort(key=lambda row: (row.report, row.start, row.id))
    kept.sort(key=_last_moved, reverse=True)
    kept.sort(key=lambda row: row.status != "open")
    return kept if question.limit is None else kept[: max(0, question.limit)]


def matter(connection: Connection, number: int, on: str | None, known: str | None) -> MatterRow | None:
    """The matter that one of its tellings belongs to; None where the ledger holds none by then."""
    then = Known.at(known)
    question = MatterQuestion(on=on, known=known, review=("unread", "confirmed", "edited"))
    leader = grouping.leaders_of(connection, MATTER.owner, [number], then)[number]
    return next(iter(_joined(connection, question, {leader}, then)), None)


def _joined(
    connection: Connection, question: MatterQuestion, leading: set[int], known: Known
) -> list[MatterRow]:
    led = grouping.members_of(connection, MATTER.owner, leading, known)
    told = MatterQuestion(
        on=question.on, known=question.known, review=question.review, confirmed=question.confirmed
    )
    rows = MATTERS.numbered(connection, told, set(led))
    groups: dict[int, list[MatterRow]] = defaultdict(list)
    for row in rows:
        groups[led[ids.number_of(row.id)]].append(row)
    course = _Course(connection, set(led), known)
    on = (asked(question.on).latest or "9999")[:10] if question.on is not None else None
    return [_row(leader, group, course, on) for leader, group in groups.items()]


class _Course:
    """The sketches, deeds, texts and copies that the moves of some matters are made from."""

    def __init__(self, connection: Connection, numbers: set[int], known: Known) -> None:
        self.told = joining.sketched(connection, joining.MATTER, numbers, known)
        query = select(deeds).where(deeds.c.matter.in_(listed(numbers)), known.holds(deeds))
        found = connection.execute(query).all()
        done = joining.sketched(connection, joining.EVENT, {row.event for row in found}, known)
        self.deeds: dict[int, list[tuple[Done, Deed]]] = defaultdict(list)
        for row in found:
            if row.event in done:
                self.deeds[row.matter].append((done[row.event], Deed(row.move, row.score)))
        named = {one.report for one in self.told.values()} | {one.report for one in done.values()}
        self.reports = _reports(connection, named, known)
        self.originals = _originals(connection, self.reports)
        self.sides = _sides(connection, {n: (one.report, one.start) for n, one in done.items()}, known)
        self.names = _names(connection, self._actors(), known)

    def _actors(self) -> set[int]:
        return {actor for one in self.told.values() for step in one.steps for actor in step.actors}

    def moves(self, numbers: Sequence[int]) -> list[Move]:
        """The moves of a matter by the numbers of its tellings."""
        members = [self.told[n] for n in numbers if n in self.told]
        best: dict[tuple[str, int], tuple[Done, Deed]] = {}
        for n in numbers:
            for done, deed in self.deeds[n]:
                place = (done.report, done.start)
                if place not in best or (best[place][1].score, best[place][1].kind) < (deed.score, deed.kind):
                    best[place] = (done, deed)
        return history.moves(members, best.values(), self.originals)


@dataclass(frozen=True, slots=True)
class _Report:
    key: int
    title: str | None
    published: str | None
    text: str


def _sides(
    connection: Connection, places: Mapping[int, tuple[str, int]], known: Known
) -> dict[tuple[str, int, str], list[str]]:
    """Who did what these events tell, and on whose word, by the place of the event and the role."""
    v, a, av = event_versions.c, event_actors.c, actor_versions.c
    query = (
        select(v.event, a.role, av.name)
        .join(event_actors, a.version == v.key)
        .join(actor_versions, av.actor == grouping.led("actor", a.actor, known))
        .where(v.event.in_(listed(set(places))), known.holds(event_versions), known.holds(actor_versions))
        .order_by(v.event, a.role, a.ordinal)
    )
    found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for event, role, name in connection.execute(query):
        found[*places[event], role].append(name)
    return found


def _names(connection: Connection, numbers: set[int], known: Known) -> dict[int, str]:
    """The names of actors, or of those that they are one with."""
    av, leaders = actor_versions.c, grouping.leaders_of(connection, "actor", numbers, known)
    wanted = listed(set(leaders.values()))
    query = select(av.actor, av.name).where(av.actor.in_(wanted), known.holds(actor_versions))
    names = {row.actor: row.name for row in connection.execute(query)}
    return {number: names[leader] for number, leader in leaders.items() if leader in names}


def _reports(connection: Connection, named: set[str], known: Known) -> dict[str, _Report]:
    query = (
        select(reports.c.id, reports.c.key, readings.c.title, readings.c.published, revisions.c.text)
        .join(readings, readings.c.report == reports.c.key)
        .join(revisions, revisions.c.key == readings.c.revision)
        .where(reports.c.id.in_(listed_words(named)), known.holds(readings))
    )
    return {row.id: _Report(row.key, row.title, row.published, row.text) for row in connection.execute(query)}


def _originals(connection: Connection, given: Mapping[str, _Report]) -> dict[str, str]:
    """For each report that is one wire story with another of them, the one that came first."""
    led = originals(connection, [one.key for one in given.values()])
    stories: dict[int, list[str]] = defaultdict(list)
    for name, one in given.items():
        stories[led[one.key]].append(name)
    first = {
        story: min(names, key=lambda name: (_day(given[name].published), name))
        for story, names in stories.items()
    }
    return {name: first[led[one.key]] for name, one in given.items()}


def _row(leader: int, group: Sequence[MatterRow], course: _Course, on: str | None) -> MatterRow:
    numbers = sorted(ids.number_of(row.id) for row in group)
    moves = course.moves(numbers)
    if on is not None:
        moves = [move for move in moves if move.day <= on]
    ordered = sorted(group, key=lambda row: (_day(row.published), row.report, row.start))
    first = ordered[0]
    standing = history.standing(moves, [row.deadline for row in ordered if row.deadline], on)
    settled = [row for row in ordered if row.review == "edited"]
    status = settled[-1].status if settled else standing.status if moves else first.status
    return replace(
        first,
        id=ids.record_id(ids.MATTER, leader),
        by=_once(row.by for row in ordered),
        to=_once(row.to for row in ordered),
        per=_once(row.per for row in ordered),
        condition=next((row.condition for row in ordered if row.condition), None),
        deadline=next((row.deadline for row in reversed(ordered) if row.deadline), None),
        status=status,
        contested=standing.contested or any(row.contested for row in ordered),
        statements=_once(row.statements for row in ordered),
        events=_once(row.events for row in ordered),
        overdue=standing.overdue and status == "open",
        reports=len({row.report for row in ordered}),
        tellings=tuple(row.id for row in ordered),
        moves=tuple(_move(move, course, ordered) for move in moves),
    )


def _move(move: Move, course: _Course, tellings: Sequence[MatterRow]) -> MoveRow:
    report = course.reports.get(move.report)
    text = report.text if report else ""
    if move.deed:
        place = (move.report, move.start)
        by, per = course.sides.get((*place, "actor"), []), course.sides.get((*place, "per"), [])
        words = sentence(text, move.start, move.end)
    else:
        by = [course.names[one] for one in move.actors if one in course.names]
        per = [name for row in tellings if row.report == move.report for name in row.per]
        words = shown(text[move.start : move.end])
    return MoveRow(
        move=move.kind,
        when=move.when,
        by=tuple(by),
        per=tuple(dict.fromkeys(per)),
        report=move.report,
        title=report.title if report else None,
        words=" ".join(words.split()),
        paragraph=paragraph(text, move.start),
        start=move.start,
        end=move.end,
    )


def _once(lists: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(one for each in lists for one in each))


def _last_moved(row: MatterRow) -> str:
    days = [found.latest or "" for move in row.moves if (found := bounds(move.when)) is not None]
    return max(days, default=_day(row.published))


def _day(published: str | None) -> str:
    found = bounds(published)
    return (found.earliest or found.latest or "") if found else ""
