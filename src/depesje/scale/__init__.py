"""The reading over as many reports as there are: cut into shards, read by many processes, on one machine or a cluster.

The engine is Daft (``pip install 'depesje[scale]'``); what it hands out are shards, what comes back are finished tables.
Each shard is written whole or not at all, so that a run goes on where it was ended. What does it is imported on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from depesje.scale.folder import Folder, kept_records, reports_in
    from depesje.scale.place import is_folder
    from depesje.scale.run import Asked, Done, read_all

__all__ = ["Asked", "Done", "Folder", "is_folder", "kept_records", "read_all", "reports_in"]

_FROM = {
    "Asked": "run",
    "Done": "run",
    "Folder": "folder",
    "is_folder": "place",
    "kept_records": "folder",
    "read_all": "run",
    "reports_in": "folder",
}


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FROM[name]}"), name)
