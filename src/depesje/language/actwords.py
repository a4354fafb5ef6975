"""Words that tell what a speaker does in saying something, where the attribution does not: loads ``acts.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from depesje.errors import LexiconError
from depesje.language.phrasing import Patterns, Phrases, patterns
from depesje.records import Act

GAP = 2  # Other words that may stand between two words of a phrase.
_LISTS = (
    "own",
    "must",
    "should",
    "future",
    "obtain",
    "generic",
    "stative",
    "reply",
    "rejection",
    "evaluating",
    "claims",
    "factual",
    "no_order",
)
_KNOWN = frozenset({*_LISTS, "signal"})


@dataclass(frozen=True, slots=True)
class Signal:
    """What a phrase tells: an act, how strongly, and whether "not" ends that."""

    act: Act
    weight: float
    negatable: bool


@dataclass(frozen=True, slots=True)
class ActWords:
    """The words of one language; the word lists are explained in ``acts.toml``."""

    own: frozenset[str]
    must: frozenset[str]
    should: frozenset[str]
    future: frozenset[str]
    obtain: frozenset[str]
    generic: frozenset[str]
    stative: frozenset[str]
    reply: frozenset[str]
    rejection: frozenset[str]
    evaluating: frozenset[str]
    claims: Patterns
    factual: frozenset[str]
    no_order: frozenset[str]
    phrases: Phrases[Signal]

    def signals(self, words: Sequence[str], i: int) -> Sequence[tuple[Signal, int]]:
        """The signals whose phrase starts at ``words[i]``, each with the index of its last word."""
        found = self.phrases.at(words, i, len(words), GAP)
        return [(signal, last) for signal, last, _ in found] if found else ()

    def is_claim(self, word: str) -> bool:
        """Whether a noun is something claimed, which one denies rather than rejects."""
        return word in self.claims


def parsed(data: dict[str, Any], where: str) -> ActWords:
    """The checked words of an ``acts.toml``; raises ``LexiconError`` naming file and entry."""
    if wrong := set(data) ^ _KNOWN:
        raise LexiconError(f"{where}: key {sorted(wrong)[0]!r} is missing or unknown")
    phrases: Phrases[Signal] = Phrases()
    for row in data["signal"]:
        if unknown := set(row) - {"act", "weight", "negatable", "phrases"}:
            raise LexiconError(f"{where}: signal: unknown key {sorted(unknown)[0]!r}")
        if row.get("act") not in get_args(Act) or not isinstance(row.get("weight"), float):
            raise LexiconError(f"{where}: signal {row.get('act')!r} needs a known act and a weight")
        try:
            phrases.add(row["phrases"], Signal(row["act"], row["weight"], bool(row.get("negatable", False))))
        except ValueError as error:
            raise LexiconError(f"{where}: {error}") from error
    lists = {key: frozenset(data[key]) for key in _LISTS if key != "claims"}
    return ActWords(
        **lists,
        claims=patterns(data["claims"]),
        phrases=phrases,
    )
