"""The matters and events of a handful of records, joined at once: what a ledger comes to report by report.

For the benchmark of a storyline, and for tests that hold a ledger against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from depesje.ledger.across import deeds, events, history, matters, pairing
from depesje.ledger.across.deeds import Deed
from depesje.ledger.across.events import Done
from depesje.ledger.across.history import Move, Standing
from depesje.ledger.across.matters import Tabled
from depesje.records import Record


@dataclass(frozen=True, slots=True)
class Joined:
    """One matter as several reports tell it, with its moves and where it stands after the last."""

    members: tuple[Tabled, ...]
    moves: tuple[Move, ...]
    standing: Standing


def joined_matters(records: Iterable[Record], originals: Mapping[str, str] | None = None) -> list[Joined]:
    """The matters of these records; ``originals`` as in ``history.moves``."""
    kept = list(records)
    told = [matters.sketch(r, m) for r in kept for m in r.matters]
    done = [events.sketch(r, e) for r in kept for e in r.events]
    found = pairing.groups(told, matters.score, matters.SAME, lambda one: one.report)
    out = []
    for group in found:
        members = [told[n] for n in group]
        moves = history.moves(members, met(members, done), originals)
        standing = history.standing(moves, [m.deadline for m in members if m.deadline])
        out.append(Joined(tuple(members), tuple(moves), standing))
    return out


def joined_events(records: Iterable[Record]) -> list[list[Done]]:
    """The events of these records, each with all its mentions."""
    done = [events.sketch(r, e) for r in records for e in r.events]
    found = pairing.groups(done, events.score, events.SAME, lambda one: one.report)
    return [[done[n] for n in group] for group in found]


def met(members: Sequence[Tabled], done: Iterable[Done]) -> list[tuple[Done, Deed]]:
    """The deeds of a matter among these events, each with what it does for the member that it fits best."""
    out = []
    for one in done:
        found = [deed for member in members if (deed := deeds.meets(member, one)) is not None]
        if found:
            out.append((one, max(found, key=lambda deed: (deed.score, deed.kind))))
    return out
