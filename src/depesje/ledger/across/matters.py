"""Which matters of several reports are one: the same demand raised again, the same promise told by another report.

``sketch`` takes from a record what tells; ``score`` compares two sketches and looks at nothing else, so that the order in
which reports come can never matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from depesje.language import themewords
from depesje.ledger.across import parties, periods, wording
from depesje.ledger.across.wording import CODE, Bag
from depesje.ledger.sentences import sentence_span
from depesje.records import Actor, EventType, Matter, MatterKind, Move, MoveKind, Record, Status

_WANTS = frozenset({"demand", "request"})
SAME = 0.55  # From which score on two matters are one.
_ENOUGH = 1.0  # How much two matters must have in common in words, whatever they share of the shorter one's.
_ONE_REPORT = 0.15  # What speaks against two matters that one report tells apart.
_ALLIES = 0.1  # What speaks against two whose sides are only allies.
_OTHERS = 0.15  # What speaks against two that are addressed to different parties.
_ALLIED = 0.05  # and against two that are addressed to allies.
_NOBODY = 0.1  # The same where it is not known who raised one of them.
_CONDITION = 0.15  # How much the conditions count beside what is wanted or threatened.
_MOST_SIGNS = 5  # Signs by which a matter is looked for.
_MONTHS = 92  # Days of a stretch of time; what was told longer before than the last one is tied by what lies between.
_TELLS = 0.6  # Themes and names from which on a matter's own words tell what it is.
_BEFORE = 2  # Sentences before a matter that are looked at where its own words tell little.
_DAY = 0.25  # What speaks for two that are planned for one day,
_EXACT = 7  # known to within so many: what is planned for some day of a year may be planned for any,
_ABOUT = 2  # Days by which a day that is only about right may be off.
_PLANNED = 0.8  # and how much they must have in common then.


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a matter as its report tells it; ``by`` are keys of parties, ``actors`` a ledger's numbers for them."""

    kind: MoveKind
    start: int
    end: int
    by: frozenset[str] = frozenset()
    when: str | None = None
    actors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """A deed that a matter asks for, promises or threatens, or (``negated``) one that it rules out."""

    type: EventType
    negated: bool
    actor: frozenset[str]
    recipient: frozenset[str]
    first: str | None = None
    last: str | None = None
    about: bool = False  # whether the days are only about right

    @property
    def is_exact(self) -> bool:
        """Whether its day is known, or at least the week."""
        return periods.days_between(self.first, self.last) < _EXACT


@dataclass(frozen=True, slots=True)
class Tabled:
    """What tells whether a matter is the same as another: its sides as keys of parties, and what its words are about."""

    report: str
    local: str
    kind: MatterKind
    by: frozenset[str]
    to: frozenset[str]
    allies: frozenset[str]  # the alliances that ``by`` belong to
    bloc: frozenset[str]  # those that ``to`` do
    words: Bag
    condition: Bag
    status: Status
    contested: bool
    deadline: str | None
    published: str | None
    steps: tuple[Step, ...] = ()
    acts: tuple[Act, ...] = ()


def sketch(record: Record, matter: Matter, numbers: Mapping[str, int] | None = None) -> Tabled:
    """What tells of a matter of this record; ``numbers`` are a ledger's for its actors."""
    report, known = record.report, {actor.id: actor for actor in record.actors}
    gist = matter.gist or " ".join(span.text for span in matter.evidence[:1])
    names = wording.people(record.actors)
    bare = gist.replace(matter.condition, " ") if matter.condition else gist
    words = wording.bag(bare, report.language, names)
    acts = tuple(_acts(record, matter, known))
    by, to = parties.keys(known, matter.by), parties.keys(known, matter.to)
    return Tabled(
        report=report.id,
        local=matter.id,
        kind=matter.kind,
        by=by,
        to=to,
        allies=parties.alliances(by, report.published),
        bloc=parties.alliances(to, report.published),
        words=words if acts else _with_context(record, matter, words, names),
        condition=wording.bag(matter.condition or "", report.language, names),
        status=matter.status,
        contested=matter.contested,
        deadline=matter.deadline,
        published=report.published,
        steps=tuple(_step(move, matter, known, numbers or {}) for move in matter.moves),
        acts=acts,
    )


def _step(move: Move, matter: Matter, known: Mapping[str, Actor], numbers: Mapping[str, int]) -> Step:
    by = move.by or (matter.by if move.kind == "raise" else ())
    actors = tuple(numbers[one] for one in by if one in numbers)
    return Step(move.kind, move.span.start, move.span.end, parties.keys(known, move.by), move.when, actors)


