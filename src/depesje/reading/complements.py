"""What a cue word carries: the clause, infinitive, object or prepositional phrase that holds what was said."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesje.language.lexicon import Cue, Grammar
from depesje.language.syntax import Parse
from depesje.reading.phrases import clause, nominal, trim

_CLAUSAL = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "csubj", "obl", "obj", "nmod", "conj", "parataxis", "dep"}
)
_WITH_CONDITION = frozenset({"clause", "infinitive", "addressee+infinitive"})


@dataclass(slots=True)
class Complement:
    """The content's spans, its frame and head token, and whom the frame names as addressee (head tokens)."""

    spans: list[tuple[int, int]]
    frame: str
    head: int
    addressees: list[int] = field(default_factory=list)


def complement(parse: Parse, grammar: Grammar, i: int, entry: Cue) -> Complement | None:
    """What cue token ``i`` carries according to its lexicon entry; None where nothing fits."""
    if "obj" in entry.about and "object" in entry.frames:
        found = _object_called(parse, i, entry)
        if found is not None:
            return found
    for frame, rule in _RULES:
        if frame in entry.frames or (frame == "preposition" and entry.prepositions):
            found = rule(parse, grammar, i, entry)
            if found is not None:
                return _with_condition(parse, grammar, i, found)
    return None


def _with_condition(parse: Parse, grammar: Grammar, i: int, found: Complement) -> Complement:
    """ "threatened to close the border unless …": a condition behind what is told is part of it, wherever it hangs."""
    if found.frame in _WITH_CONDITION:
        for c in parse.children(i, "advcl"):
            opening = next((m for m in marks(parse, c) if parse.lower[m] in grammar.conditional), None)
            before = opening if opening is not None and parse.left[c] == opening else None
            if before is not None and found.head < before and _ends_before(parse, found, before):
                found.spans[-1] = (found.spans[-1][0], _last_char(parse, c))
    return found


def _ends_before(parse: Parse, found: Complement, i: int) -> bool:
    """Whether only a comma stands between what was found and token ``i``."""
    between = parse.text[found.spans[-1][1] : parse.start[i]]
    return between.strip() in {"", ","}


def marks(parse: Parse, head: int) -> list[int]:
    """The function words that open a clause or phrase: prepositions, complementisers and infinitive marks, in order."""
    return [c for c in parse.dependents(head) if parse.rel[c] in {"mark", "case"} and c < head]


def _is_infinitive(parse: Parse, grammar: Grammar, head: int) -> bool:
    return any(parse.lower[m] in grammar.infinitive for m in marks(parse, head))


def _clause(parse: Parse, grammar: Grammar, i: int, entry: Cue) -> Complement | None:
    for c in parse.children(i, "ccomp", "xcomp", "csubj", "advcl", "acl", "obj", "parataxis"):
        opening = [m for m in marks(parse, c) if parse.rel[m] == "mark"]
        if c < i and ";" in parse.words[parse.right[c] : i]:
            continue
        if any(parse.rel[m] == "case" and parse.left[c] == m for m in marks(parse, c)[:1]):
            continue
        told = [m for m in opening if m > i and parse.lower[m] in grammar.complementisers]
        if told and parse.lower[told[0]] in grammar.conditional and entry.act != "ask":
            continue
        if told:
            # What stands before "at" belongs to the cue, wherever the parser hung it.
            before = range(min(parse.left[c], told[0]), told[0] + 1)
            spans = clause(parse, c, frozenset(), frozenset(before)) or _spans(parse, grammar, c, i, entry)
        elif _bare_clause(parse, grammar, c, opening):
            spans = _spans(parse, grammar, c, i, entry)
        else:
            continue
        if spans:
            spans[-1] = (spans[-1][0], max(spans[-1][1], _carried_on(parse, grammar, i, c)))
            return Complement(spans, "clause", c, _addressees(parse, i, entry))
    return None


def _carried_on(parse: Parse, grammar: Grammar, i: int, c: int) -> int:
    """The last character of conjuncts that the parser hung on the cue but that go on with the reported clause.

    "sa at A venter, og at B følger etter", "gjentok at A er åpen, men ikke vil vente": a further "at", or an adverb
    before the finite verb, which only a subordinate clause has.
    """
    end = 0
    for d in parse.children(i, "conj"):
        if d < c:
            continue
        opening = marks(parse, d)
        further = any(parse.lower[m] in grammar.complementisers for m in opening)
        subject = parse.child(d, "nsubj", "expl")
        verbs = [d, *parse.children(d, "aux", "cop")]
        finite = next((v for v in sorted(verbs) if "VerbForm=Fin" in parse.feats[v]), d)
        early = any(parse.lower[a] in grammar.negations and a < finite for a in parse.dependents(d))
        if further or (early and subject is None):
            end = max(end, _last_char(parse, d))
            for between in parse.children(i, "conj"):
                if c < between < d and parse.child(between, "nsubj") is None:
                    end = max(end, _last_char(parse, between))
    return end


