"""Who did what to whom: the events of a report, found by verbs, nouns and predicates and by what its statements do."""

from __future__ import annotations

from depesje import edtf
from depesje.language import eventwords
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.addressing import Settings
from depesje.reading.cast import Cast, Member
from depesje.reading.dates import Dates
from depesje.reading.draft import Draft
from depesje.reading.events import (
    conditions,
    merging,
    modality,
    parties,
    places,
    scenes,
    speech,
    sureness,
    themes,
    triggers,
)
from depesje.reading.events.ground import Deed, Ground
from depesje.reading.events.recorded import records
from depesje.records import Report

# What is said by nobody is no act: "FN har blitt kritisert".
_SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})

_POLITICAL = frozenset({"armed-group", "government", "body", "alliance"})

__all__ = ["Deed", "extract", "records"]


def extract(
    lexicon: Lexicon,
    parse: Parse,
    cast: Cast,
    drafts: list[Draft],
    settings: Settings,
    dates: Dates,
    report: Report,
) -> list[Deed]:
    """The events of a parsed report in the order of their words, each once; none where the language has no event words."""
    words = eventwords.load(lexicon.language)
    if words is None:
        return []
    published = edtf.parse(report.published) if report.published else None
    ground = Ground(lexicon, words, parse, cast, drafts, settings, dates, published)
    deeds = triggers.find(ground)
    deeds = speech.find(ground, deeds)
    for deed in deeds:
        told = deed.draft
        deed.when = scenes.when(ground, deed)
        spoken = told is not None and (deed.sort == "speech" or deed.type in speech.VERBAL)
        if spoken and deed.when is None and told is not None and told.cue is not None:
            deed.when = dates.of_cue(told.cue[0])  # A threat is made when it is uttered.
        deed.modality = modality.spoken(ground, deed) if spoken else modality.of(ground, deed)
        deed.per = settings.per(told) if told is not None else ground.vouching(deed.head)
        if modality.refused(ground, deed):
            deed.type, deed.mode, deed.modality = "REJECT", None, "actual"
    deeds = [deed for deed in deeds if _counts(deed)]
    conditions.link(ground, deeds)
    for deed in deeds:
        deed.where = places.of(ground, deed)
        deed.theme = themes.of(ground, deed)
    kept = merging.merged(ground, deeds)
    scenes.set_on(ground, kept)
    parties.complete(ground, kept)
    kept = [deed for deed in kept if deed.actors or deed.recipients]
    for deed in kept:
        if deed.condition_of not in kept:
            deed.condition_of = None
        deed.confidence = sureness.judge(ground, deed)
        for member in (*deed.actors, *deed.recipients):
            member.acts = True
    return kept


def _political(member: Member) -> bool:
    """Whether an actor makes what it does a political act: one of a country or body, an authority, an armed group."""
    return member.code is not None or member.known or member.kind in _POLITICAL


def _counts(deed: Deed) -> bool:
    """Whether a deed counts as an event: political by its parties, and in the modality in which it is told."""
    sides = [*deed.actors, *deed.recipients]
    if sides and deed.type != "PROTEST" and not any(_political(m) for m in sides):
        return False
    if deed.type in _SAID and not deed.actors and not (deed.type == "SUPPORT" and deed.sort == "noun"):
        return False
    if deed.type == "REQUEST" and not deed.recipients and all(m.kind == "unnamed" for m in deed.actors):
        return False  # "Kilden, som krever å være anonym".
    frame = deed.frame
    if frame is None:
        return True
    if frame.told and deed.modality not in frame.told:
        return False
    if frame.resolve:
        if deed.modality != "future":
            return False
        deed.modality = "actual"
    return True
