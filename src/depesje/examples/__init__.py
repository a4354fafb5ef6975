"""Constructed reports of one invented crisis: the persons are fictional, nothing in them was ever said."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
META = FOLDER / "meta.csv"
"""What is known of each report: path, published, publisher, url, title, language, genre."""


def paths() -> list[Path]:
    """The example reports, in the order in which they were published."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".html"})
