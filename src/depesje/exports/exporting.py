"""Writes an export: a file or folder whole or not at all, or a stream as it comes."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from depesje.errors import ExportError
from depesje.exports.formats import FORMATS, Format
from depesje.exports.options import Options
from depesje.ledger.streaming import Snapshot

BUFFER = 1 << 20  # bytes


def export(snapshot: Snapshot, name: str, out: str | Path | BinaryIO, options: Options) -> list[Path]:
    """Write what a ledger held at one moment in a format; returns the files that were written.

    ``out`` is a file's name or a binary stream; for a format of one file a table, a folder unless ``options.table`` names
    the table. A file gets its name when it is whole. Raises ``ExportError`` where the format or table is not known, or
    the file cannot be written.
    """
    format_ = chosen(name, options)
    if not isinstance(out, str | Path):
        if format_.by_table and options.table is None:
            raise ExportError(
                f"{name} is one file a table: name a folder, or one table of {_listed(format_)}"
            )
        format_.write(snapshot, options, out)
        return []
    path = Path(out)
    if format_.by_table and options.table is None:
        return _into_folder(snapshot, format_, path, options)
    if path.is_dir():
        path = path / f"{options.table or 'ledger'}{format_.suffix}"
    with whole(path) as file:
        format_.write(snapshot, options, file)
    return [path]


def chosen(name: str, options: Options) -> Format:
    """The format of this name, which must have the table that is asked for; raises ``ExportError`` where not."""
    if name not in FORMATS:
        raise ExportError(f"{name!r} is no format; there are {', '.join(FORMATS)}")
    format_ = FORMATS[name]
    if options.table is not None and options.table not in format_.tables:
        if not format_.tables:
            raise ExportError(f"{name} has no tables to choose from")
        raise ExportError(f"{options.table!r} is no table of {name}; there are {_listed(format_)}")
    return format_


def _into_folder(snapshot: Snapshot, format_: Format, folder: Path, options: Options) -> list[Path]:
    if folder.exists() and not folder.is_dir():
        raise ExportError(
            f"{folder} is a file; {format_.name} is one file a table: name a folder, or a table"
        )
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in format_.tables:
        path = folder / f"{table}{format_.suffix}"
        with whole(path) as file:
            format_.write(snapshot, replace(options, table=table), file)
        written.append(path)
    return written


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file that gets its name once it is written and on the disk; what stood there before stays until then.

    A device or a pipe is written to as it comes.
    """
    if path.exists() and not path.is_file():
        with _explained(path), open(path, "wb", buffering=BUFFER) as stream:
            yield stream
        return
    path = path.resolve() if path.is_symlink() else path
    building = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    with _explained(path):
        if not path.parent.is_dir():
            raise ExportError(f"{path} cannot be written: there is no folder {path.parent}")
        try:
            with open(building, "xb", buffering=BUFFER) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(building, path)
        finally:
            with suppress(OSError):
                building.unlink()
        with suppress(OSError):
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error


def _listed(format_: Format) -> str:
    return ", ".join(format_.tables)
