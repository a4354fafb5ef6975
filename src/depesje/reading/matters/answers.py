"""Replies: every place where a report tells that something was accepted, refused, answered, kept, broken or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesje.language.matterwords import Outcome, Reply
from depesje.reading.complements import marks
from depesje.reading.matters import raising
from depesje.reading.matters.table import Answer, Table, unique
from depesje.reading.phrases import subject
from depesje.records import MatterKind, Statement

_AHEAD, _BACK = 9, 7  # Tokens around a reply's words among which its object is looked for.
_CONDITION = 3  # Words between "hvis" and the verb of its clause.
_SHORT = 8  # Words of a denial that tells nothing but that it is one: "Dette er ikke riktig".
_ACTS: dict[str, Outcome] = {"reject": "rejected", "agree": "accepted", "deny": "denied"}
_OPPOSITE: dict[Outcome, Outcome | None] = {
    "accepted": "rejected", "kept": "broken", "rejected": None, "broken": None, "withdrawn": None, "denied": None,
    "answered": None,
}  # fmt: skip
_WANTED: tuple[MatterKind, ...] = ("demand", "request", "offer")
_OBJECTS = frozenset({"obj", "obl", "iobj", "nsubj", "nmod", "xcomp"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class _Match:
    reply: Reply
    first: int
    last: int
    words: int


def find(table: Table) -> list[Answer]:
    """The replies of a report, in their order."""
    found = [a for a in (_by_words(table, m) for m in _matches(table)) if a is not None]
    told = {a.statement for a in found}
    found += [a for a in (_by_act(table, s) for s in table.statements if s.id not in told) if a is not None]
    return sorted(found, key=lambda a: a.anchor)


def _matches(table: Table) -> list[_Match]:
    """The phrases found, of overlapping ones the one with most words."""
    parse = table.parse
    found: list[_Match] = []
    replies = table.words.replies
    for i, word in enumerate(parse.lower):
        if not replies.begin(word):
            continue
        last = parse.sentences[parse.sent[i]][1]
        found += [_Match(reply, i, at, words) for reply, at, words in replies.at(parse.lower, i, last)]
    found.sort(key=lambda m: (-m.words, m.first))
    out: list[_Match] = []
    longest: dict[int, int] = {}  # For each token the words of the longest phrase that it stands in.
    for m in found:
        tokens = range(m.first, m.last + 1)
        if all(longest.get(i, 0) <= m.words for i in tokens):
            out.append(m)
            for i in tokens:
                longest.setdefault(i, m.words)
    return sorted(out, key=lambda m: m.first)


# By the words of a reply.


def _by_words(table: Table, m: _Match) -> Answer | None:
    parse = table.parse
    verb = next((i for i in range(m.first, m.last + 1) if parse.pos[i] in _VERBS), None)
    if verb is None and parse.child(m.first, "nsubj") is not None and parse.pos[m.first] == "ADJ":
        verb = m.first  # A verb that the tagger took for an adjective.
    if verb is None and parse.rel[m.first] == "xcomp" and parse.pos[parse.head[m.first]] in _VERBS:
        verb = parse.head[m.first]  # "vart broten".
    outcome: Outcome | None = m.reply.outcome
    if verb is not None:
        verb = _main(table, verb)
    if not _happens(table, m.first if verb is None else verb, m):
        return None
    if _negated(table, m.first if verb is None else verb, m):
        outcome = _OPPOSITE[m.reply.outcome]
    if outcome == "rejected" and verb is not None and _denies(table, verb):
        outcome = "denied"
    if outcome is None:
        return None
    noun = _noun(table, m, verb)
    vague = _anaphor(table, m, verb) if noun is None else None
    if m.reply.needs == "noun" and noun is None:
        return None
    bare = m.reply.needs == "none" and noun is None
    stems = frozenset[str]() if bare else _stems(table, m, verb, noun)
    alone = m.reply.needs == "object" and verb is not None and _alone(table, m, verb)
    if m.reply.needs in {"object", "own"} and noun is None and vague is None and not stems and not alone:
        return None
    first, last = table.clause(verb if verb is not None else m.first)
    first, last = min(first, m.first), max(last, m.last + 1)
    statement = _statement(table, m)
    owner = table.owner(noun) if noun is not None else []
    word = parse.lower[noun] if noun is not None else parse.lower[vague] if vague is not None else ""
    named, by = table.words.noun(word), _by(table, m, verb, statement)
    # "Svaret var nei": to what was wanted or offered.
    called = named.kinds if named is not None else _WANTED if bare and not by and verb == m.last else ()
    return Answer(
        outcome=outcome,
        by=by,
        spans=[table.span(first, last)],
        anchor=m.first,
        stems=stems,
        kinds=frozenset(called),
        usual=named.kinds[0] if named is not None else None,
        owner=owner,
        noun=noun,
        vague=vague is not None,
        several=word in table.words.lists.several
        or noun is not None
        and parse.has(noun, "Number=Plur")
        or m.reply.needs == "none"
        and outcome == "answered",
        own=m.reply.needs == "own",
        statement=statement.id if statement is not None else None,
        to=list(statement.to) if statement is not None else _to(table, m, verb),
    )


def _alone(table: Table, m: _Match, verb: int) -> bool:
    """ "Kosovo avslo.": a verb that ends its sentence and acts on nothing answers what was just asked."""
    parse = table.parse
    end = parse.sentences[parse.sent[verb]][1]
    ends = all(parse.pos[i] == "PUNCT" for i in range(m.last + 1, end))
    acts_on = parse.child(verb, "obj", "iobj", "ccomp", "xcomp", "obl") is not None
    return ends and not acts_on and "VerbForm=Fin" in parse.feats[verb] and bool(table.agent(verb))


def _main(table: Table, verb: int) -> int:
    """The verb that an auxiliary, or a copula's predicate, goes with."""
    if table.parse.rel[verb] in {"aux", "cop"}:
        return table.parse.head[verb]
    return verb


