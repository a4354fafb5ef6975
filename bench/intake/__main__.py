"""The table of docs/intake.md: ``python -m bench.intake [--reasons] [--only NAME] DIR``.

DIR holds the public repositories as folders ``owner+name``; which, says the module of each corpus.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from bench import intake
from bench.intake import HEAD, nothing, plain_origin, run


def corpora() -> Iterator[ModuleType]:
    """The modules of this package that are a corpus, by name."""
    for info in pkgutil.iter_modules(intake.__path__):
        module = importlib.import_module(f"bench.intake.{info.name}") if info.name != "__main__" else None
        if module is not None and hasattr(module, "FOLDER"):
            yield module


def main() -> None:
    """Prints the table, and fails where a file crashed, hung or took too much memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", help="one corpus, by the name of its module")
    parser.add_argument("--reasons", action="store_true", help="why files were refused, by reason")
    given = parser.parse_args()
    print(HEAD, flush=True)
    lines, failed = [], False
    for corpus in corpora():
        folder = given.folder / corpus.FOLDER
        if not folder.is_dir() or (given.only and not corpus.__name__.endswith(f".{given.only}")):
            continue
        look = getattr(corpus, "holds", nothing)
        tally = run(corpus.NAME, corpus.files(folder), getattr(corpus, "origin", plain_origin), look)
        print(tally.row(), flush=True)
        lines += [f"{one.path}: {one.failure or 'too much memory'}" for one in tally.failures]
        failed = failed or bool(tally.failures)
        if given.reasons:
            lines += [f"{one.path}: holds a text; {'; '.join(one.problems)}" for one in tally.missed]
            lines += [
                f"{corpus.NAME}: {times} × {reason}" for reason, times in tally.reasons().most_common(40)
            ]
        lines += getattr(corpus, "ranked", lambda folder: [])(folder)
    print(*lines, sep="\n", file=sys.stderr)
    sys.exit(failed)


if __name__ == "__main__":
    main()
