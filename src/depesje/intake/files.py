"""Finds the files that hold reports, and reads their bytes. What is wrong with one becomes a ``Problem``."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from depesje.errors import Problem

LIMIT = 5_000_000
"""The most bytes of one document: 5 MB, more than any page that holds one report. What holds many may be larger."""
LONGEST = 1_000_000
"""The most characters that the text of one report may have, some ten times the longest article in a newspaper."""
KINDS = frozenset(
    ".txt .md .markdown .mdown .html .htm .xhtml .xml .rss .atom .rdf .opml .nitf .newsml .json .jsonl .ndjson "
    ".jsonlines .csv .tsv .tab .parquet .warc .gz .zip .eml .mbox .mht .mhtml .pdf".split()
)
"""What the names of files end in that are read out of a folder."""
STDIN = "-"
_MB, _START = 1_000_000, 20_000
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
    """A file to read: ``path`` opens it, ``shown`` names it to people, ``name`` is its name as a report.

    Or what lies at an ``address`` on the web.
    """

    path: Path
    shown: str
    name: str
    walked: bool = False
    address: str | None = None

    @property
    def stdin(self) -> bool:
        """Whether this is the standard input."""
        return self.shown == STDIN


def walk(paths: Iterable[str | Path]) -> Iterator[Source | Problem]:
    """The files that these paths name, in order; a folder gives its reports, sorted, hidden ones left out."""
    for given in map(str, paths):
        path = Path(given)
        if not given:
            yield Problem(given, _REASONS[errno.ENOENT])
        elif given != STDIN and holds(path.is_dir):
            yield from _folder(path, printable(given))
        else:
            yield Source(path, printable(given), printable(path.name))


def read(source: Source, limit: int | Callable[[bytes], int] = LIMIT) -> bytes | Problem:
    """The bytes of a file, at most ``limit`` of them, which may depend on how it begins."""
    try:
        # A pipe that is named outright is read (a shell's ``<(…)``); one that lies in a folder might never
        # end.
        status = source.path.stat()
        if source.walked and not stat.S_ISREG(status.st_mode):
            return Problem(source.shown, "not a regular file")
        if stat.S_ISDIR(status.st_mode):
            return Problem(source.shown, "a folder, not a file")
        size = status.st_size if stat.S_ISREG(status.st_mode) else None
        with source.path.open("rb") as file:
            data = drained(file, limit, size)
    except (OSError, ValueError) as error:
        return Problem(source.shown, _reason(source.path, error, walked=source.walked))
    return Problem(source.shown, data) if isinstance(data, str) else data


def drained(stream: BinaryIO, limit: int | Callable[[bytes], int], size: int | None = None) -> bytes | str:
    """All bytes of a stream, or why it is refused; ``size`` is how many it has where that is known."""
    start = stream.read(_START)
    most = limit if isinstance(limit, int) else limit(start)
    if size is not None and size > most:
        return too_large(size, most)
    data = start if len(start) < _START else start + stream.read(most + 1 - len(start))
    return too_large(None, most) if len(data) > most else data


def too_large(size: int | None, limit: int = LIMIT) -> str:
    """Why a file of this size (None: not known, but more) is refused."""
    what = f"{size / _MB:.1f} MB" if size is not None else f"more than {limit / _MB:g} MB"
    return f"too large: {what}; the limit is {limit / _MB:g} MB"


def too_long(length: int) -> str:
    """Why a text of this many characters is refused."""
    return f"too long: {length / _MB:.1f} million characters; the limit is {LONGEST / _MB:g} million"


def printable(name: str) -> str:
    """A file name on one line, whatever is in it."""
    name = name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in name)


def holds(test: Callable[[], bool]) -> bool:
    """What a test of a path says; False where the system will not tell, as reading then names the reason."""
    try:
        return test()
    except (OSError, ValueError):
        return False


def _folder(top: Path, shown: str) -> Iterator[Source | Problem]:
    found = False
    for item in _walked(top):
        found = True
        yield item
    if not found:
        yield Problem(
            shown, "no reports in folder (read are files such as .txt, .html, .xml, .json, .eml and .pdf)"
        )


def _walked(top: Path) -> Iterator[Source | Problem]:
    """Depth first. A folder that links lead to twice is read once; one inside itself is a Problem."""
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[Path, tuple[tuple[int, int], ...]]] = [(top, ())]
    while stack:
        path, above = stack.pop()
        if not holds(path.is_dir):
            yield from _file(path, top)
            continue
        try:
            status = path.stat()
            inode = (status.st_dev, status.st_ino)
            names = [] if inode in seen else sorted(os.listdir(path), reverse=True)
        except OSError as error:
            yield Problem(printable(str(path)), _reason(path, error))
            continue
        if inode in above:
            yield Problem(printable(str(path)), "a folder that leads back to itself")
        seen.add(inode)
        stack.extend((path / name, (*above, inode)) for name in names if not name.startswith("."))


def _file(path: Path, top: Path) -> Iterator[Source | Problem]:
    shown, kind = printable(str(path)), path.suffix.lower()
    if kind in KINDS:
        yield Source(path, shown, printable(str(path.relative_to(top))), walked=True)
    elif not kind and holds(path.is_symlink) and not holds(path.exists):
        yield Problem(shown, _broken(path))  # it may have led to a folder of reports


def _reason(path: Path, error: OSError | ValueError, *, walked: bool = False) -> str:
    if not isinstance(error, OSError):
        return _REASONS[errno.ENOENT]
    if error.errno == errno.ENOENT and holds(path.is_symlink):
        return _broken(path)
    if error.errno == errno.ENOENT and walked:
        return "the file was removed before it could be read"
    return _REASONS.get(error.errno or 0) or f"cannot be read: {(error.strerror or str(error)).lower()}"


def _broken(path: Path) -> str:
    try:
        return f"a broken link to {printable(str(path.readlink()))}"
    except OSError:
        return "a broken link"
