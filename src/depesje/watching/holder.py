"""Who reads a feed: a process, named so that another on the same machine can tell whether it is still there."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path


def this_process() -> str:
    """A name for this process that no other has, on any machine; a new one for each call."""
    return f"{socket.gethostname()}:{os.getpid()}:{_began(os.getpid())}:{secrets.token_hex(4)}"


def is_gone(holder: str) -> bool:
    """Whether a process is known to be no more; of those on other machines nothing is known."""
    parts = holder.rsplit(":", 3)
    if len(parts) != 4 or parts[0] != socket.gethostname() or not parts[1].isdigit():
        return False
    number = int(parts[1])
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return parts[2] != _began(number)  # another process has the number by now


def _began(number: int) -> str:
    """When a process began, as Linux counts it; nothing on other systems."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError, ValueError):
        return ""
