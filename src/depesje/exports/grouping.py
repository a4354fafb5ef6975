"""What holds across reports, as the ``json`` format tells it: exchanges with their accounts, matters with their history,
reports with one text, events with their mentions.

Each function yields plain containers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesje.ledger.rows import MoveRow
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


def courses(snapshot: Snapshot) -> Iterator[tuple[KeptMatter, dict[str, Any]]]:
    """The matters, each by the telling that raised it first, with what all reports together say of it."""
    for first, row in snapshot.courses():
        yield (
            first,
            {
                "id": row.id,
                "by": list(row.by),
                "to": list(row.to),
                "per": list(row.per),
                "status": row.status,
                "contested": row.contested,
                "overdue": row.overdue,
                "tellings": list(row.tellings),
                "history": [_told(move) for move in row.moves] or history(first),
            },
        )


def acts(snapshot: Snapshot) -> Iterator[tuple[KeptEvent, dict[str, Any]]]:
    """The events, each by its surest mention, with all of them."""
    for surest, row in snapshot.acts():
        mentions = [{"report": m.report, "start": m.start, "end": m.end, "id": m.id} for m in row.mentions]
        yield surest, {"id": row.id, "mentions": mentions, "differ": list(row.differ)}


def history(matter: KeptMatter) -> list[dict[str, Any]]:
    """What became of a matter of which no moves are known: it was raised, and what its report tells at last of an answer."""
    if not matter.evidence:
        return []
    moves = [_move(matter, "raise", matter.evidence[0])]
    if matter.status in MOVES and len(matter.evidence) > 1:
        moves.append(_move(matter, MOVES[matter.status], matter.evidence[-1]))
    return moves


def _told(move: MoveRow) -> dict[str, Any]:
    """A move; a denial is an answer that says more (``deny``)."""
    return {
        "when": move.when,
        "report": move.report,
        "move": "answer" if move.move == "deny" else move.move,
        "deny": move.move == "deny",
        "by": list(move.by),
        "per": list(move.per),
        "evidence": {"start": move.start, "end": move.end},
    }


def _move(matter: KeptMatter, move: str, evidence: Words) -> dict[str, Any]:
    return {
        "when": matter.report.published,
        "report": matter.report.id,
        "move": move,
        "evidence": {"start": evidence.start, "end": evidence.end},
    }
