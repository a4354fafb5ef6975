"""What an assistant may propose, as it has to put it: quotations from the text, and names as the text has them.

There are no offsets, for models count badly: words are found by themselves, or by what stands before and behind them.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from depesje.records import Act, EventType, Form, MatterKind, Modality

Quote = Annotated[
    str, Meta(min_length=1, max_length=4000, description="Words copied from the report, letter by letter.")
]
Around = Annotated[
    str,
    Meta(max_length=400, description="Words right before or behind, where the quote occurs more than once."),
]
Name = Annotated[str, Meta(min_length=1, max_length=200, description="Who it is, in the report's own words.")]
Names = Annotated[list[Name], Meta(max_length=20)]


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the report, and where more than one place has them, what stands around the one that is meant."""

    quote: Quote
    prefix: Around = ""
    suffix: Around = ""


class ProposedStatement(Quoted, frozen=True, kw_only=True):
    """Somebody said something: ``quote`` is what was said."""

    speaker: Name
    cue: Annotated[
        str, Meta(max_length=200, description="The word that attributes it, such as a verb of saying.")
    ] = ""
    form: Form
    act: Act
    to: Names = []
    negated: bool = False


class ProposedEvent(Quoted, frozen=True, kw_only=True):
    """Somebody did something: ``quote`` is the verb or noun that tells of it."""

    type: EventType
    actor: Names = []
    recipient: Names = []
    modality: Modality = "actual"


class ProposedMatter(Quoted, frozen=True, kw_only=True):
    """Something is on the table: ``quote`` are the words that put it there."""

    kind: MatterKind
    by: Names = []
    to: Names = []


class Proposals(msgspec.Struct, frozen=True):
    """All that is proposed for one report."""

    statements: list[ProposedStatement]
    events: list[ProposedEvent]
    matters: list[ProposedMatter]


class _Unread(msgspec.Struct, frozen=True):
    """Proposals of which each is still to be read: one that breaks the schema must not cost the others."""

    statements: list[msgspec.Raw] = []
    events: list[msgspec.Raw] = []
    matters: list[msgspec.Raw] = []


_P = TypeVar("_P", ProposedStatement, ProposedEvent, ProposedMatter)


def parsed(content: bytes, items: int) -> tuple[Proposals, int]:
    """The proposals in a model's answer, and how many of them broke the schema; at most ``items`` of a kind are looked at.

    Raises ``msgspec.DecodeError`` where the answer as a whole is not what was asked for.
    """
    found = msgspec.json.decode(content, type=_Unread)
    refused = sum(max(0, len(kind) - items) for kind in (found.statements, found.events, found.matters))

    def each(raw: list[msgspec.Raw], sort: type[_P]) -> list[_P]:
        nonlocal refused
        out: list[_P] = []
        for one in raw[:items]:
            try:
                out.append(msgspec.json.decode(one, type=sort))
            except msgspec.DecodeError:
                refused += 1
        return out

    statements = each(found.statements, ProposedStatement)
    events = each(found.events, ProposedEvent)
    return Proposals(statements, events, each(found.matters, ProposedMatter)), refused


def schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    return msgspec.json.schema(Proposals)
