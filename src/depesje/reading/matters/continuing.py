"""Demands that a report goes on with in its own voice: "Russland krever … Alliansen må dessuten trekke seg tilbake"."""

from __future__ import annotations

from collections.abc import Iterable

from depesje.reading.matters import conditions
from depesje.reading.matters.table import Raised, Table
from depesje.reading.phrases import subject

_WANTS = frozenset({"demand", "request"})
_VERBS = frozenset({"VERB", "AUX"})
_LONGEST = 40  # Words of a sentence that goes on with a demand.


def find(table: Table, raised: Iterable[Raised]) -> list[Raised]:
    """The demands told in the sentence behind a demand, outside of anybody's statement."""
    said = {
        table.parse.sent[i] for s in table.statements for c in s.content for i in table.tokens(c.start, c.end)
    }
    said |= {table.parse.sent[i] for i in table.cue_tokens}
    out = []
    for m in raised:
        if m.kind not in _WANTS or not m.by or not m.to or m.source == "mention":
            continue
        following = table.parse.sent[table.parse.token_at(m.spans[0][1] - 1) or m.anchor] + 1
        if following < len(table.parse.sentences) and following not in said:
            found = _goes_on(table, m, *table.parse.sentences[following])
            if found is not None:
                out.append(found)
    return out


def _goes_on(table: Table, m: Raised, first: int, last: int) -> Raised | None:
    parse, lists = table.parse, table.words.lists
    if last - first > _LONGEST or table.parse.paragraph_of(first) != table.parse.paragraph_of(m.anchor):
        return None
    if not any(parse.lower[i] in lists.furthermore for i in range(first, last)):
        return None
    for i in range(first, last):
        if (
            parse.lower[i] not in lists.must
            or parse.pos[i] not in _VERBS
            or "VerbForm=Fin" not in parse.feats[i]
        ):
            continue
        verb = parse.head[i] if parse.rel[i] in {"aux", "cop"} else i
        who = table.who(subject(parse, verb))
        if who and table.same_side(who, m.to):
            tokens = range(first, last)
            span, clause = table.span(first, last), conditions.find(table, tokens)
            return Raised(
                kind=m.kind, by=list(m.by), to=list(m.to), per=list(m.per), spans=[span], gist=span, anchor=i,
                stems=table.stems(tokens), source="verb",
                condition=conditions.text(table, clause) if clause else None,
            )  # fmt: skip
    return None
