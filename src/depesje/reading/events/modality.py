"""Whether a deed is told as done, to come, under a condition, denied, demanded or possible.

PLOVER's manual names auxiliary modes (historical, future, hypothetical, negation) that no coder has fully implemented; here
they are one value, from negation, modals, the words that a deed hangs on, conditional clauses and the act of the statement
in which it is told.
"""

from __future__ import annotations

import itertools

from depesje.reading.contents import Content
from depesje.reading.events.ground import Deed, Ground
from depesje.records import Act, Modality

_CLIMB = 8
_REFUSABLE = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "SUPPORT"})
_VERBS = frozenset({"VERB", "AUX"})
_BY_ACT: dict[Act, Modality] = {
    "demand": "demanded",
    "request": "demanded",
    "promise": "future",
    "offer": "possible",
}
_HANGS = frozenset(
    {"xcomp", "ccomp", "obj", "iobj", "obl", "nmod", "advcl", "acl", "nsubj", "csubj", "appos"}
)
_SAME_CLAUSE = frozenset({"obj", "iobj", "obl", "nmod", "nsubj", "conj", "appos", "compound", "amod", "flat"})


def of(ground: Ground, deed: Deed) -> Modality:
    """The modality of a deed that is no speech act."""
    if deed.type == "REQUEST" and deed.sort == "noun":
        return "actual"  # "har ikke svart på kravet": it was made all the same.
    chain = _chain(ground, deed.head)
    negated = _negated(ground, deed)
    governed = _governed(ground, deed, chain)
    if _conditional(ground, chain):
        return "conditional"
    if governed == "demanded":
        return "demanded"
    if negated:
        return "negated"
    if governed is not None:
        return governed
    found = _coloured(ground, deed, chain)
    return "future" if found == "actual" and _to_come(ground, deed, chain) else found


def _to_come(ground: Ground, deed: Deed, chain: list[int]) -> bool:
    """Whether a deed told in the present has a date after the report's: "De møtes om to uker"."""
    parse, published = ground.parse, ground.published
    if deed.when is None or deed.when.earliest is None or published is None or published.latest is None:
        return False
    verb = next((i for i in chain if parse.pos[i] in _VERBS), None)
    past = verb is not None and any(
        "Tense=Past" in parse.feats[c] for c in (verb, *parse.children(verb, "aux", "cop"))
    )
    return not past and deed.when.earliest > published.latest


def refused(ground: Ground, deed: Deed) -> bool:
    """Whether a deed told as not done is a refusal: "vil ikke forhandle", "gir ikke etter"."""
    frame = deed.frame
    if frame is None or deed.sort == "noun" or deed.modality != "negated":
        return False
    coming = _coming(ground, deed.head)
    if not any(_has_negation(ground, i) for i in (deed.head, coming) if i is not None):
        return False
    parse, will = ground.parse, ground.words.modal.will
    willed = coming is not None or any(parse.lower[c] in will for c in parse.children(deed.head, "aux"))
    return frame.refused or willed and deed.type in _REFUSABLE


def _coming(ground: Ground, verb: int) -> int | None:
    """The verb of "kommer (aldri) til å godta", which only tells that something is to come."""
    parse, modal = ground.parse, ground.words.modal
    above = parse.head[verb]
    if parse.rel[verb] not in {"xcomp", "advcl"} or parse.lower[above] not in modal.will:
        return None
    return above if any(parse.lower[c] in modal.infinitive for c in parse.children(verb, "mark")) else None


def spoken(ground: Ground, deed: Deed) -> Modality:
    """The modality of a speech act: as a rule it is done in being told."""
    draft = deed.draft
    refuses = draft is not None and draft.entry is not None and draft.entry.act == "reject"
    if draft is not None and draft.negated and (refuses or deed.type != "REJECT"):
        return "negated"  # "utelukker ikke"; of "godtar ikke" the negation makes the refusal.
    if draft is None or draft.cue is None:
        return "actual"
    verb = draft.cue[0]
    if ground.parse.pos[verb] not in _VERBS:
        return "actual"
    found = _modal(ground, verb)
    return found if found == "future" else "actual"


