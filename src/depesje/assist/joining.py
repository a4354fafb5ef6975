"""Puts what an assistant proposes beside what the rules read: agreement is marked, what is new is added, the rest refused.

The rules' reading stands. Where a proposal takes the same words otherwise than they do, it is left out. A proposal is
refused where a word that it hangs on is not in the report, so that nothing else than the report speaks through it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from depesje.assist.finding import found, nearest
from depesje.assist.proposals import Proposals, ProposedEvent, ProposedMatter, ProposedStatement
from depesje.records import Actor, Event, Matter, Move, ReadBy, Record, Span, Speaker, Statement

_SAME = 0.5  # The share of their characters that two quotations of the same words have in common.
_CLOSE = 100  # Characters between the words of an event told twice.
Told = Counter[str]
"""How many proposals agreed with the rules, were added, differed from the rules, and were refused."""


def joined(record: Record, proposals: Proposals) -> tuple[Record, Told]:
    """The record with what the proposals add to it, and what became of them."""
    work = _Joining(record)
    for statement in proposals.statements:
        work.told[work.statement(statement)] += 1
    for event in proposals.events:
        work.told[work.event(event)] += 1
    for matter in proposals.matters:
        work.told[work.matter(matter)] += 1
    return work.record(), work.told


@dataclass(frozen=True, slots=True)
class _Parties:
    """The ids of the actors that each group of names stands for, and the actors that had to be made for them."""

    ids: tuple[tuple[str, ...], ...]
    new: tuple[Actor, ...]


class _Joining:
    """One record while proposals are put beside it. Its actors' ids and the others' go on where the record's end."""

    def __init__(self, record: Record) -> None:
        self.given, self.told = record, Told()
        self.actors = list(record.actors)
        self.statements, self.events, self.matters = (
            list(record.statements), list(record.events), list(record.matters),
        )  # fmt: skip

    def record(self) -> Record:
        """The record as it is now."""
        return replace(
            self.given,
            actors=tuple(self.actors),
            statements=tuple(self.statements),
            events=tuple(self.events),
            matters=tuple(self.matters),
        )

    def statement(self, proposed: ProposedStatement) -> str:
        """Takes a proposed statement in; says what became of it."""
        text = self.given.report.text
        words = found(text, proposed.quote, proposed.prefix, proposed.suffix)
        if words is None:
            return "refused"
        parties = self._named(words, [proposed.speaker], proposed.to)
        cue = nearest(text, proposed.cue, words) if proposed.cue.strip() else None
        if parties is None or (proposed.cue.strip() and cue is None):
            return "refused"
        (speaker,), to = parties.ids
        for n, own in enumerate(self.statements):
            if _share([words], own.content) >= _SAME:
                if own.speaker.actor != speaker:
                    return "differed"
                self.statements[n] = replace(own, read_by=_both(own.read_by))
                return "agreed"
        span = nearest(text, proposed.speaker, words)
        self.actors += parties.new
        self.statements.append(
            Statement(
                id=_next("s", self.statements),
                speaker=Speaker(span, speaker),
                cue=cue,
                content=(words,),
                form=proposed.form,
                to=tuple(one for one in to if one != speaker),
                act=proposed.act,
                negated=proposed.negated,
                read_by="assist",
            )
        )
        return "added"

    def event(self, proposed: ProposedEvent) -> str:
        """Takes a proposed event in; says what became of it."""
        words = found(self.given.report.text, proposed.quote, proposed.prefix, proposed.suffix)
        if words is None:
            return "refused"
        parties = self._named(words, proposed.actor, proposed.recipient)
        if parties is None or not any(parties.ids):
            return "refused"
        actors, recipients = parties.ids
        sides = {*actors, *recipients}
        for n, own in enumerate(self.events):
            here = _overlap(own.trigger, words) > 0
            near = _distance(own.trigger, words) <= _CLOSE and sides <= {*own.actor, *own.recipient}
            if own.type == proposed.type and (here or near):
                self.events[n] = replace(own, read_by=_both(own.read_by))
                return "agreed"
            if here:
                return "differed"
        self.actors += parties.new
        self.events.append(
            Event(
                id=_next("e", self.events),
                type=proposed.type,
                trigger=words,
                actor=actors,
                recipient=tuple(one for one in recipients if one not in actors),
                modality=proposed.modality,
                read_by="assist",
            )
        )
        return "added"

    def matter(self, proposed: ProposedMatter) -> str:
        """Takes a proposed matter in; says what became of it."""
        words = found(self.given.report.text, proposed.quote, proposed.prefix, proposed.suffix)
        if words is None:
            return "refused"
        parties = self._named(words, proposed.by, proposed.to)
        if parties is None or not parties.ids[0]:
            return "refused"
        by, to = parties.ids
        for n, own in enumerate(self.matters):
            if any(_overlap(span, words) for span in own.evidence):
                if own.kind != proposed.kind:
                    return "differed"
                self.matters[n] = replace(own, read_by=_both(own.read_by))
                return "agreed"
        self.actors += parties.new
        self.matters.append(
            Matter(
                id=_next("m", self.matters),
                kind=proposed.kind,
                by=by,
                to=tuple(one for one in to if one not in by),
                gist=words.text,
                evidence=(words,),
                moves=(Move("raise", words, by),),
                statements=tuple(s.id for s in self.statements if _share([words], s.content) > 0),
                read_by="assist",
            )
        )
        return "added"

    def _named(self, near: Span, *groups: Sequence[str]) -> _Parties | None:
        """Whom the report means by these words; None where one of them is not in it.

        Words for nobody whom the rules have found make an unnamed actor, which is never taken for one of another report.
        """
        ids: list[tuple[str, ...]] = []
        new: list[Actor] = []
        for names in groups:
            group: dict[str, None] = {}
            for name in names:
                span = nearest(self.given.report.text, name, near)
                if span is None:
                    return None
                actor = self._actor(span, [*self.actors, *new])
                if actor is None:
                    actor = Actor(_next("a", [*self.actors, *new]), span.text, "unnamed", mentions=(span,))
                    new.append(actor)
                group[actor.id] = None
            ids.append(tuple(group))
        return _Parties(tuple(ids), tuple(new))

    def _actor(self, span: Span, among: Iterable[Actor]) -> Actor | None:
        """Who is mentioned at a place, or by the same words elsewhere; the closest mention counts."""
        scored = [
            (_share([span], [mention]), mention.text.casefold() == span.text.casefold(), actor)
            for actor in among
            for mention in actor.mentions
        ]
        best = max(scored, key=lambda one: one[:2], default=None)
        return best[2] if best is not None and (best[0] >= _SAME or best[1]) else None


def _next(prefix: str, among: Sequence[Actor | Statement | Event | Matter]) -> str:
    """An id that none of them has."""
    taken = {one.id for one in among}
    n = len(taken) + 1
    while f"{prefix}{n}" in taken:
        n += 1
    return f"{prefix}{n}"


def _both(read_by: ReadBy) -> ReadBy:
    return "both" if read_by == "rules" else read_by


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _distance(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)


def _share(some: Sequence[Span], others: Sequence[Span]) -> float:
    """The share of their characters that two quotations have in common (Dice)."""
    common = sum(_overlap(a, b) for a in some for b in others)
    whole = sum(span.end - span.start for span in (*some, *others))
    return 2 * common / whole if whole else 0.0
