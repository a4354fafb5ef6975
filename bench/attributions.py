"""Our records in the form of PolNeAR's annotators: what the corpus counts as one attribution, and as its source.

Three of its conventions differ from ours, and are all that is changed here: a source takes in what stands in apposition to
it or in a relative clause; a further quoted paragraph without an attribution belongs to the attribution before; nothing
without a cue is an attribution.
"""

from __future__ import annotations

import re
from typing import Any

from depesje.records import Record, Span, Statement

Pair = tuple[int, int]
_LONGEST = 250  # Characters of an apposition.
_ADDED = re.compile(r"\s*(?:,|\(|—|–|--| who\b| which\b)")
_ENDS = re.compile(r"[.!?](?=\s|[”\"']|$)|\n|[“\"]|''")


def attributions(record: Record) -> list[dict[str, Any]]:
    """The statements of a report as PolNeAR's attributions: character pairs of speaker, cue and content."""
    out: list[dict[str, Any]] = []
    last: dict[str, Any] | None = None
    for statement in record.statements:
        content = [[span.start, span.end] for span in statement.content]
        if statement.cue is None:
            if last is not None and _goes_on(record, last, statement):
                last["content"] += content
            continue
        speaker = statement.speaker.span
        row = {
            "speaker": list(_source(record.report.text, speaker, statement)) if speaker is not None else None,
            "cue": [statement.cue.start, statement.cue.end],
            "content": content,
            "actor": statement.speaker.actor,
        }
        out.append(row)
        if statement.form == "direct":
            last = row
    return [{name: row[name] for name in ("speaker", "cue", "content")} for row in out]


def _goes_on(record: Record, last: dict[str, Any], statement: Statement) -> bool:
    """Whether a quotation without a cue stands in the paragraph after the last quotation of the same speaker."""
    if statement.form != "direct" or statement.speaker.actor != last["actor"]:
        return False
    between = record.report.text[
        max(b for _, b in (*last["content"], last["cue"])) : statement.content[0].start
    ]
    return len([line for line in between.split("\n") if line.strip(" “\"”'.")]) <= 1


def _source(text: str, speaker: Span, statement: Statement) -> Pair:
    """The speaker's span with the apposition or relative clause behind it."""
    assert statement.cue is not None
    start, end, cue = speaker.start, speaker.end, statement.cue
    if not _ADDED.match(text[end : end + 8]):
        return start, end
    if end <= cue.start:
        gap = text[end : cue.start]
        closing = max(gap.rfind(mark) for mark in ",)—–-")
        if closing > 0 and len(gap) <= _LONGEST and "\n" not in gap:
            return start, end + closing
        return start, end
    stops = [end + found.start() for found in _ENDS.finditer(text[end : end + _LONGEST])]
    stops += [span.start for span in statement.content if span.start >= end]
    return start, min(stops, default=end)
