"""Which events of several reports are one act: one call, one demand made on one day, one pull-back promised and told again.

``sketch`` takes from a record what tells; ``score`` compares two sketches and looks at nothing else, so that the order in
which reports come can never matter. What the mentions differ in, numbers, dates or who did it, stays with each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from depesje.ledger.across import parties, periods, wording
from depesje.ledger.across.wording import CODE, Bag
from depesje.ledger.dates import bounds
from depesje.ledger.sentences import sentence_span
from depesje.records import Event, EventType, Modality, Record

SAME = 0.5  # From which score on two events are one.

# Who met whom and what was said on which day is one act; so is a deed on one day.
_ON_A_DAY = 0.45
_IN_A_WEEK = 0.25
_ELSEWHERE = 0.2  # What speaks against two talks in different places.
_SIDES = 0.25
_WORDS = 0.5
_TRIGGER, _RARE = 0.12, 1.5  # For the very words that tell of it, and how much they may tell at most.
_NO_DAY = 0.12  # What speaks against two of which one has no date of its own.
_LONG_AFTER = 14  # Days after which a report that gives no day tells of another act.
_ABOUT = 2  # Days by which a day that is only about right may be off.
_OTHER_KIND = 0.15
_COPY = 0.62  # Share of a sentence's words that make it the same sentence told again.
_ENOUGH = 1.0
_MUCH = 2.5  # The same for a sentence told again,
_WHOLE = 4.0  # and for one in which another doer was read.
_MOST = 0.6  # Share of those who met that two tellings of it name both.

_MOST_SIGNS = 5  # Signs by which an event is looked for.
_WEEKS, _DAYS = 31, 3  # Days of the stretches of time in which reports, and in which events lie.
_KINDRED: tuple[frozenset[EventType], ...] = (
    frozenset({"AGREE", "CONSULT"}),
    frozenset({"AGREE", "CONCEDE"}),
    frozenset({"RETREAT", "MOBILIZE"}),
    frozenset({"ASSAULT", "MOBILIZE"}),
    frozenset({"SUPPORT", "AGREE"}),
    frozenset({"SANCTION", "REJECT"}),
    frozenset({"COOPERATE", "AGREE"}),
    frozenset({"ACCUSE", "REJECT"}),
)
_SUPPOSED = frozenset({"conditional", "negated"})
# Of one act may be told that it is to come, that it came, and that it was called off.
_ONE_COURSE: tuple[frozenset[Modality], ...] = (
    frozenset({"future", "actual", "negated", "conditional"}),
    frozenset({"future", "possible", "conditional"}),
    frozenset({"demanded", "actual"}),
)


@dataclass(frozen=True, slots=True)
class Done:
    """What tells whether an event is the same as another: what, by and to whom, when, and what its words are about."""

    report: str
    local: str
    type: EventType
    modality: Modality
    actor: frozenset[str]
    recipient: frozenset[str]
    per: frozenset[str]
    speech: bool
    where: str | None
    trigger: Bag
    words: Bag  # of its sentence
    when: str | None
    earliest: str | None
    latest: str | None
    published: str | None
    start: int
    end: int


def sketch(record: Record, event: Event) -> Done:
    """What tells of an event of this record."""
    report, known = record.report, {actor.id: actor for actor in record.actors}
    start, end = sentence_span(report.text, event.trigger.start, event.trigger.end)
    own, names = bounds(event.when), wording.people(record.actors)
    dated = own is not None and own.earliest is not None
    return Done(
        report=report.id,
        local=event.id,
        type=event.type,
        modality=event.modality,
        actor=parties.keys(known, event.actor),
        recipient=parties.keys(known, event.recipient),
        per=parties.keys(known, event.per),
        speech=event.statement is not None,
        where=event.where,
        trigger=wording.bag(event.trigger.text, report.language, names),
        words=wording.bag(report.text[start:end], report.language, names),
        when=event.when if dated else None,
        earliest=(event.earliest or _day(own.earliest)) if dated and own else None,
        latest=(event.latest or _day(own.latest)) if dated and own else None,
        published=report.published,
        start=event.trigger.start,
        end=event.trigger.end,
    )


def keys(done: Done) -> frozenset[str]:
    """The keys under which an event is kept: its type, who, what its sentence is about, and the weeks when it was (told)."""
    return _keys(done, (done.type,), 0)


def sought(done: Done) -> frozenset[str]:
    """The keys under which other mentions of an event are looked for: of kindred types, told some weeks before or after."""
    return _keys(done, _kin(done.type), 1)


@cache
def _kin(type: EventType) -> tuple[EventType, ...]:
    """The types that an event of this type can be told as."""
    return tuple(sorted({type, *(other for kindred in _KINDRED if type in kindred for other in kindred)}))


def _keys(done: Done, types: tuple[EventType, ...], around: int) -> frozenset[str]:
    told = _telling(done)
    about = sorted(told, key=lambda sign: (-told[sign], sign))[:_MOST_SIGNS]
    times = periods.buckets(done.published, _WEEKS, around)
    found = {
        f"{type} {who} {sign} {t}"
        for type in types
        for who in sorted(done.actor) or ["nobody"]
        for sign in about
        for t in times
    }
    if done.when is not None:  # What happened on one day is looked for by its day, whenever it is told.
        sides = sorted(done.actor | done.recipient if done.type == "CONSULT" else done.actor)
        days = periods.buckets(done.when, _DAYS, around)
        found |= {f"{done.type} {side} on {day}" for side in sides for day in days}
    return frozenset(found)


def score(a: Done, b: Done) -> float:
    """How much speaks for two events being one, 0 to 1; ``SAME`` is enough."""
    if a.report == b.report or not _of_one_course(a, b):
        return 0.0
    kin = a.type == b.type
    if not kin and frozenset({a.type, b.type}) not in _KINDRED:
        return 0.0
    one, other = _telling(a), _telling(b)
    both = wording.shared(one, other)
    words = wording.alike(one, other) if both >= _ENOUGH else 0.0
    day = _day_score(a, b)
    if day is None:
        return 0.0
    if not (a.when and b.when) and a.modality == b.modality == "actual" and _weeks_apart(a, b):
        return 0.0  # Told without a day long after: refused again, rather than the refusal of then.
    copied = words >= _COPY and both >= _MUCH and kin
    sides = _sides(a, b)
    if sides < 0 and not (copied and both >= _WHOLE):
        return 0.0
    if copied:
        return min(1.0, 0.3 + words)
    if (a.speech or b.speech) and day <= 0:
        return 0.0  # What is said again on another day is another act, however alike the words.
    if a.type != "CONSULT" and day <= 0 and _SUPPOSED & {a.modality, b.modality}:
        return 0.0  # What many fear, deny or threaten is no act yet.
    if "demanded" in {a.modality, b.modality} and not parties.meet(a.per, b.per):
        return 0.0
    if a.where and b.where and a.where != b.where and a.type == "CONSULT":
        day -= _ELSEWHERE
    word = _TRIGGER * min(_RARE, wording.shared(a.trigger, b.trigger))
    against = 0.0 if kin else _OTHER_KIND
    return max(0.0, min(1.0, _WORDS * words + _SIDES * sides + word + day - against))


def _telling(a: Done) -> dict[str, float]:
    """The words of an event's sentence without those for its own sides, which are compared by themselves."""
    own = {CODE + side for side in a.actor | a.recipient}
    return {sign: weight for sign, weight in a.words.items() if sign not in own}


