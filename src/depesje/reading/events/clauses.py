"""The verb and its parties in the clause: who does it and on what it acts, also where the parser went astray."""

from __future__ import annotations

from depesje.language.syntax import Parse
from depesje.reading.events import naming
from depesje.reading.events.ground import Ground
from depesje.reading.phrases import subject

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_CLIMB = 12  # Verbs above one whose parties it may share.


def passive(ground: Ground, verb: int) -> bool:
    """Whether a verb stands in the passive, also by the verb that it is joined to: "ble skutt og drept"."""
    kept = ground.kept.passive
    if verb not in kept:
        each_other = ground.parse.lower[verb] in ground.words.modal.reciprocal
        kept[verb] = not each_other and _passive(ground.parse, verb)
    return kept[verb]


def _passive(parse: Parse, verb: int) -> bool:
    for _ in range(_CLIMB):
        if "Voice=Pass" in parse.feats[verb]:
            return True
        for c in parse.dependents(verb):
            if parse.dep[c].endswith(":pass"):
                return True
        joined = parse.rel[verb] == "conj" and "VerbForm=Part" in parse.feats[verb]
        if not joined or parse.child(verb, "aux", "nsubj", "obj") is not None:
            return False
        verb = parse.head[verb]
    return False


def agent(ground: Ground, verb: int) -> int | None:
    """The head of the phrase that does what an active verb says, taken over from the clause above where need be.

    "USA ber Russland trekke …" makes the one asked the doer; "lovte Macron å …" the one who promises.
    """
    kept = ground.kept.agent
    if verb not in kept:
        kept[verb] = _agent(ground, verb, _CLIMB)
    return kept[verb]


def _agent(ground: Ground, verb: int, climb: int) -> int | None:
    parse = ground.parse
    if (pair := mistaken(ground, verb)) is not None:
        return pair[0]
    inverted = _inverted(ground, verb)
    if inverted is not None:
        return inverted
    own = [
        c
        for c in parse.children(verb, "nsubj")
        if parse.pos[c] != "PRON" or parse.lower[c] not in ground.lexicon.grammar.expletives
    ]
    if len(own) > 1:
        own = [c for c in own if parse.dep[c] != "nsubj:outer"]
    if not own and (shifted := _shifted(ground, verb)) is not None:
        return shifted
    if own or parse.rel[verb] not in {"xcomp", "advcl", "obl", "ccomp", "conj", "acl"}:
        return subject(parse, verb)
    if not climb:
        return None
    if parse.rel[verb] == "conj":
        return _agent(ground, parse.head[verb], climb - 1)
    above = parse.head[verb]
    if parse.pos[above] == "ADJ":  # "USA er klar til å møtes".
        return subject(parse, above)
    finite = "VerbForm=Fin" in parse.feats[verb] and parse.rel[verb] != "xcomp"
    if parse.pos[above] not in {"VERB", "AUX"} or finite:
        return subject(parse, verb)
    if ground.words.governor.get(parse.lemma[above]) != "future":
        for asked in parse.children(above, "iobj", "obj"):
            if asked < verb and naming.members(ground, asked):
                return asked
    return _agent(ground, above, climb - 1)


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
    if verb == first or len(objects) < 2 or parse.rel[verb] in {"conj", "xcomp"}:
        return None
    return objects[0] if objects[0] <= verb + 2 and naming.members(ground, objects[0]) else None


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
    return i if parse.rel[i] in {"flat", "obj", "iobj"} and parse.pos[i] in NOMINAL else None


def objects(ground: Ground, verb: int) -> tuple[int, ...]:
    """What a verb acts on: its objects, the subject of its passive, the noun that its participle describes.

    Of two subjects the one behind the verb is an object that the parser mistook: "Frankrike trekker soldatene ut".
    """
    kept = ground.kept.objects
    if verb not in kept:
        kept[verb] = tuple(_objects(ground, verb))
    return kept[verb]


def _objects(ground: Ground, verb: int) -> list[int]:
    parse = ground.parse
    if (pair := mistaken(ground, verb)) is not None:
        return [pair[1]]
    if participle(ground, verb):
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
    return out or [c for c in parse.children(verb, "obl") if c > verb and _bare(ground, c)]


def _bare(ground: Ground, i: int) -> bool:
    """Whether an adverbial is an object that the parser mistook: a noun with neither preposition nor date."""
    parse = ground.parse
    return parse.pos[i] in {"NOUN", "PROPN"} and i not in ground.dated and parse.child(i, "case") is None


def participle(ground: Ground, verb: int) -> bool:
    """Whether a participle describes the noun above it: "drepne av Nato-styrkane"."""
    return "VerbForm=Part" in ground.parse.feats[verb] and ground.parse.rel[verb] in {"acl", "amod"}
