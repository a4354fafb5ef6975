"""Hands shards to processes by Daft, on this machine or a Ray cluster, and gives back what they made of them."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from depesje.errors import Problem, ScaleError
from depesje.scale.folder import Mark
from depesje.scale.frames import Given
from depesje.scale.reader import Limits, Reader
from depesje.scale.shards import Shard
from depesje.scale.tables import TABLES, Row, parquet, rows

MISSING = "many reports at once need Daft: pip install 'depesje[scale]'"
_QUIET = {
    "DAFT_PROGRESS_BAR": "0",
    "DAFT_ANALYTICS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
}
MISSING_RAY = "a cluster needs Ray: pip install 'depesje[cluster]'"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where processes run: ``address`` of a Ray cluster, ``""`` for the one that is found; None is this machine."""

    processes: int
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a shard: its mark, its tables as Parquet, and what failed."""

    mark: Mark
    tables: dict[str, bytes]
    problems: tuple[Problem, ...]


def results(
    shards: Sequence[Shard], given: Given, cluster: Cluster, limits: Limits | None = None
) -> Iterator[Result]:
    """What comes of these shards, in their order. Raises ``ScaleError`` where the engine is missing or fails."""
    daft = _daft(cluster)
    read = _reading(daft, cluster)(given, limits or Limits(), os.getpid())
    frame = daft.from_pydict({"shard": [msgspec.json.encode(shard).decode() for shard in shards]})
    if cluster.address is not None:
        frame = frame.into_partitions(min(len(shards), cluster.processes * 4))
    frame = frame.into_batches(1).select(read.shard(daft.col("shard")).alias("made"))
    try:
        for row in frame.iter_rows(results_buffer_size=cluster.processes):
            yield _result(row["made"])
    except (RuntimeError, OSError, ValueError) as error:
        raise ScaleError(f"the engine failed: {_line(error)}; the same command goes on") from None


def made_of(shard: Shard, reader: Reader) -> dict[str, Any]:
    """What a shard gives, as one row: its mark, each table as Parquet, the problems."""
    begun, words = time.monotonic(), 0
    found: dict[str, list[Row]] = {name: [] for name in TABLES}
    problems = []
    for item in reader.read(shard):
        if isinstance(item, Problem):
            problems.append(item)
            found["problems"].append({"source": item.source, "reason": item.reason})
            continue
        words += len(item.report.text.split())
        for name, row in rows(item):
            found[name].append(row)
    counts = {name: len(of) for name, of in found.items()}
    mark = Mark(shard.id, counts, words, round(time.monotonic() - begun, 3))
    return {
        "mark": msgspec.json.encode(mark).decode(),
        "failed": msgspec.json.encode(problems).decode(),
        **{name: parquet(name, of) for name, of in found.items()},
    }


def _result(made: dict[str, Any]) -> Result:
    mark = msgspec.json.decode(made["mark"], type=Mark)
    problems = msgspec.json.decode(made["failed"], type=tuple[Problem, ...])
    return Result(mark, {name: bytes(made[name]) for name in TABLES}, problems)


def _daft(cluster: Cluster) -> Any:
    for name, value in _QUIET.items():  # whoever asked shows progress; nobody else is told of it
        os.environ.setdefault(name, value)
    try:
        import daft
    except ImportError:
        raise ScaleError(MISSING) from None
    if cluster.address is None:
        if daft.get_or_infer_runner_type() != "native":
            daft.set_runner_native()
        return daft
    try:
        import ray  # noqa: F401
    except ImportError:
        raise ScaleError(MISSING_RAY) from None
    try:
        daft.set_runner_ray(cluster.address or None, noop_if_initialized=True)
    except Exception as error:
        raise ScaleError(f"no Ray cluster at {cluster.address or 'hand'}: {_line(error)}") from None
    return daft


def _reading(daft: Any, cluster: Cluster) -> Any:
    """The class that Daft makes one of in each of its processes."""
    types = daft.DataType
    row = types.struct(
        {"mark": types.string(), "failed": types.string(), **{name: types.binary() for name in TABLES}}
    )

    class Reading:
        def __init__(self, given: Given, limits: Limits, asking: int) -> None:
            self._reader = Reader(given, limits)
            if os.getppid() == asking:  # else Ray began this process, and ends it
                threading.Thread(target=_end_after, args=(asking,), daemon=True).start()

        @daft.method(return_dtype=row)  # type: ignore[untyped-decorator]
        def shard(self, encoded: str) -> dict[str, Any]:
            return made_of(msgspec.json.decode(encoded, type=Shard), self._reader)

    return daft.cls(Reading, max_concurrency=cluster.processes, cpus=1)


def _end_after(parent: int) -> None:
    """End this process once the one that began it is no more, however that ended: nobody takes what it reads."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[-300:] or type(error).__name__
