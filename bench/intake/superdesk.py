"""What agencies send, as Superdesk's tests keep it (superdesk/superdesk-core): NITF, NewsML 1 and G2, ninjs, mail, feeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

NAME = "agencies' wires (superdesk-core)"
FOLDER = "superdesk+superdesk-core"


def files(folder: Path) -> Iterator[Path]:
    """Every fixture that is no picture."""
    yield from sorted(
        path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".jpg", ".mp3", ".py")
    )
