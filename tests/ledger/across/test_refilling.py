"""What records find each other by, made anew after an upgrade: some at a time, and as it was."""

from __future__ import annotations

import pytest

from depesje.ledger import Ledger, exchanging, joining
from tests.ledger.making import grense, sund
from tests.ledger.test_exchanges import brief, call
from tests.places import Place


def test_keys_are_made_anew_in_parts_as_they_were(
    ledger: Ledger, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for record in (sund(), sund(report="igjen"), grense(), call("a"), brief("b")):
        ledger.add(record)
    tables = ("keys", "exchange_keys")
    before = {table: sorted(map(repr, place.sql(f"SELECT * FROM {table}"))) for table in tables}
    assert all(before.values())
    for module in (joining, exchanging):
        monkeypatch.setattr(module, "_AT_ONCE", 1)
    place.sql("DELETE FROM keys")
    with ledger._store.write() as connection:
        joining.refill(connection)
        exchanging.rekey(connection)
    assert {table: sorted(map(repr, place.sql(f"SELECT * FROM {table}"))) for table in tables} == before
