"""Reported speech: verbs and adjectives whose clause, infinitive or object tells what somebody said."""

from __future__ import annotations

from depesje.language import gazetteer, matterwords
from depesje.language.lexicon import Cue, Lexicon
from depesje.language.syntax import Parse
from depesje.reading.attribution import subject_behind
from depesje.reading.complements import Complement, by_case, complement, marks
from depesje.reading.draft import Draft
from depesje.reading.phrases import clause, nominal, subject, trim

_PARTICLE_WINDOW = 12
_SET_OFF = frozenset({"parataxis", "conj", "ccomp", "appos", "acl", "advcl", "dep"})
_COMMAS = frozenset({",", "»", '"', "”"})
_PARTICLE_STOPS = frozenset({"SCONJ", "VERB", "AUX"})
_LEAST_TOKENS = 4
_NEAR_WINDOW = 7
_NAME_WORDS = 4
_NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_ADVERBS = frozenset({"ADV", "PART"})
_MOVES = frozenset({"demand", "request", "offer", "promise", "warn"})
_OF_THINGS = frozenset({"promise", "express", "warn", "assert"})  # What prospects and figures do, too.


def find(lexicon: Lexicon, parse: Parse, used: set[int]) -> list[Draft]:
    """The statements that verbs and adjectives report, in text order; cue tokens in ``used`` are left alone."""
    out = []
    for i in range(len(parse)):
        word = parse.lower[i]
        if word not in lexicon.verbs and word not in lexicon.adjectives:
            continue
        if i in used or parse.rel[i] == "amod":
            continue
        if word in lexicon.verbs and (
            parse.pos[i] in {"VERB", "AUX", "ADJ"} or _mistagged(lexicon, parse, i)
        ):
            draft = _verb(lexicon, parse, i)
        elif word in lexicon.adjectives and parse.pos[i] in {"ADJ", "VERB", "ADV", "NOUN"}:
            draft = _adjective(lexicon, parse, i)
        else:
            continue
        if draft is not None:
            used.add(i)
            out.append(draft)
    return out


def _mistagged(lexicon: Lexicon, parse: Parse, i: int) -> bool:
    """A verb's form that the tagger took for a noun, though it has a subject of its own."""
    if parse.pos[i] != "NOUN" or parse.lower[i] in lexicon.nouns:
        return False
    return (
        any(parse.dep[c] == "nsubj" for c in parse.dependents(i))
        and parse.child(i, "cop", "det", "amod") is None
    )


def _verb(lexicon: Lexicon, parse: Parse, i: int) -> Draft | None:
    if not _asserted(lexicon, parse, i):
        return None
    for entry in lexicon.verbs[parse.lower[i]]:
        particles = _particles(parse, i, entry)
        if particles is None:
            continue
        found = None
        for at in (*reversed(particles), i):
            found = found or complement(parse, lexicon.grammar, at, entry)
        if found is None and not entry.particle:
            found = _tail(lexicon, parse, i, entry) or _sentence_before(lexicon, parse, i, entry)
        after = particles[-1] if particles else i
        found = found or _loose_clause(lexicon, parse, after, entry) or _loose_preposition(parse, i, entry)
        if found is not None and (move := _called_move(lexicon, parse, i, entry, found)) is not None:
            found, entry = move
        if found is None or not particles and _future(lexicon, parse, i, found):
            continue
        draft = _drafted(lexicon, parse, i, entry, found, particles)
        if draft is not None:
            return draft
    return None


def _called_move(
    lexicon: Lexicon, parse: Parse, i: int, verb: Cue, found: Complement
) -> tuple[Complement, Cue] | None:
    """ "gjentok kravet om at …", "renewed its offer of talks": what a demand or offer that is put forward holds."""
    if found.frame != "object" or verb.act not in _MOVES | {"assert", "express"}:
        return None
    if parse.lemma[i] not in matterwords.load(lexicon.language).lists.raising:
        return None
    for entry in lexicon.nouns.get(parse.lower[found.head], ()):
        inner = complement(parse, lexicon.grammar, found.head, entry) if entry.act in _MOVES else None
        if inner is not None:
            return inner, entry
    return None


def _future(lexicon: Lexicon, parse: Parse, i: int, found: Complement) -> bool:
    """Whether "vil" only tells what will be ("vil sikre at …"), and wants nothing ("vil at …", "vil ikke at …")."""
    if parse.lower[i] not in lexicon.acts.future or found.frame != "clause":
        return False
    that = next((m for m in marks(parse, found.head) if parse.lower[m] in lexicon.grammar.that), None)
    who = parse.child(i, "nsubj")
    said_by = range(parse.left[who], parse.right[who] + 1) if who is not None else range(0)
    return that is None or any(parse.pos[k] not in _ADVERBS and k not in said_by for k in range(i + 1, that))


