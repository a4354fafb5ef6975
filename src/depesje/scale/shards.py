"""Cuts inputs into shards: files that are small together, large ones in pieces that can be read by themselves.

The cut depends on the inputs and on ``most`` alone, so a run that goes on finds the shards that it had.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from depesje.intake.files import Source
from depesje.scale import opening

LARGEST, SMALLEST = 8_000_000, 250_000
"""What a shard holds, in bytes of text: the most, about 2,500 reports; and the least that is worth a shard of its own."""
_MARKUP = 10  # bytes of a page for one byte of its text
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".warc")
_PARTS = 500  # into how many shards a run is cut at least, where it is large enough: so that none waits long for the last


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or a part of one: bytes of JSON lines or of an archive, row groups of Parquet.

    ``path`` is where it lies, ``size`` are its bytes, ``shown`` and ``name`` are as in ``intake.files.Source``. The whole
    file has neither ``start`` nor ``end``.
    """

    path: str
    shown: str
    name: str
    size: int
    walked: bool = False
    start: int | None = None
    end: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether this is all of its file."""
        return self.start is None


@dataclass(frozen=True, slots=True)
class Shard:
    """What is read, written and marked as done together."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def id(self) -> str:
        """Its place in the run and what it is made of: the name of its files."""
        digest = hashlib.sha256(msgspec.json.encode(self.pieces)).hexdigest()
        return f"{self.number:06d}-{digest[:12]}"


def size_for(inputs: Iterable[opening.Input]) -> int:
    """How many bytes of text a shard of these inputs holds: less of little, so that all processes have some."""
    total = sum(_weight(one) for one in inputs)
    return min(LARGEST, max(SMALLEST, total // _PARTS))


def cut(inputs: Iterable[opening.Input], most: int) -> Iterator[Shard]:
    """The shards of these inputs, in order; each holds about ``most`` bytes of text, and at least one file or piece."""
    held: list[Piece] = []
    weight = number = 0
    for one in inputs:
        whole = _weight(one)
        if held and weight + whole > most:
            yield Shard(number, tuple(held))
            number, held, weight = number + 1, [], 0
        pieces = list(_pieces(one, most)) if whole > most else [_piece(one)]
        if len(pieces) == 1:
            held.append(pieces[0])
            weight += whole
            continue
        for piece in pieces:
            yield Shard(number, (piece,))
            number += 1
    if held:
        yield Shard(number, tuple(held))


def source_of(piece: Piece) -> Source:
    """The piece as the intake names what it reads; a part of a file says which part it is."""
    shown = piece.shown
    if not piece.is_whole:
        kind = "row groups" if _suffix(piece.path) == ".parquet" else "bytes"
        shown = f"{kind} {piece.start}-{piece.end} of {shown}"  # its kind stays at the end
    return Source(Path(piece.path), shown, piece.name, walked=piece.walked)


def _weight(one: opening.Input) -> int:
    kind = _suffix(one.path)
    size = one.size // _MARKUP if kind in _PAGES else one.size
    return max(1, size)


def _suffix(path: str) -> str:
    return PurePosixPath(path.removesuffix(".gz")).suffix.lower()


def _piece(one: opening.Input, start: int | None = None, end: int | None = None) -> Piece:
    return Piece(one.path, one.shown, one.name, one.size, one.walked, start, end)


def _pieces(one: opening.Input, most: int) -> Iterator[Piece]:
    kind = _suffix(one.path)
    if kind == ".parquet":
        yield from _row_groups(one, most)
    elif kind in (".jsonl", ".ndjson", ".jsonlines") and not one.path.endswith(".gz"):
        yield from _ranges(one, most, _line_start)
    elif kind == ".warc":
        yield from _ranges(one, most * _MARKUP, _member_start if one.path.endswith(".gz") else _record_start)
    else:
        yield _piece(one)


def _ranges(one: opening.Input, most: int, begins: opening.Finder) -> Iterator[Piece]:
    """The file in parts that each begin where a line, or a record of an archive, begins."""
    with opening.opened(one.path) as file:
        edges = [0]
        while (wanted := edges[-1] + most) < one.size:
            edge = opening.after(file, wanted, one.size, begins)
            if edge is None:
                break
            edges.append(edge)
    if len(edges) == 1:
        yield _piece(one)
        return
    for start, end in zip(edges, [*edges[1:], one.size], strict=True):
        yield _piece(one, start, end)


def _line_start(window: bytes) -> int | None:
    at = window.find(b"\n")
    return None if at < 0 else at + 1


def _record_start(window: bytes) -> int | None:
    at = window.find(b"\r\n\r\nWARC/1.")
    return None if at < 0 else at + 4


def _member_start(window: bytes) -> int | None:
    """Where a member of a gzip file begins that begins with a record; chance makes other bytes look like one."""
    at = window.find(b"\x1f\x8b\x08")
    while at >= 0:
        try:
            if zlib.decompressobj(31).decompress(window[at : at + 4096], 8).startswith(b"WARC/"):
                return at
        except zlib.error:
            pass
        at = window.find(b"\x1f\x8b\x08", at + 1)
    return None


def _row_groups(one: opening.Input, most: int) -> Iterator[Piece]:
    sizes = opening.row_groups(one.path)
    start = held = 0
    for number, size in enumerate(sizes):
        if held and held + size > most:
            yield _piece(one, start, number)
            start, held = number, 0
        held += size
    yield _piece(one, start, len(sizes)) if start else _piece(one)
