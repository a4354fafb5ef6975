"""The course of a matter over many reports: its moves in order, and where it stands on a date.

A history is computed from the members of a matter whenever it is asked for, so it holds nothing that the order of adding
reports could change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from depesje.ledger.across.deeds import Deed
from depesje.ledger.across.events import Done
from depesje.ledger.across.matters import Tabled
from depesje.ledger.dates import UNDATED, bounds
from depesje.records import MoveKind, Status

_OUTCOMES: dict[MoveKind, Status] = {
    "answer": "answered", "accept": "accepted", "reject": "rejected", "keep": "kept", "break": "broken",
    "withdraw": "withdrawn",
}  # fmt: skip
_FINAL = frozenset({"kept", "broken", "withdrawn"})
_RAISES = frozenset({"raise", "repeat"})


@dataclass(frozen=True, slots=True)
class Move:
    """One step in a matter's course: when (EDTF), in which report and words, by whom (keys of parties)."""

    kind: MoveKind
    when: str | None
    report: str
    start: int
    end: int
    by: frozenset[str]
    day: str  # by which it is ordered
    actors: tuple[int, ...] = ()  # a ledger's numbers for them
    deed: bool = False  # whether it is an event that was not told as a move


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a matter stands: its status, and whether somebody denies it or its deadline has passed."""

    status: Status
    contested: bool
    overdue: bool


def moves(
    members: Iterable[Tabled],
    deeds: Iterable[tuple[Done, Deed]] = (),
    originals: Mapping[str, str] | None = None,
) -> list[Move]:
    """The moves of a matter in the order of their days: what raises it first, then what repeats or answers it.

    ``deeds`` are events that keep or break it, with what they do. ``originals`` names for each report that copies another
    one that other report; what a copy tells is told already.
    """
    copies = {copy for copy, original in (originals or {}).items() if copy != original}
    found = [move for member in members if member.report not in copies for move in _of_member(member)]
    told: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for move in found:
        told[move.report].append((move.start, move.end))
    found += [
        _of_deed(done, deed)
        for done, deed in deeds
        if done.report not in copies and not any(a <= done.start < b for a, b in told[done.report])
    ]
    found.sort(key=lambda move: (move.day, move.report, move.kind not in _RAISES, move.start))
    out: list[Move] = []
    of_report: dict[str, list[Move]] = defaultdict(list)
    raised = False
    for move in found:
        kind = move.kind
        if kind in _RAISES:
            kind, raised = ("repeat" if raised else "raise"), True
        if any(_again(move, kind, other) for other in of_report[move.report]):
            continue
        out.append(replace(move, kind=kind))
        of_report[move.report].append(out[-1])
    return out


def _of_member(member: Tabled) -> list[Move]:
    """The moves that one report tells of; what raises a matter comes no later than what answers it there."""
    out: list[Move] = []
    dated = [_when(step.when, member) for step in member.steps]
    first = min(dated, key=_day, default=None)
    for step, when in zip(member.steps, dated, strict=True):
        by = step.by
        if step.kind in _RAISES:
            by, when = by or member.by, first
        day = _day(when)
        out.append(Move(step.kind, when, member.report, step.start, step.end, by, day, step.actors))
    return out


def _of_deed(done: Done, deed: Deed) -> Move:
    when = done.when or done.published
    return Move(deed.kind, when, done.report, done.start, done.end, done.actor, _day(when), deed=True)


def standing(history: Sequence[Move], deadlines: Iterable[str] = (), on: str | None = None) -> Standing:
    """Where a matter with these moves stands, at the end or by the end of the day ``on`` (``YYYY-MM-DD``).

    Without one, a deadline has passed when its day is over by UTC: the same wherever the machine stands.
    """
    status: Status = "open"
    contested = False
    for move in history:
        if on is not None and move.day > on:
            continue
        contested |= move.kind == "deny"
        outcome = _OUTCOMES.get(move.kind)
        if outcome is None or outcome == "answered" and status != "open":
            continue
        if status in _FINAL and outcome not in _FINAL:
            continue
        status = outcome
    latest = max((bound.latest or "" for d in deadlines if (bound := bounds(d))), default="")
    overdue = bool(latest) and status == "open" and (on or datetime.now(UTC).date().isoformat()) > latest[:10]
    return Standing(status, contested, overdue)


def _again(move: Move, kind: MoveKind, other: Move) -> bool:
    """Whether a move is one that the same report has told of before."""
    same = kind == other.kind or {kind, other.kind} <= _RAISES
    return same and (move.by == other.by or bool(move.by & other.by) or not move.by or not other.by)


def _when(own: str | None, member: Tabled) -> str | None:
    """When a step was taken: its own date where it does not lie ahead of the report, else the report's."""
    dated, told = bounds(own), bounds(member.published)
    if dated is None or dated.earliest is None:
        return member.published
    if told is not None and told.latest is not None and dated.earliest > told.latest:
        return member.published  # A day that is only announced.
    return own


def _day(when: str | None) -> str:
    """The day by which a step is ordered: the middle of those that its date may mean."""
    dated = bounds(when) or UNDATED
    if dated.earliest is None or dated.latest is None:
        return (dated.earliest or dated.latest or "0000-00-00")[:10]
    first, last = date.fromisoformat(dated.earliest[:10]), date.fromisoformat(dated.latest[:10])
    return date.fromordinal((first.toordinal() + last.toordinal()) // 2).isoformat()
