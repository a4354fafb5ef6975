"""Matters that statements raise: what is demanded, asked for, offered, promised or warned of, by whom and of whom."""

from __future__ import annotations

from collections.abc import Sequence

from depesje.reading.matters import conditions
from depesje.reading.matters.table import Raised, Spans, Table, unique
from depesje.reading.phrases import subject
from depesje.records import MatterKind, Span, Statement

_LONG = 28  # Words from which on only the sentence that raises the matter is its evidence.
_NEAR = (
    90  # Characters between an attributing verb and what it attributes, for both to be one piece of evidence.
)
_ACTS: dict[str, MatterKind] = {
    "demand": "demand", "request": "request", "offer": "offer", "promise": "promise", "warn": "warning",
}  # fmt: skip
_SIGNS = {kind: act for act, kind in _ACTS.items()}
_VERBS = frozenset({"VERB", "AUX"})
_SPLIT = frozenset({"demand", "request", "promise"})  # what is told one by one
_SHORTEST = 2  # words of one of several things that are wanted
_OBJECTS = frozenset({"obj", "iobj", "conj", "nmod", "obl"})


def find(table: Table) -> list[Raised]:
    """The matters that the statements raise, in their order."""
    out = []
    for statement in table.statements:
        if not statement.negated and statement.content:
            out += _raised(table, statement)
    return out


def _raised(table: Table, statement: Statement) -> list[Raised]:
    tokens = [i for span in statement.content for i in table.tokens(span.start, span.end)]
    speaker = table.speaker(statement)
    if not tokens:
        return []
    cue = cue_of(table, statement)
    kind = _kind(table, statement, cue, tokens, speaker)
    if kind is None:
        return []
    chosen = _chosen(table, statement, kind, tokens)
    if kind == "promise" and statement.form == "direct" and not _bound(table, cue, chosen, speaker):
        return []
    clause = conditions.find(table, tokens)
    by = table.with_state(speaker)
    to = receivers(table, kind, list(statement.to), by, tokens, clause)
    parts = [chosen] if clause else _parts(table, statement, kind, chosen)
    return [
        Raised(
            kind=kind,
            by=by,
            to=to if n == 0 else receivers(table, kind, list(statement.to), by, part, None) or to,
            per=list(statement.per),
            spans=_evidence(table, statement, part) if n == 0 else [table.span(part[0], part[-1] + 1)],
            gist=table.span(part[0], part[-1] + 1),
            anchor=min(cue, tokens[0]) if cue is not None and n == 0 else part[0],
            stems=table.stems(part),
            source="statement",
            condition=conditions.text(table, clause) if clause else None,
            statements=[statement.id],
        )
        for n, part in enumerate(parts)
    ]


def cue_of(table: Table, statement: Statement) -> int | None:
    """The token of a statement's cue."""
    return table.parse.token_at(statement.cue.start) if statement.cue is not None else None


def lemmas(table: Table, i: int | None) -> set[str]:
    """The dictionary forms of the attributing word at token ``i``."""
    if i is None:
        return set()
    word = table.parse.lower[i]
    entries = (*table.lexicon.verbs.get(word, ()), *table.lexicon.adjectives.get(word, ()))
    return {entry.lemma for entry in entries}


# Which kind of matter, if any.


def _kind(
    table: Table, statement: Statement, cue: int | None, tokens: Sequence[int], by: list[str]
) -> MatterKind | None:
    words = lemmas(table, cue)
    act = statement.act
    if _assured(table, statement, words, tokens, by):
        return "promise"
    if _passed_on(table, cue) and not _own(table, tokens, by):
        return None  # "ifølge Det hvite hus": what somebody else did is not what the source demands.
    if act == "assert" and _answers_in_case(table, tokens, by):
        return "warning"
    if act == "warn":
        if not _threatens(table, statement, words, tokens, by):
            return None
        return "offer" if not words & table.words.lists.threats and _eases(table, tokens) else "warning"
    if act == "agree":
        return "promise" if _undertakes(table, cue, tokens) else None
    if act == "ask":
        return "request" if _asks_for(table, statement, tokens, by) else None
    if act == "offer" and not _is_called(table, cue, act) and not _own(table, tokens, by):
        return None
    if act == "demand" and statement.form == "direct" and _only_warns(table, tokens):
        return "warning"
    if act in {"demand", "request"} and any(table.words.is_private(table.parse.lower[i]) for i in tokens):
        return None
    if act == "promise" and words & table.words.lists.warnings and _answers(table, tokens):
        return "warning"  # "varslet at landet vil legge ned veto".
    return _ACTS.get(act)


