"""Where accounts of one exchange differ: what only one source says, and what two say to the contrary.

Two pieces are about one thing where most of the roots of the shorter are in the longer. Then they contradict where one is
negated and the other is not, or where both give numbers and none in common. What a source says that another side has
promised, that side contradicts by a denial. What needs more understanding is left to who reads the accounts side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from depesje.language import lexicon
from depesje.ledger import splitting
from depesje.ledger.across.wire import root
from depesje.ledger.splitting import COMPOUND

Kind = Literal["denied", "negated", "numbers"]
SAME, CLOSE = 0.5, 0.66  # Share of roots in common: about one thing; all but the same words.
_FEWEST = 2  # Roots below which a piece is about nothing in particular.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GIVEN = frozenset({"promise", "agree", "offer"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a source's account: ``source`` tells sources apart, ``act`` is what the speaker does in saying them.

    ``side`` is the country or body of the source, ``speaker`` that of the one who is told to have said them.
    """

    source: str
    words: str
    language: str | None
    act: str = "assert"
    negated: bool = False
    side: str | None = None
    speaker: str | None = None

    @property
    def denies(self) -> bool:
        """Whether it is negated, by its speaker's verb or in its own words."""
        return (self.act in {"deny", "reject"}) != (self.negated or _negation(self.words, self.language))


@dataclass(frozen=True, slots=True)
class Difference:
    """Two pieces that contradict."""

    kind: Kind
    one: Piece
    other: Piece


def only(pieces: Sequence[Piece]) -> list[bool]:
    """For each piece whether no other source says it; nothing is said only by one where there is just one source."""
    several = len({p.source for p in pieces}) > 1
    return [
        several and not any(shared(one, other) >= SAME for other in pieces if other.source != one.source)
        for one in pieces
    ]


def differences(pieces: Sequence[Piece]) -> list[Difference]:
    """Where pieces of different sources contradict, in their order, each pair of sources and kind once."""
    out: list[Difference] = []
    seen: set[tuple[str, str, Kind]] = set()
    for n, one in enumerate(pieces):
        for other in pieces[n + 1 :]:
            kind = _contrary(one, other) if one.source != other.source else None
            if kind is not None and (one.source, other.source, kind) not in seen:
                seen.add((one.source, other.source, kind))
                out.append(Difference(kind, one, other))
    return out


def shared(one: Piece, other: Piece) -> float:
    """What share of the roots of the shorter piece is in the longer; 0 where it has too few."""
    a, b = _roots(one.words, one.language), _roots(other.words, other.language)
    least = min(len(a), len(b))
    return len(a & b) / least if least >= _FEWEST else 0.0


def _contrary(one: Piece, other: Piece) -> Kind | None:
    if _deny_given(one, other) or _deny_given(other, one):
        return "denied"
    likeness = shared(one, other)
    if likeness >= SAME and one.denies != other.denies:
        return "negated"
    mine, theirs = set(_NUMBER.findall(one.words)), set(_NUMBER.findall(other.words))
    return "numbers" if likeness >= CLOSE and mine and theirs and mine.isdisjoint(theirs) else None


def _deny_given(one: Piece, other: Piece) -> bool:
    """Whether a side denies what another source says that it has promised, agreed to or offered."""
    if one.act != "deny" or other.act not in _GIVEN:
        return False
    return one.side is not None and one.side == other.speaker and one.side != other.side


@lru_cache(maxsize=4096)
def _roots(words: str, language: str | None) -> frozenset[str]:
    return frozenset(r for w in splitting.words(words, COMPOUND) if (r := root(w, language)) is not None)


def _negation(words: str, language: str | None) -> bool:
    known = lexicon.load(language if language in {"nb", "nn", "en"} else "nb").grammar.negations
    return any(word.lower() in known for word in splitting.words(words, COMPOUND))
