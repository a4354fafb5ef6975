"""Compressed bytes, unpacked up to a limit: what is larger is refused, so that a small bomb stays small."""

from __future__ import annotations

import zlib

from depesje.intake.files import LIMIT, too_large

GZIP = b"\x1f\x8b"
_CHUNK = 65_536
_CUT = "damaged: cut off before its end"
_EITHER, _RAW = 32 + zlib.MAX_WBITS, -zlib.MAX_WBITS


class CodingError(ValueError):
    """Compressed bytes that cannot be unpacked, or would be too many; its text is one line, fit to be shown."""


def unpacked(data: bytes, limit: int = LIMIT) -> bytes:
    """What these bytes are compressed from, gzip or zlib, all members of them. Raises ``CodingError``."""
    out = bytearray()
    rest = data
    while rest:
        machine, before = zlib.decompressobj(_EITHER), len(out)
        try:
            rest = _member(machine, rest, out, limit)
        except zlib.error as error:
            if before and len(out) == before:
                break  # What came before is whole: trailing bytes of another kind are common.
            raise CodingError(f"damaged: {str(error).rpartition(': ')[2]}") from None
    return bytes(out)


def start(data: bytes, size: int) -> bytes:
    """The first bytes, at most ``size``, of what these are compressed from. Raises ``CodingError``."""
    try:
        return zlib.decompressobj(_EITHER).decompress(data[:_CHUNK], size)
    except zlib.error as error:
        raise CodingError(f"damaged: {error}") from None


def decoded(data: bytes, encodings: str | None, limit: int = LIMIT) -> bytes:
    """A body without the encodings that HTTP's ``Content-Encoding`` names, the last first. Raises ``CodingError``."""
    for name in reversed([one.strip().lower() for one in (encodings or "").split(",") if one.strip()]):
        if name in ("gzip", "x-gzip", "deflate"):
            data = data if not _is_packed(data, name) else _one(data, name, limit)
        elif name == "br":
            data = _brotli(data, limit)
        elif name not in ("identity", "none", "utf-8"):
            raise CodingError(f"in the encoding '{name[:20]}', which is not read")
    return data


def dechunked(data: bytes) -> bytes:
    """A body without HTTP's chunks; as it is where it has none, or they are wrong."""
    out = bytearray()
    place = 0
    while (end := data.find(b"\r\n", place, place + 100)) >= 0:
        try:
            size = int(data[place:end].partition(b";")[0].strip() or b"x", 16)
        except ValueError:
            return bytes(out) if out else data
        if size <= 0:
            return bytes(out)
        out += data[end + 2 : end + 2 + size]
        place = end + 2 + size + 2
    return bytes(out) if out else data


def _member(machine: zlib._Decompress, data: bytes, out: bytearray, limit: int) -> bytes:
    """Unpacks one member onto ``out``; what is behind it."""
    waiting = data
    while waiting and not machine.eof:
        out += machine.decompress(waiting, _CHUNK)
        if len(out) > limit:
            raise CodingError(too_large(None, limit))
        waiting = machine.unconsumed_tail
    out += machine.flush()  # What a chunk that was full left behind.
    if not machine.eof:
        raise CodingError(_CUT)
    return machine.unused_data


def _is_packed(data: bytes, name: str) -> bool:
    """Some say that they packed what they did not."""
    return name == "deflate" or data.startswith(GZIP)


def _one(data: bytes, name: str, limit: int) -> bytes:
    try:
        return unpacked(data, limit)
    except CodingError:
        if name != "deflate":
            raise
    out = bytearray()
    try:
        _member(zlib.decompressobj(_RAW), data, out, limit)
    except zlib.error as error:
        raise CodingError(f"damaged: {str(error).rpartition(': ')[2]}") from None
    return bytes(out)


def _brotli(data: bytes, limit: int) -> bytes:
    try:
        import brotli  # type: ignore[import-untyped]
    except ImportError:
        raise CodingError("in the encoding 'br', which is not read") from None
    machine = brotli.Decompressor()
    try:
        out = machine.process(data, output_buffer_limit=limit + 1)
    except (brotli.error, TypeError) as error:
        raise CodingError(f"damaged: {error}") from None
    if len(out) > limit:
        raise CodingError(too_large(None, limit))
    if not machine.is_finished():
        raise CodingError(_CUT)
    return bytes(out)
