"""A run: from what was asked to a folder that holds all of it; what is done already is passed over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from depesje.errors import Problem, ScaleError
from depesje.intake import loading
from depesje.intake.files import printable
from depesje.scale import opening
from depesje.scale.engine import Cluster, results
from depesje.scale.folder import Folder, Manifest, Mark
from depesje.scale.frames import Given
from depesje.scale.place import ASKED
from depesje.scale.reader import Limits, Reader
from depesje.scale.shards import Shard, cut, size_for


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked: inputs as ``depesje read`` has them or in object stores, and what holds for all reports.

    ``size`` is how many bytes of text a shard holds, by default by how much there is.
    """

    inputs: tuple[str, ...]
    out: Path
    published: str | None = None
    language: str | None = None
    meta: Path | None = None
    size: int | None = None
    cluster: Cluster = field(default_factory=lambda: Cluster(processes_here()))
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Done:
    """One shard that is done: how many there are in all, how many are done, and whether that was so before this run."""

    mark: Mark
    shards: int
    before: bool
    problems: tuple[Problem, ...] = ()


def processes_here() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def read_all(asked: Asked, tell: Callable[[Problem], None] = lambda _: None) -> Iterator[Done]:
    """Read all inputs into the folder, and tell of each shard that is done; first of those that were.

    ``tell`` is told of inputs that cannot be found. Raises ``ScaleError`` where the folder holds another run, or the engine
    fails, ``IntakeError`` for what is given and cannot be, ``ExportError`` where nothing can be written.
    """
    with Folder(asked.out) as folder:
        before = folder.manifest()
        shards, size = _planned(asked, before, tell)
        given = _given(asked, before)
        with Reader(given) as reader:
            versions = reader.versions()
        manifest = Manifest(
            tuple(map(printable, asked.inputs)), given, size, _digest(shards), len(shards), versions
        )
        if before is None:
            folder.begin(manifest)
        else:
            _check(before, manifest, asked.out)
            folder.tidy()
        marks = folder.marks()
        for shard in shards:
            if shard.id in marks:
                yield Done(marks[shard.id], len(shards), before=True)
        left = [shard for shard in shards if shard.id not in marks]
        for result in results(left, given, asked.cluster, asked.limits) if left else ():
            folder.keep(result.mark, result.tables)
            yield Done(result.mark, len(shards), before=False, problems=result.problems)


def _planned(
    asked: Asked, before: Manifest | None, tell: Callable[[Problem], None]
) -> tuple[list[Shard], int]:
    found = []
    meta = loading.what_is_given(asked.meta, asked.published, asked.language, date.today()).table
    for problem in meta.problems if meta else ():
        tell(problem)
    for one in opening.inputs(asked.inputs):
        if isinstance(one, Problem):
            tell(one)
        elif not (meta and one.walked and meta.is_at(Path(one.path))):
            found.append(one)
    size = before.size if before is not None and asked.size is None else asked.size or size_for(found)
    return list(cut(found, size)), size


def _given(asked: Asked, before: Manifest | None) -> Given:
    """What holds for all reports; a run that goes on judges dates by the day on which it was begun."""
    today = before.given.today if before is not None else date.today().isoformat()
    meta = None if asked.meta is None else str(asked.meta.absolute())
    return Given(today, asked.published, asked.language, meta)


def _digest(shards: Sequence[Shard]) -> str:
    return hashlib.sha256("\n".join(shard.id for shard in shards).encode()).hexdigest()


def _check(before: Manifest, now: Manifest, out: Path) -> None:
    """Raises ``ScaleError`` where the folder is of another run."""
    name = f"{out / ASKED}: this folder is of a run"
    if before.form != now.form:
        raise ScaleError(f"{name} in another form; name another folder")
    if before.given != now.given or before.size != now.size:
        raise ScaleError(f"{name} with other options; give the same, or name another folder")
    if before.versions != now.versions:
        raise ScaleError(f"{name} that other versions of Depesje read; name another folder")
    if before.plan != now.plan:
        raise ScaleError(f"{name} over other inputs, or they have changed since; name another folder")
