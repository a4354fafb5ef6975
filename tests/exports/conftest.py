"""A ledger with two reports written for the tests, and what a format makes of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from depesje.exports import Options
from depesje.ledger import Ledger
from tests.ledger.making import grense, sund
from tests.places import Place


@pytest.fixture
def crisis(ledger: Ledger) -> Ledger:
    """The border dispute and the strait."""
    ledger.add(grense())
    ledger.add(sund())
    return ledger


@pytest.fixture
def exported(crisis: Ledger) -> Callable[..., bytes]:
    """What a format makes of the two reports, as a stream."""

    def export(format_: str, options: Options | None = None, **asked: Any) -> bytes:
        out = io.BytesIO()
        assert crisis.export(format_, out, options, **asked) == []
        return out.getvalue()

    return export


def reviewed(place: Place, kind: str, number: int, review: str) -> None:
    """Let a person have looked at a record."""
    place.sql(
        f"UPDATE {kind}_versions SET review = :review WHERE {kind} = :number", review=review, number=number
    )