def _worth(lexicon: Lexicon, parse: Parse, entry: Cue, found: Complement, speaker: int | None) -> bool:
    """Whether the speaker can have said it: a thing demands and threatens only in a manner of speaking, and what
    somebody sees, knows or shows is told only where a document or a body tells it.
    """
    if speaker is None or parse.pos[speaker] != "NOUN":
        return entry.strong
    if speaks(lexicon, parse, speaker):
        return entry.strong or found.frame == "clause"
    if found.frame == "infinitive":
        return entry.strong and entry.act not in _OF_THINGS
    return entry.strong and found.frame != "object"


def speaks(lexicon: Lexicon, parse: Parse, noun: int) -> bool:
    """Whether a common noun is one for people, bodies or documents."""
    word, lemma = parse.lower[noun], parse.lemma[noun]
    if lemma in lexicon.grammar.documents or word in lexicon.channel_words or noun + 1 in parse.people:
        return True
    if gazetteer.load().match(parse.words, noun) is not None:
        return True
    bare = "Definite=Ind|" in parse.feats[noun] and not parse.dependents(noun)
    if parse.words[noun][:1].isupper() and (
        bare or noun in parse.named or noun != parse.sentences[parse.sent[noun]][0]
    ):
        return True
    if word in lexicon.bodies or word in lexicon.groups or lexicon.role(word) is not None:
        return True
    if word in gazetteer.load().people or "-" in word:
        return True
    return any(
        word[cut:] in table for table in (lexicon.bodies, lexicon.groups) for cut in range(3, len(word) - 3)
    )


def _particles(parse: Parse, i: int, entry: Cue) -> list[int] | None:
    """The tokens of an entry's particle behind the verb; None where it is not there, [] where the entry has none."""
    out: list[int] = []
    at = i + 1
    limit = min(len(parse), i + _PARTICLE_WINDOW)
    if entry.particle and entry.particle[0] not in parse.lower[at:limit]:
        return None
    for word in entry.particle:
        while at < limit and parse.lower[at] != word:
            if (
                parse.words[at] in {".", ":", ";"}
                or parse.pos[at] in _PARTICLE_STOPS
                or parse.dep[at] == "mark"
            ):
                return None
            at += 1
        if (
            at >= limit
            or at > i + 1
            and parse.dep[at] == "case"
            and parse.head[parse.head[at]] not in {i, *out}
        ):
            return None
        out.append(at)
        at += 1
    return out


def _drafted(
    lexicon: Lexicon, parse: Parse, i: int, entry: Cue, found: Complement, particles: list[int]
) -> Draft | None:
    passive = is_passive(parse, i)
    speaker = _agent(lexicon, parse, i) if passive else subject(parse, i)
    if speaker == found.head:
        speaker = None  # "går det fram at …": a clause taken for the subject.
    if parse.sent[found.head] < parse.sent[i]:
        speaker = subject_behind(lexicon, parse, i, parse.sentences[parse.sent[i]][1])
    placed = False
    if speaker is None and not passive:
        speaker = _source_phrase(lexicon, parse, i)
        placed = speaker is not None
        speaker = speaker or _taken_for_object(parse, i, found) or _name_before(parse, i)
    if not _worth(lexicon, parse, entry, found, speaker):
        return None
    if speaker is None and not (passive and _told_that(lexicon, parse, found) and not entry.thought):
        return None
    if speaker is not None and any(a <= parse.start[speaker] < b for a, b in found.spans):
        return None
    cue_end = particles[-1] + 1 if particles and particles[-1] == i + len(particles) else i + 1
    draft = Draft(
        anchor=i,
        content=found.spans,
        form="indirect",
        frame=found.frame,
        rule="place" if placed else "verb",
        cue=(i, cue_end),
        entry=entry,
        speaker=speaker,
        addressees=[a for a in found.addressees if a != speaker],
        about=by_case(parse, i, entry.about),
        negated=negated(lexicon, parse, i),
    )
    if "obj" in entry.about:
        draft.about += [c for c in parse.children(i, "obj") if nominal(parse, c)]
    return draft


def _told_that(lexicon: Lexicon, parse: Parse, found: Complement) -> bool:
    """Whether the content is a that-clause: without a speaker, nothing less tells of an utterance."""
    return found.frame == "clause" and any(
        parse.lower[m] in lexicon.grammar.that for m in marks(parse, found.head)
    )


