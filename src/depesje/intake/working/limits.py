"""What one document may cost, and how a process is held to that by the system."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass

SPACE = 8 * 2**30  # bytes of addresses: libraries reserve far more of these than they use


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds until the next report of a document, seconds of a processor for all of it, and bytes of memory.

    An archive may take longer, by its size: ``per_megabyte`` seconds of a processor more.
    """

    seconds: float = 30.0
    processor_seconds: float = 300.0
    per_megabyte: float = 30.0
    memory: int = 2**30


def hold(limits: Limits) -> None:
    """Hold this process to its memory for good: no core file, no file written, no other process begun.

    Does what the system can: nothing on Windows, where the time limit alone is left.
    """
    try:
        import resource
    except ImportError:
        return
    wanted = {
        # Linux counts private writable memory as data, which reserved addresses are not.
        "RLIMIT_DATA": limits.memory,
        "RLIMIT_AS": SPACE,
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
    }
    for name, most in wanted.items():
        which = getattr(resource, name, None)
        if which is None:
            continue
        try:
            resource.setrlimit(which, (most, most))
        except (ValueError, OSError):  # a lower limit holds already, or (macOS) none can be set
            continue


def hold_to(seconds: float) -> None:
    """End this process when it has used so much time of a processor from now on, whatever it is doing; 0: never."""
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
