"""Which words tell of an event: each verb, noun and predicate of the lexicon, where what its frame asks for holds."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.language.eventwords import Frame
from depesje.reading.cast import Member
from depesje.reading.events import clauses, naming, parties, roles
from depesje.reading.events.ground import Deed, Ground
from depesje.reading.phrases import subject

_WINDOW = 5  # Words behind a verb among which its particle may stand.
_VERBS = frozenset({"VERB", "AUX"})
_CLAUSES = frozenset({"root", "ROOT", "conj", "ccomp", "advcl", "acl", "parataxis"})
_GIVEN = frozenset({"AID", "SUPPORT", "CONSULT", "COOPERATE"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def find(ground: Ground) -> list[Deed]:
    """The events that verbs, nouns and predicates tell of, with their parties, in the order of their words."""
    out: list[Deed] = []
    consumed: set[int] = set()
    words, parse = ground.words, ground.parse
    for i, (form, lemma) in enumerate(zip(parse.lower, parse.lemma, strict=True)):
        if form not in words.verbs and lemma not in words.verbs and form not in words.predicates:
            continue
        deed = _verbal(ground, i)
        if deed is not None:
            consumed.update(_consumed(ground, deed))
            out.append(deed)
    taken = {d.head: d for d in out}
    for entity in ground.parse.entities:
        if entity.last - entity.first > 1:
            consumed.update(range(entity.first, entity.last))
    for seen in ground.cast.seen:
        if seen.mention.known and seen.mention.last - seen.mention.first > 1:
            consumed.update(
                range(seen.mention.first, seen.mention.last)
            )  # "… for sikkerhet og samarbeid i Europa".
    for i, pos in enumerate(parse.pos):
        if pos in _NOUNS and i not in consumed and i not in taken:
            deed = _nominal(ground, i, taken)
            if deed is not None and not _taken_up(ground, deed, taken):
                out.append(deed)
    return sorted(out, key=lambda d: d.head)


def _verbal(ground: Ground, i: int) -> Deed | None:
    parse, words = ground.parse, ground.words
    clause = (
        parse.pos[i] in {"ADJ", "NOUN"} and parse.rel[i] in _CLAUSES and parse.child(i, "nsubj") is not None
    )
    bare = parse.rel[i] == "amod" or "VerbForm=Part" in parse.feats[i] and parse.rel[i] == "xcomp"
    verb = parse.pos[i] in _VERBS and not (bare and parse.child(i, "aux") is None) or _participle(ground, i)
    if _felt(ground, i):
        return None  # "føler seg truet av Russland": nobody need have threatened.
    if verb or clause or clauses.mistaken(ground, i) is not None:
        for frame in words.verb(parse.lower[i], parse.lemma[i]):
            if _holds(ground, frame, i):
                deed = _deed(ground, frame, i, "verb")
                if deed is not None:
                    return deed
    for frame in words.predicates.get(parse.lower[i], ()):
        copula = next((c for c in parse.children(i, "cop", "aux") if parse.lower[c] in frame.copulas), None)
        if (
            copula is None
            and parse.lower[parse.head[i]] in frame.copulas
            and parse.rel[i] in {"xcomp", "ccomp", "obj"}
        ):
            copula = parse.head[i]
        if copula is not None:
            head = i if copula != parse.head[i] else copula
            deed = _deed(ground, frame, head, "predicate")
            if deed is not None:
                deed.trigger = (min(i, copula), max(i, copula) + 1) if abs(i - copula) <= 2 else (i, i + 1)
                deed.head = head
                return deed
    return None


def _felt(ground: Ground, i: int) -> bool:
    """Whether a participle tells what somebody feels, by the verb above it or the one that was taken for its auxiliary."""
    parse, feeling = ground.parse, ground.words.modal.feeling
    if "VerbForm=Part" not in parse.feats[i]:
        return False
    above = parse.lemma[parse.head[i]] in feeling and parse.child(i, "nsubj", "aux") is None
    return above or any(parse.lower[c] in feeling for c in parse.children(i, "aux"))


def _participle(ground: Ground, i: int) -> bool:
    """Whether a participle tells by whom: "drepne av Nato-styrkane"."""
    parse = ground.parse
    if "VerbForm=Part" not in parse.feats[i]:
        return False
    agents = ground.lexicon.grammar.agent
    return any(
        parse.lower[d] in agents for c in parse.children(i, "obl", "nmod") for d in parse.dependents(c)
    )


def _taken_up(ground: Ground, noun: Deed, taken: dict[int, Deed]) -> bool:
    """Whether a noun is only what another deed acts on: "avviste kravet", "sa nei til kravet", "avslo all hjelp"."""
    parse, i = ground.parse, noun.head
    above = taken.get(parse.head[i])
    if parse.rel[i] in {"obj", "nsubj"} and above is not None:
        return noun.type == "REQUEST" or above.type == "REJECT" and noun.type in _GIVEN - {"CONSULT"}
    above = above or taken.get(parse.head[parse.head[i]])
    return noun.type == "REQUEST" and above is not None and above.type in {"REJECT", "CONCEDE"}


def _nominal(ground: Ground, i: int, of: dict[int, Deed]) -> Deed | None:
    parse = ground.parse
    for frame in ground.words.noun(parse.lower[i], parse.lemma[i]):
        if frame.modified and not any(parse.lower[c] in frame.modified for c in parse.children(i, "amod")):
            continue
        if frame.without and any(parse.lower[c] in frame.without for c in parse.children(i, "case")):
            continue
        deed = _deed(ground, frame, i, "noun", of)
        if deed is not None:
            return deed
    return None


def _deed(ground: Ground, frame: Frame, i: int, sort: str, of: dict[int, Deed] | None = None) -> Deed | None:
    verb = roles.receiving(ground, i) if sort == "noun" else None
    if verb is not None:
        actors, recipients = roles.received(ground, i, verb)
    else:
        actors = roles.filled(ground, frame.actor, i, frame)
        recipients = [m for m in roles.filled(ground, frame.recipient, i, frame) if m not in actors]
    if len(actors) > 1 and _reciprocal(ground, i):
        actors, recipients = actors[:1], actors[1:]  # "angrep hverandre"
    acts_on = sort == "verb" and "obj" in frame.recipient and bool(clauses.objects(ground, i))
    if frame.mutual and not recipients and not acts_on:
        actors, recipients = parties.mutual(ground, i, actors)
    if sort == "noun" and not actors and not recipients:
        actors, recipients = _asked(ground, frame, i)
        if not actors and not recipients and of is not None:
            actors, recipients = _inherited(ground, frame, i, of)
    if frame.visit and not recipients:
        recipients = [m for m in roles.visited(ground, i, frame) if all(m.code != a.code for a in actors)]
    if not _party(frame, actors, recipients) and not _goes_on(ground, frame, i):
        return None
    first, last = _extent(ground, frame, i)
    return Deed(
        i, (first, last), frame.type, sort, frame.mode, frame.context, frame, actors, recipients,
        heading=ground.heading[i],
    )  # fmt: skip


def _reciprocal(ground: Ground, verb: int) -> bool:
    """Whether what several do, they do to each other: "anklaget mandag hverandre"."""
    parse = ground.parse
    behind = range(verb + 1, min(verb + _WINDOW, len(parse)))
    return parse.pos[verb] in _VERBS and any(parse.lower[i] in ground.words.modal.each_other for i in behind)


def _inherited(
    ground: Ground, frame: Frame, noun: int, of: dict[int, Deed]
) -> tuple[list[Member], list[Member]]:
    """The sides of a meeting that is agreed on, refused or asked for: those of that deed."""
    above = of.get(ground.parse.head[noun])
    if above is None or frame.type != "CONSULT" or above.type not in {"AGREE", "REJECT", "REQUEST"}:
        return [], []
    return list(above.actors), list(above.recipients)


def _goes_on(ground: Ground, frame: Frame, noun: int) -> bool:
    """Whether a meeting whose sides are known by now goes on or ends: "Samtalene fortsetter"."""
    parse = ground.parse
    if frame.sort != "noun" or frame.type != "CONSULT" or not parse.has(noun, "Definite=Def"):
        return False
    verb = parse.head[noun]
    phase = ground.words.modal.phase
    return parse.rel[noun] in {"nsubj", "obj"} and (parse.lemma[verb] in phase or parse.lower[verb] in phase)


def _asked(ground: Ground, frame: Frame, noun: int) -> tuple[list[Member], list[Member]]:
    """The sides of what is asked for: "ba Brasil om hjelp"."""
    parse = ground.parse
    verb = parse.head[noun]
    asks = any(f.type == "REQUEST" for f in ground.words.verb(parse.lower[verb], parse.lemma[verb]))
    if not asks or frame.type not in _GIVEN or parse.rel[noun] not in {"obl", "obj", "nmod"}:
        return [], []
    asked = [m for c in clauses.objects(ground, verb) if c != noun for m in naming.members(ground, c)]
    doer = clauses.agent(ground, verb)
    return asked, [m for m in (naming.members(ground, doer) if doer is not None else []) if m not in asked]


def _party(frame: Frame, actors: list[Member], recipients: list[Member]) -> bool:
    match frame.party:
        case "none":
            return True
        case "both":
            return bool(actors and recipients)
        case "actor" | "own":
            return bool(actors)
        case "recipient":
            return bool(recipients)
    return bool(actors or recipients)


def _extent(ground: Ground, frame: Frame, i: int) -> tuple[int, int]:
    """The trigger's tokens: the word, and its particle where that follows directly."""
    last = i + 1
    if last < len(ground.parse) and ground.parse.lower[last] in frame.particle:
        last += 1
    return i, last


