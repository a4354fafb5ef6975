"""The questions that a ledger can be asked, as parameters of the API: what each field may be, once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Annotated, Any

from fastapi import Query

from depesje.records import Act, Channel, EventType, Language, MatterKind, Modality, Review, Status
from depesje.web.listing import DEEPEST

MOST = 500  # rows of one answer
_NAME = {"min_length": 1, "max_length": 500}
_DATE = {"min_length": 1, "max_length": 60, "pattern": r"^[0-9XYTZ~?%:./+-]+$"}


def _named(text: str) -> Any:
    return Annotated[str | None, Query(description=text, **_NAME)]  # type: ignore[arg-type]


def _dated(text: str) -> Any:
    return Annotated[str | None, Query(description=f"{text} EDTF: 2022, 2022-01, 2022-01-28.", **_DATE)]  # type: ignore[arg-type]


# The fields of questions, as the command line has them in ``cli.options``.
PARAMETERS: dict[str, Any] = {
    "by": _named("By whom: a name, a part of one, a wording, an id or a code (RUS)."),
    "to": _named("To whom."),
    "party": _named("By or to whom, either."),
    "about": _named("About whom."),
    "per": _named("On whose word."),
    "within": _named("Inside which party."),
    "publisher": _named("A part of the publisher's or agency's name."),
    "language": Annotated[Language | None, Query(description="The report's language.")],
    "since": _dated("From this day, month or year on."),
    "until": _dated("Up to and with this day, month or year."),
    "on": _dated("What can have been at this time."),
    "known": _dated("What the ledger held at the end of this time, whatever it has learnt since."),
    "dossier": _named("What the reports in this dossier say."),
    "channel": Annotated[Channel | None, Query(description="Through which channel.")],
    "act": Annotated[Act | None, Query(description="What the speaker did in saying it.")],
    "type": Annotated[EventType | None, Query(description="PLOVER's category.")],
    "modality": Annotated[Modality | None, Query(description="How surely it was done.")],
    "kind": Annotated[MatterKind | None, Query(description="What kind of matter.")],
    "status": Annotated[Status | None, Query(description="What became of it.")],
    "deadline": Annotated[bool, Query(description="Only what has a deadline.")],
    "review": Annotated[list[Review] | None, Query(description="What a person has done with it.", max_length=8)],
    "confirmed": Annotated[bool, Query(description="Only what a person has confirmed or edited.")],
    "limit": Annotated[int, Query(ge=1, le=MOST, description="At most so many.")],
    "offset": Annotated[int, Query(ge=0, le=DEEPEST, description="How many to pass over.")],
}  # fmt: skip
_DEFAULTS: dict[str, Any] = {"confirmed": False, "deadline": False, "limit": 50, "offset": 0}


def asked(question: type, *without: str) -> Callable[..., dict[str, Any]]:
    """A dependency that takes a question's fields from an address, but for some, and gives those that were asked for."""
    own = {field.name for field in fields(question) if field.default is not MISSING}.difference(without)
    names = [name for name in PARAMETERS if name in own]

    def given(**values: Any) -> dict[str, Any]:
        return {name: value for name, value in values.items() if value not in (None, False, [])}

    given.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=_DEFAULTS.get(name), annotation=PARAMETERS[name]
            )
            for name in names
        ]
    )
    return given
