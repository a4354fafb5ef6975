"""What Depesje finds around it: letters that can be printed, folders that can be written, a port for the pages."""

from __future__ import annotations

import errno
import ipaddress
import locale
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
    what, told = f"port {port}", in_the_way("127.0.0.1", port)
    if told is not None:
        yield warn(what, told, "name another: depesje serve --port N")
    else:
        yield ok(what, "free for depesje serve")


def in_the_way(address: str, port: int) -> str | None:
    """Why no server can listen there; None where it can."""
    try:
        for family, place in _places(address, port):
            with socket.socket(family, socket.SOCK_STREAM) as tried:
                # As a server does; elsewhere it would take a port from another program.
                if os.name == "posix":
                    tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    tried.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                tried.bind(place)
    except (OSError, UnicodeError) as error:  # a name that is none may not be put in letters for the net
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            return "another program serves there"
        return str(getattr(error, "strerror", None) or error).lower()
    return None


def _places(address: str, port: int) -> list[tuple[int, Any]]:
    """The addresses that a name has, each with its family; nobody is asked for one that is written in numbers."""
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        found = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)
        return [(family, place) for family, _, _, _, place in found]
    return [(socket.AF_INET6 if version == 6 else socket.AF_INET, (address, port))]
