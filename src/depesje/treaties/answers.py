"""Who is bound to what when one state attacks another, on a given day: every provision asked in turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from depesje.errors import QuestionError
from depesje.intake import dates
from depesje.language import gazetteer, memberships
from depesje.language.memberships import Held, Membership, Relation, Source
from depesje.treaties import provisions
from depesje.treaties.provisions import Binding, Provision
from depesje.treaties.questions import Party, Question

OF = {"GRL": "DNK", "FRO": "DNK"}
"""Parts of a state that have a code of their own, and whose they are."""
_ORDER = {binding: n for n, binding in enumerate(get_args(Binding))}
Standing = dict[str, str | None]
"""States with what is to be said of their standing (None: nothing)."""


@dataclass(frozen=True, slots=True)
class State:
    """A state in an answer; ``note`` is what is particular to it."""

    code: str
    name: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What one article says of the attack on one state.

    ``bound`` are those whom it binds as far as ``binding`` says; ``partners`` those who are only partners or candidates.
    """

    attacked: State
    treaty: str
    article: str
    gist: str
    binding: Binding
    bound: tuple[State, ...]
    partners: tuple[State, ...]
    remarks: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said besides, with its source where it rests on one."""

    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines for an attack on a day (EDTF), the most binding first, and remarks on the whole."""

    attackers: tuple[State, ...]
    attacked: tuple[State, ...]
    on: str
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """One state that is attacked: ``victim`` is the state that it is or belongs to, ``states`` the attacking ones."""

    part: str
    victim: str
    states: frozenset[str]
    on: str | date


def answer(question: Question, on: str | date) -> Answer:
    """The answer on a date (EDTF or a day). Raises ``QuestionError`` where a date is none or an attacker has no members."""
    try:
        memberships.span(on)
    except dates.DateError:
        raise QuestionError(f"{on} is no date; write it as 2022-01-28, 2022-01 or 2022 (EDTF)") from None
    states = frozenset(code for party in question.attackers for code in _attacking(party, on))
    cases = [_case(str(party.code), question, states, on) for party in question.attacked]
    known, general = provisions.load()
    lines = [line for case in cases for one in known if (line := _line(one, case)) is not None]
    remarks = [Remark(one.text, one.source) for one in general]
    return Answer(
        tuple(State(p.code or "", p.name) for p in question.attackers),
        tuple(State(str(p.code), p.name) for p in question.attacked),
        str(on),
        tuple(sorted(lines, key=lambda line: _ORDER[line.binding])),
        (*remarks, *_for_the_attacker(known, cases), *_kept(on)),
    )


def _case(part: str, question: Question, states: frozenset[str], on: str | date) -> _Case:
    """One of those attacked; a body that attacks its own member does so without it."""
    victim = OF.get(part, part)
    if any(party.kind == "state" and victim in _attacking(party, on) for party in question.attackers):
        whole = _state(victim).name
        raise QuestionError(
            f"{_state(part).name} is a part of {whole}, which cannot attack itself"
            if part != victim
            else f"{whole} cannot be attacked by a part of itself"
        )
    return _Case(part, victim, states - {victim}, on)


def _attacking(party: Party, on: str | date) -> Iterable[str]:
    """The states behind an attacker: itself, a body's members, nobody for a group."""
    if party.kind == "state":
        return [OF.get(str(party.code), str(party.code))]
    if party.kind == "group":
        return []
    members = memberships.members_on(party.name, on, partly=True)
    if not members:
        raise QuestionError(
            f"{party.name} has no members that are known on {on}: name the state that attacks"
        )
    return members


def _line(one: Provision, case: _Case) -> Line | None:
    """What a provision says of a case; None where it says nothing."""
    if memberships.held(one.start, one.end, case.on) == "no" or not _against(one, case):
        return None
    coverage, told = one.territory.get(case.part, ("in" if case.part == case.victim else "out", ""))
    parties = _parties(one, case.on, "member")
    why = _protected(one, case, parties)
    if coverage == "out" or why is None:
        return None
    bound, partners, asides = _shown(one, case, parties)
    if not bound and not partners:
        return None
    attacked = _state(case.part)
    remarks = [
        f"{attacked.name}: {why}" if why else "",
        told,
        *(f"{attacked.name}: {note.text}" for note in _notes(one, case.victim, case.on) if note.attacked),
        one.area,
        one.if_party if case.states & set(parties) else None,
        one.if_group if not case.states else None,
        *asides,
    ]
    return Line(
        attacked, one.treaty, one.article, one.gist, one.binding,
        _states(bound), _states(partners), tuple(filter(None, remarks)), one.source,
    )  # fmt: skip


