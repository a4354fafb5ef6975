"""Writes what an actor is held to be."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from depesje.ledger.names import name_key, surname_key
from depesje.ledger.schema import actor_versions


def write_actor(connection: Connection, number: int, values: dict[str, Any], review: str, now: str) -> None:
    """Write what an actor is held to be from now on: name, kind, code, and its role where a person gave one."""
    surname = surname_key(values["name"]) if values["kind"] == "person" else None
    row = {
        **values,
        "actor": number,
        "name_key": name_key(values["name"]),
        "surname_key": surname,
        "review": review,
        "recorded_at": now,
    }
    connection.execute(actor_versions.insert().values(row))