def _happens(table: Table, verb: int, m: _Match) -> bool:
    """Whether a reply is told as given: not wished for, ordered, feared or asked about."""
    parse, grammar = table.parse, table.lexicon.grammar
    around = [verb, *parse.children(verb, "aux", "cop")]
    acts, others = table.lexicon.acts, {parse.lower[i] for i in around if i != verb}
    if others & (acts.must | acts.should) and not others & acts.future:
        return False
    supposed = any(
        parse.lower[i] in grammar.hypothetical
        and "Tense=Past" in parse.feats[i]
        and not m.first <= i <= m.last
        for i in around
        if i != verb
    )
    if supposed:
        return False  # "Det ville være et brudd på avtalen".
    if _supposed_before(table, m.first):
        return False
    near = range(max(0, m.first - _CONDITION), m.first)
    if any(parse.lower[k] in grammar.conditional and parse.pos[k] != "ADP" for k in near):
        return False  # "lover hjelp om våpenhvilen holder", wherever the parser hung it.
    clauses = (verb, *parse.children(verb, "advcl"))
    opened = ({parse.lower[k] for k in marks(parse, clause)} for clause in clauses)
    if any(words & grammar.conditional and not words & grammar.infinitive for words in opened):
        return False  # But not "brøt løftet om å åpne grensen", wherever the infinitive hangs.
    finite = any("VerbForm=Fin" in parse.feats[i] for i in around)
    participle = "VerbForm=Part" in parse.feats[verb]
    negated = any(parse.lower[i] in grammar.negations for i in range(m.first, m.last + 1))
    if not finite and not participle and not negated and parse.pos[verb] in _VERBS:
        return _willing(table, verb)
    first, last = parse.sentences[parse.sent[verb]]
    return parse.words[last - 1] != "?" or first == last


def _supposed_before(table: Table, i: int) -> bool:
    """ "hjelp om våpenhvilen holder", parsed as if it were "krav om våpenhvile"."""
    parse = table.parse
    if i < 3 or parse.pos[i - 1] != "NOUN" or parse.lower[i - 2] not in table.lexicon.grammar.conditional:
        return False
    return table.words.noun(parse.lower[i - 3]) is None


def _willing(table: Table, verb: int) -> bool:
    """ "ble enige om å godta": an infinitive that hangs on consent; one that hangs on a wish is not done yet."""
    above = table.parse.head[verb]
    return above != verb and table.parse.lower[above] in table.words.lists.agreed


def _denies(table: Table, verb: int) -> bool:
    """ "avviser at Putin ga et løfte": what is refused is a claim, so it is denied."""
    parse = table.parse
    return any(
        c > verb and any("VerbForm=Fin" in parse.feats[i] for i in (c, *parse.children(c, "aux", "cop")))
        for c in parse.children(verb, "ccomp")
    )


