"""What a transaction has changed of what matters are told by, so that where they stand is worked out once, at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

_NAME = "depesje_touched"


@dataclass(slots=True)
class Touched:
    """Matters by their numbers, and reports, by their keys, that belong to another wire story than before."""

    matters: set[int] = field(default_factory=set)
    reports: set[int] = field(default_factory=set)


def begin(connection: Connection) -> None:
    """Nothing has been changed so far."""
    connection.info[_NAME] = Touched()


def of(connection: Connection) -> Touched:
    """What has been changed so far in this transaction."""
    found = connection.info.setdefault(_NAME, Touched())
    assert isinstance(found, Touched)
    return found


def note(connection: Connection, kind: str, numbers: Iterable[int]) -> None:
    """Note that something has changed of records of a kind: of matters, or of the stories that reports belong to."""
    if kind == "matter":
        of(connection).matters.update(numbers)
    elif kind == "story":
        of(connection).reports.update(numbers)
