"""The typed records that other programs see, found from what they are given, and each field's type in words."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from depesje.ledger.rows import OrphanRow
from depesje.records import Record
from depesje.web.pages import api, api_dossiers

_PLAIN = {str: "text", int: "integer", float: "number", bool: "true or false", type(None): "null"}


def of_a_reading() -> dict[str, type]:
    """The records of one report, by name."""
    return {one.__name__: one for one in _within(Record, {})}


def of_a_ledger() -> dict[str, type]:
    """What a ledger answers with, by name, without what a reading has."""
    seen: dict[type, None] = dict.fromkeys(of_a_reading().values())
    before = set(seen)
    for route in (*api.router.routes, *api_dossiers.router.routes):
        list(_within(typing.get_type_hints(route.endpoint).get("return"), seen))  # type: ignore[attr-defined]
    list(_within(OrphanRow, seen))
    return {one.__name__: one for one in seen if one not in before}


def fields(owner: type) -> list[str]:
    """The names of a record's fields."""
    return [field.name for field in dataclasses.fields(owner)]


def kind_of(owner: type, field: str) -> str:
    """What a field holds, in words."""
    return _told(typing.get_type_hints(owner)[field])


def _within(hint: Any, seen: dict[type, None]) -> Iterator[type]:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint not in seen:
        seen[hint] = None
        yield hint
        hints = typing.get_type_hints(hint)
        for field in dataclasses.fields(hint):
            yield from _within(hints[field.name], seen)
    for inner in get_args(hint):
        yield from _within(inner, seen)


def _told(hint: Any) -> str:
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if get_origin(hint) in (Union, types.UnionType):
        return " or ".join(_told(one) for one in arguments if one is not type(None)) + (
            " or null" if type(None) in arguments else ""
        )
    if get_origin(hint) in (tuple, list):
        inner = [one for one in arguments if one is not Ellipsis]
        return ("list of " if Ellipsis in arguments or get_origin(hint) is list else "") + ", ".join(
            map(_told, inner)
        )
    if dataclasses.is_dataclass(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    if get_origin(hint) is not None:  # a mapping
        return "object"
    return _PLAIN.get(hint, "any")
