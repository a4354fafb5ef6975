"""From bytes to text: a byte order mark, the declared charset, UTF-8, then Windows-1252, each read strictly.

Whatever is not vouched for by a byte order mark, a fitting declaration or valid UTF-8 counts as guessed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\xff\xd8\xff", b"GIF8", b"{\\rtf",
    b"\xd0\xcf\x11\xe0", b"\x7fELF", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00",
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# What a page means by these names (https://encoding.spec.whatwg.org/#names-and-labels).
_ALIASES = dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"), "cp1252")
# Codecs that Python has but no page is written in, or that would leave the page's own declaration illegible.
_UNFIT = re.compile(r"(?i)utf[-_]?(7|16|32)|.*escape|idna|punycode|undefined|mbcs|oem|ucs")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and whether its charset had to be guessed."""

    text: str
    guessed: bool


def declared(data: bytes) -> str | None:
    """The charset that an HTML page declares in its head, if any."""
    found = _DECLARED.search(data, 0, _HEAD)
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None


def decode(data: bytes, declaration: str | None = None) -> Decoded | None:
    """The text in these bytes, without its byte order mark; None where they hold no text."""
    if data.startswith(_MAGIC):
        return None
    decoded = _by_mark(data)
    if decoded is None:
        if b"\0" in data:
            return None
        decoded = _by_declaration(data, declaration) or _by_trial(data)
    return None if _looks_binary(decoded.text) else decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if not data.startswith(mark):
            continue
        body = data[len(mark) :]
        text = _strict(body, name)
        if text is not None:
            return Decoded(text, guessed=False)
        # A mark before bytes of another kind: an 8-bit text is read as such, a broken wide one with its holes
        # shown.
        return _by_trial(body) if name == "utf-8" else Decoded(body.decode(name, "replace"), guessed=True)
    return None


def _by_declaration(data: bytes, declaration: str | None) -> Decoded | None:
    if not declaration or _UNFIT.match(declaration):
        return None
    name = _ALIASES.get(declaration.lower(), declaration)
    text = _strict(data, name)
    if text is None:
        return None
    if _is_single_byte(name) and not data.isascii():
        # An 8-bit charset fits any bytes; that such bytes are valid UTF-8 by chance is all but impossible.
        utf8 = _strict(data, "utf-8")
        if utf8 is not None:
            return Decoded(utf8, guessed=True)
    return Decoded(text, guessed=False)


def _by_trial(data: bytes) -> Decoded:
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text, guessed=False)
    return Decoded(data.decode("cp1252", "replace"), guessed=True)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (LookupError, ValueError):
        return None


def _is_single_byte(name: str) -> bool:
    return codecs.lookup(name).name.startswith(("cp125", "iso8859", "koi8", "mac", "latin"))


def _looks_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROLS.findall(text)) > _CONTROL_SHARE * len(text)