def _weeks_apart(a: Done, b: Done) -> bool:
    one, other = bounds(a.published), bounds(b.published)
    if one is None or other is None:
        return False
    return (
        max(
            periods.days_between(one.latest, other.earliest),
            periods.days_between(other.latest, one.earliest),
        )
        > _LONG_AFTER
    )


def _of_one_course(a: Done, b: Done) -> bool:
    both = {a.modality, b.modality}
    return len(both) == 1 or any(both <= course for course in _ONE_COURSE)


def _sides(a: Done, b: Done) -> float:
    """How far the sides agree, 0 to 1; below 0 where they cannot be the same."""
    if a.type == b.type == "CONSULT":  # Who is named first says little of a talk.
        one, other = a.actor | a.recipient, b.actor | b.recipient
        if not one or not other:
            return 0.25
        least, common = min(len(one), len(other)), len(one & other)
        if common < min(2, least) or common < _MOST * least:
            return -1.0
        return 0.5 * common / least + 0.5 * common / max(len(one), len(other))
    if a.actor and b.actor and not a.actor & b.actor:
        return -1.0
    known = bool(a.actor and b.actor)
    to = 0.25 if not a.recipient or not b.recipient else float(bool(a.recipient & b.recipient))
    return 0.6 * known + 0.4 * to


def _day_score(a: Done, b: Done) -> float | None:
    """What the dates tell: more the closer they are known; None where they cannot be one day."""
    if a.earliest and a.latest and b.earliest and b.latest:
        apart = max(periods.days_between(b.latest, a.earliest), periods.days_between(a.latest, b.earliest))
        about = any("~" in (when or "") for when in (a.when, b.when))
        if apart > (_ABOUT if about else 0):
            return None
        span = max(_length(a.earliest, a.latest), _length(b.earliest, b.latest))
        return _ON_A_DAY if span <= 2 and not about else _IN_A_WEEK if span <= 10 else 0.0
    return -_NO_DAY if a.modality == b.modality == "actual" else 0.0


def _length(first: str, last: str) -> int:
    return periods.days_between(first, last) + 1


def _day(bound: str | None) -> str | None:
    return bound[:10] if bound else None
