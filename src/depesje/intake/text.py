"""Plain text: a report's text is the file's, unchanged, so that offsets count in what the file holds."""

from __future__ import annotations

import re

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.DOTALL,
)
_SNIFFED = 4096


def is_page(text: str) -> bool:
    """Whether a text of unknown kind is an HTML page."""
    return _PAGE.match(text[:_SNIFFED]) is not None
