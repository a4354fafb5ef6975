"""Reports in, records out: parses the text, finds actors and statements, and puts the record together."""

from __future__ import annotations

from collections.abc import Iterable

from depesje.errors import LanguageError, Problem
from depesje.language import gazetteer, identify, lexicon, pipeline, syntax
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading import (
    addressing,
    confidence,
    dates,
    events,
    exchanges,
    fronting,
    listing,
    matters,
    mentions,
    statements,
)
from depesje.reading.cast import Cast, Member
from depesje.reading.dates import Dates
from depesje.reading.draft import Draft
from depesje.reading.phrases import noun_phrase
from depesje.records import Actor, Record, Report, Span, Speaker, Statement, Versions

READER = "1"  # Raised when the rules change what they find.
BATCH = 64
"""Paragraphs that are parsed at once: fewer leave the processor idle, more take memory."""

Spelt = dict[tuple[int, int], list[tuple[int, int]]]
"""The spans of people's names, by person and token."""


def read_report(report: Report) -> Record:
    """Reads one report. Raises ``LanguageError`` where its language is not read or cannot be told."""
    resolved = identify.resolve(report)
    if isinstance(resolved, Problem):
        raise LanguageError(str(resolved))
    spans = syntax.paragraphs(resolved.text)
    nlp = pipeline.load(str(resolved.language))
    docs = nlp.pipe((syntax.plain(resolved.text[a:b]) for a, b in spans), batch_size=BATCH)
    parse = syntax.from_docs(resolved.text, zip(spans, docs, strict=True), pipeline.scheme(nlp))
    return read_parse(resolved, parse)


def read_parse(report: Report, parse: Parse, pipeline_version: str | None = None) -> Record:
    """The record of a report (its language known) whose text has been parsed, by the shipped pipeline or a named one."""
    words = lexicon.load(str(report.language))
    places = gazetteer.load()
    fronting.mend(words, parse)
    drafts = statements.extract(words, parse)
    cast = Cast(words, places, parse, mentions.find(words, places, parse), drafts, report.published)
    for draft in drafts:
        for head in (draft.speaker, draft.implied):
            if head is not None:
                cast.speaker(head)
    settings = addressing.settings(words, parse, cast, drafts)
    told = dates.find(words, parse, report)
    deeds = events.extract(words, parse, cast, drafts, settings, told, report)
    exchanges.mark(exchanges.Ground(words, parse, cast, settings, told))
    kept = _kept(cast)
    ids = {id(member): f"a{n}" for n, member in enumerate(kept, 1)}
    spelt = _spelt(cast.members)
    found = tuple(
        _statement(n, words, parse, cast, draft, ids, settings, told, spelt)
        for n, draft in enumerate(drafts, 1)
    )
    actors = tuple(_actor(ids[id(m)], parse, m) for m in kept)
    said = {id(draft): statement.id for draft, statement in zip(drafts, found, strict=True)}
    done = events.records(parse, deeds, ids, said)
    on_table, divided = matters.find(words, parse, cast, ids, actors, found, done, told)
    ground = exchanges.Ground(words, parse, cast, settings, told, drafts, found, done, ids)
    return Record(
        report,
        actors,
        found,
        versions=versions(words, pipeline_version),
        events=done,
        matters=on_table,
        divisions=divided,
        exchanges=exchanges.find(ground, report),
    )


def versions(words: Lexicon, pipeline_version: str | None = None) -> Versions:
    """The versions of reader, lexicon and pipeline that make a record."""
    return Versions(READER, words.version, pipeline_version or pipeline.version(words.language))


def installed(language: str) -> Versions | None:
    """The versions that would read a language now; None where nothing that is installed reads it."""
    if language not in identify.READ:
        return None
    try:
        return versions(lexicon.load(language))
    except LanguageError:  # its pipeline is not installed
        return None


def _kept(cast: Cast) -> list[Member]:
    """The actors worth listing, by first mention."""
    out = [m for m in cast.members if m.spans and listing.takes_part(m)]
    return sorted(out, key=lambda m: min(m.spans))


def _actor(actor_id: str, parse: Parse, member: Member) -> Actor:
    spans = tuple(_span(parse, a, b) for a, b in sorted(set(member.spans)))
    return Actor(actor_id, listing.called(member), member.kind, member.code, member.role, None, spans)


def _span(parse: Parse, first: int, last: int) -> Span:
    start, end = parse.start[first], parse.end[last - 1]
    return Span(start, end, parse.text[start:end])


def _spelt(members: Iterable[Member]) -> Spelt:
    """The names of people by their tokens: looked up for every speaker, in a text that may name one a thousand times."""
    out: Spelt = {}
    for member in members:
        for first, last in member.spans if member.kind == "person" else ():
            for i in range(first, last):
                out.setdefault((id(member), i), []).append((first, last))
    return out


def _naming(
    words: Lexicon, parse: Parse, cast: Cast, draft: Draft, head: int, member: Member | None, spelt: Spelt
) -> tuple[int, int]:
    """The tokens that name a speaker: the noun phrase, and the name around it that the parser left outside.

    What was said is no part of it, nor the medium to which it was ("opplyser myndighetene til Reuters").
    """
    first, last = noun_phrase(parse, head, joint=True)
    for i in range(head + 1, last):
        heard = parse.lower[i] in words.setting.addressing and _is_medium(cast, i, last)
        if heard or any(a <= parse.start[i] < b for a, b in draft.content):
            last = i
            while last > head + 1 and parse.dep[last - 1] in {"case", "det", "punct"}:
                last -= 1
            break
    if member is not None and member.kind == "person":
        around = spelt.get((id(member), head), ())
        first = min([first, *(a for a, b in around if b >= last)])
    while (
        member is not None
        and last < len(parse)
        and cast.of.get(last) is member
        and parse.words[last][:1].isupper()
    ):
        last += 1
    return first, last


def _is_medium(cast: Cast, first: int, last: int) -> bool:
    return any((found := cast.of.get(i)) is not None and found.kind == "media" for i in range(first, last))


def _statement(
    number: int, words: Lexicon, parse: Parse, cast: Cast, draft: Draft, ids: dict[int, str],
    settings: addressing.Settings, told: Dates, spelt: Spelt,
) -> Statement:  # fmt: skip
    def known(members: Iterable[Member]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids[id(m)] for m in members if id(m) in ids))

    who = draft.speaker if draft.speaker is not None else draft.implied
    member = cast.speaker(who) if who is not None else None
    span = None
    if draft.speaker is not None:
        span = _span(parse, *_naming(words, parse, cast, draft, draft.speaker, member, spelt))
    when = told.of_cue(draft.cue[0] if draft.cue else None)
    return Statement(
        id=f"s{number}",
        speaker=Speaker(span, ids.get(id(member)) if member is not None else None),
        cue=_span(parse, *draft.cue) if draft.cue else None,
        content=tuple(Span(a, b, parse.text[a:b]) for a, b in draft.content),
        form=draft.form,
        to=known(m for m in settings.to(draft) if m is not member),
        per=known(settings.per(draft)),
        channel=settings.channel(draft),
        act=settings.act(draft),
        about=known(settings.about(draft)),
        negated=draft.negated,
        when=when.edtf if when is not None else None,
        confidence=confidence.probability(confidence.features(words, parse, draft, member)),
    )
