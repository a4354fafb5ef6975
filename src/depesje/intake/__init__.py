"""Turns what people have (files, folders, standard input, bytes from wherever) into Reports.

``load`` reads paths, ``reports`` bytes; both give the reports in them lazily and in order, and a ``Problem`` for each
one that fails. Only misuse raises: a date or language that was given and cannot be, a metadata table that cannot be read.
"""

from depesje.intake.files import LIMIT
from depesje.intake.formats import reports
from depesje.intake.loading import count, load
from depesje.intake.origin import Origin

__all__ = ["LIMIT", "Origin", "count", "load", "reports"]
