"""Makes standard input, output and error fit to be used, whatever their encoding, whether or not they are open."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import unicodedata
from contextlib import suppress
from typing import TextIO

_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
# One character for one wherever that can be read, so that tables stay even.
_PLAIN = str.maketrans("→…–—·«»“”„‘’øØåÅðđłŁ", '>.--|"""""\'\'oOaAddlL') | str.maketrans(
    {"æ": "ae", "Æ": "Ae", "þ": "th", "ß": "ss"}
)


def plain(text: str) -> str:
    """The text in ASCII: marks and letters by what people write for them, a question mark for what has no such thing."""
    letters = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    kept = (char for char in letters if not unicodedata.combining(char))
    return "".join(char if char.isascii() else "?" for char in kept)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


def accept_every_character() -> None:
    """Let standard output and error print what their encoding lacks as plain letters rather than fail on it."""
    codecs.register_error("depesje", _replaced)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="depesje")


def open_what_is_closed() -> None:
    """Let nothing be read and anything written where a stream was closed before the start, as ``>&-`` does.

    Else the next file that is opened, the ledger's perhaps, would take the stream's place.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is not None:
            continue
        with suppress(OSError):
            opened = os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free, mostly this one
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
        stream: TextIO = open(number, "w" if number else "r", encoding="utf8", closefd=False)
        setattr(sys, name, stream)


def silence(stream: TextIO) -> None:
    """Drop what is written to a stream from here on, and what is still to be flushed at the end of the process."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def unwritable(error: OSError) -> str:
    """What to say where standard output takes nothing more, as on a full disk; or of a file, where the error names one."""
    said = (error.strerror or str(error)).lower()
    if error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {said}"
    return f"standard output cannot be written: {said}" if error.errno in _WRITING else said
