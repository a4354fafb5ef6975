"""Whether a report belongs in a dossier, and why: a pure function of the two.

It does where it is published in the dossier's period and

- two of the parties have to do with each other in it (one says something to or of the other, or does something to it), or
- one of the parties speaks or acts in it and one of the dossier's words stands there, or
- for a dossier without parties, one of the words stands in its title or heading, or two times;

unless its subject is another than diplomacy: sport, crime or party politics, whose words outnumber diplomacy's. With
parties and words given, the words must be there: a dossier on a fishery is not on all that two neighbours do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from depesje.language.topics import TOPICS, topics
from depesje.ledger.dates import bounds
from depesje.ledger.fulltext import stem, stemmer_for
from depesje.records import Record

_WORD = re.compile(r"[^\W_]+")
_TITLE = 3  # What a word in the title counts for beside one in the text.
_COMPOUNDED = 5  # Letters of the shortest word that is looked for in compounds, too: torskekvote, sjøkabel.
_ENOUGH = 3  # Different words of another subject before it can rule a report out.


@dataclass(frozen=True, slots=True)
class Crisis:
    """What a dossier is about: its parties (codes, or names where there is none), words (or phrases) and period (EDTF)."""

    name: str
    parties: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """Whether a report is filed, and the reason in words."""

    filed: bool
    reason: str


def file(crisis: Crisis, record: Record) -> Filing:
    """Whether the report of a record belongs in a dossier, and why."""
    if not _within(crisis, record.report.published):
        return Filing(False, "published outside the period")
    words = _words_found(crisis.words, record)
    present = _present(crisis, record)
    reason = _reason(crisis, record, present, words)
    if reason is None:
        return Filing(False, _missing(crisis, present, words))
    if subject := other_subject(record):
        return Filing(False, f"another subject: {subject}")
    return Filing(True, reason)


def _reason(crisis: Crisis, record: Record, present: frozenset[str], words: Counter[str]) -> str | None:
    told = f"words: {', '.join(words)}" if words else ""
    if crisis.words and not words:
        return None
    if not crisis.parties:
        in_title = _words_found(crisis.words, record, title_only=True)
        return told if in_title or words.total() > 1 else None
    for one, other in _dealings(crisis, record):
        return _joined(f"{one} and {other} deal with each other", told)
    if not crisis.words:
        return None
    if acting := sorted(present & _acting(crisis, record)):
        return _joined(f"{acting[0]} speaks or acts", told)
    return None


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _missing(crisis: Crisis, present: frozenset[str], words: Counter[str]) -> str:
    if crisis.words and not words:
        return "none of the words"
    if not crisis.parties:
        return "a word of the dossier in passing"
    if not present:
        return "none of the parties"
    return f"{' and '.join(sorted(present))} named in passing"


def _within(crisis: Crisis, published: str | None) -> bool:
    """Whether a report can be of the period; one without a date can."""
    when = bounds(published)
    if when is None:
        return True
    since, until = bounds(crisis.since), bounds(crisis.until)
    begins = since.earliest if since else None
    ends = until.latest if until else None
    return not (
        (begins is not None and when.latest is not None and when.latest < begins)
        or (ends is not None and when.earliest is not None and when.earliest > ends)
    )


def _parties(crisis: Crisis, record: Record) -> dict[str, str]:
    """The dossier's parties by the ids of the record's actors that count under them."""
    found = {}
    wanted = {party.casefold(): party for party in crisis.parties}
    for actor in record.actors:
        for name in (actor.code, actor.name):
            if name is not None and name.casefold() in wanted:
                found[actor.id] = wanted[name.casefold()]
    return found


def _present(crisis: Crisis, record: Record) -> frozenset[str]:
    return frozenset(_parties(crisis, record).values())


def _acting(crisis: Crisis, record: Record) -> frozenset[str]:
    parties = _parties(crisis, record)
    speaking = (statement.speaker.actor for statement in record.statements)
    doing = (actor for event in record.events for actor in event.actor)
    return frozenset(parties[actor] for actor in (*speaking, *doing) if actor in parties)


def _dealings(crisis: Crisis, record: Record) -> Iterator[tuple[str, str]]:
    """Pairs of parties of which one says something to or of the other, or does something to it, those most often first."""
    parties = _parties(crisis, record)
    pairs: Counter[tuple[str, str]] = Counter()
    for statement in record.statements:
        speaker = statement.speaker.actor
        pairs.update(_across(parties, [speaker] if speaker else [], (*statement.to, *statement.about)))
    for event in record.events:
        if event.modality != "negated":
            pairs.update(_across(parties, event.actor, event.recipient))
            pairs.update(_across(parties, event.actor, event.actor))
    yield from (pair for pair, _ in sorted(pairs.items(), key=lambda found: (-found[1], found[0])))


def _across(parties: dict[str, str], ones: Iterable[str], others: Iterable[str]) -> set[tuple[str, str]]:
    named = {parties[one] for one in ones if one in parties}
    met = {parties[other] for other in others if other in parties}
    return {
        (one, other)
        for one, other in combinations(sorted(named | met), 2)
        if (one in named and other in met) or (other in named and one in met)
    }


def _words_found(words: Iterable[str], record: Record, *, title_only: bool = False) -> Counter[str]:
    """How often each of the words stands in the report, in any inflection."""
    stemmer = stemmer_for(record.report.language)
    text = heading(record) if title_only else f"{record.report.title or ''}\n{record.report.text}"
    stems = [stem(word, stemmer) for word in _WORD.findall(text)]
    places: dict[str, list[int]] = {}
    for at, found in enumerate(stems):
        places.setdefault(found, []).append(at)
    counts: Counter[str] = Counter()
    for word in words:
        asked = [stem(part, stemmer) for part in _WORD.findall(word)]
        if not asked:
            continue
        hits = sum(stems[at : at + len(asked)] == asked for at in places.get(asked[0], ()))
        if len(asked) == 1 and len(asked[0]) >= _COMPOUNDED:
            hits += (
                sum(asked[0] in (found[: len(asked[0])], found[-len(asked[0]) :]) for found in stems) - hits
            )
        if hits:
            counts[word] = hits
    return counts


def heading(record: Record) -> str:
    """The report's title; where it has none, its first line if that is no sentence."""
    first = record.report.text.lstrip().partition("\n")[0].strip()
    return record.report.title or ("" if first.endswith((".", "!")) else first)


def other_subject(record: Record) -> str | None:
    """The subject besides diplomacy that a report is about, with the words that tell it; None where it is about none."""
    report = record.report
    if report.language is None:
        return None
    lexicon = topics(report.language)
    title, text = _WORD.findall(heading(record)), _WORD.findall(report.text)
    hits = {topic: lexicon[topic].hits(text) for topic in TOPICS}
    weight = {topic: len(hits[topic]) + _TITLE * len(lexicon[topic].hits(title)) for topic in TOPICS}
    rivals = [topic for topic in TOPICS if topic != "diplomacy"]
    best = max(rivals, key=lambda topic: weight[topic])
    if len(hits[best]) < _ENOUGH or weight[best] <= weight["diplomacy"]:
        return None
    return f"{best.replace('_', ' ')} ({', '.join(sorted(hits[best])[:4])})"
