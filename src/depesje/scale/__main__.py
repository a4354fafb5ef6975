"""The process that reads shards: takes tasks on standard input, tells of each report on standard output."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, get_args

from depesje.errors import DepesjeError, IntakeError, Problem
from depesje.intake import files, formats, loading, working
from depesje.intake.origin import Origin
from depesje.intake.working.frames import read, write
from depesje.reading import installed, read_reports
from depesje.reading.many import read_window, windows
from depesje.records import Language, Record, Report
from depesje.scale import opening
from depesje.scale.frames import TASK, TOGETHER, Given, Task, Told, packed
from depesje.scale.shards import Piece, source_of


def main(memory: str) -> None:
    """Answer tasks within so many bytes of memory; what is printed while reading must not get in between."""
    _hold(int(memory))
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while (task := read(tasks)) is not None:
        for told in _answers(TASK.decode(task)):
            _tell(answers, told)


def _answers(task: Task) -> Iterator[Told]:
    if not task.pieces:
        found = {language: installed(language) for language in get_args(Language)}
        yield Told(versions={name: one for name, one in found.items() if one is not None}, done=True)
        return
    try:
        yield from _of_piece(task.pieces[task.piece], task)
        for number in range(task.piece + 1, len(task.pieces)):
            yield from _of_piece(task.pieces[number], replace(task, piece=number, item=0, alone=0))
    except DepesjeError as error:
        yield Told(misuse=str(error))
    yield Told(done=True)


def _of_piece(piece: Piece, task: Task) -> Iterator[Told]:
    """What came of each report of a piece that the task begins with: those before its first have been told of."""
    yield Told(task.piece, task.item)
    items = islice(_items(piece, _given(task.given)), task.item, None)
    at = task.item
    for found in islice(items, max(0, task.alone - at)):
        yield Told(task.piece, at, length=len(found.text) if isinstance(found, Report) else 0, until=at + 1)
        for read_ in read_reports([found]):
            yield _came(Told(task.piece, at), read_, found, piece)
        at += 1
    asked: deque[Report | Problem] = deque()
    for window in windows(_each_kept(items, asked), TOGETHER):
        yield Told(task.piece, at, length=window.characters, until=at + len(window.reports))
        for read_ in read_window(window):
            yield _came(Told(task.piece, at), read_, asked.popleft(), piece)
            at += 1


def _each_kept(
    items: Iterable[Report | Problem], kept: deque[Report | Problem]
) -> Iterator[Report | Problem]:
    for item in items:
        kept.append(item)
        yield item


def _came(place: Told, read_: Record | Problem, found: Report | Problem, piece: Piece) -> Told:
    if isinstance(read_, Record):
        return replace(place, record=read_)
    return replace(place, source=_shown(read_, found, piece), reason=read_.reason)


def _shown(problem: Problem, found: Report | Problem, piece: Piece) -> str:
    """What people call a report that failed: the file that it is all of, else its place and id."""
    if isinstance(found, Problem) or problem.source != found.id:
        return problem.source
    shown = source_of(piece).shown
    return shown if found.id == piece.name else f"{shown} {found.id}"


def _items(piece: Piece, given: loading.Given) -> Iterator[Report | Problem]:
    return loading.read_as(source_of(piece), given, partial(_documents, piece), part=not piece.is_whole)


def _documents(piece: Piece, known: Origin) -> Iterator[Report | Problem]:
    limit = partial(formats.largest, origin=known)
    data: bytes | Problem
    if opening.has_changed(piece.path, piece.size):  # a part of it may begin anywhere now
        return iter([Problem(known.name, "has changed since the run was begun")])
    try:
        if piece.start is not None and piece.end is not None:
            part = opening.some_row_groups if piece.path.lower().endswith(".parquet") else opening.read
            data = part(piece.path, piece.start, piece.end)
        elif opening.in_store(piece.path):
            data = opening.read_all(piece.path, limit)
        else:
            data = files.read(source_of(piece), limit)
    except IntakeError as error:
        data = Problem(known.name, str(error))
    return iter([data]) if isinstance(data, Problem) else working.reports(data, known)


@lru_cache(maxsize=1)
def _given(given: Given) -> loading.Given:
    table = Path(given.meta) if given.meta else None
    return loading.what_is_given(table, given.published, given.language, date.fromisoformat(given.today))


def _tell(answers: BinaryIO, told: Told) -> None:
    try:
        frame = packed(told)
    except UnicodeEncodeError:
        frame = packed(
            Told(told.piece, told.item, source="?", reason="has broken characters (lone surrogates)")
        )
    write(answers, frame)


def _hold(memory: int) -> None:
    """Hold this process to so much memory, where the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    main(*sys.argv[1:])
