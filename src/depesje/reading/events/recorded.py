"""Events as records: actor ids, spans, dates and the CAMEO code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from depesje.language import cameo
from depesje.language.syntax import Parse
from depesje.reading.cast import Member
from depesje.reading.events.ground import Deed
from depesje.records import Event, Span


def records(
    parse: Parse, deeds: list[Deed], ids: Mapping[int, str], said: Mapping[int, str]
) -> tuple[Event, ...]:
    """The records of deeds, in their order.

    ``ids`` gives the id of each kept member and ``said`` that of each draft's statement, both by ``id(…)``.
    """
    numbers = {id(deed): f"e{n}" for n, deed in enumerate(deeds, 1)}
    return tuple(_event(parse, deed, ids, numbers, said) for deed in deeds)


def _event(
    parse: Parse, deed: Deed, ids: Mapping[int, str], numbers: Mapping[int, str], said: Mapping[int, str],
) -> Event:  # fmt: skip
    def known(members: Iterable[Member]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids[id(m)] for m in members if id(m) in ids))

    first, last = deed.trigger
    start, end = parse.start[first], parse.end[last - 1]
    when = deed.when
    return Event(
        id=numbers[id(deed)],
        type=deed.type,
        trigger=Span(start, end, parse.text[start:end]),
        mode=deed.mode,
        context=deed.context,
        cameo=cameo.code(deed.type, deed.mode, deed.context),
        actor=known(deed.actors),
        recipient=known(deed.recipients),
        theme=deed.theme,
        modality=deed.modality,
        condition_of=numbers[id(deed.condition_of)] if deed.condition_of is not None else None,
        when=when.edtf if when is not None else None,
        earliest=when.earliest if when is not None else None,
        latest=when.latest if when is not None else None,
        where=deed.where,
        per=known(deed.per),
        statement=said.get(id(deed.draft)) if deed.draft is not None else None,
        confidence=deed.confidence,
    )
