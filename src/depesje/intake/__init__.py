"""Turns what people have (files, folders, standard input, bytes from wherever) into Reports.

``load`` reads paths, ``reports`` bytes; both give the reports in them lazily and in order, and a ``Problem`` for each
one that fails. Only misuse raises: a date or language that was given and cannot be, a metadata table that cannot be read.
What reads them is imported on first use: whoever only needs a date or an address from here does without.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from depesje.intake.files import LIMIT
    from depesje.intake.formats import reports
    from depesje.intake.loading import count, load
    from depesje.intake.origin import Origin

__all__ = ["LIMIT", "Origin", "count", "load", "reports"]

_FROM = {
    "LIMIT": "files",
    "Origin": "origin",
    "count": "loading",
    "load": "loading",
    "reports": "formats",
}


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FROM[name]}"), name)
