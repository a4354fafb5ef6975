"""Words that tell of matters on the table, of replies to them and of divisions inside a party: loads ``matters.toml``.

The file's comments explain its lists. Everything is loaded once a process.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any, Literal, get_args

import snowballstemmer  # type: ignore[import-untyped, unused-ignore]

from depesje.errors import LexiconError
from depesje.language import tables
from depesje.language.keeping import KEPT
from depesje.language.phrasing import Patterns, Phrases, patterns
from depesje.records import MatterKind

FILE = "matters.toml"
Outcome = Literal["accepted", "rejected", "answered", "kept", "broken", "withdrawn", "denied"]
Need = Literal["none", "object", "noun", "own"]
_OPEN_ENDED = frozenset({"answers", "private", "deadlines", "easing"})  # Lists whose words may end in ``*``.
OUTCOMES: frozenset[str] = frozenset(get_args(Outcome))
KINDS: frozenset[str] = frozenset(get_args(MatterKind))
_SHORTEST_PART = 3  # Letters of the shortest first part of a compound.


@dataclass(frozen=True, slots=True)
class MatterNoun:
    """A noun for a matter: the kinds it can stand for, the first the usual one, and the kind that it can raise by itself."""

    kinds: tuple[MatterKind, ...]
    raises: MatterKind | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a phrase makes of a matter, and what it needs for an object; see ``matters.toml``."""

    outcome: Outcome
    needs: Need


@dataclass(frozen=True, slots=True)
class Lists:
    """The plain word lists, explained in ``matters.toml``; what may end in ``*`` are patterns."""

    anaphors: frozenset[str]
    fronted: frozenset[str]
    several: frozenset[str]
    about: frozenset[str]
    receivers: frozenset[str]
    givers: frozenset[str]
    sharers: frozenset[str]
    threats: frozenset[str]
    assurances: frozenset[str]
    warnings: frozenset[str]
    replying: frozenset[str]
    persisting: frozenset[str]
    against: frozenset[str]
    answers: Patterns
    easing: Patterns
    agreed: frozenset[str]
    after: frozenset[str]
    upon: frozenset[str]
    receiving: frozenset[str]
    deciding: frozenset[str]
    deadlines: Patterns
    refusing: frozenset[str]
    private: Patterns
    furthermore: frozenset[str]
    must: frozenset[str]
    consequence: frozenset[str]
    unsure: frozenset[str]
    raising: frozenset[str]
    repeating: frozenset[str]
    unbound: frozenset[str]


@dataclass(frozen=True, slots=True)
class DivisionWords:
    """The words of disagreement inside a party, explained in ``matters.toml``."""

    nouns: frozenset[str]
    conflicts: frozenset[str]
    unity: frozenset[str]
    within: frozenset[str]
    between: frozenset[str]
    inner: frozenset[str]
    predicates: frozenset[str]
    verbs: Phrases[bool]
    topics: Phrases[bool]
    questions: frozenset[str]
    members: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class MatterWords:
    """All words of one language that the readers of matters and divisions use."""

    stemmer: str
    lists: Lists
    nouns: dict[str, MatterNoun]
    openings: Phrases[bool]
    replies: Phrases[Reply]
    division: DivisionWords

    @lru_cache(KEPT)  # noqa: B019 -- the words live as long as the process
    def noun(self, form: str) -> MatterNoun | None:
        """The matter that a (lower-case) noun names, also as the last part of a compound; None where it names none."""
        found = self.nouns.get(form)
        if found is None and len(form) > 2 * _SHORTEST_PART:
            for cut in range(_SHORTEST_PART, len(form) - _SHORTEST_PART):
                if form[cut:] in self.nouns:
                    return self.nouns[form[cut:]]
        return found

    def is_answer(self, word: str) -> bool:
        """Whether a word tells what a party does to another in answer or as a punishment."""
        return word in self.lists.answers

    def is_easing(self, word: str) -> bool:
        """Whether a word tells that a party eases or ends something."""
        return word in self.lists.easing

    def is_deadline(self, word: str) -> bool:
        """Whether a word names a date by which something is to be done."""
        return word in self.lists.deadlines

    def is_private(self, word: str) -> bool:
        """Whether a word tells that somebody only wants to stay unnamed."""
        return word in self.lists.private

    def stem(self, word: str) -> str:
        """The stem by which words of two matters are compared."""
        return _stem(word, self.stemmer)


