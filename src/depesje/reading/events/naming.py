"""Who a phrase names: its own actor, those co-ordinated with it, and those that it names only in part."""

from __future__ import annotations

from depesje.reading.cast import Member
from depesje.reading.events.ground import Ground
from depesje.reading.nouns import Mention
from depesje.reading.phrases import nominal

_CLIMB = 5


def members(ground: Ground, head: int, *, inside: bool = True, itself: bool = True) -> list[Member]:
    """The actors that the phrase headed by ``head`` names, those co-ordinated with it included.

    ``inside`` takes those that it names only in part ("danske F-16-fly"), ``itself`` those that it names as a whole.
    """
    own = _one(ground, head) if itself else None
    if own is None and itself and (several := _none_of_them(ground, head)):
        return several
    if own is not None and (
        not _party(own) or own.code is None and ground.words.classes_of(ground.parse.lower[head])
    ):
        own = None  # "styrkene" are moved; whose they are stands elsewhere.
    out = _joint_adjectives(ground, head) if own is not None or inside else []
    if not out:
        out = _each(ground, own) if own is not None else _inside(ground, head) if inside else []
    if own is not None and own.kind == "unnamed" and own.plural and (partners := _sent_by(ground, own)):
        out = partners
    for c in ground.parse.children(head, "conj"):
        if nominal(ground.parse, c):
            out += members(ground, c, inside=inside, itself=itself)
    for c in ground.parse.children(head, "flat"):
        for d in ground.parse.children(c, "conj"):
            out += members(ground, d, inside=inside, itself=itself)
    return list(dict.fromkeys(out))


def _joint_adjectives(ground: Ground, head: int) -> list[Member]:
    """The states of "franske og kenyanske myndigheter", who are two; none where there is only one."""
    parse = ground.parse
    for c in parse.children(head, "amod"):
        joined = [c, *(k for k in parse.children(c, "conj") if k < head)]
        found = [m for k in joined if (m := adjectival(ground, k)) is not None and m.kind == "state"]
        if len(joined) > 1 and len(found) == len(joined):
            return list(dict.fromkeys(found))
    return []


def _party(member: Member) -> bool:
    """Whether an actor can be a party: one of a country or body, a person, an armed group, or a definite people."""
    if member.code is not None or member.kind in {"person", "alliance", "armed-group"}:
        return True
    if member.kind == "people":
        return member.known or member.definite
    return member.kind == "unnamed" and not member.sorts.isdisjoint({"role", "person"})


def _each(ground: Ground, member: Member) -> list[Member]:
    """The parties one by one where "de" stands for two who were named together."""
    if ground.cast.find(("joint", member.name.lower())) is not member:
        return [member]
    first, last = member.spans[0]
    found = [ground.cast.of[i] for i in range(first, last) if i in ground.cast.of]
    return [m for m in dict.fromkeys(found) if m is not member] or [member]


def _sent_by(ground: Ground, member: Member) -> list[Member]:
    """Those whom several unnamed people stand for: "rådgivere fra Russland og Frankrike"."""
    parse, origin = ground.parse, ground.lexicon.setting.origin
    for head in member.heads:
        behind = [c for c in parse.children(parse.head[head], "obl") if parse.left[c] == head + 1]
        for c in (*parse.children(head, "nmod"), *behind):
            if c > head and cases(ground, c) & origin and len(found := members(ground, c)) > 1:
                return found
    return []


def _one(ground: Ground, head: int) -> Member | None:
    parse, cast = ground.parse, ground.cast
    pronoun = ground.lexicon.pronouns.get(parse.lower[head])
    if pronoun is not None and pronoun.person < 3:
        content = ground.content(head)
        if content is None:
            return None
        if pronoun.person == 1:
            return content.speaker
        return next(iter(ground.settings.to(content.draft)), None)
    return cast.at(head)


def _none_of_them(ground: Ground, head: int) -> list[Member]:
    """Those of whom "ingen av dem", "neither of them" speaks: who together are the subject of the sentence before."""
    parse, words, number = ground.parse, ground.words.modal, ground.parse.sent[head]
    if parse.pos[head] not in {"PRON", "DET"} or parse.lower[head] not in words.negated or not number:
        return []
    counted = (c for c in parse.children(head, "nmod", "obl") if cases(ground, c) & words.measure)
    if not any(parse.lower[c] in ground.lexicon.pronouns for c in counted):
        return []
    for i in range(*parse.sentences[number - 1]):
        if parse.rel[i] == "nsubj" and parse.child(i, "conj") is not None:
            return members(ground, i)
    return []


