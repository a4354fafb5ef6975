"""What a transaction has changed of what matters and days rest on, so that what follows is worked out once, at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

_NAME = "depesje_touched"


@dataclass(slots=True)
class Touched:
    """Matters and events by their numbers; reports, by their keys, that belong to another wire story than before, and those
    that were read again; and days of which something came or went.
    """

    matters: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)
    reports: set[int] = field(default_factory=set)
    read: set[int] = field(default_factory=set)
    days: set[date] = field(default_factory=set)


def begin(connection: Connection) -> None:
    """Nothing has been changed so far."""
    connection.info[_NAME] = Touched()


def of(connection: Connection) -> Touched:
    """What has been changed so far in this transaction."""
    found = connection.info.setdefault(_NAME, Touched())
    assert isinstance(found, Touched)
    return found


def note(connection: Connection, kind: str, numbers: Iterable[int]) -> None:
    """Note that something has changed of matters, of events, or of the stories that reports belong to."""
    if kind == "matter":
        of(connection).matters.update(numbers)
    elif kind == "event":
        of(connection).events.update(numbers)
    elif kind == "story":
        of(connection).reports.update(numbers)
