"""What Depesje finds around it: letters that can be printed, folders that can be written, a port for the pages."""

from __future__ import annotations

import errno
import locale
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from depesje.doctor.signs import Sign, ok, warn


def may_write(folder: Path) -> bool:
    """Whether the one who runs this may make files in a folder."""
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def letters() -> Iterator[Sign]:
    """Whether every character can be printed and stand in a file's name."""
    shown = getattr(sys.stdout, "encoding", None) or "none"
    named = sys.getfilesystemencoding()
    spoken = locale.setlocale(locale.LC_CTYPE)
    told = f"{spoken}; prints {shown.lower()}, names files in {named}"
    if all(encoding.lower().replace("-", "") == "utf8" for encoding in (shown, named)):
        yield ok("locale", told)
    else:
        yield warn(
            "locale",
            f"{told}: what that lacks (æ, ø, å …) is printed as plain letters; what is kept is not touched by it",
            "set LC_ALL=C.UTF-8 or PYTHONUTF8=1",
        )


def folders() -> Iterator[Sign]:
    """The home folder, which Depesje does not need, and the one for passing files, which large inputs do."""
    try:
        home = Path.home()
    except RuntimeError:
        yield ok("home", "there is none, and none is needed")
    else:
        state = "can be written" if may_write(home) else "is not there or cannot be written"
        yield ok("home", f"{home} {state}; nothing is kept there")
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"depesje")
        yield ok("temporary files", tempfile.gettempdir())
    except OSError as error:
        yield warn(
            "temporary files",
            (error.strerror or str(error)).lower(),
            "name a folder that can be written: TMPDIR=/path; without one some archives cannot be read",
        )


def pages(port: int) -> Iterator[Sign]:
    """Whether the pages could be served where ``depesje serve`` serves them."""
    what = f"port {port}"
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
            if os.name == "posix":  # as a server does; elsewhere it would take a port from another program
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(("127.0.0.1", port))
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        told = "another program serves there" if taken else (error.strerror or str(error)).lower()
        yield warn(what, told, "name another: depesje serve --port N")
    else:
        yield ok(what, "free for depesje serve")