def _negated(table: Table, verb: int, m: _Match) -> bool:
    """Whether a "not" that is no part of the phrase belongs to the verb."""
    parse, negations = table.parse, table.lexicon.grammar.negations
    if any(parse.lower[i] in negations for i in range(m.first, m.last + 1)):
        return False
    if any(parse.lower[c] in negations for c in parse.children(verb, "advmod", "det", "nsubj")):
        return True
    behind = m.last + 1
    if behind < len(parse) and parse.lower[behind] in negations and parse.head[behind] != verb:
        return True  # "aksepterer ingen ultimatum".
    return m.first > 0 and parse.lower[m.first - 1] in negations  # Wherever the parser hung it.


def _candidates(table: Table, m: _Match, verb: int | None) -> Iterator[int]:
    """Tokens that may be a reply's object: first those right below it, then the words behind, then those before."""
    parse = table.parse
    first, last = parse.sentences[parse.sent[m.first]]
    heads = {verb, *range(m.first, m.last + 1)} - {None}
    below = [
        i
        for i in range(first, last)
        if parse.head[i] in heads and parse.rel[i] in _OBJECTS and i not in heads
    ]
    yield from sorted(
        below, key=lambda i: (parse.rel[i] == "nsubj" and "pass" not in parse.dep[i], abs(i - m.last))
    )
    yield from range(m.first, min(m.last + _AHEAD, last))
    if verb is not None:
        yield from range(m.first - 1, max(first, m.first - _BACK) - 1, -1)


def _noun(table: Table, m: _Match, verb: int | None) -> int | None:
    """The noun for a matter that a reply's words go with."""
    parse = table.parse
    for i in _candidates(table, m, verb):
        nominal = parse.pos[i] == "NOUN" or i == m.last + 1 or parse.rel[i] in {"obj", "xcomp"}
        if nominal and table.words.noun(parse.lower[i]) is not None:
            if _apart(table, i, m, verb):
                continue
            return i
    return None


def _apart(table: Table, i: int, m: _Match, verb: int | None) -> bool:
    """Whether a colon, semicolon or another finite verb stands between a noun and the reply's words."""
    parse = table.parse
    low, high = (i, m.first) if i < m.first else (m.last, i)
    for k in range(low + 1, high):
        if parse.words[k] in {";", ":", "–"}:
            return True
        other = k != verb and parse.head[k] not in range(m.first, m.last + 1)
        if other and parse.pos[k] == "VERB" and "VerbForm=Fin" in parse.feats[k]:
            return True
    return False


def _anaphor(table: Table, m: _Match, verb: int | None) -> int | None:
    """A pronoun that is a reply's object, or its subject in the passive or in "stemmer ikke"."""
    parse = table.parse
    heads = {verb, *range(m.first, m.last + 1)} - {None}
    for i in range(*parse.sentences[parse.sent[m.first]]):
        if parse.lower[i] not in table.words.lists.anaphors or parse.pos[i] not in {"PRON", "DET"}:
            continue
        if parse.head[i] not in heads or parse.rel[i] not in _OBJECTS - {"nmod", "xcomp"}:
            continue
        if parse.rel[i] == "nsubj" and "pass" not in parse.dep[i] and m.reply.outcome != "denied":
            continue
        return i
    return None


def _stems(table: Table, m: _Match, verb: int | None, noun: int | None) -> frozenset[str]:
    """The words of what is answered: those that hang on the noun, else on the verb as its object or clause."""
    parse = table.parse
    if noun is not None:
        return table.stems(i for i in parse.subtree(noun) if i != noun)
    heads = [h for h in {verb, m.last} if h is not None]
    out: set[int] = set()
    for head in heads:
        for c in parse.children(head, "obj", "ccomp", "xcomp", "obl", "nsubj"):
            if parse.rel[c] == "nsubj" and "pass" not in parse.dep[c] and m.reply.needs != "own":
                continue
            if parse.rel[c] == "obl" and c < m.last:
                continue
            out.update(parse.subtree(c))
    return table.stems(i for i in out if not m.first <= i <= m.last)


def _by(table: Table, m: _Match, verb: int | None, statement: Statement | None) -> list[str]:
    """Who replies: the statement's speaker, the verb's subject, the owner of a noun ("avslag fra Nato")."""
    if statement is not None:
        return table.speaker(statement)
    if verb is not None:
        found = subject(table.parse, verb)
        pronoun = table.lexicon.pronouns.get(table.parse.lower[found]) if found is not None else None
        if pronoun is not None and pronoun.person == 1:
            return _quoted(table, m.first)
        if by := table.agent(verb) or (table.beside(verb) if found is None else []):
            return by
    for i in range(m.first, m.last + 1):
        if table.parse.pos[i] in {"NOUN", "INTJ"} and (by := table.owner(i)):
            return by
    if verb is None and (carrier := _carrier(table, m)) is not None:
        got = table.parse.lemma[carrier] in table.words.lists.receiving
        return _giver(table, carrier) if got else table.agent(carrier) or table.beside(carrier)
    if verb is None and (by := _named_before(table, m)):
        return by
    # "– Kravene er urimelige, sa Amini": who says so replies.
    return _quoted(table, m.first) if verb is None or table.parse.pos[verb] == "ADJ" else []


