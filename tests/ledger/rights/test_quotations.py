"""Quotations that leave the ledger are no longer than the policy of their source lets them be."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from depesje.exports import Options
from depesje.ledger import Ledger
from depesje.ledger.rights.policies import Keep

from ..making import grense, sund


def exported(ledger: Ledger, name: str, **options: object) -> str:
    out = io.BytesIO()
    ledger.export(name, out, Options(**options))  # type: ignore[arg-type]
    return out.getvalue().decode("utf8")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Two reports, of which one is from a source with a policy."""
    ledger.add(replace(grense(), report=replace(grense().report, publisher="Fjordposten")))
    ledger.add(sund())
    ledger.rights.set_policy("Fjordposten", quote_limit=12)
    return ledger


@pytest.mark.parametrize("name", ["json", "csv", "jsonl", "citron", "jsonld", "briefing"])
def test_no_export_quotes_more_than_the_policy_says(filled: Ledger, name: str) -> None:
    told = exported(filled, name, limit=None, table="statements" if name in ("csv", "jsonl") else None)
    assert "Vi trekker" in told
    assert "trekker oss ikke" not in told
    assert "sundet åpnes innen fredag" in told  # of a source without a policy


@pytest.mark.parametrize("keep", ["full", "none"])
def test_what_a_selector_quotes_stands_in_the_text(filled: Ledger, keep: Keep) -> None:
    filled.rights.set_policy("Fjordposten", keep=keep)
    filled.rights.apply()
    found = json.dumps(json.loads(exported(filled, "jsonld", limit=None)), ensure_ascii=False)
    quoted = [part.partition('"')[0] for part in found.split('"exact": "')[1:]]
    assert "Vi trekker" in quoted
    assert not any("…" in one for one in quoted)


def test_a_line_to_cite_keeps_to_the_policy(filled: Ledger) -> None:
    (row,) = filled.said(by="Lindqvist", to="Vega")
    assert "Vi trekker" in filled.cite(row.id)
    assert "ikke" not in filled.cite(row.id)
