"""What NTB takes in and sends out (superdesk/superdesk-ntb): NITF, NewsML, ninjs and kinds of XML of their own."""

from __future__ import annotations

from bench.intake.superdesk import files

__all__ = ["FOLDER", "NAME", "files"]
NAME = "NTB's wires (superdesk-ntb)"
FOLDER = "superdesk+superdesk-ntb"