def _carrier(table: Table, m: _Match) -> int | None:
    """The verb whose object a nominal reply is: "fikk avslag på", "ga avslag på"."""
    for i in range(m.first, m.last + 1):
        above = table.parse.head[i]
        if table.parse.rel[i] == "obj" and table.parse.pos[above] == "VERB":
            return above
    return None


def _giver(table: Table, verb: int) -> list[str]:
    """From whom somebody got a reply: "fikk avslag fra Kosovo"."""
    for c in table.parse.children(verb, "obl"):
        if table.opening(c) in table.words.lists.givers and (found := table.who(c)):
            return found
    return []


def _named_before(table: Table, m: _Match) -> list[str]:
    """Who is named last before a reply's words that the tagger took for other words, without a preposition."""
    parse = table.parse
    first = max(parse.sentences[parse.sent[m.first]][0], m.first - _BACK)
    for k in range(m.first - 1, first - 1, -1):
        bare = (
            k in table.cast.of and "Case=Gen" not in parse.feats[k] and (k == 0 or parse.pos[k - 1] != "ADP")
        )
        if bare and (found := table.at(k)) is not None:
            return [found]
    return []


def _to(table: Table, m: _Match, verb: int | None) -> list[str]:
    """Who is answered: "ga Serbia avslag", "Serbia fikk avslag"."""
    if verb is None and (verb := _carrier(table, m)) is None:
        return []
    if table.parse.lemma[verb] in table.words.lists.receiving:
        return table.agent(verb)
    return [one for c in table.parse.children(verb, "iobj") for one in table.who(c)]


def _quoted(table: Table, i: int) -> list[str]:
    """Whose words token ``i`` is among."""
    at = table.parse.start[i]
    around = [s for s in table.statements if any(span.start <= at < span.end for span in s.content)]
    if not around:
        return []
    return table.speaker(min(around, key=lambda s: s.content[-1].end - s.content[0].start))


def _statement(table: Table, m: _Match) -> Statement | None:
    """The statement whose attributing words the reply's words are."""
    return next((table.cues[i] for i in range(m.first, m.last + 1) if i in table.cues), None)


# By what a statement does.


def _by_act(table: Table, statement: Statement) -> Answer | None:
    """A refusal, consent or denial in somebody's words, or any words with which somebody answers."""
    if statement.negated or not statement.content:
        return None
    cue = raising.cue_of(table, statement)
    if cue is not None and any(
        table.parse.lower[c] in table.lexicon.grammar.negations for c in table.parse.children(cue, "advmod")
    ):
        return None  # "har ikke svart på oppfordringen".
    reply = bool(raising.lemmas(table, cue) & table.words.lists.replying)
    tokens = [i for span in statement.content for i in table.tokens(span.start, span.end)]
    outcome = _ACTS.get(statement.act)
    if outcome is None and reply:
        outcome = "rejected" if _refuses(table, tokens) else "answered"
    if outcome is None or not tokens:
        return None
    sentences = {table.parse.sent[tokens[0]]}
    opening = [i for i in tokens if table.parse.sent[i] in sentences]
    short = len(opening) <= _SHORT
    return Answer(
        outcome=outcome,
        by=table.speaker(statement),
        spans=[table.span(opening[0], opening[-1] + 1)],
        anchor=cue if cue is not None else tokens[0],
        stems=table.stems(tokens),
        vague=outcome == "denied" and short,
        several=outcome == "denied" and short,
        reply=reply,
        statement=statement.id,
        to=unique(statement.to),
        about=list(statement.about),
    )


def _refuses(table: Table, tokens: list[int]) -> bool:
    """Whether the first sentence of a reply says no, or that all stays as it is: "Skipet blir der det er"."""
    parse, lists = table.parse, table.words.lists
    opening = [i for i in tokens if parse.sent[i] == parse.sent[tokens[0]]]
    if any(parse.lower[i] in table.lexicon.grammar.negations for i in opening):
        return True
    return any(
        parse.pos[i] == "VERB" and parse.lemma[i] in lists.persisting and "VerbForm=Fin" in parse.feats[i]
        for i in opening
    )
