"""The whole ledger as JSON, and quotations in Citron's."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

from depesje.exports import Options
from depesje.ledger import Ledger
from tests.ledger.making import GRENSE, SUND

Exported = Callable[..., bytes]
TEXTS = {"grense": GRENSE, "sund": SUND}


def words(span: dict[str, Any], report: str) -> str:
    return TEXTS[report][span["start"] : span["end"]]


def test_what_holds_across_reports_has_the_promised_keys(exported: Exported) -> None:
    told = json.loads(exported("json"))
    assert list(told)[:4] == ["exchanges", "matters", "same_text", "events"]
    (demand,), (warning,) = told["matters"], told["raised"]
    assert (demand["kind"], demand["by"], demand["to"], demand["status"]) == (
        "demand",
        ["Sørlandia"],
        ["Nordavind"],
        "rejected",
    )
    moves = [(move["move"], words(move["evidence"], move["report"])) for move in demand["history"]]
    assert moves == [("raise", "krevde"), ("reject", "Kravet ble avvist")]
    assert [move["move"] for move in warning["history"]] == ["raise"]
    for event in told["events"]:
        for mention in event["mentions"]:
            assert words(mention, mention["report"]) == event["trigger"][0]["text"]


def test_records_come_with_their_words_their_review_and_what_read_them(exported: Exported) -> None:
    told = json.loads(exported("json"))
    for statement in told["statements"]:
        for piece in statement["content"]:
            assert words(piece, statement["report"]) == piece["text"]
        assert statement["review"] == "unread" and statement["read_by"]["lexicon"] == "a"
    assert {report["id"] for report in told["reports"]} == set(TEXTS)
    assert all(report["text"] is None for report in told["reports"])
    assert {actor["name"] for actor in told["actors"]} >= {"Åse Lindqvist", "Havforbundet"}
    with_texts = json.loads(exported("json", Options(texts=True)))
    assert {report["id"]: report["text"] for report in with_texts["reports"]} == TEXTS


def test_an_empty_ledger_is_whole_json(ledger: Ledger) -> None:
    out = io.BytesIO()
    ledger.export("json", out)
    assert set(map(tuple, json.loads(out.getvalue()).values())) == {()}


def test_citron_reads_our_quotations(exported: Exported) -> None:
    first, second = (json.loads(line) for line in exported("citron", Options(texts=True)).splitlines())
    assert (first["text"], len(first["quotes"]), second["text"]) == (GRENSE, 3, SUND)
    for quote in first["quotes"]:
        assert quote["cue"] and quote["sources"] and quote["contents"] and 0 <= quote["confidence"] <= 1
        for span in (quote["cue"], *quote["sources"], *quote["contents"]):
            assert GRENSE[span["start"] : span["end"]] == span["text"]
    without = json.loads(exported("citron").splitlines()[0])
    assert without["text"] is None and without["quotes"] == first["quotes"]