def _last_char(parse: Parse, head: int) -> int:
    last = parse.right[head]
    while last > head and parse.pos[last] == "PUNCT":
        last -= 1
    return parse.end[last]


def _bare_clause(parse: Parse, grammar: Grammar, c: int, opening: list[int]) -> bool:
    """Whether ``c`` heads a clause without "at": it has a subject of its own, or is a finite clause complement."""
    dep = parse.rel[c]
    if dep not in {"ccomp", "xcomp", "obj"} or any(parse.lower[m] in grammar.infinitive for m in opening):
        return False
    if "VerbForm=Inf" in parse.feats[c] and not _finite(parse, c):
        return False
    if parse.child(c, "nsubj", "expl") is not None:
        return True
    return dep == "ccomp" and _finite(parse, c)


def _finite(parse: Parse, head: int) -> bool:
    if "VerbForm=Fin" in parse.feats[head]:
        return True
    return any("VerbForm=Fin" in parse.feats[c] for c in parse.children(head, "aux", "cop"))


def _spans(parse: Parse, grammar: Grammar, head: int, cue: int, entry: Cue | None) -> list[tuple[int, int]]:
    """The characters of a complement without what opens it and without what belongs to the cue (it may stand inside)."""
    without = frozenset(range(parse.left[cue], cue + 1)) if parse.left[head] < cue < head else frozenset()
    prepositions = entry.prepositions if entry else frozenset()
    first = parse.left[head]
    inner = {parse.lower[first]} if parse.head[first] != head and parse.dep[first] == "mark" else set()
    without |= _aside(parse, head, relative=False)
    return clause(parse, head, (grammar.complementisers | prepositions) - inner, without)


def by_preposition(parse: Parse, grammar: Grammar, i: int, entry: Cue) -> Complement | None:
    """What one of the entry's prepositions below token ``i`` carries: a phrase, an infinitive or a clause."""
    below = list(parse.dependents(i))
    if "obj" in entry.to | entry.about:  # "beskylder Iran for å …": the parser may hang it on the object.
        below += [d for c in parse.children(i, "obj", "iobj") for d in parse.dependents(c) if d > c]
    below += beside(parse, i)
    for c in below:
        if c < i or parse.rel[c] not in _CLAUSAL:
            continue
        opening = [m for m in marks(parse, c) if m > i]
        if not opening or parse.lower[opening[0]] not in entry.prepositions:
            continue
        if parse.lower[opening[0]] in entry.to and parse.pos[c] in {"PROPN", "PRON"}:
            continue  # "stilte tre krav til Kosovo": to whom, not what.
        spans = _drop_opening(parse, grammar, c, opening)
        if spans:
            frame = (
                "infinitive"
                if _is_infinitive(parse, grammar, c)
                else ("object" if nominal(parse, c) else "clause")
            )
            return Complement(spans, frame, c, _addressees(parse, i, entry))
    return None


def beside(parse: Parse, i: int) -> list[int]:
    """What stands right behind a noun and the parser hung on its verb: "brøt løftet om å åpne grensen"."""
    if parse.pos[i] != "NOUN" or parse.rel[i] != "obj":
        return []
    return [c for c in parse.children(parse.head[i], "advcl", "obl", "acl") if parse.left[c] == i + 1]


def _drop_opening(parse: Parse, grammar: Grammar, head: int, opening: list[int]) -> list[tuple[int, int]]:
    without = {opening[0]}
    without.update(m for m in opening[1:] if parse.lower[m] in grammar.complementisers)
    return clause(parse, head, frozenset(), frozenset(without))


def _infinitive(parse: Parse, grammar: Grammar, i: int, entry: Cue) -> Complement | None:
    for c in parse.children(i, "xcomp", "ccomp", "obj", "advcl"):
        if c > i and parse.has(c, "VerbForm=Ger") and not marks(parse, c) and parse.child(c, "nsubj") is None:
            return Complement(clause(parse, c, frozenset()), "infinitive", c, _addressees(parse, i, entry))
        purpose = parse.rel[c] == "advcl" and any(i < o < c for o in parse.children(i, "obj"))
        if c > i and not purpose and _is_infinitive(parse, grammar, c) and marks(parse, c)[0] > i:
            first = parse.lower[marks(parse, c)[0]]
            if first not in grammar.infinitive:
                continue
            spans = clause(parse, c, frozenset(), _aside(parse, c, relative=False))
            return Complement(spans, "infinitive", c, _addressees(parse, i, entry))
    return None


