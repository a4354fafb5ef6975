"""Nominal utterances: "Russlands krav om garantier", "kritikken fra EU mot …", "ga løfte om støtte", "kravet er at …"."""

from __future__ import annotations

from depesje.language import matterwords
from depesje.language.lexicon import Cue, Lexicon
from depesje.language.syntax import Parse
from depesje.reading.complements import Complement, by_case, by_preposition, complement, marks
from depesje.reading.draft import Draft
from depesje.reading.phrases import nominal, subject, trim
from depesje.reading.reported import speaks

_MOVES = frozenset({"demand", "request", "offer", "promise", "warn"})
_COLON_WINDOW = 6  # Words between such a noun and the colon behind which stands what it asks for.
_VERBS = frozenset({"VERB", "AUX"})


def find(lexicon: Lexicon, parse: Parse, used: set[int]) -> list[Draft]:
    """The statements that nouns carry, in text order; cue tokens in ``used`` are left alone."""
    out = []
    for i in range(len(parse)):
        if i in used or parse.lower[i] not in lexicon.nouns or parse.pos[i] != "NOUN":
            continue
        for entry in lexicon.nouns[parse.lower[i]]:
            who = (_raiser(lexicon, parse, i) or _speaker(lexicon, parse, i)) if entry.strong else None
            if who is None:
                continue
            found = complement(parse, lexicon.grammar, i, entry)
            if found is None and who > i:  # "kritikken fra EU mot …": the parser may hang it on the speaker.
                found = by_preposition(parse, lexicon.grammar, who, entry)
            if found is None and entry.act in _MOVES:
                found = _predicated(lexicon, parse, i) or _listed(parse, i)
                if found is not None:
                    found.addressees = _told_to(parse, i, entry)
            if found is None or parse.is_below(who, found.head):
                continue
            used.add(i)
            out.append(
                Draft(
                    anchor=i,
                    content=found.spans,
                    form="indirect",
                    frame=found.frame,
                    rule="noun",
                    cue=(i, i + 1),
                    entry=entry,
                    speaker=who,
                    addressees=[a for a in found.addressees if a != who],
                )
            )
            break
    return out


def _raiser(lexicon: Lexicon, parse: Parse, i: int) -> int | None:
    """Who puts a demand forward whose "of" tells of whom: "made three demands of Kosovo"."""
    verb, words = parse.head[i], matterwords.load(lexicon.language)
    if parse.rel[i] != "obj" or parse.pos[verb] != "VERB" or parse.lemma[verb] not in words.lists.raising:
        return None
    owned = any(c < i and _possessive(parse, c) for c in parse.dependents(i))
    return None if owned else _doer(lexicon, parse, verb)


def _told_to(parse: Parse, i: int, entry: Cue) -> list[int]:
    """Whom the noun or the verb that puts it forward names with "to"."""
    above = [parse.head[i]] if parse.rel[i] == "obj" else []
    return [one for at in (i, *above) for one in by_case(parse, at, entry.to)]


def _speaker(lexicon: Lexicon, parse: Parse, i: int) -> int | None:
    """A genitive, a phrase with "fra" or "av", or the subject of the verb whose object the noun is."""
    for c in parse.dependents(i):
        dep = parse.rel[c]
        if c < i and dep in {"nmod", "det"} and _possessive(parse, c):
            return c if parse.pos[c] in {"PROPN", "NOUN"} else None
        if c > i and dep in {"nmod", "obl"}:
            opening = marks(parse, c)
            if opening and parse.lower[opening[0]] in lexicon.grammar.origins:
                return c if nominal(parse, c) else None
    verb = parse.head[i]
    if parse.rel[i] == "obj" and parse.pos[verb] == "VERB":
        return None if parse.lemma[verb] in lexicon.grammar.reception else _doer(lexicon, parse, verb)
    return None


def _doer(lexicon: Lexicon, parse: Parse, verb: int) -> int | None:
    """Who does what a verb tells as done; nobody of "ikke råd til å si nei", nor a thing that makes demands."""
    if parse.has(verb, "VerbForm=Inf") and parse.child(verb, "aux") is None:
        return None
    found = subject(parse, verb)
    thing = found is not None and parse.pos[found] == "NOUN" and not speaks(lexicon, parse, found)
    return None if thing else found


def _possessive(parse: Parse, c: int) -> bool:
    return "Case=Gen" in parse.feats[c] or "Poss=Yes" in parse.feats[c]


def _predicated(lexicon: Lexicon, parse: Parse, i: int) -> Complement | None:
    """What a noun is said to be: "kravet er at …", "among its demands is the release of …", "the demands include …"."""
    above = parse.head[i]
    if parse.rel[i] not in {"nsubj", "obl"} or above < i:
        return None
    says = parse.child(above, "cop") or (above if parse.pos[above] in _VERBS else None)
    includes = parse.lemma[above] in lexicon.grammar.comprising and parse.rel[i] == "nsubj"
    is_it = says is not None and (says != above or parse.pos[above] == "AUX")
    if says is None or not (is_it or includes) or not i < says:
        return None
    among = bool({parse.lower[m] for m in marks(parse, i)} & lexicon.grammar.among)
    if parse.rel[i] == "obl" and not among:
        return None
    found = _behind(lexicon, parse, says + 1, parse.right[above] + 1)
    if found is None or found.frame != "object" or among or includes:
        return found
    chief = any(parse.lower[c] in lexicon.grammar.chief for c in parse.children(i, "amod"))
    return found if chief else None  # "Serbia's demand is an insult".


def _listed(parse: Parse, i: int) -> Complement | None:
    """What stands behind a colon: "stilte tre krav til Kosovo: …", "Kravene fra Moskva: …"."""
    last = parse.paragraphs[parse.paragraph_of(i)].last
    for colon in range(i + 1, min(i + _COLON_WINDOW, last - 1)):
        if parse.pos[colon] in _VERBS or parse.words[colon] in {",", ".", ";", "–"}:
            return None
        if parse.words[colon] == ":":
            if parse.pos[colon + 1] == "PUNCT":
                return None  # A quotation, of whomever.
            end = parse.sentences[parse.sent[colon + 1]][1]
            span = trim(parse, colon + 1, end)
            return Complement([span], "object", colon + 1) if span else None
    return None


def _behind(lexicon: Lexicon, parse: Parse, first: int, last: int) -> Complement | None:
    """The clause, infinitive or thing in tokens ``first`` to ``last``."""
    span = trim(parse, first, last, lexicon.grammar.that)
    if span is None or first >= last:
        return None
    opening = parse.lower[first]
    frame = (
        "clause"
        if opening in lexicon.grammar.that
        else "infinitive"
        if opening in lexicon.grammar.infinitive
        else "object"
    )
    fitting = frame != "object" or parse.pos[first] in {"NOUN", "DET", "ADJ", "PROPN", "NUM"}
    return Complement([span], frame, first) if fitting else None
