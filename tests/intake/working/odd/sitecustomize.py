"""A format whose reader does what it is told: hangs, fills memory, crashes. The worker imports this at its start."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if "depesje.intake.working" in sys.orig_argv:
    from depesje.errors import Problem
    from depesje.intake import formats
    from depesje.intake.origin import Origin
    from depesje.records import Report

    class Odd:
        """Reads ``ODD what``."""

        def fits(self, data: bytes, origin: Origin) -> bool:
            return data.startswith(b"ODD ")

        def read(self, data: bytes, origin: Origin) -> Iterator[Report | Problem]:
            what = data.decode().split()[1]
            yield Report("1", "Det første er lest.")
            if what == "hang":
                time.sleep(600)
            elif what == "loop":
                while True:
                    pass
            elif what == "memory":
                held = []
                while True:
                    held.append(bytearray(50_000_000))
            elif what == "crash":
                ctypes.string_at(0)
            elif what == "raise":
                raise ZeroDivisionError("delt på null")
            elif what == "deep":
                yield from self.read(data, origin)
            elif what == "print":
                print("noe som ikke hører hjemme her", flush=True)
            elif what == "write":
                Path("/tmp/noe.txt").write_text("noe" * 100)
            elif what == "endless":
                for n in range(10**9):
                    sum(range(300_000))
                    yield Report(str(n), "Det samme om igjen. " * 100)
            elif what == "surrogate":
                yield Report("2", "\ud800")
            yield Report("3", "Det siste er lest.")

    formats.FORMATS = (Odd(), *formats.FORMATS)  # type: ignore[assignment]