def _assured(
    table: Table, statement: Statement, words: set[str], tokens: Sequence[int], by: list[str]
) -> bool:
    """ "forsikret at landet ikke har til hensikt å angripe": an assurance of one's own doing, whatever its mood."""
    if not words & table.words.lists.assurances or statement.act not in {"assert", "deny", "reject"}:
        return False
    who = _agent(table, tokens)
    return bool(who) and table.same_side(who, by)


def _agent(table: Table, tokens: Sequence[int]) -> list[str]:
    """Who acts in what was said: the subject of its topmost verb."""
    parse, inside = table.parse, set(tokens)
    for i in tokens:
        top = parse.head[i] not in inside or parse.head[i] == i
        if top and parse.pos[i] in {"VERB", "AUX", "ADJ", "NOUN"}:
            return table.who(subject(parse, i))
    return []


def _threatens(
    table: Table, statement: Statement, words: set[str], tokens: Sequence[int], by: list[str]
) -> bool:
    """Whether a warning is one between parties: a threat, a condition, an answer in prospect, or told to somebody."""
    lists = table.words.lists
    if words & lists.threats or conditions.find(table, tokens) is not None:
        return True
    answers = _answers(table, tokens)
    if words & lists.warnings:
        addressed = any(not table.same_side([one], by) for one in statement.to)
        return addressed or not _against(table, tokens) and (answers or _clausal(table, tokens))
    other = any(not table.same_side([one], by) for one in statement.to if table.actors[one].kind != "media")
    return bool(by) and (answers or other and table.actors[by[0]].code is not None)


def _only_warns(table: Table, tokens: Sequence[int]) -> bool:
    """Whether a quotation holds a condition with what follows from it, and no order."""
    clause = conditions.find(table, tokens)
    if clause is None:
        return False
    rest = [i for i in tokens if not clause[0] <= i < clause[1]]
    must = table.lexicon.acts.must
    return not any(table.parse.lower[i] in must or "Mood=Imp" in table.parse.feats[i] for i in rest)


def _bound(table: Table, cue: int | None, chosen: Sequence[int], by: list[str]) -> bool:
    """Whether a quotation binds its speaker: attributed as a promise, or telling what the speaker's own side will do."""
    return bool(lemmas(table, cue) & table.words.lists.assurances) or _own(table, chosen, by)


def _answers(table: Table, tokens: Sequence[int]) -> bool:
    """Whether the words tell of what one party does to another in answer or as a punishment."""
    return any(table.words.is_answer(table.parse.lower[i]) for i in tokens)


def _eases(table: Table, tokens: Sequence[int]) -> bool:
    """ "sanksjonene kan lettes dersom …": what is held in prospect is good for the other."""
    clause = conditions.find(table, tokens)
    if clause is None:
        return False
    rest = [i for i in tokens if not clause[0] <= i < clause[1]]
    return any(table.parse.pos[i] in _VERBS and table.words.is_easing(table.parse.lower[i]) for i in rest)


def _against(table: Table, tokens: Sequence[int]) -> bool:
    """ "advare mot å tro …": advice, unless it is given to somebody."""
    grammar = table.lexicon.grammar
    i = tokens[0] - 1
    while i >= 0 and table.parse.lower[i] in grammar.complementisers | grammar.infinitive:
        i -= 1
    return i >= 0 and table.parse.lower[i] in table.words.lists.against


def _clausal(table: Table, tokens: Sequence[int]) -> bool:
    """Whether what was said is a clause with a finite verb, not a thing ("advarte mot splittelse")."""
    parse = table.parse
    return any("VerbForm=Fin" in parse.feats[i] and parse.rel[i] != "acl" for i in tokens)