def _chain(ground: Ground, i: int) -> list[int]:
    """A token and those above it, up to the root of its sentence."""
    out = [i]
    for _ in range(_CLIMB):
        above = ground.parse.head[out[-1]]
        if above == out[-1]:
            break
        out.append(above)
    return out


def _conditional(ground: Ground, chain: list[int]) -> bool:
    return any(is_condition(ground, i) for i in chain)


def is_condition(ground: Ground, verb: int) -> bool:
    """Whether ``verb`` heads a conditional clause: "hvis Russland angriper", "Angriper Russland, …"."""
    parse, modal = ground.parse, ground.words.modal
    if parse.rel[verb] == "advcl" and _finite(ground, verb):
        marks = [parse.lower[c] for c in parse.dependents(verb) if parse.rel[c] in {"mark", "advmod"}]
        if not modal.conditional.isdisjoint(marks):
            return True
    return inverted(ground, verb) or _whoever(ground, verb)


def _whoever(ground: Ground, verb: int) -> bool:
    """Whether a relative clause tells of anybody who does it: "en dusør til den som dreper ham"."""
    parse = ground.parse
    whom = parse.head[verb]
    anybody = parse.pos[whom] in {"PRON", "DET"} and parse.child(whom, "case") is not None
    return parse.rel[verb] == "acl" and anybody and "Tense=Pres" in parse.feats[verb]


def _finite(ground: Ground, verb: int) -> bool:
    parse = ground.parse
    return any("VerbForm=Fin" in parse.feats[c] for c in (verb, *parse.children(verb, "aux", "cop")))


def inverted(ground: Ground, verb: int) -> bool:
    """ "Fortsetter Putin, fortsetter vi": a finite verb first in its sentence, a comma, and a finite verb again."""
    parse = ground.parse
    first, last = parse.sentences[parse.sent[verb]]
    opening = next((i for i in range(first, last) if parse.pos[i] != "PUNCT"), first)
    finite = verb if "VerbForm=Fin" in parse.feats[verb] else None
    if finite is None:
        finite = next(
            (c for c in parse.children(verb, "aux", "cop") if "VerbForm=Fin" in parse.feats[c]), None
        )
    if finite != opening or "Mood=Imp" in parse.feats[opening]:
        return False
    for k in range(opening + 2, last - 1):
        if parse.words[k] in {".", "?", "!", ":"}:
            return False
        if parse.words[k] == ",":
            after = k + 2 if parse.lower[k + 1] in ground.words.modal.then and k + 2 < last else k + 1
            return parse.pos[after] in _VERBS and "VerbForm=Fin" in parse.feats[after]
    return False


def _negated(ground: Ground, deed: Deed) -> bool:
    parse = ground.parse
    i = deed.head
    coming = _coming(ground, i)
    if _has_negation(ground, i) or coming is not None and _has_negation(ground, coming):
        return True
    while parse.pos[i] not in _VERBS and parse.rel[i] in _SAME_CLAUSE and parse.head[i] != i:
        i = parse.head[i]
        if parse.pos[i] in _VERBS:
            return _has_negation(ground, i)
    if parse.pos[i] in _VERBS and parse.rel[i] == "xcomp":
        return _has_negation(ground, parse.head[i])
    return False


def _has_negation(ground: Ground, i: int) -> bool:
    parse, negations = ground.parse, ground.words.modal.negated
    if (
        i + 1 < len(parse)
        and parse.pos[i] in _VERBS
        and parse.lower[i + 1] in negations
        and parse.pos[i + 1] == "CCONJ"
    ):
        return True  # "takket verken ja eller nei"
    for c in parse.dependents(i):
        if parse.lower[c] in negations and parse.rel[c] in {
            "advmod",
            "det",
            "obj",
            "nsubj",
            "cc",
            "amod",
        }:
            return not (c + 1 < len(parse) and parse.lower[c + 1] in ground.words.modal.only)
        if parse.rel[c] in {"obj", "nsubj"} and any(
            parse.lower[d] in negations and parse.rel[d] in {"det", "advmod", "amod", "cc"}
            for d in parse.dependents(c)
        ):
            return True
    return False


