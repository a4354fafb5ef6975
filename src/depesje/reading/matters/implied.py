"""Matters that only a reply tells of: "Tyskland nekter Latvia å …", "avlyste møtet med …", "landet har brutt løftet"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from depesje.reading.matters import merging, raising
from depesje.reading.matters.table import Answer, Raised, Table
from depesje.records import Statement, Status

_PROMISED: dict[str, Status] = {"kept": "kept", "broken": "broken"}


def find(table: Table, raised: Sequence[Raised], replies: Iterable[Answer]) -> list[Raised]:
    """The matters that replies imply and nothing else in the report tells of."""
    known = {s for m in raised for s in m.statements}
    refused = (_refused(table, s) for s in table.statements if s.id not in known)
    open_ones = [a for a in replies if not a.settled and a.by and not merging.in_heading(table, a.anchor)]
    called_off = (_called_off(table, a) for a in open_ones if a.own)
    lived_up_to = (_promised(table, a) for a in open_ones if a.outcome in _PROMISED)
    return [m for m in (*refused, *called_off, *lived_up_to) if m is not None]


def _refused(table: Table, statement: Statement) -> Raised | None:
    """ "nekter Latvia å selge kanonene": who is refused something had asked for it."""
    cue = raising.cue_of(table, statement)
    if cue is None or statement.negated or not raising.lemmas(table, cue) & table.words.lists.refusing:
        return None
    by = table.speaker(statement)
    asked = [one for one in statement.to if not table.same_side([one], by)]
    if not asked or not by:
        return None
    span = (statement.speaker.span or statement.content[0], statement.content[-1])
    start, end = min(span[0].start, statement.content[0].start), span[1].end
    return Raised(
        kind="request", by=asked, to=by, spans=[(start, end)], gist=(statement.content[0].start, end), anchor=cue,
        stems=table.stems(table.tokens(start, end)), source="statement", status="rejected", statements=[statement.id],
    )  # fmt: skip


def _promised(table: Table, a: Answer) -> Raised | None:
    """ "dermed holdt landet ord", "har brutt løftet": who keeps or breaks a promise had given it."""
    if a.kinds and "promise" not in a.kinds:
        return None
    return Raised(
        kind="promise", by=table.with_state(a.by), to=[], spans=a.spans, gist=a.spans[0], anchor=a.anchor,
        stems=a.stems, source="statement", status=_PROMISED[a.outcome], statements=[a.statement] if a.statement else [],
    )  # fmt: skip


def _called_off(table: Table, a: Answer) -> Raised | None:
    """ "avlyste møtet med Samsonov": what is called off had been agreed."""
    with_whom = [
        one
        for i in table.tokens(*a.spans[0])
        if table.opening(i) in table.words.lists.sharers
        for one in table.who(i)
        if not table.same_side([one], a.by)
    ]
    if not with_whom:
        return None
    return Raised(
        kind="promise", by=table.with_state(a.by), to=with_whom[:1], spans=a.spans, gist=a.spans[0], anchor=a.anchor,
        stems=a.stems, source="statement", status="withdrawn",
    )  # fmt: skip
