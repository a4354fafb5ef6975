"""Report → Record: who said what to whom, on whose word; one module a question."""

from depesje.reading.many import read_reports
from depesje.reading.reader import installed, read_report

__all__ = ["installed", "read_report", "read_reports"]
