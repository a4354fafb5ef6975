"""The fields of a record as a person would type them, to be changed and given back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from depesje.ledger.corrections import history, journal, state
from depesje.ledger.corrections.fields import FIELDS, Field


def typed(connection: Connection, given: str) -> dict[str, list[str]]:
    """The values of each field, actors by name; raises ``CorrectionError`` where there is no such record now."""
    kind, number = journal.existing(connection, given)
    if kind not in FIELDS:
        return {}
    held = state.held(connection, kind, number).fields
    called = history.called(connection, [one for value in held.values() for one in _ids(value)])
    return {name: _texts(field, held[name], called) for name, field in FIELDS[kind].items()}


def _texts(field: Field, value: Any, called: dict[str, str]) -> list[str]:
    if value is None or value == []:
        return []
    if field.sort == "flag":
        return ["yes"] if value else []
    if field.sort == "words":
        return [one["exact"] for one in value]
    if field.sort in ("actor", "actors"):
        return [called.get(one, one) for one in _ids(value)]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _ids(value: Any) -> list[str]:
    several = value if isinstance(value, list) else [value]
    return [one for one in several if isinstance(one, str)]
