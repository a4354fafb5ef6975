"""Something done in a child of this process, which may come to harm."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import shutil
import signal
import tempfile
from collections.abc import Callable
from typing import Any

MEMORY = 6_000_000_000


class TooLong(Exception):
    """The child was not done in time."""


class Died(Exception):
    """The child ended without a word."""


def forked(work: Callable[[], Any], limit: float) -> Any:
    """What ``work`` returns, as JSON has it; raises TooLong after so many seconds, Died where it ended its process.

    The child is silent, has a folder of its own for temporary files, and takes with it whatever it started.
    """
    folder = tempfile.mkdtemp(prefix="mutant-")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(work, folder, writing)
    os.close(writing)
    try:
        return json.loads(_heard(reading, limit))
    finally:
        os.close(reading)
        for kill in (os.killpg, os.kill):  # the group may not be there yet
            with contextlib.suppress(ProcessLookupError):
                kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        shutil.rmtree(folder, ignore_errors=True)


def _heard(reading: int, limit: float) -> bytes:
    ready, _, _ = select.select([reading], [], [], limit)
    if not ready:
        raise TooLong
    said = b""
    while piece := os.read(reading, 65536):
        said += piece
        if said.endswith(b"\n"):  # those that it started may still hold the other end
            return said
    raise Died


def _work(work: Callable[[], Any], folder: str, writing: int) -> None:
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = tempfile.tempdir = folder
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        os.write(writing, json.dumps(work()).encode() + b"\n")
    finally:
        os._exit(0)
