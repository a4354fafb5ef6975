"""What is said between a process and its worker: frames of a length and msgspec's bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import IO, Literal

import msgspec

from depesje.errors import Problem
from depesje.intake.feeds import Named
from depesje.intake.origin import Origin
from depesje.records import Report

_LENGTH = struct.Struct(">Q")
LONGEST = 256 * 2**20  # bytes of one frame; what says more is no worker of ours any more


@dataclass(frozen=True, slots=True)
class Task:
    """One document, after this in bytes, and what is wanted of it."""

    origin: Origin
    wanted: Literal["reports", "feeds", "links"] = "reports"


@dataclass(frozen=True, slots=True)
class Told:
    """One report, one problem, a feed or entry that is named, misuse that ends it all, or nothing: that was all."""

    report: Report | None = None
    problem: Problem | None = None
    named: Named | None = None
    misuse: str | None = None


_PACK = msgspec.msgpack.Encoder()
TASK = msgspec.msgpack.Decoder(Task)
TOLD = msgspec.msgpack.Decoder(Told)


def packed(message: Task | Told) -> bytes:
    """A message as bytes; raises ``UnicodeEncodeError`` for a text with lone surrogates."""
    return _PACK.encode(message)


def write(stream: IO[bytes], *pieces: bytes) -> None:
    """Write frames at once."""
    for piece in pieces:
        stream.write(_LENGTH.pack(len(piece)))
        stream.write(piece)
    stream.flush()


def read(stream: IO[bytes]) -> bytes | None:
    """The next frame; None at the end. Raises ``ValueError`` for what is none."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise ValueError("broken off")
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        raise ValueError("no frame")
    data = stream.read(length)
    if len(data) < length:
        raise ValueError("broken off")
    return data
