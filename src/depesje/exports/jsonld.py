"""JSON-LD: statements as schema.org's Quotation and Claim, events as Action, each tied to its words by a W3C annotation.

A direct or mixed statement is a Quotation, an indirect one a Claim. The annotation has a TextQuoteSelector and a
TextPositionSelector on the report's text; where the words are longer than a quotation may be, a RangeSelector quotes their
beginning and what follows their end. PROV-O says what read a record from what. The context stands in the file: nothing
need be fetched to read it. What has no term elsewhere has one of ours, ``urn:depesje:terms:``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from depesje.exports.cells import clean
from depesje.exports.lines import ENCODER
from depesje.exports.options import CUT, Options
from depesje.exports.tables import PIECES
from depesje.ledger.anchor import CUT as SHORTENED
from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import (
    Kept,
    KeptActor,
    KeptDivision,
    KeptEvent,
    KeptMatter,
    KeptReport,
    KeptStatement,
    Party,
    Words,
)
from depesje.records import Versions

CONTEXT = Path(__file__).parent / "data" / "context.json"
URN = "urn:depesje:"
WIKIDATA = "http://www.wikidata.org/entity/"
_TYPES = {"person": "Person", "unnamed": "Person", "state": "Country"}  # all others are organizations


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """One JSON-LD document: a context and a graph."""
    context = msgspec.json.encode(msgspec.json.decode(CONTEXT.read_bytes()))
    out.write(b'{"@context": ' + context + b',\n"@graph": [')
    before = b"\n"
    for node in _nodes(snapshot, options):
        out.write(before + ENCODER.encode(node))
        before = b",\n"
    out.write(b"\n]}\n")


def _nodes(snapshot: Snapshot, options: Options) -> Iterator[dict[str, Any]]:
    yield from map(_report, snapshot.reports())
    yield from map(_actor, snapshot.actors())
    for statement in snapshot.statements():
        yield _statement(statement, options)
        yield from _annotations(statement, options)
    for event in snapshot.events():
        yield _event(event, options)
        yield from _annotations(event, options)
    for matter in snapshot.matters():
        yield _matter(matter, options)
        yield from _annotations(matter, options)
    for division in snapshot.divisions():
        yield _division(division, options)
        yield from _annotations(division, options)


def _report(report: KeptReport) -> dict[str, Any]:
    return _given(
        id=report_iri(report),
        type=["NewsArticle", "Entity"],
        identifier=report.id,
        headline=report.title,
        inLanguage=report.language,
        datePublished=report.published_at or report.published,
        dateModified=report.modified,
        publisher={"type": "Organization", "name": report.publisher} if report.publisher else None,
        author=[{"type": "Person", "name": author} for author in report.authors] or None,
        isAccessibleForFree=False if report.stub else None,
        url=report.url,
        sha256=report.sha256,
        articleBody=report.text,
    )


def _actor(actor: KeptActor) -> dict[str, Any]:
    return _given(
        id=URN + actor.id,
        type=_TYPES.get(actor.kind, "Organization"),
        name=actor.name,
        alternateName=[clean(surface) for surface in actor.surfaces],
        kind=actor.kind,
        code=actor.code,
        description=actor.role,
        sameAs=WIKIDATA + actor.wikidata if actor.wikidata else None,
        review=actor.review,
    )


def _statement(statement: KeptStatement, options: Options) -> dict[str, Any]:
    speaker = URN + statement.speaker.id if statement.speaker else None
    claim = statement.form == "indirect"
    place = (
        {"appearance": report_iri(statement.report)} if claim else {"isPartOf": report_iri(statement.report)}
    )
    return _given(
        **_kept(statement, "Claim" if claim else "Quotation"),
        **place,
        text=_text(statement.content, options),
        creator=speaker,
        spokenByCharacter=None if claim else speaker,
        to=_iris(statement.to),
        per=_iris(statement.per),
        about=_iris(statement.about),
        act=statement.act,
        form=statement.form,
        channel=statement.channel,
        negated=statement.negated,
        dateCreated=statement.when,
        inLanguage=statement.report.language,
        confidence=statement.confidence,
    )


def _event(event: KeptEvent, options: Options) -> dict[str, Any]:
    return _given(
        **_kept(event, "Action"),
        agent=_iris(event.actor),
        participant=_iris(event.recipient),
        per=_iris(event.per),
        description=clean(options.quoted(event.sentence)),
        plover=event.type,
        mode=event.mode,
        context=list(event.context),
        cameo=event.cameo,
        modality=event.modality,
        edtf=event.when,
        startTime=event.earliest,
        endTime=event.latest,
        location={"type": "schema:Place", "name": event.where} if event.where else None,
        conditionOf=URN + event.condition_of if event.condition_of else None,
        statement=URN + event.statement if event.statement else None,
        confidence=event.confidence,
    )


def _matter(matter: KeptMatter, options: Options) -> dict[str, Any]:
    return _given(
        **_kept(matter, "Matter"),
        kind=matter.kind,
        by=_iris(matter.by),
        to=_iris(matter.to),
        per=_iris(matter.per),
        description=clean(options.quoted(matter.gist)),
        condition=clean(options.quoted(matter.condition)) if matter.condition else None,
        deadline=matter.deadline,
        status=matter.status,
        contested=matter.contested,
        statement=[URN + one for one in matter.statements],
        event=[URN + one for one in matter.events],
    )


def _division(division: KeptDivision, options: Options) -> dict[str, Any]:
    return _given(
        **_kept(division, "Division"),
        within=URN + division.within.id,
        description=_text(division.evidence, options),
    )


def _kept(record: Kept, kind: str) -> dict[str, Any]:
    """What every record has: what it is, whether a person has looked, and what read it from what."""
    return {
        "id": URN + record.id,
        "type": [kind, "Entity"],
        "identifier": record.id,
        "review": record.review,
        "wasDerivedFrom": report_iri(record.report),
        "wasGeneratedBy": _reading(record),
    }


def _reading(record: Kept) -> dict[str, Any]:
    report, read_by = record.report, record.read_by
    return _given(
        id=f"{URN}reading:{report.number}.{report.revision}" + (f":{_named(read_by)}" if read_by else ""),
        type="Activity",
        used=report_iri(report),
        wasAssociatedWith=_reader(read_by) if read_by else None,
    )


def _reader(versions: Versions) -> dict[str, Any]:
    named = f"Depesje {versions.reader}, lexicon {versions.lexicon}, pipeline {versions.pipeline}"
    return {"id": f"{URN}reader:{_named(versions)}", "type": "SoftwareAgent", "name": named}


def _named(versions: Versions) -> str:
    return quote("+".join((versions.reader, versions.lexicon, versions.pipeline)), safe="+")


def _annotations(record: Kept, options: Options) -> Iterator[dict[str, Any]]:
    """One annotation for each piece of the record's words."""
    for n, words in enumerate(record.words, 1):
        yield {
            "id": f"{URN}{record.id}:{n}",
            "type": "Annotation",
            "motivation": "identifying",
            "created": record.recorded_at,
            "body": URN + record.id,
            "target": {
                "type": "SpecificResource",
                "source": report_iri(record.report),
                "selector": list(_selectors(words, options)),
            },
        }