def _against(one: Provision, case: _Case) -> bool:
    """Whether attackers of this kind count."""
    kind = "state" if case.states else "non-state"
    return not one.against or kind in one.against or bool(one.against & case.states)


def _protected(one: Provision, case: _Case, parties: Standing) -> str | None:
    """What to say of the standing of the one attacked, "" for nothing; None where the provision does not speak of it."""
    if not one.protects:
        return (parties[case.victim] or "") if case.victim in parties else None
    for named in one.protects:
        related = named in get_args(Relation)
        standing = (
            _related(one.parties[0], case.on, named, one.via) if related else _expanded((named,), case.on)
        )
        if case.victim in standing and not (related and case.victim in parties):
            return standing[case.victim] or ""
    return None


def _shown(one: Provision, case: _Case, parties: Standing) -> tuple[Standing, Standing, list[str]]:
    """Those bound, those who are only partners, and remarks on who is left out."""
    if one.lists == "attacker":
        return {code: note for code, note in parties.items() if code in case.states}, {}, []
    if one.lists == "attacked":
        return {}, {case.victim: _since(one, case)}, []
    if one.lists != "member":
        others = _parties(one, case.on, one.lists)
        return {}, {c: note for c, note in others.items() if c not in case.states}, []
    outside = {case.victim} if one.everybody else {case.victim, *case.states}
    bound, asides = {}, []
    for code, note in parties.items():
        if code in outside:
            continue
        apart = [s for s in one.suspended if {code, case.victim} == s.states and _holds(s, case.on)]
        if apart:
            asides.append(f"{_state(code).name} is not bound: {apart[0].text}")
            continue
        notes = [n.text for n in _notes(one, code, case.on)]
        bound[code] = "; ".join(filter(None, [note, *notes])) or None
    return bound, {}, asides


def _since(one: Provision, case: _Case) -> str | None:
    """Since when the one attacked has been a partner or candidate, and where that is told."""
    for membership in memberships.on_date(one.parties[0], case.on):
        if membership.state == case.victim and membership.relation in one.protects:
            ended = f" to {membership.end}" if membership.end else ""
            return f"{membership.relation} from {membership.start}{ended} ({membership.source.title})"
    return None


def _notes(one: Provision, code: str, on: str | date) -> list[provisions.Note]:
    return [note for note in one.notes if code in note.states and _holds(note, on)]


def _holds(note: provisions.Note, on: str | date) -> bool:
    return memberships.held(note.start, note.end, on) != "no"


def _parties(one: Provision, on: str | date, relation: str) -> Standing:
    if relation == "member":
        return _expanded(one.parties, on)
    return _related(one.parties[0], on, relation, one.via)


def _expanded(named: Iterable[str], on: str | date) -> Standing:
    """The states among ``named``, and the members of the bodies among them."""
    out: Standing = {}
    for code in named:
        out |= {code: None} if code in gazetteer.load().states else _related(code, on, "member")
    return out


def _related(body: str, on: str | date, relation: str, via: str | None = None) -> Standing:
    found = [(m, how) for m, how in memberships.on_date(body, on).items() if m.relation == relation]
    return {m.state: _part(m, how) for m, how in found if via in (None, m.source.id)}


def _part(one: Membership, how: Held) -> str | None:
    """What to say of a membership that holds only in a part of the date asked for."""
    if how == "throughout":
        return None
    return f"{one.relation} from {one.start}" + (f" to {one.end}" if one.end else "")


def _states(standing: Standing) -> tuple[State, ...]:
    return tuple(_state(code, standing[code]) for code in sorted(standing))


def _state(code: str, note: str | None = None) -> State:
    return State(code, gazetteer.load().states[code].name, note)


def _for_the_attacker(known: Iterable[Provision], cases: Iterable[_Case]) -> Iterable[Remark]:
    """That the attackers' own alliances protect those attacked only: nobody has to join an attack."""
    treaties = [
        f"{one.treaty}, {one.article}"
        for case in cases
        for one in known
        if one.binding == "obligation" and memberships.held(one.start, one.end, case.on) != "no"
        if case.states and case.states <= set(parties := _parties(one, case.on, "member"))
        if case.victim not in parties
    ]
    if treaties:
        told = "; ".join(dict.fromkeys(treaties))
        yield Remark(
            f"What protects the attacker when it is attacked itself obliges nobody to join its attack ({told})."
        )


def _kept(on: str | date) -> Iterable[Remark]:
    if memberships.span(on)[1] > memberships.span(memberships.KEPT)[1]:
        yield Remark(f"The tables are kept up to {memberships.KEPT}; what changed later is not in them.")