def _addressee_infinitive(parse: Parse, grammar: Grammar, i: int, entry: Cue) -> Complement | None:
    whom = [c for c in parse.children(i, "obj", "iobj") if nominal(parse, c)] + by_case(parse, i, entry.to)
    within = [c for w in whom for c in parse.children(w, "acl") if parse.has(c, "VerbForm=Inf")]
    for c in (*parse.children(i, "xcomp", "ccomp", "advcl", "obl", "acl"), *within):
        if c < i or parse.pos[c] not in {"VERB", "AUX", "ADJ", "NOUN"}:
            continue
        opening = marks(parse, c)
        infinitive = "VerbForm=Inf" in parse.feats[c] or _is_infinitive(parse, grammar, c)
        if not infinitive:
            continue
        if opening and parse.lower[opening[0]] not in grammar.infinitive | entry.prepositions:
            continue  # "ba om styrker for å møte trusselen": what it is for is not what is asked.
        drop = {m for m in opening if parse.lower[m] not in grammar.infinitive}
        own_subject = [s for s in parse.children(c, "nsubj") if s > i]
        spans = clause(parse, c, frozenset(), frozenset(drop | _subtrees(parse, own_subject)))
        if spans and (whom or own_subject or entry.prepositions):
            return Complement(spans, "addressee+infinitive", c, whom + own_subject)
    return None


def _subtrees(parse: Parse, heads: list[int]) -> set[int]:
    return {t for h in heads for t in parse.subtree(h)}


def _object(parse: Parse, grammar: Grammar, i: int, entry: Cue) -> Complement | None:
    for c in parse.children(i, "obj"):
        if parse.lower[c] in grammar.empty_objects or (not nominal(parse, c) and marks(parse, c)):
            continue
        if "obj" in entry.to and parse.pos[c] in {"PROPN", "PRON"}:
            continue
        spans = clause(parse, c, frozenset(), _aside(parse, c))
        if spans:
            whom = [h for h in parse.children(i, "iobj") if nominal(parse, h)]
            return Complement(spans, "object", c, whom + _addressees(parse, i, entry))
    return None


def _aside(parse: Parse, head: int, *, relative: bool = True) -> frozenset[int]:
    """What a comma sets off at the end of a phrase: "the talks, which start today", "the plan, saying that …".

    A relative clause is left in where it is not asked for; a participle belongs to the clause of the cue.
    """
    node, end = head, parse.right[head]
    while True:
        last = next((c for c in parse.dependents(node) if c > node and parse.right[c] == end), None)
        if last is None:
            return frozenset()
        left = parse.left[last]
        comma = parse.words[left] == "," or parse.words[left - 1] == ","
        participle = parse.rel[last] in {"acl", "advcl"} and parse.has(last, "Aspect=Prog")
        if comma and (
            participle and parse.dep[last] != "acl:relcl" or relative and parse.dep[last] == "acl:relcl"
        ):
            return frozenset(range(left, end + 1))
        if last == end:
            return frozenset()
        node = last


def _object_called(parse: Parse, i: int, entry: Cue) -> Complement | None:
    for c in parse.children(i, "obj"):
        spans = _named(parse, i, c, entry) if c > i else None
        if spans:
            return Complement(spans, "object", c)
    return None


def _named(parse: Parse, i: int, c: int, entry: Cue) -> list[tuple[int, int]] | None:
    """ "kalte kravet for uhørt", "omtalte ham som svak": object and what it is called, as one stretch of words."""
    if "obj" not in entry.about:
        return None
    for d in parse.dependents(i):
        opening = [parse.lower[m] for m in marks(parse, d)[:1]]
        told = opening and opening[0] in entry.prepositions or parse.rel[d] == "xcomp"
        if d > c and told and parse.rel[d] in _CLAUSAL and parse.left[d] <= parse.right[c] + 3:
            span = trim(parse, parse.left[c], parse.right[d] + 1)
            return [span] if span else None
    return None


def _addressees(parse: Parse, i: int, entry: Cue) -> list[int]:
    """Whom the cue's own phrases name: its object where the entry says so, and obliques with its prepositions."""
    out = []
    if "obj" in entry.to:
        out += [c for c in parse.children(i, "obj", "iobj") if nominal(parse, c)]
    else:
        out += [c for c in parse.children(i, "iobj") if nominal(parse, c)]
    return out + by_case(parse, i, entry.to)


def by_case(parse: Parse, i: int, prepositions: frozenset[str]) -> list[int]:
    """The oblique dependents of ``i`` that open with one of ``prepositions``."""
    if not prepositions:
        return []
    out = []
    for c in parse.children(i, "obl", "nmod"):
        opening = [m for m in marks(parse, c) if parse.rel[m] == "case"]
        if opening and parse.lower[opening[0]] in prepositions and nominal(parse, c):
            out.append(c)
    return out


_RULES = (
    ("clause", _clause),
    ("addressee+infinitive", _addressee_infinitive),
    ("infinitive", _infinitive),
    ("preposition", by_preposition),
    ("object", _object),
)
