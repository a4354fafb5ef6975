"""Deeds that meet a request: "fire fly har landet etter at landet ba om hjelp", "sendte styrker på anmodning fra …"."""

from __future__ import annotations

from collections.abc import Sequence

from depesje.reading.complements import marks
from depesje.reading.matters.merging import unique_spans
from depesje.reading.matters.table import Raised, Table
from depesje.reading.phrases import subject

_WANTED = frozenset({"request", "demand"})
_CLIMB = 3


def answer(table: Table, raised: Sequence[Raised]) -> None:
    """Marks as accepted what was done right after, and because, somebody asked for it."""
    for m in raised:
        if m.kind not in _WANTED or m.status != "open":
            continue
        deed = (
            _clause_above(table, m) if m.source != "mention" and m.noun is None else _phrase_above(table, m)
        )
        if deed is not None and _is_done(table, deed, m):
            m.status = "accepted"
            m.answers = unique_spans([*m.answers, _span(table, deed, m)])


def _clause_above(table: Table, m: Raised) -> int | None:
    """The verb of the clause above "etter at X ba om …"."""
    parse, verb = table.parse, m.anchor
    opening = [parse.lower[k] for k in marks(parse, verb)]
    up = parse.head[verb]
    if up == verb or parse.rel[verb] != "advcl" or not set(opening) & table.words.lists.after:
        return None
    return up


def _phrase_above(table: Table, m: Raised) -> int | None:
    """The verb of "… på anmodning fra X", "… etter ønske fra X"."""
    parse, noun = table.parse, m.noun
    if noun is None or table.opening(noun) not in table.words.lists.upon or parse.has(noun, "Definite=Def"):
        return None
    up = parse.head[noun]
    for _ in range(_CLIMB):
        if parse.pos[up] in {"VERB", "AUX"}:
            return up
        up = parse.head[up]
    return None


def _is_done(table: Table, verb: int, m: Raised) -> bool:
    """Whether the clause tells a deed of another side, as a fact."""
    parse = table.parse
    around = (verb, *parse.children(verb, "aux", "cop"))
    says = any(not entry.particle for entry in table.lexicon.verbs.get(parse.lower[verb], ()))
    if verb in table.cue_tokens or says:
        return False
    if any(parse.lower[i] in table.lexicon.grammar.negations for i in parse.dependents(verb)):
        return False
    if not any("VerbForm=Fin" in parse.feats[i] for i in around):
        return False
    if any(parse.lower[i] in table.lexicon.grammar.hypothetical | table.lexicon.acts.future for i in around):
        return False
    doer = table.who(subject(parse, verb))
    return not (doer and m.by and table.same_side(doer, m.by))


def _span(table: Table, verb: int, m: Raised) -> tuple[int, int]:
    """The deed's clause without the words of the request."""
    parse = table.parse
    whole = first, last = table.clause(verb)
    for i in range(first, last):
        if parse.head[i] == verb and (parse.left[i] <= m.anchor <= parse.right[i]):
            if parse.left[i] > verb:
                last = parse.left[i]
            else:
                first = parse.right[i] + 1
            break
    return table.span(first, last) if first < last else table.span(*whole)
