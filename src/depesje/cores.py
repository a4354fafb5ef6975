"""One core a process: a text is too small for more to be of use, and several processes that read stand in no other's way."""

from __future__ import annotations

import os
import sys

THREADS = "OPENBLAS_NUM_THREADS"


def ask_for_one() -> None:
    """Asks numpy's OpenBLAS for one thread, where numpy has not been loaded yet and nobody has asked for a number."""
    if "numpy" not in sys.modules:
        os.environ.setdefault(THREADS, "1")


def is_one() -> bool:
    """Whether OpenBLAS works on one core."""
    return os.environ.get(THREADS) == "1" or os.cpu_count() == 1