def _undertakes(table: Table, cue: int | None, tokens: Sequence[int]) -> bool:
    """ "enige om å møtes", "beredt til å ta ansvar": consent to do something, not to an offer or to an opinion."""
    if cue is None:
        return False
    parse, grammar = table.parse, table.lexicon.grammar
    ready = parse.pos[cue] == "ADJ" or parse.lower[cue] in table.words.lists.agreed
    nearby = {parse.lower[k] for k in range(cue, min(tokens[0], cue + 4))}
    if not ready and not nearby & table.words.lists.agreed:
        return False
    if parse.lower[tokens[0]] in grammar.infinitive or parse.lower[tokens[0] - 1] in grammar.infinitive:
        return True
    modals = table.lexicon.acts.must | table.lexicon.acts.future
    return any(parse.lower[i] in modals for i in tokens)


def _asks_for(table: Table, statement: Statement, tokens: Sequence[int], by: list[str]) -> bool:
    """Whether a question told asks another party what it will do or holds."""
    if statement.form == "direct" or not by or table.actors[by[0]].kind == "media":
        return False
    who = _agent(table, tokens)
    return bool(who) and table.actors[by[0]].code is not None and not table.same_side(who, by)


def _passed_on(table: Table, cue: int | None) -> bool:
    """Whether a statement is attributed by a word such as "ifølge"."""
    if cue is None:
        return False
    word = table.parse.lower[cue]
    return word in table.lexicon.sources or any(p[0] == word for p in table.lexicon.source_phrases)


def _answers_in_case(table: Table, tokens: Sequence[int], by: list[str]) -> bool:
    """ "Hvis skipet ikke er fritt, vil Russland svare": what the speaker's side does if another does something."""
    clause = conditions.find(table, tokens)
    if clause is None or not by or table.actors[by[0]].code is None:
        return False
    rest = [i for i in tokens if not clause[0] <= i < clause[1]]
    opens = clause[0] - tokens[0] <= 1
    return opens and _own(table, rest, by) and not table.same_side(conditions.party(table, clause), by)


def is_called(table: Table, statement_id: str) -> bool:
    """Whether a statement's attributing word itself names the act: "krever", not "sier"."""
    statement = table.said[statement_id]
    return _is_called(table, cue_of(table, statement), statement.act)


def _is_called(table: Table, cue: int | None, act: str) -> bool:
    """Whether the attributing word itself names the act."""
    if cue is None:
        return False
    word = table.parse.lower[cue]
    entries = (
        *table.lexicon.verbs.get(word, ()),
        *table.lexicon.adjectives.get(word, ()),
        *table.lexicon.nouns.get(word, ()),
    )
    return any(entry.act == act or act in entry.act_by.values() for entry in entries)


def _own(table: Table, tokens: Sequence[int], by: list[str]) -> bool:
    """Whether the speaker's side does what a quotation tells: "vi", "jeg", or its own name for subject."""
    parse = table.parse
    for i in tokens:
        if parse.rel[i] == "nsubj":
            pronoun = table.lexicon.pronouns.get(parse.lower[i])
            if pronoun is not None and pronoun.person == 1:
                return True
            if by and table.same_side(table.who(i), by):
                return True
    return False


# Which words show it.


def _parts(table: Table, statement: Statement, kind: MatterKind, tokens: list[int]) -> list[list[int]]:
    """ "krever at soldatene trekkes tilbake, og at fangene slippes fri": what is wanted or promised, one by one."""
    if kind not in _SPLIT or statement.form == "direct":
        return [tokens]
    parse, that = table.parse, table.lexicon.grammar.that
    out: list[list[int]] = [[]]
    for n, i in enumerate(tokens):
        before = tokens[n - 1] if n else i
        goes_on = parse.pos[before] == "CCONJ" or parse.words[before] == ","
        if parse.lower[i] in that and goes_on and min(len(out[-1]), len(tokens) - n - 1) >= _SHORTEST:
            while out[-1] and parse.pos[out[-1][-1]] in {"CCONJ", "PUNCT"}:
                out[-1].pop()
            out.append([])
        else:
            out[-1].append(i)
    return out


