"""Whether a report belongs in a dossier, and why: a pure function of the two.

It does where it is published in the dossier's period and

- two of the parties have to do with each other in it (one says something to or of the other, or does something to it), or
- one of the parties speaks or acts in it and one of the dossier's words stands there, or
- for a dossier without parties, one of the words stands in its title or heading, or two times;

unless its subject is another than diplomacy: sport, crime or party politics, whose words outnumber diplomacy's. With
parties and words given, the words must be there: a dossier on a fishery is not on all that two neighbours do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from depesje.language.topics import TOPICS, topics
from depesje.ledger.dates import bounds
from depesje.ledger.dossiers.facts import Facts, Party, alike
from depesje.ledger.fulltext import stem, stemmer_for
from depesje.ledger.names import fold
from depesje.ledger.otherwise import kept_names
from depesje.ledger.splitting import words as words_of

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


def file(crisis: Crisis, facts: Facts) -> Filing:
    """Whether a report belongs in a dossier, and why."""
    if not _within(crisis, facts.published):
        return Filing(False, "published outside the period")
    parties = _parties(crisis, facts.names)
    words = _words_found(crisis.words, facts.language, f"{facts.title or ''}\n{facts.text}")
    reason = _reason(crisis, facts, parties, words)
    if reason is None:
        return Filing(False, _missing(crisis, parties, words))
    if subject := other_subject(facts):
        return Filing(False, f"another subject: {subject}")
    return Filing(True, reason)


def heading(facts: Facts) -> str:
    """The report's title; where it has none, its first line if that is no sentence."""
    first = facts.text.lstrip().partition("\n")[0].strip()
    return facts.title or ("" if first.endswith((".", "!")) else first)


def other_subject(facts: Facts) -> str | None:
    """The subject besides diplomacy that a report is about, with the words that tell it; None where it is about none."""
    if facts.language is None:
        return None
    lexicon = topics(facts.language)
    title, text = words_of(heading(facts)), words_of(facts.text)
    hits = {topic: lexicon[topic].hits(text) for topic in TOPICS}
    weight = {topic: len(hits[topic]) + _TITLE * len(lexicon[topic].hits(title)) for topic in TOPICS}
    rivals = [topic for topic in TOPICS if topic != "diplomacy"]
    best = max(rivals, key=lambda topic: weight[topic])
    if len(hits[best]) < _ENOUGH or weight[best] <= weight["diplomacy"]:
        return None
    return f"{best.replace('_', ' ')} ({', '.join(sorted(hits[best])[:4])})"


def _reason(crisis: Crisis, facts: Facts, parties: Mapping[Party, str], words: Counter[str]) -> str | None:
    told = [f"words: {', '.join(words)}"] if words else []
    if crisis.words and not words:
        return None
    if not crisis.parties:
        in_heading = _words_found(crisis.words, facts.language, heading(facts))
        return told[0] if in_heading or words.total() > 1 else None
    if pairs := _dealings(facts, parties):
        one, other = min(pairs, key=lambda pair: (-pairs[pair], pair))
        return "; ".join([f"{one} and {other} deal with each other", *told])
    acting = sorted({parties[actor] for actor in facts.acting if actor in parties})
    return "; ".join([f"{acting[0]} speaks or acts", *told]) if crisis.words and acting else None


def _missing(crisis: Crisis, parties: Mapping[Party, str], words: Counter[str]) -> str:
    if crisis.words and not words:
        return "none of the words"
    if not crisis.parties:
        return "a word of the dossier in passing"
    if not parties:
        return "none of the parties"
    return f"{' and '.join(sorted(set(parties.values())))} named in passing"


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


def _parties(crisis: Crisis, names: Mapping[Party, frozenset[str]]) -> dict[Party, str]:
    """The dossier's parties by the report's actors that count under them."""
    wanted = {kept: party for party in crisis.parties for kept in kept_names(party)}
    wanted |= {alike(party): party for party in crisis.parties}
    return {
        actor: wanted[form]
        for actor, called in names.items()
        for name in sorted(called)
        for form in (fold(name), name)
        if form in wanted
    }


def _dealings(facts: Facts, parties: Mapping[Party, str]) -> Counter[tuple[str, str]]:
    """How often each two of the parties say something to or of each other, or do something to or with each other."""
    pairs: Counter[tuple[str, str]] = Counter()
    for dealing in facts.dealings:
        ones = {parties[one] for one in dealing.ones if one in parties}
        others = {parties[other] for other in dealing.others if other in parties}
        for one, other in combinations(sorted(ones | others), 2):
            if (one in ones and other in others) or (other in ones and one in others):
                pairs[one, other] += 1
    return pairs


def _words_found(words: Iterable[str], language: str | None, text: str) -> Counter[str]:
    """How often each of the words stands in a text, in any inflection, and long ones at either end of compounds."""
    stemmer = stemmer_for(language)
    stems = [stem(word, stemmer) for word in words_of(text)]
    counts: Counter[str] = Counter()
    for word in words:
        asked = [stem(part, stemmer) for part in words_of(word)]
        if hits := _hits(asked, stems):
            counts[word] = hits
    return counts


def _hits(asked: list[str], stems: list[str]) -> int:
    if len(asked) == 1 and len(asked[0]) >= _COMPOUNDED:
        return sum(found.startswith(asked[0]) or found.endswith(asked[0]) for found in stems)
    return sum(stems[at : at + len(asked)] == asked for at in range(len(stems))) if asked else 0