def is_passive(parse: Parse, i: int) -> bool:
    """Whether verb ``i`` is passive: an s-form, a participle with an auxiliary, or one alone ("asked about it, he")."""
    if "Voice=Pass" in parse.feats[i] and parse.lower[i].endswith(("s", "st")):
        return True
    if parse.has(i, "Aspect=Perf") and parse.rel[i] in {"acl", "advcl"} and parse.child(i, "aux") is None:
        return parse.child(i, "nsubj") is None
    return any(parse.dep[c] == "aux:pass" for c in parse.dependents(i))


def _agent(lexicon: Lexicon, parse: Parse, i: int) -> int | None:
    found = by_case(parse, i, lexicon.grammar.tellers)
    return found[0] if found else None


def _source_phrase(lexicon: Lexicon, parse: Parse, i: int) -> int | None:
    """ "I rapporten går det fram at …", "Det heter i brevet at …": the place that speaks where the subject is empty."""
    if parse.child(i, "expl") is None and not any(
        parse.lower[c] in lexicon.grammar.expletives for c in parse.children(i, "nsubj")
    ):
        return None
    for c in parse.children(i, "obl", "nmod"):
        opening = [parse.lower[m] for m in marks(parse, c) if parse.rel[m] == "case"]
        placed = opening and opening[0] in lexicon.grammar.places and nominal(parse, c)
        if parse.pos[c] == "PROPN" and "VerbForm=Part" in parse.feats[i]:
            continue  # "I Homs er det meldt om kamper": where, not who.
        if placed and (parse.pos[c] != "NOUN" or speaks(lexicon, parse, c)):
            return c
    return None


def _taken_for_object(parse: Parse, i: int, found: Complement) -> int | None:
    """ "I går opplyste Nato at …": a subject behind its verb that the parser took for the object."""
    if found.frame != "clause" or parse.child(i, "nsubj", "expl") is not None:
        return None
    below = [c for c in parse.children(i, "obj") if parse.left[c] == i + 1 and c < found.head]
    # … or hung on the clause behind it: "I går opplyste president Ozols at havnen åpnes".
    below += [
        c
        for c in parse.children(found.head, "nsubj", "obl", "nmod")
        if parse.left[c] == i + 1 and nominal(parse, c) and parse.end[c] <= found.spans[0][0]
    ]
    return next(iter(below), None)


def _name_before(parse: Parse, i: int) -> int | None:
    """ "Nes åtvarar mot …": the capitalised words before the verb, whatever the parser made of them."""
    first = parse.sentences[parse.sent[i]][0]
    if not 0 < i - first <= _NAME_WORDS or "VerbForm=Fin" not in parse.feats[i]:
        return None
    if not all(parse.words[k][:1].isupper() and parse.pos[k] in _NAME_TAGS for k in range(first, i)):
        return None
    if i - first == 1 and first not in parse.named and parse.pos[first] != "PROPN":
        return None if parse.pos[first] != "ADJ" else first
    return first


def negated(lexicon: Lexicon, parse: Parse, i: int) -> bool:
    """Whether the cue itself is negated ("sa ikke at")."""
    return any(parse.lower[c] in lexicon.grammar.negations for c in parse.children(i, "advmod", "neg"))


def _asserted(lexicon: Lexicon, parse: Parse, i: int) -> bool:
    """Whether a verb tells of an utterance: not wished for, ordered, or set under a condition."""
    feats = parse.feats[i]
    if "Mood=Imp" in feats:
        return False
    for c in parse.children(i, "mark"):
        if parse.lower[c] in lexicon.grammar.conditional and parse.rel[i] == "advcl":
            return False
    if "VerbForm=Inf" not in feats:
        return True
    if any(parse.lower[c] in lexicon.grammar.hypothetical for c in parse.children(i, "aux")):
        return False
    opening = [parse.lower[m] for m in marks(parse, i)]
    aim = lexicon.grammar.purpose | (lexicon.grammar.infinitive if parse.rel[i] == "advcl" else set())
    return not (parse.rel[i] == "acl" or (opening and opening[0] in aim))


def _tail(lexicon: Lexicon, parse: Parse, i: int, entry: Cue) -> Complement | None:
    """ "Landet trekker seg ut, opplyser regjeringen", "Talks, he said, will go on": the unquoted clause around the cue."""
    opening = _set_off(lexicon, parse, i)
    if "clause" not in entry.frames or opening is None:
        return None
    head = parse.head[i]
    while parse.head[head] != head:
        head = parse.head[head]
    last = parse.right[i]
    closed = parse.words[last] == "," or last + 1 < len(parse) and parse.words[last + 1] == ","
    behind = frozenset() if closed else frozenset(range(last + 1, parse.right[head] + 1))
    spans = clause(parse, head, frozenset(), frozenset(range(min(opening, parse.left[i]), last + 1)) | behind)
    return Complement(spans, "clause", head) if spans else None


