"""What holds across reports, as the ``json`` format tells it: exchanges with their accounts, matters with their history,
reports with one text, events with their mentions.

Until the ledger joins matters and events of different reports, each is told as its one report has it. Each function yields
plain containers, so that joining changes this module alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import KeptEvent, KeptMatter, Words

# The move that leaves a matter in a state.
MOVES = {
    "accepted": "accept", "rejected": "reject", "answered": "answer", "kept": "keep", "broken": "break",
    "withdrawn": "withdraw",
}  # fmt: skip


def exchanges(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Calls, meetings and letters, each once, with its accounts report by report; copies of a wire story are given once."""
    for told in snapshot.exchanges():
        one = told.exchange
        yield {
            "id": one.id,
            "channel": one.channel,
            "parties": one.parties,
            "when": one.when,
            "reports": one.reports,
            "independent": one.independent,
            "accounts": [
                {
                    "per": account.source,
                    "per_id": account.source_id,
                    "report": part.report,
                    "contents": [{"start": start, "end": end} for start, end in part.spans],
                    "statements": part.statements,
                }
                for account in told.accounts
                for part in account.parts
            ],
            "differ": [{"kind": d.kind, "per": d.source, "other": d.other} for d in told.differ],
            "review": one.review,
        }


def same_text(snapshot: Snapshot) -> Iterator[list[str]]:
    """Reports that are versions of one wire story, by their ids, the earliest first."""
    yield from map(list, snapshot.stories())


def history(matter: KeptMatter) -> list[dict[str, Any]]:
    """What became of a matter: it was raised, and what its report tells at last of an answer."""
    if not matter.evidence:
        return []
    moves = [_move(matter, "raise", matter.evidence[0])]
    if matter.status in MOVES and len(matter.evidence) > 1:
        moves.append(_move(matter, MOVES[matter.status], matter.evidence[-1]))
    return moves


def mentions(event: KeptEvent) -> list[dict[str, Any]]:
    """Where an event is told."""
    return [{"report": event.report.id, "start": event.start, "end": event.end, "id": event.id}]


def _move(matter: KeptMatter, move: str, evidence: Words) -> dict[str, Any]:
    return {
        "when": matter.report.published,
        "report": matter.report.id,
        "move": move,
        "evidence": {"start": evidence.start, "end": evidence.end},
    }
