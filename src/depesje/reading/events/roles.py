"""Who does it and to whom: the actors behind a trigger's subject, objects, genitives and prepositions."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.language.eventwords import Frame
from depesje.reading.cast import Member
from depesje.reading.events import clauses, naming
from depesje.reading.events.ground import Ground
from depesje.reading.nouns import Mention
from depesje.reading.phrases import subject

# Deeds that forces, goods and money do for a party: "danske F-16-fly har ankommet".
_BODILY = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "AID", "COERCE", "SANCTION", "COOPERATE", "CONCEDE"})


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
        return [m for c in parse.children(head, "amod") if (m := naming.adjectival(ground, c))]
    if role == "subj":
        if frame.adj:
            found = _predicated(ground, head)
            return naming.members(ground, found) if found is not None else []
        return _subject(ground, head, frame) if not is_noun else _bearer(ground, head)
    if role in {"obj", "iobj"}:
        return _object(ground, role, head, frame) if not is_noun else _compounded(ground, head)
    found_in = [
        m for c in phrases(ground, head, role, frame) for m in naming.members(ground, c) or _beside(ground, c)
    ]
    # What something happens in is a party only where it is a state or body: not "i Europa".
    return [m for m in found_in if m.code is not None] if role in ground.words.modal.place else found_in


def _beside(ground: Ground, i: int) -> list[Member]:
    """The neighbour behind "ved grensen mot Tyrkia"."""
    partner = ground.lexicon.grammar.partner
    return [
        m
        for c in ground.parse.children(i, "nmod")
        if naming.cases(ground, c) & partner
        for m in naming.members(ground, c)
    ]


def _predicated(ground: Ground, head: int) -> int | None:
    """Of whom a predicate tells; behind its verb a parser may take the subject for a predicate too."""
    parse = ground.parse
    found = subject(parse, head)
    if found is None and parse.child(head, "nsubj") is None:
        found = next(
            (c for c in parse.children(head, "xcomp", "obj") if c > head and parse.pos[c] in clauses.NOMINAL),
            None,
        )
    return found


def owner(ground: Ground, head: int) -> list[Member]:
    """The owner of a noun: its genitive, else its adjective or the front of its compound."""
    found = naming.genitive(ground, head)
    if not found:
        found = [m for c in ground.parse.children(head, "amod") if (m := naming.adjectival(ground, c))]
    return found


def _compounded(ground: Ground, head: int) -> list[Member]:
    found = naming.prefixed(ground, head)
    return [found] if found is not None else []


def _subject(ground: Ground, verb: int, frame: Frame) -> list[Member]:
    parse, inside = ground.parse, frame.type in _BODILY
    if clauses.passive(ground, verb) or clauses.participle(ground, verb):
        out = []
        for c in parse.children(verb, "obl", "nmod"):
            if naming.cases(ground, c) & ground.lexicon.grammar.agent:
                out += naming.members(ground, c, inside=inside)
        return out
    found = clauses.agent(ground, verb)
    return naming.members(ground, found, inside=inside) if found is not None else []


def _object(ground: Ground, role: str, verb: int, frame: Frame) -> list[Member]:
    parse = ground.parse
    inside = frame.type != "CONSULT"
    heads = parse.children(verb, "iobj") if role == "iobj" else clauses.objects(ground, verb)
    out: list[Member] = []
    for c in heads:
        moved = bool(frame.object) and not ground.words.classes_of(parse.lower[c]).isdisjoint(frame.object)
        out += naming.members(ground, c, inside=inside, itself=not moved)
    return out


def _bearer(ground: Ground, noun: int) -> list[Member]:
    """The subject of the verb that a noun is the object of: "sendte drapstrusler", "kom med et svar"."""
    parse = ground.parse
    at = noun
    for _ in range(2):
        if parse.rel[at] not in {"obj", "obl", "nmod", "conj", "iobj"}:
            return []
        if naming.cases(ground, at) & ground.words.modal.met:
            return []  # "konsekvensene av en invasjon", "svarte på et angrep".
        at = parse.head[at]
        if parse.pos[at] in {"VERB", "AUX"}:
            if clauses.passive(ground, at) or not ground.words.light(parse.lower[at], parse.lemma[at]):
                return []
            found = clauses.agent(ground, at)
            return naming.members(ground, found) if found is not None else []
    return []


def phrases(ground: Ground, head: int, preposition: str, frame: Frame) -> list[int]:
    """The heads of the phrases with this preposition that belong to a trigger, also behind its object."""
    kept, key = ground.kept.phrases, (head, frame.sort)
    if key not in kept:
        kept[key] = tuple(_phrases(ground, head, frame.sort))
    return [c for c, cases in kept[key] if preposition in cases]


def _phrases(ground: Ground, head: int, sort: str) -> Iterator[tuple[int, frozenset[str]]]:
    """The phrases that belong to a trigger of this sort, each with its prepositions."""
    parse = ground.parse
    heads = [head]
    if sort == "verb":
        heads += [
            c for c in parse.children(head, "obj", "iobj", "xcomp") if parse.pos[c] in {"NOUN", "ADJ", "ADV"}
        ]
        if clauses.passive(ground, head):
            heads += parse.children(head, "nsubj")
    elif parse.rel[head] in {"obj", "nsubj", "obl"} and parse.pos[parse.head[head]] in {"VERB", "AUX"}:
        heads.append(parse.head[head])
    for h in list(heads):
        heads += [c for c in parse.children(h, "nmod") if c > h]
    for h in heads:
        for c in parse.children(h, "obl", "nmod", "advmod", "advcl"):
            cases = naming.cases(ground, c)
            if cases:
                yield c, cases


def receiving(ground: Ground, noun: int) -> int | None:
    """The verb of "fikk støtte", "mottok et svar", where the noun is what its subject is given."""
    parse = ground.parse
    verb = parse.head[noun]
    if parse.rel[noun] != "obj" or clauses.passive(ground, verb):
        return None
    words = ground.words.modal.receiving
    return verb if parse.lemma[verb] in words or parse.lower[verb] in words else None


def received(ground: Ground, noun: int, verb: int) -> tuple[list[Member], list[Member]]:
    """Who gives and who is given what a noun tells of: "han fikk støtte av X", "mottok hjelp fra X"."""
    givers = ground.lexicon.grammar.agent | ground.lexicon.setting.origin
    actors: list[Member] = []
    for head in (noun, verb):
        for c in ground.parse.children(head, "obl", "nmod"):
            if naming.cases(ground, c) & givers:
                actors += naming.members(ground, c)
    found = clauses.agent(ground, verb)
    recipients = naming.members(ground, found) if found is not None else []
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