def _set_off(lexicon: Lexicon, parse: Parse, i: int) -> int | None:
    """The first token of an attribution set off by commas: its verb, its subject, or "as" before it."""
    if parse.rel[i] not in _SET_OFF or parse.head[i] == i:
        return None
    own = parse.children(i, "nsubj")
    if i and parse.words[i - 1] in _COMMAS and any(c > i for c in own) and parse.head[i] < i:
        return i
    before = [c for c in own if c < i]
    if not before or parse.child(i, "ccomp", "obj", "xcomp") is not None:
        return None
    opening = parse.left[before[0]]
    if opening and parse.lower[opening - 1] in lexicon.grammar.as_words and parse.rel[i] == "advcl":
        return opening - 1
    if parse.dep[i] == "parataxis" and opening and parse.words[opening - 1] in _COMMAS:
        return opening
    return None


def _sentence_before(lexicon: Lexicon, parse: Parse, i: int, entry: Cue) -> Complement | None:
    """ "Landet trekker seg ut. Det opplyste regjeringen i går.": the sentence that "det" takes up."""
    number = parse.sent[i]
    first = parse.sentences[number][0]
    if "clause" not in entry.frames or not entry.strong or i != first + 1:
        return None
    if parse.lower[first] not in lexicon.grammar.expletives:
        return None
    if not number or subject_behind(lexicon, parse, i, parse.sentences[number][1]) is None:
        return None
    a, b = parse.sentences[number - 1]
    span = trim(parse, a, b)
    return Complement([span], "clause", a) if span and b - a > _LEAST_TOKENS else None


def _loose_clause(lexicon: Lexicon, parse: Parse, i: int, entry: Cue) -> Complement | None:
    """A that-clause further on in the sentence that the parser hung on another word ("sa før møtet begynte, at …")."""
    if "clause" not in entry.frames or not entry.strong:
        return None
    last = parse.sentences[parse.sent[i]][1]
    for at in range(i + 1, min(last, i + _PARTICLE_WINDOW)):
        if parse.lower[at] in lexicon.grammar.that and parse.dep[at] == "mark":
            end = max(parse.right[parse.head[at]] + 1, at + 1)
            span = trim(parse, at + 1, min(end, last))
            return Complement([span], "clause", parse.head[at]) if span else None
        if (
            parse.lower[at] in lexicon.verbs
            and parse.lower[at] not in lexicon.adjectives
            and parse.pos[at] == "VERB"
        ):
            return None
        if parse.pos[at] == "ADP" and at + 1 < last and parse.lower[at + 1] in lexicon.grammar.that:
            return None
    return None


def _loose_preposition(parse: Parse, i: int, entry: Cue) -> Complement | None:
    """ "truer i en uttalelse med et svar": the cue's preposition that the parser hung on another noun."""
    if not entry.prepositions or not entry.strong:
        return None
    last = parse.sentences[parse.sent[i]][1]
    for at in range(i + 1, min(last, i + _NEAR_WINDOW)):
        if parse.pos[at] in {"VERB", "SCONJ", "PUNCT"}:
            return None
        head = parse.head[at]
        if parse.lower[at] in entry.prepositions and parse.dep[at] == "case" and nominal(parse, head):
            if parse.head[head] == i or not i < parse.head[head] < at:
                return None
            span = trim(parse, at + 1, parse.right[head] + 1)
            return Complement([span], "object", head) if span else None
    return None


def _adjective(lexicon: Lexicon, parse: Parse, i: int) -> Draft | None:
    who = subject(parse, i)
    verb = parse.head[i] if parse.rel[i] == "xcomp" else i
    be = [verb, *parse.children(verb, "cop")]
    if marks(parse, verb) and any("VerbForm=Inf" in parse.feats[b] for b in be):
        return None  # "forsøk på å bli enige om …" tells of no agreement.
    if who is None or not (
        parse.child(i, "cop") is not None or parse.rel[i] in {"xcomp", "conj", "obj", "acl"}
    ):
        return None
    for entry in lexicon.adjectives[parse.lower[i]]:
        found = complement(parse, lexicon.grammar, i, entry)
        if found is None or not entry.strong:
            continue
        return Draft(
            anchor=i, content=found.spans, form="indirect", frame=found.frame, rule="adjective",
            cue=(i, i + 1), entry=entry, speaker=who, addressees=found.addressees,
            about=by_case(parse, i, entry.about), negated=negated(lexicon, parse, i),
        )  # fmt: skip
    return None
