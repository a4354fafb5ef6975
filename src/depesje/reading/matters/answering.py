"""Ties each reply to the matter that it answers: by parties, by what its object is called, by shared words and by order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from depesje.language.matterwords import Outcome
from depesje.reading.matters.merging import unique_spans
from depesje.reading.matters.table import STATES, Answer, Raised, Table, overlap, unique
from depesje.records import MatterKind, Status

# What speaks for a matter being the one that a reply answers, as weights; from ``ENOUGH`` on it is.
ENOUGH = 1.2
_SAME_WORDS, _CALLED, _PRONOUN, _REPLY, _FORMAL = 6.0, 2.0, 1.5, 1.0, 1.0
_PARTY, _OTHER_PARTY, _OWN_SIDE = 2.0, -1.5, -4.0
_ALSO_CALLED, _LAST = 1.0, 0.8  # A "krav" is a demand before it is a request, and the last one told.
_ANYBODY, _AT_HOME = 0.5, 0.0
_OWNER, _OTHER_OWNER = 2.0, -4.0
_SHARED, _ONE_WORD = 3.0, 0.6
_CONCERNED = 1.0
_PER_SENTENCE, _PER_SENTENCE_VAGUE, _PER_SENTENCE_FAR = -0.3, -0.8, -0.06
_FARTHEST, _FARTHEST_ACT = 12, 30
_TELLS, _OTHER_WORDS = 2, -2.5  # "løftet som landet ga på konferansen i fjor" is not one of other words.
_SETTLED, _NAMELESS = -0.7, -1.0
_NEAR = 3  # Sentences up to which a reply without any sign of what it answers is to what was told.
_BEFORE = 2  # Sentences by which a reply may stand before the matter, where that is told in the pluperfect.
_TELLING = 0.5  # Share of words in common that ties a denial to what it denies.
_CLOSE_TO_BEST = 1.0
_POSSIBLE: dict[MatterKind, frozenset[str]] = {
    "demand": frozenset({"accepted", "rejected", "answered", "withdrawn", "denied"}),
    "request": frozenset({"accepted", "rejected", "answered", "withdrawn", "denied"}),
    "offer": frozenset({"accepted", "rejected", "answered", "withdrawn", "denied"}),
    "promise": frozenset({"kept", "broken", "withdrawn", "denied"}),
    "warning": frozenset({"kept", "withdrawn", "denied"}),
}  # What can become of each kind.
_GIVEN_BY_THE_OTHER = frozenset({"accepted", "rejected", "answered"})
_AT_ODDS = 2  # Different answers, and parties that give them, from which on one matter is two.
_OWN_KINDS = frozenset({"promise", "warning"})
_OWN_DOING = frozenset({"kept", "broken", "withdrawn", "denied"})
_STRENGTH: dict[Status, int] = {
    "open": 0, "answered": 1, "accepted": 2, "rejected": 2, "withdrawn": 3, "kept": 3, "broken": 3,
}  # fmt: skip


def answer(table: Table, raised: Sequence[Raised], answers: Sequence[Answer]) -> None:
    """Sets status, ``contested`` and the answering evidence of the matters to which the replies can be tied."""
    for one in answers:
        last = _last_demand(raised, one)
        found = [(_score(table, m, one), m) for m in raised]
        scored = [(s + _LAST if s > 0 and m is last else s, m) for s, m in found]
        best = max((s for s, _ in scored), default=0.0)
        if best < ENOUGH:
            continue
        if one.several:
            chosen = [m for s, m in scored if s >= max(ENOUGH, best - _CLOSE_TO_BEST)]
        else:
            chosen = [max(scored, key=lambda pair: (pair[0], pair[1].anchor))[1]]
        one.settled = True
        for matter in chosen:
            _settle(table, matter, one, _outcome(table, matter, one))


def split(table: Table, raised: Sequence[Raised]) -> list[Raised]:
    """The matters, one that its addressees answered differently ("Latvia sier ja, Russland sier nei") as one for each."""
    out: list[Raised] = []
    for m in raised:
        parts = [
            (
                party,
                next((reply for reply in reversed(m.replied) if table.same_side(reply[1].by, [party])), None),
            )
            for party in m.to
        ]
        outcomes = {reply[0] for _, reply in parts if reply is not None}
        if len(outcomes) < _AT_ODDS or len({table.actors[party].code for party in m.to}) < _AT_ODDS:
            out.append(m)
            continue
        for party, reply in parts:
            status: Status = reply[0] if reply is not None else "open"
            spans = unique_spans(reply[1].spans) if reply is not None else []
            out.append(replace(m, to=[party], status=status, answers=spans))
    return out


def _outcome(table: Table, m: Raised, a: Answer) -> Outcome:
    """What a reply makes of a matter: to reject a promise that one is said to have given is to deny it."""
    if a.outcome != "rejected" or m.kind not in _OWN_KINDS or not (a.by and m.by):
        return a.outcome
    return "denied" if table.same_side(a.by, m.by) else a.outcome


def _score(table: Table, m: Raised, a: Answer) -> float:
    """How much speaks for reply ``a`` answering matter ``m``."""
    outcome = _outcome(table, m, a)
    if outcome not in _POSSIBLE[m.kind] or outcome == "denied" and not _deniable(table, m):
        return 0.0
    if (
        m.source == "statement"
        and a.statement is None
        and m.gist[0] <= table.parse.start[a.anchor] < m.gist[1]
    ):
        return 0.0  # "krever at sanksjonene oppheves": what is wanted, not what became of it.
    named = a.noun is not None and (a.noun in {m.noun, m.anchor} or _inside(table, a.noun, m))
    distance = table.parse.sent[a.anchor] - table.parse.sent[m.anchor]
    if -_BEFORE <= distance < 0 and _earlier(table, m):
        distance = -distance  # "Stortinget sa nei. Nato hadde bedt om soldater."
    if not named and not _may_be(m, a, distance):
        return 0.0
    shared = overlap(a.stems, m.stems) * (1.0 if len(a.stems & m.stems) > 1 else _ONE_WORD)
    parties = _parties(table, m, a)
    about = not a.reply and bool(a.about and m.by) and table.same_side(a.about, m.by) and parties > 1
    pointed = bool(a.kinds) or a.vague
    if not pointed and (not shared and not about and distance > _NEAR or a.own and not shared):
        return 0.0
    if a.own and not table.same_side(a.by, m.by):
        return 0.0
    if outcome == "denied" and not (named or pointed or shared >= _TELLING):
        return 0.0
    return (
        (_SAME_WORDS if named else 0.0)
        + _called(m, a)
        + _SHARED * shared
        + (_PER_SENTENCE_VAGUE if a.vague else _PER_SENTENCE_FAR if about else _PER_SENTENCE)
        * max(distance, 0)
        + parties
        + (_CONCERNED if about else 0.0)
        + (
            _OTHER_WORDS
            if not named and not shared and len(a.stems) >= _TELLS and a.noun is not None
            else 0.0
        )
        + _owned(table, m, a)
        + (_NAMELESS if m.bare and not named and not a.kinds else 0.0)
        + (_SETTLED if m.status != "open" else 0.0)
    )


def _may_be(m: Raised, a: Answer, distance: int) -> bool:
    """Whether a reply can be to a matter by order, by kind and by not being its own statement."""
    farthest = _FARTHEST if a.kinds or a.vague else _FARTHEST_ACT
    if not 0 <= distance <= farthest or distance == 0 and m.anchor > a.anchor:
        return False
    if a.kinds and m.kind not in a.kinds:
        return False
    return a.statement is None or a.statement not in m.statements


def _owned(table: Table, m: Raised, a: Answer) -> float:
    """What it tells that the reply's words say whose matter it is: "Russlands krav"."""
    if not a.owner or not m.by:
        return 0.0
    return _OWNER if table.same_side(a.owner, m.by) else _OTHER_OWNER


