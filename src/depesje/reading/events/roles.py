"""Who does it and to whom: the actors behind a trigger's subject, objects, genitives and prepositions."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.language.eventwords import Frame
from depesje.reading.cast import Member
from depesje.reading.events.ground import Ground
from depesje.reading.nouns import Mention
from depesje.reading.phrases import base, nominal, subject

_CLIMB = 5
# Deeds that forces, goods and money do for a party: "danske F-16-fly har ankommet".
_BODILY = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "AID", "COERCE", "SANCTION", "COOPERATE", "CONCEDE"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def members(ground: Ground, head: int, *, inside: bool = True, itself: bool = True) -> list[Member]:
    """The actors that the phrase headed by ``head`` names, those co-ordinated with it included.

    ``inside`` takes those that it names only in part ("danske F-16-fly"), ``itself`` those that it names as a whole.
    """
    own = _one(ground, head) if itself else None
    if own is not None and (
        not _party(own) or own.code is None and ground.words.classes_of(ground.parse.lower[head])
    ):
        own = None  # "styrkene" are moved; whose they are stands elsewhere.
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
            if c > head and _case(ground, c) & origin and len(found := members(ground, c)) > 1:
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
            if c > head and _case(ground, c) & ground.lexicon.grammar.speaker_prepositions:
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
        if any(base(parse.dep[d]) == "case" for d in parse.dependents(c)):
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
    found = agent(ground, verb) if verb is not None else None
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


def passive(ground: Ground, verb: int) -> bool:
    """Whether a verb stands in the passive."""
    parse = ground.parse
    if "Voice=Pass" in parse.feats[verb]:
        return True
    return any(parse.dep[c].endswith(":pass") for c in parse.dependents(verb))


def agent(ground: Ground, verb: int) -> int | None:
    """The head of the phrase that does what an active verb says, taken over from the clause above where need be.

    "USA ber Russland trekke …" makes the one asked the doer; "lovte Macron å …" the one who promises.
    """
    parse = ground.parse
    if (pair := mistaken(ground, verb)) is not None:
        return pair[0]
    inverted = _inverted(ground, verb)
    if inverted is not None:
        return inverted
    own = [c for c in parse.children(verb, "nsubj") if parse.pos[c] != "PRON" or parse.lower[c] != "det"]
    if not own and (shifted := _shifted(ground, verb)) is not None:
        return shifted
    if own or base(parse.dep[verb]) not in {"xcomp", "advcl", "obl", "ccomp", "conj", "acl"}:
        return subject(parse, verb)
    if base(parse.dep[verb]) == "conj":
        return agent(ground, parse.head[verb])
    above = parse.head[verb]
    if parse.pos[above] == "ADJ":  # "USA er klar til å møtes".
        return subject(parse, above)
    if parse.pos[above] not in {"VERB", "AUX"} or "VerbForm=Fin" in parse.feats[verb]:
        return subject(parse, verb)
    if ground.words.governor.get(parse.lemma[above]) != "future":
        for asked in parse.children(above, "iobj", "obj"):
            if asked < verb and members(ground, asked):
                return asked
    return agent(ground, above)


def mistaken(ground: Ground, i: int) -> tuple[int, int] | None:
    """Subject and object of a verb that was tagged as a noun: "Russland angrep Georgia", a name before and one behind."""
    parse = ground.parse
    if parse.pos[i] != "NOUN" or parse.lower[i] not in ground.words.verbs or not 0 < i < len(parse) - 1:
        return None
    before, behind = i - 1, i + 1
    if parse.pos[before] != "PROPN" or parse.pos[behind] not in {"PROPN", "ADJ"}:
        return None
    if "Case=Gen" in parse.feats[before] or parse.words[before][-1] in "s'’":
        return None
    return before, behind


def _shifted(ground: Ground, verb: int) -> int | None:
    """The subject behind its verb in "Onsdag overleverte USA sine svar", which parsers take for an object."""
    parse = ground.parse
    if (
        "VerbForm=Fin" not in parse.feats[verb]
        or passive(ground, verb)
        or parse.child(verb, "nsubj") is not None
    ):
        return None
    first = parse.sentences[parse.sent[verb]][0]
    objects = [c for c in parse.children(verb, "obj", "iobj") if c > verb]
    if verb == first or len(objects) < 2 or base(parse.dep[verb]) in {"conj", "xcomp"}:
        return None
    return objects[0] if objects[0] <= verb + 2 and members(ground, objects[0]) else None


def _inverted(ground: Ground, verb: int) -> int | None:
    """The subject of "Angriper Russland Ukraina, …", which parsers take for an object or for part of a name."""
    parse = ground.parse
    i = verb + 1
    opens = (
        verb == parse.sentences[parse.sent[verb]][0] or parse.words[verb - 1] in ground.words.modal.headline
    )
    if (
        not opens
        or i >= len(parse)
        or "VerbForm=Fin" not in parse.feats[verb]
        or "Mood=Imp" in parse.feats[verb]
    ):
        return None
    if parse.child(verb, "nsubj") is not None or parse.head[i] != verb:
        return None
    return i if base(parse.dep[i]) in {"flat", "obj", "iobj"} and parse.pos[i] in _NOMINAL else None


def objects(ground: Ground, verb: int) -> list[int]:
    """What a verb acts on: its objects, the subject of its passive, the noun that its participle describes.

    Of two subjects the one behind the verb is an object that the parser mistook: "Frankrike trekker soldatene ut".
    """
    parse = ground.parse
    if (pair := mistaken(ground, verb)) is not None:
        return [pair[1]]
    if _participle(ground, verb):
        return [parse.head[verb]]
    if passive(ground, verb):
        found = subject(parse, verb)
        return [found] if found is not None else []
    doer = agent(ground, verb)
    out = [c for c in parse.children(verb, "obj", "iobj") if c != doer]
    subjects = parse.children(verb, "nsubj")
    out += [c for c in subjects[1:] if subjects[0] < verb < c]
    inverted = _inverted(ground, verb)
    if inverted is not None:
        out += list(parse.children(inverted, "flat"))
        out += [c for c in parse.children(verb, "flat") if c != inverted]
    return out


def filled(ground: Ground, roles: tuple[str, ...], head: int, frame: Frame) -> list[Member]:
    """The actors in the first of these roles of a trigger that names any."""
    for role in roles:
        found = _role(ground, role, head, frame)
        if found:
            return found
    return []


def _role(ground: Ground, role: str, head: int, frame: Frame) -> list[Member]:
    parse = ground.parse
    is_noun = frame.sort == "noun"
    if role == "gen":
        return owner(ground, head)
    if role == "adj":
        return [m for c in parse.children(head, "amod") if (m := adjectival(ground, c))]
    if role == "subj":
        if frame.adj:
            found = _predicated(ground, head)
            return members(ground, found) if found is not None else []
        return _subject(ground, head, frame) if not is_noun else _bearer(ground, head)
    if role in {"obj", "iobj"}:
        return _object(ground, role, head, frame) if not is_noun else _compounded(ground, head)
    found_in = [
        m for c in phrases(ground, head, role, frame) for m in members(ground, c) or _beside(ground, c)
    ]
    # What something happens in is a party only where it is a state or body: not "i Europa".
    return [m for m in found_in if m.code is not None] if role in ground.words.modal.place else found_in


def _beside(ground: Ground, i: int) -> list[Member]:
    """The neighbour behind "ved grensen mot Tyrkia"."""
    partner = ground.lexicon.grammar.partner
    return [
        m for c in ground.parse.children(i, "nmod") if _case(ground, c) & partner for m in members(ground, c)
    ]


def _predicated(ground: Ground, head: int) -> int | None:
    """Of whom a predicate tells; behind its verb a parser may take the subject for a predicate too."""
    parse = ground.parse
    found = subject(parse, head)
    if found is None and parse.child(head, "nsubj") is None:
        found = next(
            (c for c in parse.children(head, "xcomp", "obj") if c > head and parse.pos[c] in _NOMINAL), None
        )
    return found


def owner(ground: Ground, head: int) -> list[Member]:
    """The owner of a noun: its genitive, else its adjective or the front of its compound."""
    found = genitive(ground, head)
    if not found:
        found = [m for c in ground.parse.children(head, "amod") if (m := adjectival(ground, c))]
    return found


def _compounded(ground: Ground, head: int) -> list[Member]:
    found = prefixed(ground, head)
    return [found] if found is not None else []


def _subject(ground: Ground, verb: int, frame: Frame) -> list[Member]:
    parse, inside = ground.parse, frame.type in _BODILY
    if passive(ground, verb) or _participle(ground, verb):
        out = []
        for c in parse.children(verb, "obl", "nmod"):
            if _case(ground, c) & ground.lexicon.grammar.agent:
                out += members(ground, c, inside=inside)
        return out
    found = agent(ground, verb)
    return members(ground, found, inside=inside) if found is not None else []


def _participle(ground: Ground, verb: int) -> bool:
    """Whether a participle describes the noun above it: "drepne av Nato-styrkane"."""
    return "VerbForm=Part" in ground.parse.feats[verb] and base(ground.parse.dep[verb]) in {"acl", "amod"}


def _object(ground: Ground, role: str, verb: int, frame: Frame) -> list[Member]:
    parse = ground.parse
    inside = frame.type != "CONSULT"
    heads = parse.children(verb, "iobj") if role == "iobj" else objects(ground, verb)
    out: list[Member] = []
    for c in heads:
        moved = bool(frame.object) and not ground.words.classes_of(parse.lower[c]).isdisjoint(frame.object)
        out += members(ground, c, inside=inside, itself=not moved)
    return out


def _bearer(ground: Ground, noun: int) -> list[Member]:
    """The subject of the verb that a noun is the object of: "sendte drapstrusler", "kom med et svar"."""
    parse = ground.parse
    at = noun
    for _ in range(2):
        if base(parse.dep[at]) not in {"obj", "obl", "nmod", "conj", "iobj"}:
            return []
        at = parse.head[at]
        if parse.pos[at] in {"VERB", "AUX"}:
            if passive(ground, at) or not ground.words.light(parse.lower[at], parse.lemma[at]):
                return []
            found = agent(ground, at)
            return members(ground, found) if found is not None else []
    return []


def _case(ground: Ground, i: int) -> frozenset[str]:
    parse = ground.parse
    return frozenset(parse.lower[c] for c in parse.dependents(i) if base(parse.dep[c]) in {"case", "mark"})


def phrases(ground: Ground, head: int, preposition: str, frame: Frame) -> Iterator[int]:
    """The heads of the phrases with this preposition that belong to a trigger, also behind its object."""
    parse = ground.parse
    heads = [head]
    if frame.sort == "verb":
        heads += [
            c for c in parse.children(head, "obj", "iobj", "xcomp") if parse.pos[c] in {"NOUN", "ADJ", "ADV"}
        ]
        if passive(ground, head):
            heads += parse.children(head, "nsubj")
    elif base(parse.dep[head]) in {"obj", "nsubj", "obl"} and parse.pos[parse.head[head]] in {"VERB", "AUX"}:
        heads.append(parse.head[head])
    for h in list(heads):
        heads += [c for c in parse.children(h, "nmod") if c > h]
    for h in heads:
        for c in parse.children(h, "obl", "nmod", "advmod", "advcl"):
            if preposition in _case(ground, c):
                yield c


def receiving(ground: Ground, noun: int) -> int | None:
    """The verb of "fikk støtte", "mottok et svar", where the noun is what its subject is given."""
    parse = ground.parse
    verb = parse.head[noun]
    if base(parse.dep[noun]) != "obj" or passive(ground, verb):
        return None
    words = ground.words.modal.receiving
    return verb if parse.lemma[verb] in words or parse.lower[verb] in words else None


def received(ground: Ground, noun: int, verb: int) -> tuple[list[Member], list[Member]]:
    """Who gives and who is given what a noun tells of: "han fikk støtte av X", "mottok hjelp fra X"."""
    givers = ground.lexicon.grammar.agent | ground.lexicon.setting.origin
    actors: list[Member] = []
    for head in (noun, verb):
        for c in ground.parse.children(head, "obl", "nmod"):
            if _case(ground, c) & givers:
                actors += members(ground, c)
    found = agent(ground, verb)
    recipients = members(ground, found) if found is not None else []
    return list(dict.fromkeys(actors)), [m for m in recipients if m not in actors]


def visited(ground: Ground, verb: int, frame: Frame) -> list[Member]:
    """The state to which one travels, also by its capital: "kom til Kyiv"."""
    out = []
    for role in frame.recipient:
        for c in phrases(ground, verb, role, frame):
            entry = ground.cast.gazetteer.match(ground.parse.words, c)
            if entry is None or entry[1].kind != "state":
                continue
            known = entry[1]
            mention = Mention(c, c + 1, c, "name", known.name, known.kind, known.code, known=known.name)
            member = ground.cast.get(("known", known.name), mention)
            if not member.spans:
                member.spans.append((c, c + 1))
            out.append(member)
    return out