def _with_context(record: Record, matter: Matter, words: Bag, names: Mapping[str, str]) -> Bag:
    """The words of a matter; those before it, too, where its own tell little: "Dermed holdt han det han lovte"."""
    told = sum(weight for sign, weight in words.items() if sign[:1] not in wording.PLAIN)
    if told >= _TELLS or not matter.evidence:
        return words
    text = record.report.text
    start = end = matter.evidence[0].start
    for _ in range(_BEFORE):
        start, _ = sentence_span(text, max(0, start - 1), max(0, start - 1))
        while start > 0 and text[start - 1].isspace():
            start -= 1
    return {**wording.bag(text[start:end], record.report.language, names), **words}


def _acts(record: Record, matter: Matter, known: Mapping[str, Actor]) -> Iterator[Act]:
    report = record.report
    spans = [m.span for m in matter.moves if m.kind == "raise"] or list(matter.evidence[:1])
    rules_out = _negates(matter.gist, report.language)
    for event in record.events:
        within = any(s.start <= event.trigger.start < s.end for s in spans)
        if not within or event.statement is not None or event.modality == "actual":
            continue
        if matter.condition and event.trigger.text in matter.condition:
            continue
        yield Act(
            event.type,
            event.modality == "negated" or rules_out,
            parties.keys(known, event.actor),
            parties.keys(known, event.recipient),
            event.earliest if event.when else None,
            event.latest if event.when else None,
            "~" in (event.when or ""),
        )


def _negates(gist: str, language: str | None) -> bool:
    return bool(set(gist.lower().split()) & themewords.load(language or "nb").negations)


def keys(matter: Tabled) -> frozenset[str]:
    """The keys under which a matter is kept: its sides, what most tells what it is about, and when it was told."""
    return _keys(matter, 0)


def sought(matter: Tabled) -> frozenset[str]:
    """The keys under which other tellings of a matter are looked for: told some months before or after."""
    return _keys(matter, 1)


def _keys(matter: Tabled, around: int) -> frozenset[str]:
    kind, told = _kind(matter.kind), _telling(matter)
    about = sorted(told, key=lambda sign: (-told[sign], sign))[:_MOST_SIGNS]
    times = periods.buckets(matter.published, _MONTHS, around)
    return frozenset(f"{kind} {side} {sign} {t}" for side in _sides(matter) for sign in about for t in times)


def score(a: Tabled, b: Tabled) -> float:
    """How much speaks for two matters being one, 0 to 1; ``SAME`` is enough."""
    if _kind(a.kind) != _kind(b.kind):
        return 0.0
    against = _against(a, b)
    if against is None:
        return 0.0
    one, other, day = _telling(a), _telling(b), _one_day(a, b)
    if day is False or wording.shared(one, other) < (_PLANNED if day else _ENOUGH):
        return 0.0
    words = wording.alike(one, other)
    if a.condition and b.condition:
        words = (1 - _CONDITION) * words + _CONDITION * wording.alike(a.condition, b.condition)
    return min(1.0, max(0.0, words - against + (_DAY if day else 0.0)))


def _one_day(a: Tabled, b: Tabled) -> bool | None:
    """Whether two matters are planned for one day; None where that is not known, or not so exactly, of both."""
    days = [(x, y) for x in a.acts for y in b.acts if x.type == y.type and x.first and y.first]
    met = [(x, y) for x, y in days if _meet(x, y)]
    if any(x.is_exact and y.is_exact for x, y in met):
        return True
    return None if met or not days else False


def _meet(a: Act, b: Act) -> bool:
    apart = max(periods.days_between(a.last, b.first), periods.days_between(b.last, a.first))
    return apart <= (_ABOUT if a.about or b.about else 0)


def _kind(kind: MatterKind) -> MatterKind:
    return "demand" if kind in _WANTS else kind


def _telling(matter: Tabled) -> Mapping[str, float]:
    """The words of a matter without those for its own sides, which are compared by themselves.

    Whom only the other matter is addressed to is what this one is about: "guarantees against NATO" wanted of Washington.
    """
    own = {CODE + side for side in matter.by | matter.to}
    return {sign: weight for sign, weight in matter.words.items() if sign not in own}


def _against(a: Tabled, b: Tabled) -> float | None:
    """What the sides and the reports speak against two matters being one; None where they cannot be."""
    against = _ONE_REPORT if a.report == b.report else 0.0
    common = parties.meet(a.to, b.to)
    if not a.by or not b.by:
        against += _NOBODY
    elif not parties.meet(a.by, b.by):
        if not (common and a.to and b.to and a.allies & b.allies):
            return None
        against += _ALLIES
    if not common and a.to and b.to:
        against += _ALLIED if a.bloc & b.bloc else _OTHERS
    return against


def _sides(matter: Tabled) -> Iterator[str]:
    yield from sorted(matter.by) or ["nobody"]
    if matter.kind in _WANTS:
        yield from (f"{ally}+{to}" for ally in sorted(matter.allies) for to in sorted(matter.to))