def _chosen(table: Table, statement: Statement, kind: MatterKind, tokens: list[int]) -> list[int]:
    """The tokens that raise the matter: all of a short utterance, the telling sentence of a long one."""
    if len(tokens) <= _LONG:
        return tokens
    parse = table.parse
    by_sentence: dict[int, list[int]] = {}
    for i in tokens:
        by_sentence.setdefault(parse.sent[i], []).append(i)
    if len(by_sentence) == 1:
        return tokens
    return max(by_sentence.values(), key=lambda some: _weight(table, kind, some))


def _weight(table: Table, kind: MatterKind, tokens: Sequence[int]) -> float:
    acts = table.lexicon.acts
    weight = 0.0
    for i in tokens:
        word = table.parse.lower[i]
        weight += sum(
            signal.weight for signal, _ in acts.signals(table.parse.lower, i) if signal.act == _SIGNS[kind]
        )
        if kind in {"demand", "request"} and word in acts.must | acts.should:
            weight += 1.0
        if kind in {"promise", "warning"} and word in acts.future:
            weight += 1.0
        if kind in {"demand", "request"} and "Mood=Imp" in table.parse.feats[i]:
            weight += 1.5
    return weight + (2.5 if kind == "warning" and conditions.find(table, tokens) else 0.0)


def _evidence(table: Table, statement: Statement, chosen: list[int]) -> Spans:
    """The attributing words and what they attribute as one stretch where they stand together, else the latter alone."""
    start, end = table.span(chosen[0], chosen[-1] + 1)
    cue: Span | None = statement.cue
    if cue is not None and statement.form != "direct" and 0 <= start - cue.end <= _NEAR:
        start = cue.start
    return [(start, end)]


# Whom it is for.


def receivers(
    table: Table, kind: MatterKind, named: list[str], by: list[str], tokens: Sequence[int],
    condition: tuple[int, int] | None,
) -> list[str]:  # fmt: skip
    """Those to whom a matter is addressed: whom the attribution names, whom its words make do or get something."""
    out = [one for one in named if not table.same_side([one], by) and table.actors[one].kind != "media"]
    if kind == "warning":
        found = conditions.party(table, condition) if condition else []
        found = [one for one in found if not table.same_side([one], by)]
        return unique(found or out or _others(table, tokens, by, table.words.lists.receivers))
    if kind in {"demand", "request"}:
        return unique(out or _inside(table, tokens, by))
    if out:
        return unique(out)
    return unique(_others(table, tokens, by, table.words.lists.sharers))


def _others(table: Table, tokens: Sequence[int], by: list[str], prepositions: frozenset[str]) -> list[str]:
    """The parties of another side that get, share or suffer what the words tell."""
    parse = table.parse
    # Those whom a preposition marks go before a mere object.
    for i in sorted(tokens, key=lambda i: table.opening(i) not in prepositions):
        if parse.rel[i] not in _OBJECTS or i not in table.cast.of or "Case=Gen" in parse.feats[i]:
            continue
        if parse.rel[i] == "conj" and i > 0 and not table.is_party(parse.head[i]):
            continue
        opening = table.opening(i)
        if opening and opening not in prepositions:
            continue
        found = [one for one in table.who(i) if not table.same_side([one], by) and table.counts(one)]
        if found:
            return found
    return []


def _inside(table: Table, tokens: Sequence[int], by: list[str]) -> list[str]:
    """Those from whom something is wanted by its own words: "svar fra OSSE", "flere Nato-styrker", "russisk hjelp"."""
    for i in tokens:
        word = table.parse.words[i]
        found: list[str] = []
        if table.opening(i) in table.words.lists.givers:
            found = table.who(i)
        elif "-" in word and (entry := table.cast.gazetteer.single.get(word.split("-", 1)[0])):
            found = table.named(entry.code)
        found = [one for one in found if not table.same_side([one], by)]
        if found:
            return found
    return []
