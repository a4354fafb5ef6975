"""Nominal utterances: "Russlands krav om garantier", "kritikken fra EU mot …", "ga løfte om støtte"."""

from __future__ import annotations

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.complements import by_preposition, complement, marks
from depesje.reading.draft import Draft
from depesje.reading.phrases import nominal, subject


def find(lexicon: Lexicon, parse: Parse, used: set[int]) -> list[Draft]:
    """The statements that nouns carry, in text order; cue tokens in ``used`` are left alone."""
    out = []
    for i in range(len(parse)):
        if i in used or parse.lower[i] not in lexicon.nouns or parse.pos[i] != "NOUN":
            continue
        for entry in lexicon.nouns[parse.lower[i]]:
            who = _speaker(lexicon, parse, i) if entry.strong else None
            if who is None:
                continue
            found = complement(parse, lexicon.grammar, i, entry)
            if found is None and who > i:  # "kritikken fra EU mot …": the parser may hang it on the speaker.
                found = by_preposition(parse, lexicon.grammar, who, entry)
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
                    addressees=found.addressees,
                )
            )
            break
    return out


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
        if parse.lemma[verb] in lexicon.grammar.reception:
            return None
        return subject(parse, verb)
    return None


def _possessive(parse: Parse, c: int) -> bool:
    return "Case=Gen" in parse.feats[c] or "Poss=Yes" in parse.feats[c]
