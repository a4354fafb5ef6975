"""Matters over all reports: the tellings that are one as one row, with its moves and where it stands on a date.

Which matters there are, and in which order, is asked of what is kept of where they stand (``standings``); their courses are
put together for a page at a time. Only where what is asked for leaves out tellings that would count, or was known before
anything was kept, is it worked out for all that may answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from depesje.ledger import grouping, ids
from depesje.ledger.across import history
from depesje.ledger.across.history import Move
from depesje.ledger.clock import Known
from depesje.ledger.conditions import Terms, held, one_of, reviews
from depesje.ledger.courses import END, Courses, day_of, standings
from depesje.ledger.dates import asked
from depesje.ledger.kinds import MATTER
from depesje.ledger.listing import AT_ONCE, bounded, counted, first_of, is_few
from depesje.ledger.numbers import listed, listed_words
from depesje.ledger.rights.blanking import shown
from depesje.ledger.rows import MatterRow, MoveRow
from depesje.ledger.schema import actor_versions, readings, reports, revisions
from depesje.ledger.schema_corrections import leaders
from depesje.ledger.schema_events import event_actors, event_versions, matter_versions
from depesje.ledger.schema_joining import standings as kept
from depesje.ledger.tabled import MATTERS
from depesje.ledger.wordings import paragraph, sentence
from depesje.questions import MatterQuestion
from depesje.records import Status

T = TypeVar("T")
_s = kept.c
_LEFT = ("unread", "confirmed", "edited")  # what counts unless a state of review is asked for
_NARROWING = (
    "since",
    "until",
    "dossier",
    "by",
    "to",
    "party",
    "per",
    "kind",
    "deadline",
)  # fields that ask of tellings


def each(connection: Connection, question: MatterQuestion) -> Iterator[MatterRow]:
    """The matters that answer a question, each once: the open ones first, then those that moved last."""
    if question.status is not None:
        question = replace(question, status=one_of(question.status, Status, "status"))
    for page in _pages(connection, question):
        yield from _joined(connection, question, page)


def total(connection: Connection, question: MatterQuestion) -> int:
    """How many matters answer a question, whatever its limit."""
    if not _is_kept(connection, question):
        return len(_worked_out(connection, question))
    return counted(connection, _standing(Terms(connection, _of_tellings(question)), question, each=False))


def settled(connection: Connection, on: str, limit: int) -> list[MatterRow]:
    """The matters that are open no more by the end of ``on``, those that moved last."""
    question = MatterQuestion(on=on)
    query = (
        select(_s.matter).where(*_held(question), _s.open.is_(False)).order_by(*_order(question)).limit(limit)
    )
    return list(_joined(connection, question, connection.scalars(query).all()))


def matter(connection: Connection, number: int, on: str | None, known: str | None) -> MatterRow | None:
    """The matter that one of its tellings belongs to; None where the ledger holds none by then."""
    question = MatterQuestion(on=on, known=known)
    leader = grouping.leaders_of(connection, MATTER.owner, [number], Known.at(known))[number]
    row = next(_joined(connection, question, [leader]), None)
    then = _day(question)
    return None if row is None or (then is not None and day_of(row.published) > then) else row


def _pages(connection: Connection, question: MatterQuestion) -> Iterator[list[int]]:
    """The numbers that lead the matters, in order, some at a time."""
    first = max(0, question.offset)
    if not _is_kept(connection, question):
        found = _worked_out(connection, question)[first:][: bounded(question.limit)]
        yield from (found[n : n + AT_ONCE] for n in range(0, len(found), AT_ONCE))
        return
    terms = Terms(connection, _of_tellings(question))
    if (near := _foremost(terms, question)) is not None:
        yield from (near[n : n + AT_ONCE] for n in range(0, len(near), AT_ONCE))
        return
    query = _standing(terms, question).order_by(*_order(question))
    if question.limit is not None or first:
        query = query.limit(bounded(question.limit)).offset(first)
    with connection.execute(query.execution_options(yield_per=AT_ONCE)) as result:
        for page in result.partitions():
            yield [row.matter for row in page]


def _is_kept(connection: Connection, question: MatterQuestion) -> bool:
    """Whether what is kept answers the question: it is about all tellings that are not rejected, and was known then."""
    wanted = reviews(question)
    if wanted and set(wanted) != set(_LEFT):
        return False
    first = connection.scalar(select(_s.recorded_at).order_by(_s.key).limit(1))
    moment = Known.at(question.known).moment
    return moment is None or (first is not None and first <= moment)


def _order(question: MatterQuestion) -> Iterator[ColumnElement[Any]]:
    """The open ones first, then those that moved last; those of one status are all open or none."""
    if question.status is None:
        yield _s.open.desc()
    yield from (_s.moved.desc(), _s.matter.desc())


def _foremost(terms: Terms[MatterQuestion], question: MatterQuestion) -> list[int] | None:
    """A page of the matters that answer, where it is found among the foremost of all; else None."""
    if question.limit is None or not _is_narrow(question) or question.known is not None:
        return None
    query = _standing(terms, question, each=True).order_by(*_order(question))
    all_of_it = select(_s.key).where(*_held(question)).order_by(*_order(question))

    def among(reach: int) -> Select[Any]:
        return query.where(_s.key.in_(all_of_it.limit(reach)))

    return first_of(terms.connection, among, question.offset, question.limit)


def _is_narrow(question: MatterQuestion) -> bool:
    """Whether a question asks of tellings, too, and not only where matters stand."""
    return any(getattr(question, name) for name in _NARROWING)


def _held(question: MatterQuestion) -> Iterator[ColumnElement[bool]]:
    """Where matters stand, or stood, as a question asks for it."""
    yield Known.at(question.known).holds(kept)
    yield from _then(question)
    if question.status is not None:
        yield _s.status == question.status


def _standing(
    terms: Terms[MatterQuestion], question: MatterQuestion, *, each: bool | None = None
) -> Select[Any]:
    """Where the matters stand that answer a question.

    It is told of ``each`` by itself whether it answers, or all that do are found first; unless that is said, by how many
    do.
    """
    query = select(_s.matter).where(*_held(question))
    if not _is_narrow(question):
        return query
    told = list(MATTERS.asking.told(terms, matter_versions))
    if each is None:
        each = not is_few(terms.connection, select(matter_versions.c.key).where(*told))
    if not each:
        own = grouping.led(MATTER.owner, matter_versions.c.matter, Known.at(question.known))
        return query.where(_s.matter.in_(select(own).where(*told)))
    led, v = leaders.alias(), matter_versions.c
    told = list(MATTERS.asking.told(terms, matter_versions, each=True))
    alone = select(v.key).where(v.matter == _s.matter, *told)
    under = (led.c.kind == MATTER.owner, led.c.leader == _s.matter, Known.at(question.known).holds(led))
    others = select(v.key).join(led, led.c.member == v.matter).where(*under, *told)
    return query.where(or_(alone.exists(), others.exists()))


def _then(question: MatterQuestion) -> Iterator[ColumnElement[bool]]:
    on = _day(question)
    yield from (_s.until == END,) if on is None else (_s.since <= on, _s.until > on)


def _of_tellings(question: MatterQuestion) -> MatterQuestion:
    """What is asked of one of the tellings of a matter for the matter to answer."""
    return replace(question, on=None, status=None)


def _worked_out(connection: Connection, question: MatterQuestion) -> list[int]:
    """What ``_standing`` finds, in its order, out of all that may answer."""
    known, on, v = Known.at(question.known), _day(question), matter_versions.c
    told = list(MATTERS.asking.conditions(connection, _of_tellings(question)))
    numbers = connection.scalars(select(v.matter).where(*told)).all()
    leading = sorted(set(grouping.leaders_of(connection, MATTER.owner, numbers, known).values()))
    found: list[tuple[bool, str, int]] = []
    for n in range(0, len(leading), AT_ONCE):
        members = set(grouping.members_of(connection, MATTER.owner, set(leading[n : n + AT_ONCE]), known))
        counting = held(matter_versions, question)
        for leader, course in standings(connection, members, counting, known).items():
            for one in course:
                then = one.until == END if on is None else one.since <= on < one.until
                if then and question.status in (None, one.status):
                    found.append((one.status == "open", one.moved, leader))
    return [leader for _, _, leader in sorted(found, reverse=True)]


def _day(question: MatterQuestion) -> str | None:
    """The last day of the time that is asked for."""
    return None if question.on is None else (asked(question.on).latest or END)[:10]


def _joined(connection: Connection, question: MatterQuestion, leading: Sequence[int]) -> Iterator[MatterRow]:
    """The matters that these lead, by those of their tellings that count."""
    known = Known.at(question.known)
    led = grouping.members_of(connection, MATTER.owner, set(leading), known)
    told = MatterQuestion(known=question.known, review=question.review, confirmed=question.confirmed)
    groups: dict[int, list[MatterRow]] = defaultdict(list)
    for row in MATTERS.numbered(connection, told, set(led)):
        groups[led[ids.number_of(row.id)]].append(row)
    course = _Course(connection, set(led), known)
    for leader in leading:
        if groups[leader]:
            yield _row(leader, groups[leader], course, _day(question))


class _Course:
    """The courses of some matters, and what their moves are shown with."""

    def __init__(self, connection: Connection, numbers: set[int], known: Known) -> None:
        self.courses = Courses(connection, numbers, known)
        self.reports = _reports(connection, set(self.courses.reports), known)
        done = {n: (one.report, one.start) for n, one in self.courses.done.items()}
        self.events = {place: ids.record_id(ids.EVENT, n) for n, place in done.items()}
        self.sides = _sides(connection, done, known)
        actors = {a for one in self.courses.told.values() for step in one.steps for a in step.actors}
        self.names = _names(connection, actors, known)


@dataclass(frozen=True, slots=True)
class _Report:
    title: str | None
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
        select(reports.c.id, readings.c.title, revisions.c.text)
        .join(readings, readings.c.report == reports.c.key)
        .join(revisions, revisions.c.key == readings.c.revision)
        .where(reports.c.id.in_(listed_words(named)), known.holds(readings))
    )
    return {row.id: _Report(row.title, row.text) for row in connection.execute(query)}


def _row(leader: int, group: Sequence[MatterRow], course: _Course, on: str | None) -> MatterRow:
    moves = course.courses.moves(sorted(ids.number_of(row.id) for row in group))
    has_moved = bool(moves)
    ordered = sorted(group, key=lambda row: (day_of(row.published), row.report, row.start))
    settled = [row for row in ordered if row.review == "edited"]
    if on is not None:
        moves = [move for move in moves if move.day <= on]
        # What was told of it later only, is told all the same.
        ordered = [row for row in ordered if day_of(row.published) <= on] or ordered
    first = ordered[0]
    standing = history.standing(moves, [row.deadline for row in ordered if row.deadline], on)
    status = settled[-1].status if settled else standing.status if has_moved else first.status
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
        record=_record(move, course, tellings),
    )


def _record(move: Move, course: _Course, tellings: Sequence[MatterRow]) -> str | None:
    """The record whose words a move stands in: the event that was done, or the telling that begins last before it."""
    if move.deed:
        return course.events.get((move.report, move.start))
    own = [row for row in tellings if row.report == move.report]
    return max(own, key=lambda row: (row.start <= move.start, row.start)).id if own else None


def _once(lists: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(one for each in lists for one in each))
