"""What lies on the table between the parties after a report, and where a party is divided. See docs/matters.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from depesje.language import matterwords
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.cast import Cast
from depesje.reading.matters import answering, answers, divisions, merging, naming, raising
from depesje.reading.matters.table import Raised, Table
from depesje.records import Actor, Division, Event, Matter, Span, Statement

_ANSWERING = 2  # Spans of evidence kept for what answers a matter.
_MOST_WORDS = 110  # Words of evidence to a matter, beyond which it is cut to what raises it.


def find(
    lexicon: Lexicon, parse: Parse, cast: Cast, ids: Mapping[int, str], actors: Sequence[Actor],
    statements: Sequence[Statement], events: Sequence[Event] = (),
) -> tuple[tuple[Matter, ...], tuple[Division, ...]]:  # fmt: skip
    """The matters and divisions of a parsed report whose actors, statements and events have been read.

    ``ids`` gives the actor's id of each ``Member`` of the cast (by ``id``). Raises ``LexiconError`` where the language's
    ``matters.toml`` is missing or breaks its schema.
    """
    table = _table(lexicon, parse, cast, ids, actors, statements)
    raised = merging.merged(table, [*raising.find(table), *naming.find(table)])
    answering.answer(table, raised, answers.find(table))
    kept = [m for m in raised if m.source != "mention" or m.status != "open"]
    matters = tuple(_matter(n, table, m) for n, m in enumerate(kept, 1))
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
    return Table(words, lexicon, parse, cast, ids, {a.id: a for a in actors}, statements, cues)


def _matter(number: int, table: Table, m: Raised) -> Matter:
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
        status=m.status,
        contested=m.contested,
        evidence=tuple(Span(a, b, text[a:b]) for a, b in spans),
        statements=tuple(m.statements),
    )
