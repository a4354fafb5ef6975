"""The codes of the records that pages show in words: each kind's words are in the catalogues, under its name as context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from depesje.language.memberships import Relation
from depesje.ledger.aligning import Contrary
from depesje.ledger.corrections.fields import FIELDS
from depesje.ledger.corrections.journal import Action
from depesje.ledger.engines import base, postgres, sqlite
from depesje.ledger.reviewing import KINDS
from depesje.ledger.users import ROLES
from depesje.records import (
    Act,
    ActorKind,
    Channel,
    EventType,
    Form,
    Genre,
    Language,
    MatterKind,
    Modality,
    MoveKind,
    ReadBy,
    Review,
    Status,
)
from depesje.web.visiting import THEMES

TERMS: Mapping[str, tuple[str, ...]] = {
    "act": get_args(Act),
    "actor kind": get_args(ActorKind),
    "channel": get_args(Channel),
    "done": (*get_args(Action), "read", "moved", "ended"),
    # what pages ask for by, but for the time
    "asked": tuple("by to party per about act channel type modality kind status on known dossier".split()),
    "contrary": get_args(Contrary),
    "event": get_args(EventType),
    "field": tuple(dict.fromkeys(name for fields in FIELDS.values() for name in fields)),
    "form": get_args(Form),
    "genre": get_args(Genre),
    "language": get_args(Language),
    "looked for": ("statements", "matters", "reports"),
    "matter": get_args(MatterKind),
    "modality": get_args(Modality),
    "month": tuple(f"{number:02}" for number in range(1, 13)),
    "move": get_args(MoveKind),
    "of an actor": ("said", "raised", "asked of", "told", "done", "met"),
    "read by": get_args(ReadBy),
    "record": ("statement", "event", "matter", "division", "exchange", "actor"),
    "records": KINDS,
    "relation": get_args(Relation),
    "review": get_args(Review),
    "role": ROLES,
    "status": get_args(Status),
    "theme": THEMES,
    "trouble": tuple(
        dict.fromkeys(
            (
                *sqlite.TROUBLE.values(),
                *sqlite.SEEN,
                *postgres.STATES.values(),
                *postgres.WORDS.values(),
                base.BROKEN,
                base.TOO_LARGE,
            )
        )
    ),
}
