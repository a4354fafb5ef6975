"""html5lib's tests of tree construction (html5lib/html5lib-tests, before they moved): markup that is wrong in every way.

Each is a few words: what counts is that none crashes or hangs, and that one without a sentence is refused.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from bench.intake import plain_origin
from depesje.intake import Origin

NAME = "html5lib's tests of tree construction"
FOLDER = "html5lib+html5lib-tests"
_DATA = re.compile(rb"^#data\n(.*?)\n#errors", re.DOTALL | re.MULTILINE)


def files(folder: Path) -> Iterator[Path]:
    """Each test as a file of its own, in a folder that is there as long as the process."""
    for path in sorted((folder / "tree-construction").rglob("*.dat")):
        for number, found in enumerate(_DATA.finditer(path.read_bytes()), 1):
            one = Path(_place().name) / f"{path.stem}-{number}.html"
            one.write_bytes(found[1])
            yield one


@cache
def _place() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def origin(path: Path) -> Origin:
    """They are pages."""
    return replace(plain_origin(path), media_type="text/html")