@lru_cache(maxsize=50_000)
def _stem(word: str, stemmer: str) -> str:
    stemmed: str = _stemmer(stemmer).stemWord(word)
    return stemmed


@cache
def _stemmer(name: str) -> Any:
    return snowballstemmer.stemmer(name)


def _checked(row: dict[str, Any], wanted: Iterable[str], where: str) -> None:
    if wrong := set(row) ^ set(wanted):
        raise LexiconError(f"{where}: key {sorted(wrong)[0]!r} is missing or unknown")


def _lists(rows: dict[str, Any], where: str) -> Lists:
    _checked(rows, (*(f.name for f in fields(Lists)), "openings"), f"{where}: words")
    kept: dict[str, Any] = {
        f.name: patterns(rows[f.name]) if f.name in _OPEN_ENDED else frozenset(rows[f.name])
        for f in fields(Lists)
    }
    return Lists(**kept)


def _nouns(rows: Iterable[dict[str, Any]], where: str) -> dict[str, MatterNoun]:
    out: dict[str, MatterNoun] = {}
    for row in rows:
        kinds, raises = tuple(row.get("kinds", ())), row.get("raises")
        if not kinds or not KINDS.issuperset(kinds) or raises not in KINDS | {None} or not row.get("forms"):
            raise LexiconError(f"{where}: noun {row.get('forms', ['?'])[0]!r} needs known kinds and forms")
        out.update((form, MatterNoun(kinds, raises)) for form in row["forms"])
    return out


def _phrases(lines: Iterable[str], where: str) -> Phrases[bool]:
    out: Phrases[bool] = Phrases()
    try:
        out.add(lines, True)
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error
    return out


def _replies(rows: Iterable[dict[str, Any]], where: str) -> Phrases[Reply]:
    out: Phrases[Reply] = Phrases()
    for row in rows:
        _checked(row, ("status", "needs", "phrases"), f"{where}: reply")
        if row["status"] not in OUTCOMES or row["needs"] not in get_args(Need):
            raise LexiconError(f"{where}: reply {row['status']!r} {row['needs']!r} is unknown")
        try:
            out.add(row["phrases"], Reply(row["status"], row["needs"]))
        except ValueError as error:
            raise LexiconError(f"{where}: {error}") from error
    return out


def _division(row: dict[str, Any], where: str) -> DivisionWords:
    _checked(row, (f.name for f in fields(DivisionWords)), f"{where}: division")
    verbs, topics = (_phrases(row[key], f"{where}: division") for key in ("verbs", "topics"))
    return DivisionWords(
        nouns=frozenset(row["nouns"]),
        conflicts=frozenset(row["conflicts"]),
        unity=frozenset(row["unity"]),
        within=frozenset(row["within"]),
        between=frozenset(row["between"]),
        inner=frozenset(row["inner"]),
        predicates=frozenset(row["predicates"]),
        verbs=verbs,
        topics=topics,
        questions=frozenset(row["questions"]),
        members=frozenset(row["members"]),
    )


@cache
def load(language: str) -> MatterWords:
    """The words of ``language``; raises ``LexiconError`` where the file is missing or breaks the schema."""
    where = f"{language}/{FILE}"
    data = tables.toml(language, FILE)
    _checked(data, ("stemmer", "words", "noun", "reply", "division"), where)
    return MatterWords(
        stemmer=str(data["stemmer"]),
        lists=_lists(data["words"], where),
        openings=_phrases(data["words"]["openings"], f"{where}: openings"),
        nouns=_nouns(data["noun"], where),
        replies=_replies(data["reply"], where),
        division=_division(data["division"], where),
    )