def _selectors(words: Words, options: Options) -> Iterator[dict[str, Any]]:
    yield {"type": "TextPositionSelector", "start": words.start, "end": words.end}
    exact = words.exact.removesuffix(SHORTENED)
    if exact != words.exact:  # as the ledger or its policy has it, so the rest cannot be told
        yield _quote(exact[: options.limit], words.prefix, "")
    elif options.limit is None or len(words.exact) <= options.limit:
        yield _quote(words.exact, words.prefix, words.suffix)
    elif words.suffix:
        first = words.exact[: options.limit].rsplit(None, 1)[0]
        yield {
            "type": "RangeSelector",
            "startSelector": _quote(first, words.prefix, ""),
            "endSelector": _quote(words.suffix, words.exact[-len(words.prefix or CUT) :], ""),
        }


def _quote(exact: str, prefix: str, suffix: str) -> dict[str, Any]:
    return _given(type="TextQuoteSelector", exact=exact, prefix=prefix or None, suffix=suffix or None)


def report_iri(report: KeptReport) -> str:
    """A report's address, where its id is one; else a name made of its id."""
    if report.id.startswith(("http://", "https://")):
        return quote(report.id, safe=":/?#[]@!$&'()*+,;=%~-._")
    return f"{URN}report:{quote(report.id, safe=':')}"


def _iris(parties: Iterable[Party]) -> list[str]:
    return [URN + party.id for party in parties]


def _text(words: Iterable[Words], options: Options) -> str:
    return clean(options.quoted(PIECES.join(one.exact for one in words)))


def _given(**values: Any) -> dict[str, Any]:
    """The values that there are."""
    return {name: value for name, value in values.items() if value is not None and value != []}
