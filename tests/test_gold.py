"""The gold records of the example reports keep to their schema, and to what a reader may be asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest

from depesje import examples
from depesje.ledger.dates import bounds
from depesje.records import Act, ActorKind, Channel, EventType, Form, Language, MatterKind, Modality, Status

GOLD = sorted((Path(__file__).parent / "gold").glob("*.json"))
KEYS = {
    "report": {"report", "language", "published", "actors", "statements", "events", "matters"},
    "actor": {"id", "name", "kind", "code", "mentions"},
    "statement": {"id", "speaker", "cue", "content", "form", "to", "per", "channel", "act", "about"},
    "event": {"id", "type", "trigger", "actor", "recipient", "modality", "when", "where", "per"},
    "matter": {"id", "kind", "by", "to", "gist", "status", "evidence"},
    "span": {"text", "nth"},
}
NO_MENTIONS = set("han hun ho hen den det de dei dem ham henne vi oss eg jeg me du dere dykk".split())


def of(kind: str, record: dict[str, Any], optional: Iterable[str] = ()) -> None:
    assert set(record) | {"id", *optional} == KEYS[kind] | {"id", *optional}, record


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    return json.loads(request.param.read_text(encoding="utf8"))  # type: ignore[no-any-return]


def test_both_standards_are_there() -> None:
    assert {json.loads(path.read_text(encoding="utf8"))["language"] for path in GOLD} == {"nb", "nn"}


def test_a_gold_record_has_the_keys_of_its_kind(gold: dict[str, Any]) -> None:
    assert set(gold) == KEYS["report"]
    for actor in gold["actors"]:
        assert set(actor) == KEYS["actor"]
    for statement in gold["statements"]:
        of("statement", statement)
        assert set(statement["speaker"]) == {"text", "nth", "actor"}
        for span in [*statement["content"], *filter(None, [statement["cue"]])]:
            assert set(span) == KEYS["span"]
    for event in gold["events"]:
        of("event", event)
        assert set(event["trigger"]) == KEYS["span"]
    for matter in gold["matters"]:
        of("matter", matter)
        assert all(set(span) == KEYS["span"] for span in matter["evidence"])


def test_gold_values_are_the_known_ones(gold: dict[str, Any]) -> None:
    assert gold["language"] in get_args(Language)
    assert gold["published"] is None or bounds(gold["published"])
    for actor in gold["actors"]:
        assert actor["kind"] in get_args(ActorKind)
        assert actor["code"] is None or re.fullmatch("[A-Z][A-Z0-9]+", actor["code"])
        assert len(set(actor["mentions"])) == len(actor["mentions"]) > 0
        assert not NO_MENTIONS & {mention.casefold() for mention in actor["mentions"]}
    for statement in gold["statements"]:
        assert statement["form"] in get_args(Form)
        assert statement["act"] in get_args(Act)
        assert statement["channel"] in (None, *get_args(Channel))
        assert statement["content"]
    for event in gold["events"]:
        assert event["type"] in get_args(EventType)
        assert event["modality"] in get_args(Modality)
        assert event["when"] is None or bounds(event["when"])
    for matter in gold["matters"]:
        assert matter["kind"] in get_args(MatterKind)
        assert matter["status"] in get_args(Status)
        assert matter["evidence"]
        assert matter["gist"].strip()


def test_gold_ids_lead_to_actors(gold: dict[str, Any]) -> None:
    ids = [actor["id"] for actor in gold["actors"]]
    assert len(set(ids)) == len(ids)
    named = [statement["speaker"]["actor"] for statement in gold["statements"]]
    for statement in gold["statements"]:
        named += statement["to"] + statement["per"] + statement["about"]
    for event in gold["events"]:
        named += event["actor"] + event["recipient"] + event["per"]
    for matter in gold["matters"]:
        named += matter["by"] + matter["to"]
    assert {name for name in named if name is not None} <= set(ids)


def test_a_speaker_without_words_is_only_implied(gold: dict[str, Any]) -> None:
    text = (examples.FOLDER / f"{gold['report']}.txt").read_text(encoding="utf8")
    for statement in gold["statements"]:
        if statement["speaker"]["text"] is None:
            continue
        assert statement["speaker"]["text"] in text
        assert statement["cue"] is not None or statement["form"] == "direct"
