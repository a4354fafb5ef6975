"""Divisions inside a party: "uenigheter innad i Nato", "EU er splittet i synet på", "medlemslandene står mot hverandre"."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.reading.matters.table import Table
from depesje.records import Division


def find(table: Table) -> Iterator[Division]:
    """The divisions that a report tells of, in their order."""
    return iter(())