def _holds(ground: Ground, frame: Frame, verb: int) -> bool:
    parse = ground.parse
    if frame.particle and not _behind(ground, verb, frame.particle):
        return False
    if frame.need and not _behind(ground, verb, frame.need):
        return False
    if frame.without and _behind(ground, verb, frame.without):
        return False
    if frame.object and not any(_is(ground, c, frame.object) for c in clauses.objects(ground, verb)):
        return False
    if frame.subject:
        found = subject(parse, verb)
        if found is None or not _is(ground, found, frame.subject):
            return False
    return not frame.prepobj or any(_is(ground, c, frame.prepobj) for c in parse.children(verb, "obl"))


def _is(ground: Ground, i: int, classes: tuple[str, ...]) -> bool:
    """Whether the noun at ``i``, or one co-ordinated with it or measured by it, is of one of these classes."""
    parse = ground.parse
    near = [
        i,
        *parse.children(i, "conj"),
        *(c for c in parse.children(i, "nmod") if c > i and _measured(ground, c)),
    ]
    return any(not ground.words.classes_of(parse.lower[c]).isdisjoint(classes) for c in near)


def _measured(ground: Ground, i: int) -> bool:
    """Whether a noun is what the noun above it measures: "en rekke møter", "en liste med krav"."""
    cases = {ground.parse.lower[c] for c in ground.parse.dependents(i) if ground.parse.rel[c] == "case"}
    return not cases or not cases.isdisjoint(ground.words.modal.measure)


