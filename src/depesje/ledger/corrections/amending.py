"""Confirms, rejects and edits what the ledger holds a record to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import Connection

from depesje.errors import Code, CorrectionError
from depesje.ledger import ids
from depesje.ledger.corrections import journal, quoting, state
from depesje.ledger.corrections.fields import Field, emptied, field_of, parsed
from depesje.ledger.corrections.journal import Action, Author, Correction
from depesje.ledger.corrections.quoting import ANYWHERE, Where
from depesje.ledger.naming import one_actor

Given = Mapping[str, Sequence[str]]  # what a person gave for each field, as text
Verdict = Literal["confirm", "reject"]
REVIEWS: Mapping[Action, str] = {
    "confirm": "confirmed",
    "reject": "rejected",
    "edit": "edited",
    "add": "confirmed",
}


def correct(
    connection: Connection,
    given: str,
    by: Author,
    verdict: Verdict | None = None,
    fields: Given | None = None,
    where: Where = ANYWHERE,
) -> Correction | None:
    """Confirm, reject or edit one record; None where it is held just so already.

    Raises ``CorrectionError`` where the record is not there or cannot be so.
    """
    kind, number = journal.existing(connection, given)
    if bool(fields) == bool(verdict):
        raise CorrectionError("say one of: confirm, reject, or which field to set")
    before, now = state.held(connection, kind, number), ids.utc_now()
    changes = values(connection, before, fields or {}, where, now)
    changed = {
        name: [before.fields[name], value] for name, value in changes.items() if value != before.fields[name]
    }
    action: Action = verdict or "edit"
    if not changed and (action == "edit" or before.review == REVIEWS[action]):
        return None
    state.write(connection, before, changes, REVIEWS[action], now)
    details = {"fields": changed, "review": [before.review, REVIEWS[action]]}
    return journal.told(connection, journal.note(connection, action, (kind, number), by, now, details))


def values(
    connection: Connection, record: state.Held, fields: Given, where: Where, now: str
) -> dict[str, Any]:
    """What a person gave for the fields of a record, as the ledger holds it."""
    text, near = "", None
    if record.kind != "actor":
        text = state.reading_of(connection, record.version.reading, now).report.text
        near = record.version.start
    found = {}
    for name, given in fields.items():
        field = field_of(record.kind, name)
        try:
            found[field.name] = value(connection, field, given, text, where, near, now)
        except CorrectionError as error:
            error.field = field.name
            raise
    return found


def value(
    connection: Connection,
    field: Field,
    given: Sequence[str],
    text: str,
    where: Where,
    near: int | None,
    now: str,
    own: int | None = None,
) -> Any:
    """What a person gave for one field, as the ledger holds it; raises ``CorrectionError`` where it cannot."""
    several = [one.strip() for one in given if one.strip()]
    if field.sort not in ("actor", "actors", "words", "record"):
        return parsed(field, given)
    if field.sort == "actors":
        several = [name.strip() for one in several for name in one.split(";") if name.strip()]
    elif field.sort == "record" and field.many:
        several = [one for each in several for one in each.replace(";", " ").split()]
    if not several:
        return emptied(field)
    if len(several) > 1 and not (field.many or field.sort == "actors"):
        raise CorrectionError("%(name)s can have one value only", name=Code("field", field.name))
    if field.sort == "words":
        # Words beside the record's own are the nearest; its own must be told apart, but where it is known that they
        # are ``own`` paragraph.
        aside = own if field.needed else near
        return [
            state.marked(quoting.quoted(text, one, where if field.needed else ANYWHERE, aside))
            for one in several
        ]
    if field.sort == "record":
        linked = [ids.id_of(*journal.existing(connection, one, field.of)) for one in several]
        return linked if field.many else linked[0]
    named = list(dict.fromkeys(ids.actor_id(one_actor(connection, one, now)) for one in several))
    return named if field.sort == "actors" else named[0]
