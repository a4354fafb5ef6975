"""The JSON that programs get has the fields that are documented, and no others."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from typing import Any

from depesje.output import as_json
from depesje.records import Record
from reference import words
from reference.classes import fields, of_a_ledger, of_a_reading
from tests.cli.making import record

IN_PYTHON_ALONE = {"versions"}


def documented() -> dict[str, set[str]]:
    owners = {**of_a_reading(), **of_a_ledger()}
    told = words.of_classes("records", {name: fields(owner) for name, owner in owners.items()})
    return {name: set(given) for name, given in told.items()}


def objects(value: Any, hint: Any, where: str) -> Iterator[tuple[str, set[str], str]]:
    """Each object in some JSON, with the name of the record that it is and its keys."""
    if value is None:
        return
    own = [one for one in typing.get_args(hint) if one is not type(None)]
    if isinstance(value, list):
        for one in value:
            yield from objects(one, own[0], where)
    elif isinstance(value, dict):
        owner = own[0] if own else hint
        yield owner.__name__, set(value), where
        hints = typing.get_type_hints(owner)
        for key, inner in value.items():
            if key in hints:
                yield from objects(inner, hints[key], f"{where}.{key}")


def test_the_json_of_a_reading_has_what_is_documented() -> None:
    told = documented()
    given = json.loads(as_json(record()))
    found = list(objects(given, Record, "record"))
    assert {name for name, _, _ in found} >= {"Record", "Report", "Actor", "Statement", "Speaker", "Span"}
    for name, keys, where in found:
        expected = told[name] - (IN_PYTHON_ALONE if name == "Record" else set())
        if name == "Speaker":  # its words stand beside the actor rather than in an object of their own
            expected = expected - {"span"} | told["Span"]
        assert keys == expected, where
