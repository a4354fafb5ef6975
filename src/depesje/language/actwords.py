"""Words that tell what a speaker does in saying something, where the attribution does not: loads ``acts.toml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from depesje.errors import LexiconError
from depesje.records import Act

GAP = 2  # Other words that may stand between two words of a phrase.
_KEY = 3  # Letters by which open-ended words are looked up.
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
    """A phrase (a word ending in ``*`` is open-ended), its act, how strongly it tells, and whether "not" ends that."""

    words: tuple[str, ...]
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
    claims: tuple[str, ...]
    factual: frozenset[str]
    no_order: frozenset[str]
    whole: dict[str, tuple[Signal, ...]]
    open: dict[str, tuple[Signal, ...]]

    def signals(self, words: Sequence[str], i: int) -> Sequence[tuple[Signal, int]]:
        """The signals whose phrase starts at ``words[i]``, each with the index of its last word."""
        word = words[i]
        whole, opened = self.whole.get(word, ()), self.open.get(word[:_KEY], ())
        if not whole and not opened:
            return ()
        ends = ((signal, _ends(signal.words, words, i)) for signal in (*whole, *opened))
        return [(signal, last) for signal, last in ends if last is not None]

    def is_claim(self, word: str) -> bool:
        """Whether a noun is something claimed, which one denies rather than rejects."""
        return any(_fits(word, claim) for claim in self.claims)


def _fits(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _ends(pattern: Sequence[str], words: Sequence[str], i: int) -> int | None:
    if not _fits(words[i], pattern[0]):
        return None
    at = i
    for part in pattern[1:]:
        for k in range(at + 1, min(at + GAP + 2, len(words))):
            if _fits(words[k], part):
                at = k
                break
        else:
            return None
    return at


def parsed(data: dict[str, Any], where: str) -> ActWords:
    """The checked words of an ``acts.toml``; raises ``LexiconError`` naming file and entry."""
    if wrong := set(data) ^ _KNOWN:
        raise LexiconError(f"{where}: key {sorted(wrong)[0]!r} is missing or unknown")
    whole: defaultdict[str, list[Signal]] = defaultdict(list)
    opened: defaultdict[str, list[Signal]] = defaultdict(list)
    for row in data["signal"]:
        if row.get("act") not in get_args(Act) or not isinstance(row.get("weight"), float):
            raise LexiconError(f"{where}: signal {row.get('act')!r} needs a known act and a weight")
        for phrase in row["phrases"]:
            words = tuple(phrase.split())
            signal = Signal(words, row["act"], row["weight"], bool(row.get("negatable", False)))
            first = words[0]
            if first.endswith("*"):
                if len(first) <= _KEY:
                    raise LexiconError(f"{where}: {phrase!r} is too open")
                opened[first[:_KEY]].append(signal)
            else:
                whole[first].append(signal)
    lists = {key: frozenset(data[key]) for key in _LISTS if key != "claims"}
    return ActWords(
        **lists,
        claims=tuple(data["claims"]),
        whole={k: tuple(v) for k, v in whole.items()},
        open={k: tuple(v) for k, v in opened.items()},
    )