def _behind(ground: Ground, verb: int, wanted: tuple[str, ...]) -> bool:
    """Whether one of these words (or relations) belongs to a verb: among its dependents or close behind it."""
    parse = ground.parse
    for word in wanted:
        if word in {"obj", "xcomp"}:
            if parse.child(verb, word) is not None:
                return True
        elif " " in word:
            first, second = word.split(" ", 1)
            if any(
                parse.lower[i] == first and parse.lower[i + 1] == second.split(" ")[0]
                for i in range(verb + 1, min(verb + _WINDOW + 1, len(parse) - 1))
            ):
                return True
        elif _has(ground, verb, word):
            return True
    return False


def _has(ground: Ground, verb: int, word: str) -> bool:
    parse = ground.parse
    if word not in parse.beside(verb):
        return False
    for c in parse.dependents(verb):
        if parse.lower[c] == word and (c > verb or parse.rel[c] not in {"case", "mark"}):
            return True
        for d in parse.dependents(c):
            if parse.lower[d] == word and parse.rel[d] in {"case", "mark", "advmod"}:
                return True
    for c in parse.children(verb, "obj"):
        if any(parse.lower[d] == word for e in parse.children(c, "nmod") for d in parse.children(e, "case")):
            return True
    for i in range(verb + 1, min(verb + _WINDOW, len(parse))):
        if (
            parse.sent[i] != parse.sent[verb]
            or parse.pos[i] in _VERBS
            or parse.words[i] in {",", ".", ":", "–"}
        ):
            break
        if parse.lower[i] == word and parse.head[i] != verb:
            return parse.rel[i] != "case" or parse.head[parse.head[i]] == verb
    return False


def _consumed(ground: Ground, deed: Deed) -> Iterator[int]:
    """The nouns that are part of a light-verb trigger, and so no triggers themselves."""
    frame = deed.frame
    if frame is None or not (frame.object or frame.subject or frame.prepobj):
        return
    for c in (*clauses.objects(ground, deed.head), *ground.parse.children(deed.head, "nsubj", "obl")):
        if _is(ground, c, (*frame.object, *frame.subject, *frame.prepobj)):
            yield c
