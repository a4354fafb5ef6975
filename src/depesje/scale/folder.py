"""The folder that a run writes: what it was asked, what is done, and a file for each table of each shard.

    depesje-read.json            what was asked, and the versions that read
    done/000012-3f….json         shard 12 is done: what it holds
    statements/000012-3f….parquet, events/…, …

A shard's mark is written last, when its files are on the disk; without it they count for nothing and are written anew.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

from depesje.errors import ScaleError
from depesje.exports.exporting import whole
from depesje.output import from_json
from depesje.records import Record, Versions
from depesje.scale.frames import Given
from depesje.scale.place import ASKED

_DONE = "done"
FORM = 1  # of the folder; raised when another version could not go on with it


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run was asked: ``plan`` is a digest of all its shards, ``versions`` are those that read, by language."""

    inputs: tuple[str, ...]
    given: Given
    size: int
    plan: str
    shards: int
    versions: dict[str, Versions]
    form: int = FORM


@dataclass(frozen=True, slots=True)
class Mark:
    """That a shard is done: how many rows each table has, how many words were read, in how many seconds."""

    shard: str
    counts: dict[str, int]
    words: int
    seconds: float


class Folder:
    """The folder of a run, held by one run at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    def __enter__(self) -> Self:
        """Makes the folder and holds it. Raises ``ScaleError`` where it cannot be had."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = _held(self.path / ".lock")
        except BlockingIOError:
            raise ScaleError(f"{self.path}: another run writes there") from None
        except OSError as error:
            raise ScaleError(
                f"{self.path} cannot be written: {(error.strerror or str(error)).lower()}"
            ) from None
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def manifest(self) -> Manifest | None:
        """What the run was asked that the folder is of; None where it is of none. Raises ``ScaleError``."""
        place = self.path / ASKED
        try:
            return msgspec.json.decode(place.read_bytes(), type=Manifest)
        except FileNotFoundError:
            pass
        except (OSError, msgspec.MsgspecError) as error:
            raise ScaleError(f"{place} cannot be read: {error}") from None
        strange = [one.name for one in self.path.iterdir() if one.name != ".lock"]
        if strange:
            raise ScaleError(f"{self.path} is not empty and holds no run ({strange[0]}); name another folder")
        return None

    def begin(self, manifest: Manifest) -> None:
        """Keep what this run was asked."""
        for name in (_DONE, *_tables()):
            (self.path / name).mkdir(exist_ok=True)
        _write(self.path / ASKED, msgspec.json.format(msgspec.json.encode(manifest)))

    def tidy(self) -> None:
        """Take away what a run that was killed had begun to write."""
        for left in self.path.glob("*/.*.part"):
            with contextlib.suppress(OSError):
                left.unlink()

    def marks(self) -> dict[str, Mark]:
        """What is done, by shard."""
        found = (_mark(path) for path in sorted((self.path / _DONE).glob("*.json")))
        return {mark.shard: mark for mark in found if mark is not None}

    def keep(self, mark: Mark, tables: dict[str, bytes]) -> None:
        """Write the tables of a shard, then that it is done. Raises ``ExportError`` where they cannot be written."""
        for name, data in tables.items():
            _write(self.path / name / f"{mark.shard}.parquet", data)
        _write(self.path / _DONE / f"{mark.shard}.json", msgspec.json.encode(mark))


def kept_records(path: Path) -> Iterator[Record]:
    """What the reports say that a run has read, in its order. Raises ``ScaleError`` where a file is damaged or missing."""
    folder = Folder(path)
    folder.manifest()
    for shard in folder.marks():
        place = path / "records" / f"{shard}.parquet"
        try:
            yield from _records(place)
        except Exception as error:  # another library over a file that may hold anything
            reason = " ".join(str(error).split())[:200]
            raise ScaleError(f"{place} cannot be read: {reason}") from None


def reports_in(path: str | Path) -> int:
    """How many reports a run has read. Raises ``ScaleError`` where its folder is damaged."""
    return sum(mark.counts.get("reports", 0) for mark in Folder(Path(path)).marks().values())


def _records(place: Path) -> Iterator[Record]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise ScaleError("such a folder needs pyarrow: pip install 'depesje[parquet]'") from None
    for batch in parquet.ParquetFile(place).iter_batches(200):
        for row in batch.to_pylist():
            versions = None
            if row["reader"] is not None:
                versions = Versions(row["reader"], row["lexicon"], row["pipeline"])
            yield from_json(row["record"], versions)


def _mark(path: Path) -> Mark | None:
    """A mark; None where it is damaged, as the shard is then read anew."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(path.read_bytes(), type=Mark)
    return None


def _write(path: Path, data: bytes) -> None:
    with whole(path) as file:
        file.write(data)


def _tables() -> Iterator[str]:
    from depesje.scale.tables import TABLES

    return iter(TABLES)


def _held(path: Path) -> int:
    """A file that this process alone holds, as long as it lives; raises ``BlockingIOError`` where another does."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # Windows
        pass
    except OSError:
        os.close(lock)
        raise
    return lock
