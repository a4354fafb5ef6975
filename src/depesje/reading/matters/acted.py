"""Matters that only events tell of, threats with a condition and agreements, and the events on which a matter rests."""

from __future__ import annotations

from collections.abc import Sequence

from depesje.reading.matters import conditions
from depesje.reading.matters.table import Raised, Table, unique
from depesje.records import Event

_STOPS = frozenset({".", ";", ":", "?", "!", "–", ","})
_FAR = 4  # Words between "enige" and what is agreed.


def find(table: Table, events: Sequence[Event]) -> list[Raised]:
    """The matters told of by events that are no statement's."""
    found = []
    for event in events:
        if event.statement is not None or event.modality != "actual" or not event.actor:
            continue
        if event.type == "THREATEN":
            found.append(_threat(table, event))
        elif event.type == "AGREE":
            found.append(_undertaking(table, event))
    return [m for m in found if m is not None]


def _threat(table: Table, event: Event) -> Raised | None:
    """ "og at USA vil svare om Ukraina blir invadert": a threat with its condition."""
    i = table.parse.token_at(event.trigger.start)
    if i is None:
        return None
    first, last = table.clause(i)
    tokens = range(first, last)
    clause = conditions.find(table, tokens)
    if clause is None or clause[0] <= i < clause[1]:
        return None
    span = table.span(*_clause_without_opening(table, first, last))
    party = [one for one in conditions.party(table, clause) if not table.same_side([one], event.actor)]
    return Raised(
        kind="warning", by=table.with_state(event.actor), to=unique(party or event.recipient), spans=[span], gist=span,
        anchor=i, stems=table.stems(tokens), source="event", condition=conditions.text(table, clause),
        per=list(event.per), events=[event.id],
    )  # fmt: skip


def _clause_without_opening(table: Table, first: int, last: int) -> tuple[int, int]:
    """A clause's tokens without "og", "at" and the like before it."""
    parse = table.parse
    while first < last - 1 and parse.pos[first] in {"CCONJ", "SCONJ", "PUNCT"}:
        if parse.lower[first] in table.lexicon.grammar.conditional:
            break
        first += 1
    return first, last


def _undertaking(table: Table, event: Event) -> Raised | None:
    """ "ble enige om at våpenhvilen må respekteres": what the parties agree to do."""
    parse, grammar = table.parse, table.lexicon.grammar
    first = parse.token_at(event.trigger.start)
    behind = parse.token_at(event.trigger.end)
    if first is None or behind is None or not _agreed(table, first, behind):
        return None
    last = parse.sentences[parse.sent[first]][1]
    opening = next(
        (
            k
            for k in range(behind, min(behind + _FAR, last))
            if parse.lower[k] in grammar.that | grammar.infinitive
        ),
        None,
    )
    if opening is None:
        return _named_promise(table, event, first, behind, last)
    infinitive = parse.lower[opening] in grammar.infinitive
    begin = opening if infinitive else opening + 1
    end = next((k for k in range(opening, last) if parse.words[k] in _STOPS), last)
    modals = table.lexicon.acts.must | table.lexicon.acts.future
    if end - begin < 2 or not infinitive and not any(parse.lower[k] in modals for k in range(begin, end)):
        return None
    gist = table.span(begin, end)
    return Raised(
        kind="promise", by=unique([*event.actor, *event.recipient]), to=[], spans=[(event.trigger.start, gist[1])],
        gist=gist, anchor=first, stems=table.stems(range(begin, end)), source="event", per=list(event.per),
        events=[event.id],
    )  # fmt: skip


def _named_promise(table: Table, event: Event, first: int, behind: int, last: int) -> Raised | None:
    """ "ble enige om våpenhvile": what is agreed is itself called a thing that one keeps."""
    for k in range(behind, min(behind + _FAR, last)):
        noun = table.words.noun(table.parse.lower[k]) if table.parse.pos[k] == "NOUN" else None
        if noun is not None and "promise" in noun.kinds:
            gist = table.span(k, k + 1)
            return Raised(
                kind="promise", by=unique([*event.actor, *event.recipient]), to=[], gist=gist, anchor=first,
                spans=[(event.trigger.start, gist[1])], stems=table.stems([k]), source="event", per=list(event.per),
                events=[event.id],
            )  # fmt: skip
    return None


def _agreed(table: Table, first: int, behind: int) -> bool:
    return any(table.parse.lower[k] in table.words.lists.agreed for k in range(first, max(behind, first + 1)))


def resting_on(events: Sequence[Event], m: Raised) -> list[str]:
    """The ids of the events whose words are among a matter's evidence, or that are its statements' acts."""
    spans = [*m.spans, *m.answers]
    return unique(
        [
            *m.events,
            *(
                e.id
                for e in events
                if e.statement in m.statements or any(a <= e.trigger.start < b for a, b in spans)
            ),
        ]
    )
