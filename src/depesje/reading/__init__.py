"""Report → Record: who said what to whom, on whose word; one module a question."""

from depesje.reading.reader import installed, read_report, read_reports

__all__ = ["installed", "read_report", "read_reports"]
