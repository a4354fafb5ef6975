"""Matters told of by a verb that no statement has for its cue: "X sa at Y lovte å …", "det ble krevd at …"."""

from __future__ import annotations

from depesje.language.lexicon import Cue
from depesje.reading.complements import complement, marks
from depesje.reading.matters import conditions, raising
from depesje.reading.matters.table import Raised, Table
from depesje.reading.phrases import subject
from depesje.records import MatterKind

_KINDS: dict[str, MatterKind] = {
    "demand": "demand", "request": "request", "offer": "offer", "promise": "promise", "warn": "warning",
}  # fmt: skip
_TAGS = frozenset({"VERB", "ADJ", "NOUN"})  # What the tagger makes of a verb, the last two by mistake.
_FAR = 8  # Words between a verb and the clause that it carries.
_STOPS = frozenset({".", ";", ":", "?", "!", "–"})


def find(table: Table) -> list[Raised]:
    """The matters that verbs tell of where no statement does, in their order."""
    parse = table.parse
    found = (
        _by_verb(table, i)
        for i, word in enumerate(parse.lower)
        if word in table.lexicon.verbs and parse.pos[i] in _TAGS and i not in table.cue_tokens
    )
    return [m for m in found if m is not None]


def _by_verb(table: Table, i: int) -> Raised | None:
    if not told(table, i):
        return None
    for entry in table.lexicon.verbs[table.parse.lower[i]]:
        if entry.act in _KINDS and entry.strong and (not entry.particle or _has_particle(table, i, entry)):
            found = (
                _told_before(table, i, entry)
                or _carried(table, i, entry)
                or _asked_to(table, i, entry)
                or _by_order(table, i, entry)
                or _given(table, i, entry)
            )
            if found is not None:
                return found
    return None


def _carried(table: Table, i: int, entry: Cue) -> Raised | None:
    """What a verb carries by the parse."""
    parse = table.parse
    if parse.pos[i] == "NOUN":
        return None
    found = complement(parse, table.lexicon.grammar, i, entry)
    if found is None or found.frame == "quote":
        return None
    by = _side(table, i)
    passive = "Voice=Pass" in parse.feats[i] or any("pass" in parse.dep[c] for c in parse.dependents(i))
    if not by and not (passive and found.frame == "clause"):
        return None
    to = [one for h in found.addressees for one in table.who(h)] or _told_to(table, i)
    kind = _KINDS.get(entry.act_in(found.frame), _KINDS[entry.act])
    return _matter(table, kind, i, by, to, (found.spans[0][0], found.spans[-1][1]))


def _by_order(table: Table, i: int, entry: Cue) -> Raised | None:
    """What a verb that the tagger took for another word carries: the clause or infinitive behind it, by order alone.

    "lovte president Wilk mandag at …": who stands nearest before it, else behind it, does it.
    """
    parse, grammar = table.parse, table.lexicon.grammar
    if not {"clause", "infinitive"} & entry.frames:
        return None
    first, last = parse.sentences[parse.sent[i]]
    opening = next((k for k in range(i + 1, min(i + _FAR, last)) if parse.lower[k] in _openers(table)), None)
    if opening is None or any(parse.words[k] in _STOPS for k in range(i, opening)):
        return None
    end = next((k for k in range(opening, last) if parse.words[k] in _STOPS), last)
    begin = opening if parse.lower[opening] in grammar.infinitive else opening + 1
    if parse.pos[i] == "VERB" and opening > i + 2:
        return None
    joined = table.agent(parse.head[i]) if parse.rel[i] == "conj" else []
    before, behind = (
        joined or _named(table, range(i - 1, first - 1, -1)),
        _named(table, range(i + 1, opening)),
    )
    if end - begin < 2 or not (before or behind):
        return None
    if parse.pos[i] == "NOUN":
        subject_before = i - 1 in table.cast.of and not table.opening(i)
        if not subject_before or opening != i + 1 and parse.rel[i - 1] != "nsubj":
            return None
    by, to = (before, behind) if before else (behind, list[str]())
    return _matter(table, _KINDS[entry.act], i, by, to, table.span(begin, end))


def _told_before(table: Table, i: int, entry: Cue) -> Raised | None:
    """ "Russland får svar i neste uke. Det lovte utenriksminister …": the sentence before is what was promised."""
    parse = table.parse
    first, _ = parse.sentences[parse.sent[i]]
    word, grammar = parse.lower[first], table.lexicon.grammar
    that = (
        word in grammar.expletives or word not in table.lexicon.pronouns
    )  # "Det lovte …", not "Den lovte …".
    told = i == first + 1 and that and word in table.words.lists.anaphors
    if not told or parse.sent[i] == 0 or "clause" not in entry.frames:
        return None
    start, end = parse.sentences[parse.sent[i] - 1]
    if parse.paragraph_of(start) != parse.paragraph_of(i):
        return None
    own = complement(parse, table.lexicon.grammar, i, entry)
    if own is not None and own.frame != "object":
        return None  # "Den ber Kosovo åpne grensen", "It warned Serbia against …": a subject, and its own demand.
    by = table.beside(i) or table.agent(i)
    found = _matter(table, _KINDS[entry.act], i, by, [], table.span(start, end)) if by else None
    if found is not None:
        found.spans = [found.gist]
    return found


