"""XML, read as hostile: no entities of its own, no network, no trees of unusual size; names without their namespaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from depesje.intake import charset

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SNIFFED = 16_384
# Nothing is given back that was matched once, so that no prolog takes more than one look.
_PROLOG = re.compile(
    r"""(?:\s++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!DOCTYPE(?:[^\[>"']++|"[^"]*+"|'[^']*+'|\[[^\]]*+\])*+>)*+"""
    r"<(?:[\w.-]++:)?([\w.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_DECLARES = re.compile(r"<!ENTITY", re.IGNORECASE)
_WIDE = {
    b"\0\0\0<": "utf-32-be", b"<\0\0\0": "utf-32-le", b"\0<\0": "utf-16-be", b"<\0": "utf-16-le",
    b"\x4c\x6f\xa7\x94": "cp037",
}  # fmt: skip
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})


class XmlError(ValueError):
    """XML that cannot be read; its text is one line, fit to be shown to a person."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed document, and whether its charset had to be guessed."""

    root: Any
    guessed: bool


def root_name(data: bytes) -> str | None:
    """The name of the outermost element, without namespace and in small letters; None where this is no XML."""
    # Cut where no wide character is cut in half.
    start = data[:_SNIFFED]
    wide = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else _unmarked(start)
    text = start.decode(wide or "utf-8", "replace").removeprefix("\ufeff")
    found = _PROLOG.match(text) if "<" in text[:200] else None
    return found[1].lower() if found else None


def parse(data: bytes, declared: str | None = None) -> Tree:
    """The document in these bytes; ``declared`` is the charset that a server named. Raises ``XmlError``."""
    decoded = decode(data, declared)
    if decoded is None:
        raise XmlError("binary data, not XML")
    return Tree(parse_text(decoded.text), decoded.guessed)


def decode(data: bytes, declared: str | None = None) -> charset.Decoded | None:
    """The text of these bytes; None where they are none. Wide characters need no byte order mark, as every XML begins alike.

    Follows https://www.w3.org/TR/xml/#sec-guessing.
    """
    if (wide := _unmarked(data)) is None:
        return charset.decode(data, declared or charset.declared(data))
    try:
        return charset.Decoded(data.decode(wide), guessed=False)
    except ValueError:
        return None


def _unmarked(data: bytes) -> str | None:
    return next((name for begins, name in _WIDE.items() if data.startswith(begins)), None)


def parse_text(text: str) -> Any:
    """The root of the document in this text, every name without its namespace. Raises ``XmlError``."""
    body = charset.undeclared(text)
    if _DECLARES.search(body):
        raise XmlError("declares entities of its own; not read")
    # Feeds and wires use HTML's entities (&aring;) without saying where they are from; where a document names a definition
    # elsewhere, the parser would drop them without a word.
    try:
        return _bare(_parsed(_ENTITY.sub(_character, body)))
    except etree.XMLSyntaxError as error:
        line = f"line {error.lineno}: " if error.lineno else ""
        raise XmlError(f"damaged XML: {line}{' '.join(error.msg.split())[:120]}") from None


def _parsed(text: str) -> Any:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(text.encode("utf-8", "replace"), parser)


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    return entity[0] if name in _OWN else html5.get(f"{name};", entity[0])


def _bare(root: Any) -> Any:
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith("{"):
            element.tag = element.tag.rpartition("}")[2]
    return root


def said(element: Any, path: str) -> str | None:
    """The text of the first element on this path that has any, on one line."""
    for found in element.iterfind(path):
        if text := " ".join("".join(found.itertext()).split()):
            return text
    return None
