"""What is said between a process that asks and one that reads shards: frames of a length and msgspec's bytes."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from depesje.records import Record, Versions
from depesje.scale.shards import Piece

TOGETHER = 64  # reports that are read together at most


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of every report, as a process of its own can be told: ``today`` is an ISO 8601 day."""

    today: str
    published: str | None = None
    language: str | None = None
    meta: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Pieces to read from the item at ``piece`` and ``item`` on; no pieces ask for the versions that read.

    Items of the first piece before ``alone`` are read one by one, those behind it together.
    """

    given: Given
    pieces: tuple[Piece, ...] = ()
    piece: int = 0
    item: int = 0
    alone: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the reading process says: which items it takes up, what came of one, or that it has done.

    ``length`` is how many characters the texts have that it takes up now, which are those from ``item`` up to ``until``;
    ``versions`` are by language.
    """

    piece: int = 0
    item: int = 0
    length: int | None = None
    until: int = 0
    record: Record | None = None
    source: str | None = None
    reason: str | None = None
    misuse: str | None = None
    versions: dict[str, Versions] | None = None
    done: bool = False


_PACK = msgspec.msgpack.Encoder()
TASK = msgspec.msgpack.Decoder(Task)
TOLD = msgspec.msgpack.Decoder(Told)


def packed(message: Task | Told) -> bytes:
    """A message as bytes; raises ``UnicodeEncodeError`` for a text with lone surrogates."""
    return _PACK.encode(message)
