"""Finds inputs and opens them, on this machine's disks or in an object store; the latter by Daft's own reading of stores."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from depesje.errors import IntakeError, Problem
from depesje.intake import files

STORES = ("s3://", "s3a://", "gs://", "gcs://", "az://", "abfs://", "abfss://", "hf://", "tos://", "file://")
_WINDOW = 1_000_000

Finder = Callable[[bytes], int | None]
"""Finds where a record, or a line, begins in a window of bytes."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file with its size in bytes; ``shown`` names it to people, ``name`` is its name as a report."""

    path: str
    shown: str
    name: str
    size: int
    walked: bool = False


def in_store(path: str) -> bool:
    """Whether this is an address in an object store."""
    return path.lower().startswith(STORES)


def inputs(paths: Sequence[str]) -> Iterator[Input | Problem]:
    """The files that these paths name, in order; of a folder, or a prefix in a store, what is read, sorted by name."""
    for path in paths:
        if in_store(path):
            yield from _stored(path)
            continue
        for source in files.walk([path]):
            if isinstance(source, Problem):
                yield source
                continue
            place = str(source.path.absolute())
            if not _is_text(place):
                yield Problem(source.shown, "its name is in no charset that can be handed on; rename it")
                continue
            try:
                size = source.path.stat().st_size
            except OSError:
                size = 0  # what is wrong with it shows when it is read
            yield Input(place, source.shown, source.name, size, source.walked)


def _is_text(name: str) -> bool:
    """Whether a name is all characters, and not bytes that are none (which Python keeps as lone surrogates)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def opened(path: str) -> Any:
    """The file to read from, as a context; raises ``OSError`` or what Daft raises where it cannot be."""
    if not in_store(path):
        return open(path, "rb")
    import daft

    return closing(daft.open_file(path, "rb"))


def has_changed(path: str, size: int) -> bool:
    """Whether a file on this machine's disks no longer has so many bytes; what is not there is for others to tell."""
    if in_store(path):
        return False
    try:
        return Path(path).stat().st_size != size
    except OSError:
        return False


def read(path: str, start: int, end: int) -> bytes:
    """The bytes of a part of a file; raises ``IntakeError`` where it cannot be read."""
    try:
        with opened(path) as file:
            file.seek(start)
            return bytes(file.read(end - start))
    except Exception as error:  # stores fail in ways of their own
        raise IntakeError(f"cannot be read: {_line(error)}") from None


def read_all(path: str, limit: Callable[[bytes], int]) -> bytes:
    """The bytes of a file in a store, as many as ``limit`` allows by how it begins; raises ``IntakeError``."""
    try:
        with opened(path) as file:
            data = files.drained(file, limit)
    except Exception as error:
        raise IntakeError(f"cannot be read: {_line(error)}") from None
    if isinstance(data, str):
        raise IntakeError(data)
    return bytes(data)


def row_groups(path: str) -> list[int]:
    """The bytes of each row group of a Parquet file; none where it cannot be told."""
    from pyarrow import parquet

    try:
        with opened(path) as file:
            data = parquet.ParquetFile(file).metadata
            return [data.row_group(n).total_byte_size for n in range(data.num_row_groups)]
    except Exception:  # another library over a file that may hold anything; reading it will say what is wrong
        return []


def some_row_groups(path: str, start: int, end: int) -> bytes:
    """These row groups of a Parquet file as a file of their own. Raises ``IntakeError`` where they cannot be read."""
    from pyarrow import parquet

    try:
        with opened(path) as file:
            table = parquet.ParquetFile(file).read_row_groups(list(range(start, end)))
    except Exception as error:
        raise IntakeError(f"damaged Parquet: {_line(error)}") from None
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


def after(file: IO[bytes], wanted: int, size: int, begins: Finder) -> int | None:
    """The first byte at or after ``wanted`` where something begins; None where nothing does before the end."""
    at, rest = wanted, b""
    while at < size:
        file.seek(at)
        window = rest + file.read(_WINDOW)
        found = begins(window)
        if found is not None:
            edge = at - len(rest) + found
            return edge if edge < size else None
        at += _WINDOW
        rest = window[-4096:]
    return None


def _stored(path: str) -> Iterator[Input | Problem]:
    import daft

    single = PurePosixPath(path).suffix.lower() in files.KINDS or "*" in path
    pattern = path if single else f"{path.rstrip('/')}/**"
    try:
        listed = daft.from_glob_path(pattern).select("path", "size").to_pydict()
    except Exception as error:
        yield Problem(files.printable(path), f"cannot be listed: {_line(error)}")
        return
    found = False
    for place, size in sorted(zip(listed["path"], listed["size"], strict=True)):
        if PurePosixPath(place).suffix.lower() not in files.KINDS:
            continue
        found = True
        name = PurePosixPath(place).name if single else place.removeprefix(path.rstrip("/") + "/")
        yield Input(place, files.printable(place), files.printable(name), size or 0, walked=not single)
    if not found:
        yield Problem(files.printable(path), "no reports there")


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
