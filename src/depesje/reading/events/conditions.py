"""Conditions and what follows from them: the event of an if-clause is linked to that of its main clause."""

from __future__ import annotations

from depesje.reading.events import modality
from depesje.reading.events.ground import Deed, Ground

_SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"})
_NEAR = 40  # Tokens between a condition and its consequence.


def link(ground: Ground, deeds: list[Deed]) -> None:
    """Sets ``condition_of`` on the events of conditional clauses, and makes deeds that follow from one conditional."""
    parse = ground.parse
    clauses = {d: c for d in deeds if d.draft is None and (c := _clause(ground, d)) is not None}
    for deed, clause in clauses.items():
        main = parse.head[clause]
        inside = set(range(parse.left[clause], parse.right[clause] + 1))
        others = [
            d
            for d in deeds
            if parse.sent[d.head] == parse.sent[deed.head] and d.head not in inside and d not in clauses
        ]
        followers = [d for d in others if parse.is_below(d.head, main) and abs(d.head - deed.head) < _NEAR]
        if followers:
            deed.condition_of = min(followers, key=lambda d: (d.head != main, abs(d.head - deed.head)))
        for d in followers:
            told = d.draft is None and d.type not in _SPEECH and d.frame is not None
            if told and d.modality in {"actual", "future", "possible"}:
                d.modality = "conditional"


def _clause(ground: Ground, deed: Deed) -> int | None:
    """The head of the conditional clause in which a deed stands."""
    i = deed.head
    for _ in range(8):
        if modality.is_condition(ground, i):
            return i
        if ground.parse.head[i] == i:
            return None
        i = ground.parse.head[i]
    return None
