"""The worker: ``python -m depesje.intake.working``. Reads documents from its input, one after the other, until that ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from depesje.errors import DepesjeError, Problem
from depesje.intake.feeds import feeds, links
from depesje.intake.formats import reports
from depesje.intake.working.frames import TASK, Task, Told, packed, read, write
from depesje.intake.working.limits import Limits, hold, hold_to

_NAMED = {"feeds": feeds, "links": links}


def main(seconds: str, memory: str) -> None:
    """Answer tasks; what is printed while reading must not get in between."""
    limits = Limits(processor_seconds=float(seconds), memory=int(memory))
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    hold(limits)
    while (task := read(tasks)) is not None:
        data = read(tasks) or b""
        _answer(TASK.decode(task), data, answers, limits)
        gc.collect()


def _answer(task: Task, data: bytes, answers: BinaryIO, limits: Limits) -> None:
    hold_to(limits.processor_seconds + limits.per_megabyte * len(data) / 1_000_000)
    for item in _read(task, data):
        try:
            frame = packed(item)
        except UnicodeEncodeError:
            frame = packed(Told(problem=Problem(task.origin.name, "has broken characters (lone surrogates)")))
        write(answers, frame)
    write(answers, packed(Told()))
    hold_to(0)


def _read(task: Task, data: bytes) -> Iterator[Told]:
    """The reports of a document; whatever a reader lets through is a problem of this document, not of the next."""
    try:
        if task.wanted != "reports":
            yield from (Told(named=one) for one in _NAMED[task.wanted](data, task.origin))
            return
        for item in reports(data, task.origin):
            yield Told(problem=item) if isinstance(item, Problem) else Told(report=item)
    except DepesjeError as error:
        yield Told(misuse=str(error))
    except Exception as error:
        yield Told(problem=Problem(task.origin.name, _in_words(error)))


def _in_words(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "needs too much memory to read"
    if isinstance(error, RecursionError):
        return "is nested too deeply to read"
    return " ".join(f"reading failed: {type(error).__name__}: {error}"[:300].split())


if __name__ == "__main__":
    main(*sys.argv[1:])
