"""Where a promise, threat or demand meets the deed: an event that keeps or breaks it, in whatever report it is told.

``meets`` compares one matter with one event and looks at nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from depesje.ledger.across import periods, wording
from depesje.ledger.across.events import Done
from depesje.ledger.across.matters import Act, Tabled
from depesje.ledger.dates import bounds
from depesje.records import EventType, MatterKind, MoveKind

SAME = 0.55  # From which score on an event is the deed of a matter.
_OWN = frozenset({"promise", "warning", "offer"})
_OPPOSITE: dict[EventType, frozenset[EventType]] = {
    "RETREAT": frozenset({"MOBILIZE"}),
    "MOBILIZE": frozenset({"RETREAT"}),
}
# A promise not to attack is broken by troops that are sent, too.
_SAME_SORT: dict[EventType, frozenset[EventType]] = {"ASSAULT": frozenset({"ASSAULT", "MOBILIZE"})}
_KEEPS: dict[str, MoveKind] = {"promise": "keep", "warning": "keep", "demand": "accept", "request": "accept"}
_FAILS: dict[str, MoveKind] = {"promise": "break", "demand": "reject", "request": "reject"}
_TYPE, _TO, _WORDS, _WHERE = 0.3, 0.2, 0.6, 0.1
_ENOUGH = 0.8
_MET = 0.7  # From which score on a demand is met: only by what is surely the very deed.
_BEHIND, _NEAR = 0.6, 60  # The score of a refusal that stands so many characters behind a demand at most.
_DONE = frozenset({"actual", "negated"})
_MOST_SIGNS = 8  # Signs by which a deed is looked for.
_MONTHS = 46  # Days of a stretch of time: a promise is met by what is told in its own, or in the next.


@dataclass(frozen=True, slots=True)
class Deed:
    """What an event makes of a matter, and how sure that is."""

    kind: MoveKind
    score: float


def awaited(matter: Tabled, around: int = 0) -> frozenset[str]:
    """The keys of the deeds that a matter waits for; with those of so many stretches of time around.

    A refusal that stands right behind a demand is no such deed: one report has both.
    """
    side = matter.by if matter.kind in _OWN else matter.to
    types = {
        kind
        for act in matter.acts
        for kind in (act.type, *_SAME_SORT.get(act.type, ()), *_OPPOSITE.get(act.type, ()))
    }
    about = _signs(_telling(matter)) if types else []
    times = periods.buckets(matter.published, _MONTHS, around)
    return frozenset(
        f"{kind} {one} {sign} {at}" for kind in types for one in side for sign in about for at in times
    )


def keys(done: Done, around: int = 0) -> frozenset[str]:
    """The keys of an event as a deed: its type, who did it, what its words are about, and when it was told."""
    if not _counts(done, "warning"):
        return frozenset()
    about, times = _signs(done.words), periods.buckets(done.published, _MONTHS, around)
    return frozenset(f"{done.type} {one} {sign} {at}" for one in done.actor for sign in about for at in times)


def _signs(words: wording.Bag) -> list[str]:
    """The signs that tell most, of which a matter and its deed have one in common."""
    return sorted(words, key=lambda sign: (-words[sign], sign))[:_MOST_SIGNS]


def meets(matter: Tabled, done: Done) -> Deed | None:
    """What an event does to a matter; None where it does nothing."""
    side = matter.by if matter.kind in _OWN else matter.to
    if not side or not done.actor & side or not _counts(done, matter.kind):
        return None
    if not _after(matter, done) or _inside(matter, done):
        return None
    best = _refused(matter, done)
    for act in matter.acts:
        found = _by_act(matter, act, done)
        if found is not None and (best is None or found.score > best.score):
            best = found
    least = _MET if best is not None and best.kind == "accept" else SAME
    return best if best is not None and best.score >= least else None


def _refused(matter: Tabled, done: Done) -> Deed | None:
    """A refusal right behind a demand by those whom it is addressed to: "Vesten har så langt nektet"."""
    if matter.kind in _OWN or done.type != "REJECT" or done.report != matter.report:
        return None
    behind = (done.start - step.end for step in matter.steps if step.kind == "raise")
    return Deed("reject", _BEHIND) if any(0 <= gap <= _NEAR for gap in behind) else None


def _counts(done: Done, kind: MatterKind) -> bool:
    """Whether an event can be a deed: one that was done or called off. What was threatened is kept by announcing it, too."""
    if done.modality == "future":
        return kind == "warning"
    return done.modality in _DONE and not done.speech


def _by_act(matter: Tabled, act: Act, done: Done) -> Deed | None:
    same = done.type == act.type or done.type in _SAME_SORT.get(act.type, frozenset())
    # To do the opposite breaks a promise; a demand it only leaves unmet.
    opposite = matter.kind in _OWN and done.type in _OPPOSITE.get(act.type, frozenset())
    if not same and not opposite:
        return None
    if not _in_time(act, done):
        return None
    happens = (done.modality != "negated") == same
    kept = happens != act.negated
    if act.type == "CONSULT" and done.modality == "negated":
        kind: MoveKind | None = "withdraw" if matter.kind == "promise" else None
    else:
        kind = (_KEEPS if kept else _FAILS).get(matter.kind)
    if kind is None or kind == "keep" and act.negated:
        return None  # What is not done keeps no promise: it may be done tomorrow.
    own, told = _telling(matter), _words(done, matter)
    shared = wording.shared(own, told)
    known = bool(act.recipient and done.recipient)
    to = _TO * (1.0 if act.recipient & done.recipient else -1.0 if known else 0.25)
    words = _WORDS * wording.alike(own, told) if shared >= _ENOUGH else 0.0
    return Deed(kind, _TYPE + to + words) if words > 0 else None


def _in_time(act: Act, done: Done) -> bool:
    """Whether an event can be the one that was planned for a day: it is of that day, or not known to be of another."""
    if act.first is None:
        return True
    if done.earliest is None or done.latest is None:
        return act.type != "CONSULT"
    if act.type == "CONSULT":
        return act.first <= done.latest and done.earliest <= (act.last or "9")
    return act.first <= done.latest


def _telling(matter: Tabled) -> dict[str, float]:
    own = {wording.CODE + side for side in matter.by | matter.to}
    return {sign: weight for sign, weight in matter.words.items() if sign not in own}


def _words(done: Done, matter: Tabled) -> dict[str, float]:
    own = {wording.CODE + side for side in matter.by | matter.to}
    return {sign: weight for sign, weight in done.words.items() if sign not in own}


def _after(matter: Tabled, done: Done) -> bool:
    """Whether the event can have come after the matter was raised."""
    raised = min((b.earliest or "" for b in map(bounds, _days(matter)) if b), default="")
    happened = bounds(done.when) or bounds(done.published)
    return happened is None or (happened.latest or "9") >= raised


def _days(matter: Tabled) -> list[str]:
    return [day for day in (*(step.when for step in matter.steps), matter.published) if day]


def _inside(matter: Tabled, done: Done) -> bool:
    """Whether the event is among the words of the matter itself."""
    return matter.report == done.report and any(s.start <= done.start < s.end for s in matter.steps)
