"""Parties that a trigger's own words leave out: both of "de to presidentene", and those that the surroundings tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from depesje.reading.cast import Member
from depesje.reading.events import clauses, modality, naming
from depesje.reading.events.ground import Deed, Ground, agree, meet

_REACH = 80  # Tokens back to the two that "de to" stand for.
_NAMED = frozenset({"state", "alliance"})
_ALONE = frozenset({"MOBILIZE", "PROTEST"})  # Types that as a rule go against nobody in particular.
_FORCE = frozenset({"ASSAULT", "MOBILIZE", "RETREAT"})
_TO_VICTIMS = frozenset({"ASSAULT", "COERCE"})
_ONE_SIDED = frozenset({"ASSAULT", "AID", "SANCTION", "COERCE"})
_ANSWERS = frozenset({"SANCTION", "THREATEN", "ACCUSE"})  # Where nothing else is told, these answer force.
_SENTENCES = 3  # Back to the deeds that a dialogue goes on from.
_STEM = 4  # Letters by which "anerkjennelsen" is known for the noun of "anerkjenne".
_SIDES = frozenset({"person", "state", "government", "alliance", "body", "armed-group", "people", "unnamed"})


def mutual(ground: Ground, i: int, actors: list[Member]) -> tuple[list[Member], list[Member]]:
    """The two sides of what several do with one another: the first-named and the rest."""
    if len(actors) > 1:
        return actors[:1], actors[1:]
    if two := _two(ground, i):
        return two[:1], two[1:]
    return actors, []


def _two(ground: Ground, i: int) -> list[Member]:
    """The two for whom "de to presidentene", "partene" or "de" stands: those named last before it."""
    parse, modal = ground.parse, ground.words.modal
    found = clauses.agent(ground, i)
    if found is None:
        return []
    word = parse.lower[found]
    if word not in modal.pairs and word not in modal.two:
        return []
    out: list[Member] = []
    for k in range(found - 1, max(found - _REACH, -1), -1):
        member = ground.cast.of.get(k)
        if member is None or member.code is None or member.kind not in {"person", "state", "alliance"}:
            continue
        if member.kind != (out[0].kind if out else member.kind) and out:
            continue
        if member not in out and all(m.code != member.code for m in out):
            out.append(member)
        if len(out) == 2:
            return sorted(out, key=lambda m: min(m.heads))
    return []


def complete(ground: Ground, deeds: list[Deed]) -> None:
    """Gives deeds the side that their own words leave out, where the sentence or the report's other deeds tell it."""
    book = _Book(ground, deeds)
    for n, deed in enumerate(deeds):
        if not deed.actors:
            deed.signs.append("actor:elsewhere")
            deed.actors = book.doer(deed)
        if not deed.recipients:
            deed.signs.append("recipient:elsewhere")
        if not deed.recipients and deed.type not in _ALONE and deed.actors:
            deed.recipients = book.counterpart(deed, deeds[:n])


