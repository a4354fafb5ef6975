"""What lies on the table between the parties after a report, and where a party is divided. See docs/matters.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from depesje.language import matterwords
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.cast import Cast
from depesje.reading.dates import Dates
from depesje.reading.matters import (
    acted,
    addressing,
    answering,
    answers,
    continuing,
    deadlines,
    deeds,
    divisions,
    implied,
    merging,
    moving,
    naming,
    raising,
    telling,
)
from depesje.reading.matters.table import STATES, Answer, Raised, Table
from depesje.records import Actor, Division, Event, Matter, Span, Statement

_ANSWERING = 2  # Spans of evidence kept for what answers a matter.
_PARTIES = frozenset({"state", "government", "body", "alliance", "armed-group", "people", "company"})
_MOST_WORDS = 110  # Words of evidence to a matter, beyond which it is cut to what raises it.


def find(
    lexicon: Lexicon, parse: Parse, cast: Cast, ids: Mapping[int, str], actors: Sequence[Actor],
    statements: Sequence[Statement], events: Sequence[Event], dates: Dates,
) -> tuple[tuple[Matter, ...], tuple[Division, ...]]:  # fmt: skip
    """The matters and divisions of a parsed report whose actors, statements, events and dates have been read.

    ``ids`` gives the actor's id of each ``Member`` of the cast (by ``id``). Raises ``LexiconError`` where the language's
    ``matters.toml`` is missing or breaks its schema.
    """
    table = _table(lexicon, parse, cast, ids, actors, statements)
    told = [*raising.find(table), *telling.find(table), *naming.find(table)]
    told += acted.find(table, events)
    told += continuing.find(table, told)
    raised = merging.merged(table, told)
    replies = answers.find(table)
    raised = [m for m in raised if not _is_reply(table, m, replies)]
    addressing.carry_on(table, raised)
    answering.answer(table, raised, replies)
    deeds.answer(table, raised)
    raised = answering.split(table, raised)
    raised += implied.find(table, raised, replies)
    addressing.complete(table, raised)
    for m in raised:
        m.to = table.with_state(m.to)
    deadlines.find(table, dates, raised)
    kept = sorted((m for m in raised if _counts(table, m)), key=lambda m: m.anchor)
    matters = tuple(_matter(n, table, dates, m, acted.resting_on(events, m)) for n, m in enumerate(kept, 1))
    return matters, tuple(divisions.find(table))


def _table(
    lexicon: Lexicon, parse: Parse, cast: Cast, ids: Mapping[int, str], actors: Sequence[Actor],
    statements: Sequence[Statement],
) -> Table:  # fmt: skip
    cues = {}
    for statement in statements:
        if statement.cue is not None and (i := parse.token_at(statement.cue.start)) is not None:
            cues[i] = statement
    words = matterwords.load(lexicon.language)
    spans = [s.cue for s in statements if s.cue is not None]
    said = {s.id: s for s in statements}
    known = {a.id: a for a in actors}
    states: defaultdict[str | None, list[str]] = defaultdict(list)
    for actor in actors:
        if actor.kind in STATES:
            states[actor.code].append(actor.id)
    table = Table(words, lexicon, parse, cast, ids, known, states, statements, said, cues, frozenset())
    return replace(table, cue_tokens=frozenset(i for c in spans for i in table.tokens(c.start, c.end)))


def _counts(table: Table, m: Raised) -> bool:
    """Whether a matter belongs in the record: one between parties, and more than a word in passing."""
    if m.source == "mention" and m.status == "open" and not m.contested:
        return False
    parties = [table.actors[one] for one in m.by]
    return not parties or any(a.code is not None or a.kind in _PARTIES for a in parties if a.kind != "media")


def _is_reply(table: Table, m: Raised, replies: Sequence[Answer]) -> bool:
    """Whether what looks like a matter is a reply: "ba om tid", "– Vi godtar ikke noe ultimatum"."""
    told = {a.statement for a in replies if a.outcome == "answered" and not a.reply}
    if m.kind == "request" and told & set(m.statements):
        return True
    if m.source != "statement" or any(raising.is_called(table, s) for s in m.statements):
        return False
    (start, end), nouns = m.gist, (a.noun for a in replies)
    return any(noun is not None and start <= table.parse.start[noun] < end for noun in nouns)


def _matter(number: int, table: Table, dates: Dates, m: Raised, events: Sequence[str]) -> Matter:
    spans = [*m.spans, *m.answers[-_ANSWERING:]]
    spans = merging.unique_spans(spans)
    text = table.parse.text
    if sum(len(text[a:b].split()) for a, b in spans) > _MOST_WORDS:
        spans = m.spans[:1]
    return Matter(
        id=f"m{number}",
        kind=m.kind,
        by=tuple(m.by),
        to=tuple(one for one in m.to if one not in m.by),
        per=tuple(m.per),
        gist=" ".join(text[m.gist[0] : m.gist[1]].split()),
        condition=m.condition,
        deadline=m.deadline,
        status=m.status,
        contested=m.contested,
        evidence=tuple(Span(a, b, text[a:b]) for a, b in spans),
        statements=tuple(m.statements),
        events=tuple(events),
        moves=moving.find(table, dates, m),
    )