def _governed(ground: Ground, deed: Deed, chain: list[int]) -> Modality | None:
    """What the words above a deed make of it, the nearest first; else the act of the statement whose content it heads."""
    parse, governor = ground.parse, ground.words.governor
    for below, above in itertools.pairwise(chain):
        dep = parse.rel[below]
        if dep == "conj":
            continue
        if any(parse.lower[c] in ground.words.modal.fear for c in parse.children(below, "case")):
            break  # "ba om sanksjoner før en eventuell invasjon"
        if dep not in _HANGS or dep == "acl" and "VerbForm=Fin" in parse.feats[below]:
            break
        found = governor.get(parse.lemma[above]) or governor.get(parse.lower[above])
        if parse.lower[above] in ground.words.modal.willing:
            found = "future"
        if found is not None and not (
            dep == "nsubj" and parse.pos[above] in _VERBS and not _passive(ground, above)
        ):
            if found == "actual":
                return None
            if found in {"future", "possible"} and _has_negation(ground, above):
                return "negated"
            return found
        if dep in {"ccomp", "advcl", "parataxis"} and "VerbForm=Fin" in parse.feats[below]:
            break
    if deed.frame is not None and deed.frame.object and deed.type != "SANCTION":
        found = governor.get(parse.lemma[deed.head])  # "tilbyr samtaler": the light verb itself.
        if found in {"future", "possible"} and ground.words.light("", parse.lemma[deed.head]):
            return found
    content = ground.content(deed.head)
    return _by_content(ground, deed, content) if content is not None else None


def _passive(ground: Ground, verb: int) -> bool:
    return any(ground.parse.dep[c].endswith(":pass") for c in ground.parse.dependents(verb))


def _by_content(ground: Ground, deed: Deed, content: Content) -> Modality | None:
    """A deed at the head of what is demanded, promised or offered, where the cue itself says so."""
    draft = content.draft
    if "Mood=Imp" in ground.parse.feats[deed.head]:
        return "demanded"
    if draft.entry is None or draft.frame not in {"infinitive", "addressee+infinitive", "clause", "object"}:
        return None
    act = draft.entry.act_in(draft.frame)
    if act not in _BY_ACT or not content.is_main(deed.head) and deed.sort != "noun":
        return None
    return _BY_ACT[act]


def _modal(ground: Ground, verb: int) -> Modality | None:
    parse, modal = ground.parse, ground.words.modal
    if _coming(ground, verb) is not None:
        return "future"
    for c in parse.children(verb, "aux"):
        word = parse.lower[c]
        if word in modal.demanded:
            return "demanded"
        if word in modal.hedged and any(
            parse.lemma[d] in modal.have and "VerbForm=Inf" in parse.feats[d]
            for d in parse.children(verb, "aux")
        ):
            return "possible"
        if word in modal.future or word in modal.hedged:
            return "future"
        if word in modal.possible:
            return "possible"
    return None


def _coloured(ground: Ground, deed: Deed, chain: list[int]) -> Modality:
    """The modality that modals and adjectives give."""
    parse, modal = ground.parse, ground.words.modal
    i = deed.head
    if parse.pos[i] in {"NOUN", "PROPN"}:
        adjectives = {parse.lower[c] for c in parse.children(i, "amod", "det")}
        expected = any(parse.lower[c] in modal.fear for c in parse.children(i, "case"))
        if adjectives & modal.maybe:
            return "conditional" if expected else "possible"
        if adjectives & modal.planned:
            return "future"
    for below, above in zip(chain, [*chain[1:], chain[-1]], strict=False):
        if parse.pos[below] in _VERBS:
            found = _modal(ground, below)
            if found is not None:
                return found
            if any(parse.lower[c] in modal.maybe for c in parse.children(below, "advmod")):
                return "possible"
            if parse.lower[below] in modal.future and parse.rel[chain[0]] == "xcomp":
                return "future"
        if parse.rel[below] not in {"conj", "xcomp", *_SAME_CLAUSE} or above == below:
            break
        if "VerbForm=Fin" in parse.feats[below]:
            break
    return "actual"
