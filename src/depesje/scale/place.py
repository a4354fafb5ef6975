"""Which folders are of runs: a look that costs nothing, for whoever is given a path."""

from __future__ import annotations

from pathlib import Path

ASKED = "depesje-read.json"


def is_folder(path: str | Path) -> bool:
    """Whether this is the folder of a run."""
    try:
        return (Path(path) / ASKED).is_file()
    except (OSError, ValueError):
        return False
