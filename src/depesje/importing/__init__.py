"""The tables that people keep by hand: from a spreadsheet's rows to records that a person vouches for.

``sheets`` reads files, ``heads`` tells what their columns hold, ``values`` what a cell says, ``table`` takes it all in.
"""

from depesje.importing.table import Imported, import_table

__all__ = ["Imported", "import_table"]
