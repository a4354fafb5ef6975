"""From bytes to text: a byte order mark, the declared charset, UTF-8, then Windows-1252, each read strictly.

Whatever is not vouched for by a byte order mark, a fitting declaration or valid UTF-8 counts as guessed: so does UTF-8
with some bytes of another kind in it, as of a page that was put together from several, or cut within a letter.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from depesje.errors import LexiconError
from depesje.intake import shipped

FILE = Path(__file__).with_name("charsets.toml")
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
# One that does not end is all that is left, as in a browser.
_COMMENT = re.compile(rb"<!--(?:>|.*?(?:-->|\Z))", re.DOTALL)
_XML = re.compile(r"<\?xml\s[^<>]*>")
_MARKUP = re.compile(rb"\s*<[!?a-zA-Z]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
_WHOLE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_MIXED = 4  # letters of UTF-8 for each byte that is none, from which on a text is taken for UTF-8
_HEAD = 16_384  # pages with much of style and script before their declaration are common
_UNKNOWN = "depesje.cp1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and whether its charset had to be guessed."""

    text: str
    guessed: bool


def declared(data: bytes) -> str | None:
    """The charset that an HTML page declares in its head, if any."""
    found = _DECLARED.search(_COMMENT.sub(b"", data[:_HEAD]))
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None


def decode(data: bytes, declaration: str | None = None) -> Decoded | None:
    """The text in these bytes, without its byte order mark; None where they hold no text."""
    if data.startswith(_MAGIC):
        return None
    decoded = _by_mark(data)
    if decoded is None:
        if b"\0" in data:
            if not _MARKUP.match(data):
                return None
            data = data.replace(b"\0", b"")  # as browsers do; a handful are found in pages, none in a text
        decoded = _by_declaration(data, declaration) or _by_trial(data)
    return None if _looks_binary(decoded.text) else decoded


def undeclared(text: str) -> str:
    """A text without its XML declaration, whose charset is no longer its own."""
    return _XML.sub("", text, count=1)


def codec(label: str) -> str | None:
    """The codec that reads what a page means by this name of a charset; None where it names none that pages are in."""
    return known().get(label.strip().lower())


@cache
def known(path: Path = FILE) -> Mapping[str, str]:
    """Codecs of Python by what pages call them; raises ``LexiconError`` where the file breaks its schema."""
    table = shipped.toml(path, {"codecs"})["codecs"]
    meant = shipped.turned(f"{path.name}: codecs", table)
    for label, name in meant.items():
        if label != label.lower():
            raise LexiconError(f"{path.name}: codecs.{name}: {label!r} has to be in small letters")
        try:
            codecs.lookup(name)
        except LookupError:
            raise LexiconError(f"{path.name}: codecs: Python has no codec {name!r}") from None
    return meant


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
    name = codec(declaration) if declaration else None
    text = _strict(data, name) if name else None
    if name is None or text is None:
        return None
    if not data.isascii() and name != "utf-8":
        # An 8-bit charset fits any bytes; that such bytes are valid UTF-8 by chance is all but impossible.
        utf8 = _strict(data, "utf-8")
        if utf8 is not None:
            return Decoded(utf8, guessed=True)
    return Decoded(text, guessed=False)


def _by_trial(data: bytes) -> Decoded:
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text, guessed=False)
    mixed = _mixed(data)
    return Decoded(data.decode("cp1252", _UNKNOWN) if mixed is None else mixed, guessed=True)


def _mixed(data: bytes) -> str | None:
    """What is UTF-8 but for some bytes, these read as Windows-1252, or but for its last letter; None where it is not."""
    whole = len(_WHOLE.findall(data))
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except ValueError:
        broken = sum("\udc80" <= char <= "\udcff" for char in data.decode("utf-8", "surrogateescape"))
        return data.decode("utf-8", _UNKNOWN) if whole >= _MIXED * broken else None
    return text + "\ufffd" if whole else None


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """The bytes that a codec cannot read, as Windows-1252 has them; those that it leaves open as what they are."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return "".join(_letter(byte) for byte in wrong), error.end


def _letter(byte: int) -> str:
    return _strict(bytes([byte]), "cp1252") or "\ufffd"


codecs.register_error(_UNKNOWN, _as_cp1252)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (LookupError, ValueError):
        return None


def _looks_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROLS.findall(text)) > _CONTROL_SHARE * len(text)
