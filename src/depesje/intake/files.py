"""Finds the files that hold reports, and reads their bytes. What is wrong with one becomes a ``Problem``."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from depesje.errors import Problem

LIMIT = 5_000_000
"""The most bytes that one report may have: 5 MB, some fifty times the longest article in a newspaper."""
TEXT = frozenset({".txt"})
HTML = frozenset({".html", ".htm", ".xhtml"})
STDIN = "-"
_MB = 1_000_000
_REASONS = {
    errno.ENOENT: "no such file",
    errno.ENOTDIR: "no such file",
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ELOOP: "a link that leads back to itself",
    errno.ENAMETOOLONG: "the file name is too long",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: ``path`` opens it, ``shown`` names it to people, ``name`` is its name as a report."""

    path: str
    shown: str
    name: str
    walked: bool = False


def walk(paths: Iterable[str | Path]) -> Iterator[Source | Problem]:
    """The files that these paths name, in order; a folder gives its reports, sorted, hidden ones left out."""
    for path in map(str, paths):
        if path != STDIN and os.path.isdir(path):
            yield from _folder(path)
        else:
            yield Source(path, printable(path), printable(os.path.basename(path)))


def read(source: Source, limit: int = LIMIT) -> bytes | Problem:
    """The bytes of a file, at most ``limit`` of them."""
    try:
        # A pipe that is named outright is read (a shell's ``<(…)``); one that lies in a folder might never
        # end.
        status = os.stat(source.path)
        if source.walked and not stat.S_ISREG(status.st_mode):
            return Problem(source.shown, "not a regular file")
        if stat.S_ISDIR(status.st_mode):
            return Problem(source.shown, "a folder, not a file")
        if stat.S_ISREG(status.st_mode) and status.st_size > limit:
            return Problem(source.shown, too_large(status.st_size, limit))
        with open(source.path, "rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        return Problem(source.shown, _reason(source, error))
    return Problem(source.shown, too_large(None, limit)) if len(data) > limit else data


def too_large(size: int | None, limit: int = LIMIT) -> str:
    """Why a file of this size (None: not known, but more) is refused."""
    what = f"{size / _MB:.1f} MB" if size is not None else f"more than {limit / _MB:g} MB"
    return f"too large: {what}; the limit is {limit / _MB:g} MB"


def printable(name: str) -> str:
    """A file name on one line, whatever is in it."""
    name = name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in name)


def _folder(top: str) -> Iterator[Source | Problem]:
    found = False
    for item in _walked(top):
        found = True
        yield item
    if not found:
        yield Problem(printable(top), "no reports (.txt, .html) in folder")


def _walked(top: str) -> Iterator[Source | Problem]:
    """Depth first. A folder that links lead to twice is read once; one inside itself is a Problem."""
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[str, tuple[tuple[int, int], ...]]] = [(top, ())]
    while stack:
        path, above = stack.pop()
        if not os.path.isdir(path):
            kind = os.path.splitext(path)[1].lower()
            if kind in TEXT | HTML:
                yield Source(path, printable(path), printable(os.path.relpath(path, top)), walked=True)
            elif not kind and os.path.islink(path) and not os.path.exists(path):
                yield Problem(printable(path), _broken(path))  # it may have led to a folder of reports
            continue
        try:
            status = os.stat(path)
            inode = (status.st_dev, status.st_ino)
            if inode in above:
                yield Problem(printable(path), "a folder that leads back to itself")
                continue
            if inode in seen:
                continue
            seen.add(inode)
            names = sorted((n for n in os.listdir(path) if not n.startswith(".")), reverse=True)
        except OSError as error:
            yield Problem(printable(path), _reason(Source(path, "", ""), error))
            continue
        stack.extend((os.path.join(path, name), (*above, inode)) for name in names)


def _reason(source: Source, error: OSError | ValueError) -> str:
    if not isinstance(error, OSError):
        return "no such file"
    if error.errno == errno.ENOENT and os.path.islink(source.path):
        return _broken(source.path)
    if error.errno == errno.ENOENT and source.walked:
        return "the file was removed before it could be read"
    return _REASONS.get(error.errno or 0) or f"cannot be read: {(error.strerror or str(error)).lower()}"


def _broken(path: str) -> str:
    try:
        return f"a broken link to {printable(os.readlink(path))}"
    except OSError:
        return "a broken link"