def _called(m: Raised, a: Answer) -> float:
    """How the reply's object tells that it is a matter: by a noun for it, a pronoun, or only by being a reply."""
    if a.kinds:
        return _ALSO_CALLED if a.usual == "demand" and m.kind == "request" else _CALLED
    if a.vague:
        return _PRONOUN
    if a.reply:
        return _REPLY
    return 0.0 if a.stems else _FORMAL


def _earlier(table: Table, m: Raised) -> bool:
    """Whether a matter is told in the pluperfect: raised before what the report tells around it."""
    parse = table.parse
    if not parse.has(m.anchor, "VerbForm=Part"):
        return False
    return any("Tense=Past" in parse.feats[c] for c in parse.children(m.anchor, "aux"))


def _last_demand(raised: Sequence[Raised], a: Answer) -> Raised | None:
    """The demand told last before a reply by somebody known to a "krav"."""
    if a.usual != "demand" or not a.by:
        return None
    before = [m for m in raised if m.kind == "demand" and m.anchor < a.anchor and m.source != "mention"]
    return max(before, key=lambda m: m.anchor, default=None)


def _deniable(table: Table, m: Raised) -> bool:
    """Whether a matter is told by others than those who would have raised it."""
    if m.source != "statement":
        return True
    told = (table.said[own] for own in m.statements)
    return any(not table.same_side(s.per, m.by) for s in told if s.per)


