"""Permanent ids: a prefix for the kind of record, and a number that is never given twice in a ledger."""

from __future__ import annotations

import re

from depesje.ledger import moments

ACTOR = "ac"
STATEMENT = "st"
EVENT = "ev"
MATTER = "ma"
DIVISION = "di"
DOSSIER = "do"
EXCHANGE = "ex"

# The name of each kind of record, by the prefix of its ids.
KINDS = {
    ACTOR: "actor",
    STATEMENT: "statement",
    EVENT: "event",
    MATTER: "matter",
    DIVISION: "division",
    EXCHANGE: "exchange",
}
_PREFIXES = {kind: prefix for prefix, kind in KINDS.items()}
LARGEST = 2**31 - 1  # what every engine can give a record
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")


def record_id(prefix: str, number: int) -> str:
    """The permanent id of the record of this kind with this number."""
    return f"{prefix}-{number}"


def actor_id(number: int) -> str:
    """The permanent id of the actor with this number."""
    return record_id(ACTOR, number)


def statement_id(number: int) -> str:
    """The permanent id of the statement with this number."""
    return record_id(STATEMENT, number)


def number_of(given: str) -> int:
    """The number in a permanent id."""
    return int(given.rpartition("-")[2])


def parsed(given: str) -> tuple[str, int] | None:
    """The kind and number that a permanent id names, None where it is none: ``ac-7`` → ``("actor", 7)``."""
    prefix, dash, number = given.strip().casefold().partition("-")
    if not dash or prefix not in KINDS or not _NUMBER.fullmatch(number) or int(number) > LARGEST:
        return None
    return KINDS[prefix], int(number)


def id_of(kind: str, number: int) -> str:
    """The permanent id of the record of this kind, by the kind's name, with this number."""
    return record_id(_PREFIXES[kind], number)


def utc_now() -> str:
    """The present moment as the ledger writes it."""
    return moments.present()