class _Book:
    """What the deeds whose sides are told say of who stands against whom in a report."""

    def __init__(self, ground: Ground, deeds: list[Deed]) -> None:
        self.ground, self.deeds = ground, deeds
        self.told = [(d, tuple(d.actors), tuple(d.recipients)) for d in deeds]
        force = [a for d, actors, _ in self.told if d.type in _FORCE and d.draft is None for a in actors]
        self.aggressors = [m for m, _ in Counter(m for m in force if m.code is not None).most_common()]

    def doer(self, deed: Deed) -> list[Member]:
        """Who does what is told without a doer: the one asked to, the one threatened, or who does the same elsewhere."""
        sent = self.ground.parse.sent[deed.head]
        near = [d for d in self.deeds if d is not deed and self.ground.parse.sent[d.head] == sent]
        for other in near:
            asked = other.type == "REQUEST" and deed.modality == "demanded"
            warned = other.type == "THREATEN" and deed.modality == "conditional"
            if (asked or warned) and other.recipients and not meet(other.recipients, deed.recipients):
                return other.recipients[:1]
        if deed.sort == "verb" and not clauses.passive(self.ground, deed.head):
            doer = clauses.agent(self.ground, deed.head)
            if doer is not None and doer != deed.head:
                return []  # Somebody is told, though nobody known: "den som dreper ham".
        for wanted in ({deed.type}, _FORCE if deed.type in _FORCE else set()):
            for other, actors, recipients in self.told:
                alike = other.type in wanted and agree(recipients, deed.recipients)
                if alike and actors and not meet(actors, deed.recipients):
                    return list(actors[:1])
        return []

    def counterpart(self, deed: Deed, before: list[Deed]) -> list[Member]:
        """Whom a deed goes against or to, by the nearest that tells it."""
        told: list[Callable[[], list[Member]]] = [
            lambda: self._condition(deed),
            lambda: self._answered(deed, before),
        ]
        if self._new_victim(deed):
            return self._only(deed)
        if deed.type in _FORCE:
            told += [lambda: self._alike(deed), lambda: self._against(deed)]
        elif deed.type == "SANCTION":
            told += [lambda: self._against(deed), lambda: self._alike(deed)]
        elif deed.type in _ONE_SIDED:
            told += [lambda: self._alike(deed)]
        if deed.type not in _FORCE:
            told += [
                lambda: self._dialogue(deed, before),
                lambda: self._named(deed),
                lambda: self._against(deed),
            ]
        for tell in told:
            if found := tell():
                return found
        return self._only(deed)

    def _new_victim(self, deed: Deed) -> bool:
        """Whether it is done to somebody or something new: "kapret et fartøy" says nothing of whose it is."""
        parse = self.ground.parse
        if deed.sort != "verb" or deed.type not in _TO_VICTIMS:
            return False
        return any(
            parse.pos[c] == "NOUN" and not parse.has(c, "Definite=Def")
            for c in parse.children(deed.head, "obj", "nsubj")
            if parse.dep[c] != "nsubj"
        )

    def _condition(self, deed: Deed) -> list[Member]:
        """Who is threatened with what follows: the doer of the condition."""
        return conditioned(self.ground, deed.head, deed.actors) if deed.type == "THREATEN" else []

    def _answered(self, deed: Deed, before: list[Deed]) -> list[Member]:
        """Whose deed is accused, refused or met: "fordømmer anerkjennelsen", "etterkom anmodningen"."""
        parse, words = self.ground.parse, self.ground.words
        for c in parse.children(deed.head, "obj", "obl", "nsubj"):
            if parse.pos[c] != "NOUN" or not parse.has(c, "Definite=Def"):
                continue
            demand = "demands" in words.classes_of(parse.lower[c])
            for other in reversed(before):
                alike = parse.lemma[other.head][:_STEM].lower() == parse.lemma[c][:_STEM].lower()
                if (alike or demand and other.type == "REQUEST") and other.actors:
                    return [] if meet(other.actors, deed.actors) else other.actors
        return []

    def _alike(self, deed: Deed) -> list[Member]:
        """The other side of the same kind of deed by the same doer; of force, aid and sanctions also by another."""
        for own in (True, False):
            if not own and deed.type not in _ONE_SIDED:
                break
            for other, actors, recipients in self.told:
                if other.type != deed.type or not recipients or meet(recipients, deed.actors):
                    continue
                if meet(actors, deed.actors) if own else True:
                    return list(recipients)
        return []

    def _against(self, deed: Deed) -> list[Member]:
        """The one who uses or threatens force, for a deed that answers it; its victim, for a deed of force."""
        if deed.type in _FORCE and deed.actors:
            for other, actors, recipients in self.told:
                force = other.type in _FORCE and meet(actors, deed.actors)
                if (force or other.type == "AID") and recipients and not meet(recipients, deed.actors):
                    return list(recipients)
        if deed.type not in _ANSWERS:
            return []
        return [m for m in self.aggressors if not meet([m], deed.actors)][:1]

    def _dialogue(self, deed: Deed, before: list[Deed]) -> list[Member]:
        """The other side of the deeds just before."""
        sent = self.ground.parse.sent
        for other in reversed(before):
            if sent[deed.head] - sent[other.head] > _SENTENCES:
                break
            if meet(other.actors, deed.actors) and other.recipients:
                return [m for m in other.recipients if not meet([m], deed.actors)]
            if meet(other.recipients, deed.actors) and other.actors:
                return other.actors
        return []

    def _named(self, deed: Deed) -> list[Member]:
        """Another party named in the sentence, the nearest behind the trigger first."""
        parse = self.ground.parse
        first, last = parse.sentences[parse.sent[deed.head]]
        for i in (*range(deed.head + 1, last), *range(deed.head - 1, first - 1, -1)):
            member = self.ground.cast.of.get(i)
            if member is not None and _other(member, deed) and not self._outside(member):
                return [member]
        return []

    def _outside(self, member: Member) -> bool:
        """Whether somebody only speaks of what others do: an observer, a witness."""
        return (
            member.kind == "person"
            and "speaks" in member.stances
            and not any(member in actors or member in recipients for _, actors, recipients in self.told)
        )

    def _only(self, deed: Deed) -> list[Member]:
        """The one other party of a report that names no third: not whoever asks for the deed."""
        sent = self.ground.parse.sent[deed.head]
        asking = [
            m
            for d in self.deeds
            if d.type == "REQUEST" and d is not deed and abs(self.ground.parse.sent[d.head] - sent) <= 1
            for m in d.actors
        ]
        kinds = frozenset({"state"}) if deed.type in _FORCE | {"COERCE"} else _NAMED
        others = [
            m
            for m in self.ground.cast.members
            if m.code is not None and m.kind in kinds and not meet([m], [*deed.actors, *asking])
        ]
        return others if len(others) == 1 and _other(others[0], deed) else []


def conditioned(ground: Ground, i: int, actors: list[Member]) -> list[Member]:
    """The doer of the condition in a sentence, who is threatened with what follows: "dersom Vesten …"."""
    first, last = ground.parse.sentences[ground.parse.sent[i]]
    for k in range(first, last):
        if ground.parse.pos[k] in {"VERB", "ADJ", "NOUN"} and modality.is_condition(ground, k):
            doer = clauses.agent(ground, k)
            found = naming.members(ground, doer) if doer is not None else []
            found = [m for m in found if not meet([m], actors)]
            if found:
                return found
    return []


def _other(member: Member, deed: Deed) -> bool:
    return (
        member.code is not None
        and member.kind in _SIDES
        and not any(a is member or a.code == member.code for a in deed.actors)
        and not any(v is member or v.code == member.code for v in deed.per)
    )
