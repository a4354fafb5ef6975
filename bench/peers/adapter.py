"""What all adapters do: JSON lines in, JSON lines out, and what each text took. Run by a peer's own Python."""

import contextlib
import json
import os
import sys
import time


def answer(read):
    """Gives each text on standard input to ``read``, and tells what it found, its processor time and its time by the clock.

    The first text is read once before, so that what is loaded on first use counts for none.
    """
    texts = [json.loads(line) for line in sys.stdin]
    rows = []
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        for given in texts[:1]:
            read(given)
        for given in texts:
            processor, clock = time.process_time(), time.perf_counter()
            found = read(given)
            took = time.process_time() - processor, time.perf_counter() - clock
            rows.append({"id": given["id"], "found": found, "took": took})
    for row in rows:
        print(json.dumps(row))
