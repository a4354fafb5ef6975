"""Makes sure that every character can be printed, whatever the terminal's encoding."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

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
