"""What counts as an address on the web among what people name."""

from __future__ import annotations


def is_address(given: str) -> bool:
    """Whether somebody means an address on the web, not a file."""
    return given[:8].lower().startswith(("http://", "https://"))
