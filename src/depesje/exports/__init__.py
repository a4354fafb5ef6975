"""What leaves a ledger: each format is a plain function from records to bytes, written as a stream.

``formats`` lists them, ``export`` writes one. docs/exports.md says what is in each and where its definition is published.
"""

from depesje.exports.exporting import export
from depesje.exports.formats import FORMATS, TABLES, Format
from depesje.exports.options import Options

__all__ = ["FORMATS", "TABLES", "Format", "Options", "export"]
