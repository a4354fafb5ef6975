"""resiliparse's test archives, some of them cut off or badly made (chatnoir-eu/chatnoir-resiliparse)."""

from __future__ import annotations

from bench.intake.warcio import files

__all__ = ["FOLDER", "NAME", "files"]
NAME = "resiliparse's archives"
FOLDER = "chatnoir-eu+chatnoir-resiliparse"