def _inside(table: Table, noun: int, m: Raised) -> bool:
    at = table.parse.start[noun]
    return m.source in {"noun", "mention"} and any(a <= at < b for a, b in m.spans)


def _parties(table: Table, m: Raised, a: Answer) -> float:
    if not a.by:
        return 0.0
    own = bool(m.by) and table.same_side(a.by, m.by)
    if _outcome(table, m, a) in _OWN_DOING:
        if a.outcome == "withdrawn" and not own and m.to and table.same_side(a.by, m.to):
            return 0.0
        return _PARTY if own else _OTHER_PARTY if m.by else 0.0
    if m.to and table.same_side(a.by, m.to):
        return _PARTY
    if own:
        return _AT_HOME if a.kinds and _other_person(table, m, a) else _OWN_SIDE
    # "begge parter" and "Vesten" may hold anybody.
    return _OTHER_PARTY if any(table.actors[one].code for one in m.to) else _ANYBODY


def _other_person(table: Table, m: Raised, a: Answer) -> bool:
    """Whether two persons or bodies of one state stand against each other: a party's demand and the government's no."""
    asking = {one for one in m.by if table.actors[one].kind not in STATES}
    return bool(asking) and not set(a.by) & set(m.by)


def _settle(table: Table, m: Raised, a: Answer, outcome: Outcome) -> None:
    m.moves.append((outcome, a))
    if outcome == "denied":
        m.contested = True
        m.answers = unique_spans([*m.answers, *a.spans])
    else:
        if _STRENGTH[outcome] < _STRENGTH[m.status]:
            return
        if _STRENGTH[outcome] > _STRENGTH[m.status]:
            m.answers = []
        m.status = outcome
        m.replied.append((outcome, a))
        m.answers = unique_spans([*m.answers, *a.spans])
        if outcome in _GIVEN_BY_THE_OTHER and not (m.to and not table.same_side(a.by, m.to)):
            who = (
                table.with_state(a.by)
                if not m.to
                else [one for one in a.by if not table.same_side([one], m.to)]
            )
            m.to = unique([*m.to, *(one for one in who if one not in m.by)])
        if not m.by:
            m.by = table.with_state(a.owner or [one for one in a.to if one not in m.to])
    if a.statement is not None:
        m.statements = unique([*m.statements, a.statement])
