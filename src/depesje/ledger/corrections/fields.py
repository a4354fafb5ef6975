"""The fields of each kind of record that a person can set, and what each may hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from depesje.errors import Code, CorrectionError
from depesje.ledger.dates import bounds
from depesje.records import Act, ActorKind, Channel, EventType, Form, MatterKind, Modality, Status

# one of a type's values · free text · a date · yes or no · a number · an actor · actors · words of the report · ids of
# other records (``of`` says which kind, ``many`` whether several)
Sort = Literal["choice", "text", "date", "flag", "number", "list", "actor", "actors", "words", "record"]
LONGEST = 5000  # characters of a text
_YES, _NO = ("yes", "true", "1", "ja"), ("no", "false", "0", "nei")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name for a person, the column or role that holds it, and what that may be."""

    name: str
    sort: Sort
    of: Any = None
    needed: bool = False
    many: bool = False
    held: str = ""

    @property
    def column(self) -> str:
        """The column, or the role of the words or actors."""
        return self.held or self.name


def _fields(*fields: Field) -> dict[str, Field]:
    return {field.name: field for field in fields}


FIELDS: dict[str, dict[str, Field]] = {
    "actor": _fields(
        Field("name", "text", needed=True),
        Field("kind", "choice", ActorKind, needed=True),
        Field("code", "text"),
        Field("role", "text"),
    ),
    "statement": _fields(
        Field("speaker", "actor"),
        Field("to", "actors"),
        Field("per", "actors"),
        Field("about", "actors"),
        Field("form", "choice", Form, needed=True),
        Field("channel", "choice", Channel),
        Field("act", "choice", Act, needed=True),
        Field("negated", "flag"),
        Field("when", "date"),
        Field("words", "words", needed=True, many=True, held="content"),
        Field("cue", "words"),
    ),
    "event": _fields(
        Field("type", "choice", EventType, needed=True),
        Field("mode", "text"),
        Field("context", "list"),
        Field("cameo", "text"),
        Field("modality", "choice", Modality, needed=True),
        Field("actor", "actors"),
        Field("recipient", "actors"),
        Field("per", "actors"),
        Field("when", "date"),
        Field("where", "text"),
        Field("count", "number"),
        Field("unit", "text"),
        Field("words", "words", needed=True, held="trigger"),
        Field("theme", "words"),
        Field("condition_of", "record", "event"),
        Field("statement", "record", "statement"),
    ),
    "matter": _fields(
        Field("kind", "choice", MatterKind, needed=True),
        Field("by", "actors"),
        Field("to", "actors"),
        Field("per", "actors"),
        Field("gist", "text", needed=True),
        Field("condition", "text"),
        Field("deadline", "date"),
        Field("status", "choice", Status, needed=True),
        Field("contested", "flag"),
        Field("words", "words", needed=True, many=True, held="evidence"),
        Field("statements", "record", "statement", many=True, held="statement"),
        Field("events", "record", "event", many=True, held="event"),
    ),
    "division": _fields(
        Field("within", "actor", needed=True),
        Field("about", "words"),
        Field("words", "words", needed=True, many=True, held="evidence"),
    ),
}


def field_of(kind: str, name: str) -> Field:
    """The field of this name; raises ``CorrectionError`` where this kind of record has none."""
    found = FIELDS[kind].get(name.strip().casefold().replace("-", "_"))
    if found is None:
        raise CorrectionError(
            "%(kind)s has no %(name)r; it has %(names)s",
            kind=a_kind(kind),
            name=name,
            names=tuple(Code("field", field) for field in FIELDS[kind]),
        )
    return found


def a_kind(kind: str) -> Code:
    """A kind of record in an error's text: "an event"."""
    return Code("record", kind, f"{'an' if kind[0] in 'ae' else 'a'} {kind}")


def parsed(field: Field, given: Sequence[str]) -> Any:
    """What a person gave for a field that holds no actors, words or records; None where it was emptied.

    Raises ``CorrectionError`` where the field cannot hold it.
    """
    values, name = [value.strip() for value in given if value.strip()], Code("field", field.name)
    if not values:
        return emptied(field)
    if field.sort == "list":
        return [word for value in values for word in value.replace(";", " ").split()]
    if len(values) > 1:
        raise CorrectionError("%(name)s can have one value only", name=name)
    value = values[0]
    if field.sort == "choice":
        return _choice(field, value)
    if field.sort == "flag":
        return _flag(field, value)
    if field.sort == "number":
        if not (value.isascii() and value.isdigit() and len(value) <= 15):
            raise CorrectionError("%(name)s %(value)r is no whole number", name=name, value=value)
        return int(value)
    if field.sort == "date" and bounds(value) is None:
        raise CorrectionError(
            "%(name)s %(value)r is no date; write it as 2022, 2022-01 or 2022-01-28 (EDTF)",
            name=name,
            value=value,
        )
    if len(value) > LONGEST:
        raise CorrectionError("%(name)s is too long; %(most)s characters at most", name=name, most=LONGEST)
    return value


def emptied(field: Field) -> Any:
    """What a field holds when it is emptied; raises ``CorrectionError`` where it cannot be empty."""
    if field.needed:
        raise CorrectionError("%(name)s cannot be empty", name=Code("field", field.name))
    if field.sort == "flag":
        return False
    return [] if field.sort in ("list", "actors", "words") or field.many else None


def _choice(field: Field, value: str) -> str:
    known = cast(tuple[str, ...], get_args(field.of))
    for one in known:
        if one.casefold() == value.casefold():
            return one
    name = Code("field", field.name)
    raise CorrectionError("%(name)s %(value)r is none of %(known)s", name=name, value=value, known=known)


def _flag(field: Field, value: str) -> bool:
    if value.casefold() in _YES:
        return True
    if value.casefold() in _NO:
        return False
    name = Code("field", field.name)
    raise CorrectionError("%(name)s %(value)r is neither yes nor no", name=name, value=value)
