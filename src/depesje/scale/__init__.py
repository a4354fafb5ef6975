"""The reading over as many reports as there are: cut into shards, read by many processes, on one machine or a cluster.

The engine is Daft (``pip install 'depesje[scale]'``); what it hands out are shards, what comes back are finished tables.
Each shard is written whole or not at all, so that a run goes on where it was ended.
"""

from depesje.scale.folder import Folder, is_folder, kept_records, reports_in
from depesje.scale.run import Asked, Done, read_all

__all__ = ["Asked", "Done", "Folder", "is_folder", "kept_records", "read_all", "reports_in"]