def _inside(ground: Ground, head: int) -> list[Member]:
    """The actor that a phrase names only in part: "danske F-16-fly", "Nato-styrker", "Russlands soldater"."""
    parse = ground.parse
    out = [
        m
        for c in parse.children(head, "amod", "det", "nmod", "compound")
        if c < head and (m := adjectival(ground, c))
    ]
    if not out and (m := prefixed(ground, head)) is not None:
        out = [m]
    if not out:
        out = genitive(ground, head)
    if not out:
        for c in parse.children(head, "nmod"):
            if c > head and cases(ground, c) & ground.lexicon.grammar.speaker_prepositions:
                out += members(ground, c, inside=False)
    return out


def adjectival(ground: Ground, i: int) -> Member | None:
    """The state that an adjective at ``i`` names ("danske")."""
    if i in ground.cast.of:
        return ground.cast.of[i]
    entry = ground.cast.gazetteer.adjectives.get(ground.parse.lower[i])
    if entry is None:
        return None
    mention = Mention(i, i + 1, i, "adjective", entry.name, entry.kind, entry.code, known=entry.name)
    member = ground.cast.get(("known", entry.name), mention)
    member.spans.append((i, i + 1))
    ground.cast.of[i] = member
    return member


def prefixed(ground: Ground, i: int) -> Member | None:
    """The known actor at the front of a compound: "Nato-styrker", "Libya-innsatsen"."""
    word = ground.parse.words[i]
    if "-" not in word:
        return None
    for part in word.split("-", 1):  # "Nord-Syria" as well.
        entry = ground.cast.gazetteer.single.get(part)
        if entry is not None and entry.how == "capital":
            entry = None  # "Minsk-avtalen".
        if entry is not None and (found := ground.cast.find(("known", entry.name))) is not None:
            return found
        if entry is not None and entry.kind == "state" and ground.parse.pos[i] == "PROPN":
            mention = Mention(i, i + 1, i, "name", entry.name, entry.kind, entry.code, known=entry.name)
            member = ground.cast.get(("known", entry.name), mention)
            member.spans.append((i, i + 1))
            return member
    return None


def genitive(ground: Ground, noun: int) -> list[Member]:
    """The owners of a noun: "Russlands avvisning", "deres krav", "kravet deira"."""
    parse = ground.parse
    out: list[Member] = []
    for c in parse.children(noun, "nmod", "det", "amod"):
        if any(parse.rel[d] == "case" for d in parse.dependents(c)):
            continue
        if "Poss=Yes" in parse.feats[c] or parse.lower[c] in ground.lexicon.grammar.theirs:
            out += _possessor(ground, c)
        elif "Case=Gen" in parse.feats[c] or c < noun and parse.lower[c].endswith("s"):
            out += members(ground, c)
    return list(dict.fromkeys(out))


def _possessor(ground: Ground, i: int) -> list[Member]:
    if i in ground.cast.of:
        return [ground.cast.of[i]]
    word = ground.parse.lower[i]
    content = ground.content(i)
    if word in ground.lexicon.grammar.own:
        return [content.speaker] if content is not None and content.speaker is not None else []
    noun = ground.parse.head[i]
    verb = _verb_above(ground, noun)
    from depesje.reading.events import clauses  # Which asks who a phrase names in turn.

    found = clauses.agent(ground, verb) if verb is not None else None
    owner_of = _one(ground, found) if found is not None and found != noun else None
    return [owner_of] if owner_of is not None else []


def _verb_above(ground: Ground, i: int) -> int | None:
    for _ in range(_CLIMB):
        if ground.parse.pos[i] in {"VERB", "AUX"}:
            return i
        if ground.parse.head[i] == i:
            return None
        i = ground.parse.head[i]
    return None


def cases(ground: Ground, i: int) -> frozenset[str]:
    """The prepositions and markers of a phrase."""
    parse = ground.parse
    return frozenset(parse.lower[c] for c in parse.dependents(i) if parse.rel[c] in {"case", "mark"})