def _asked_to(table: Table, i: int, entry: Cue) -> Raised | None:
    """ "har bedt Kina slippe fangen fri": whom, and the infinitive behind, whatever the parser made of it."""
    parse = table.parse
    if "addressee+infinitive" not in entry.frames:
        return None
    to, by = table.beside(i), _side(table, i)
    begin = i + 1
    while begin < len(parse) and begin in table.cast.of:
        begin += 1
    paragraph = parse.paragraphs[parse.paragraph_of(i)]
    if not to or not by or begin >= paragraph.last or "VerbForm=Inf" not in parse.feats[begin]:
        return None
    end = next(
        (k for k in range(begin, paragraph.last) if parse.words[k] in _STOPS or parse.words[k] == ","),
        paragraph.last,
    )
    return _matter(table, _KINDS[entry.act], i, by, to, table.span(begin, end)) if end > begin + 1 else None


def _given(table: Table, i: int, entry: Cue) -> Raised | None:
    """ "lovte Sør-Korea full støtte": whom and what, where the tagger took the verb for an adjective."""
    parse = table.parse
    if parse.pos[i] != "ADJ" or "object" not in entry.frames:
        return None
    first, last = parse.sentences[parse.sent[i]]
    by = _named(table, range(i - 1, first - 1, -1))
    to = table.beside(i)
    begin = i + 1
    while to and begin < last and (begin in table.cast.of or parse.pos[begin] == "CCONJ"):
        begin += 1
    end = next((k for k in range(begin, last) if parse.words[k] in _STOPS or parse.words[k] == ","), last)
    thing = begin < end and all(
        parse.pos[k] in {"ADJ", "DET", "NUM", "NOUN"} for k in range(begin, min(begin + 2, end))
    )
    if not by or not thing or not any(parse.pos[k] == "NOUN" for k in range(begin, end)):
        return None
    return _matter(table, _KINDS[entry.act], i, by, to, table.span(begin, end))


def _openers(table: Table) -> frozenset[str]:
    return table.lexicon.grammar.that | table.lexicon.grammar.infinitive


def _named(table: Table, tokens: range) -> list[str]:
    """The first actor named among these tokens without a preposition or genitive."""
    parse = table.parse
    for k in tokens:
        if parse.words[k] in _STOPS or parse.words[k] == ",":
            return []
        bare = k in table.cast.of and "Case=Gen" not in parse.feats[k] and not _placed(table, k)
        if bare and (found := table.at(k)):
            return [found]
    return []


def _placed(table: Table, k: int) -> bool:
    """Whether a preposition stands right before the name at ``k``."""
    return k > 0 and table.parse.pos[k - 1] == "ADP"


def _matter(
    table: Table, kind: MatterKind, i: int, by: list[str], to: list[str], gist: tuple[int, int]
) -> Raised | None:
    parse = table.parse
    tokens = table.tokens(*gist)
    if not tokens or any(table.words.is_private(parse.lower[k]) for k in tokens):
        return None
    clause = conditions.find(table, tokens)
    return Raised(
        kind=kind,
        by=table.with_state(by),
        to=raising.receivers(table, kind, to, by, tokens, clause),
        spans=[(min(parse.start[i], gist[0]), max(gist[1], parse.end[i]))],
        gist=gist,
        anchor=i,
        stems=table.stems(tokens),
        source="verb",
        condition=conditions.text(table, clause) if clause else None,
    )


def told(table: Table, i: int) -> bool:
    """Whether a verb tells that something was asked or promised: no wish, no condition, no "not"."""
    parse, grammar = table.parse, table.lexicon.grammar
    aux = [parse.lower[c] for c in parse.children(i, "aux")]
    past = any(
        "Tense=Past" in parse.feats[c] for c in parse.children(i, "aux")
    )  # "måtte be om" tells that they did.
    if any(a in grammar.hypothetical or a in table.lexicon.acts.must and not past for a in aux):
        return False
    infinitive = "VerbForm=Inf" in parse.feats[i] and not aux
    if (
        infinitive
        and parse.lemma[parse.head[i]] not in table.words.lists.deciding
        or "Mood=Imp" in parse.feats[i]
    ):
        return False
    participle = "VerbForm=Part" in parse.feats[i] and parse.pos[i] == "VERB"
    tells = parse.rel[i] == "acl" or parse.child(i, "nsubj") is not None or _opens_clause(table, i + 1)
    if participle and not aux and not tells:
        return False
    if any(parse.lower[c] in grammar.negations for c in parse.dependents(i)):
        return False
    return not any(parse.lower[m] in grammar.conditional for m in marks(parse, i))


def _opens_clause(table: Table, i: int) -> bool:
    """Whether "at" or an infinitive mark stands at token ``i``: "og varslet at …"."""
    return i < len(table.parse) and table.parse.lower[i] in _openers(table)


def _has_particle(table: Table, i: int, entry: Cue) -> bool:
    following = table.parse.lower[i + 1 : i + 8]
    return all(part in following for part in entry.particle)


def _side(table: Table, i: int) -> list[str]:
    """Who does what verb ``i`` tells; nobody where that is "vi" in a quotation."""
    found = subject(table.parse, i)
    pronoun = table.lexicon.pronouns.get(table.parse.lower[found]) if found is not None else None
    if pronoun is not None and pronoun.person == 1:
        return []  # What a quotation tells of its own speaker is that statement's affair.
    return table.agent(i)


def _told_to(table: Table, i: int) -> list[str]:
    return [
        one
        for c in table.parse.children(i, "obj", "iobj", "obl")
        if not table.opening(c)
        and table.parse.rel[c] != "obl"
        or table.opening(c) in table.words.lists.receivers
        for one in table.who(c)
    ]
