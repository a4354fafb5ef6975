"""The dossiers for programs: ``/api/v1/dossiers``, JSON; described with the rest of the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response, Security
from fastapi.security import HTTPBearer
from pydantic import Field

from depesje.ledger.dossiers.keeping import DossierRow, FilingRow
from depesje.web.pages.api import EDITOR, TOLD, Why
from depesje.web.pages.dossiers import Id, dossier_of
from depesje.web.visiting import ledger_of, visit_of
from depesje.web.working import Work, begun

router = APIRouter(
    prefix="/api/v1/dossiers",
    tags=["ledger"],
    responses=TOLD,
    dependencies=[Security(HTTPBearer(auto_error=False))],
)
Name = Annotated[str, Body(min_length=1, max_length=200, description="What the crisis is called.")]
Another = Annotated[str | None, Body(min_length=1, max_length=200, description="Another name.")]
Line = Annotated[str, Field(max_length=200)]
Parties = Annotated[list[Line] | None, Body(max_length=200, description="Codes (RUS) or names.")]
Words = Annotated[list[Line] | None, Body(max_length=200, description="Words or phrases, in any inflection.")]
Since = Annotated[str | None, Body(max_length=40, description="Reports published from then on (EDTF).")]
Until = Annotated[str | None, Body(max_length=40, description="Reports published up to then (EDTF).")]


@dataclass(frozen=True, slots=True)
class Filing:
    """A dossier that is made or changed, and how many of the reports have been looked at: ready, once all have been."""

    name: str
    done: int
    total: int
    ready: bool


_GOING_ON: dict[int | str, dict[str, Any]] = {
    202: {"model": Filing, "description": "The reports are still being looked at"}
}


@router.get("")
def dossiers(request: Request) -> list[DossierRow]:
    """The dossiers."""
    return ledger_of(request).dossiers()


@router.get("/{id}/reports")
def reports(request: Request, id: Id) -> list[FilingRow]:
    """The reports in a dossier, newest first, each with the reason."""
    return ledger_of(request).dossier(dossier_of(request, id).id)


@router.post("", dependencies=EDITOR, status_code=201, responses=_GOING_ON)
def make(
    request: Request,
    response: Response,
    name: Name,
    parties: Parties = None,
    words: Words = None,
    since: Since = None,
    until: Until = None,
) -> Filing:
    """Make a dossier; 202 where its reports are still being looked at."""
    ledger, who = ledger_of(request), visit_of(request).somebody.name

    def filed(work: Work) -> None:
        ledger.new_dossier(
            name, parties or (), words or (), since or None, until or None, who, tick=work.tick
        )

    return _told(begun(request, name, filed), response)


@router.patch("/{id}", dependencies=EDITOR, responses=_GOING_ON)
def change(
    request: Request,
    response: Response,
    id: Id,
    name: Another = None,
    parties: Parties = None,
    words: Words = None,
    since: Since = None,
    until: Until = None,
) -> Filing:
    """Change what is given of a dossier; an empty date or list takes it away. 202 as in making one."""
    ledger, who, row = ledger_of(request), visit_of(request).somebody.name, dossier_of(request, id)
    given = {"name": name, "parties": parties, "words": words, "since": since, "until": until}
    changes: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    changes |= {key: None for key in ("since", "until") if changes.get(key) == ""}

    def filed(work: Work) -> None:
        if changes:
            ledger.change_dossier(row.id, who=who, tick=work.tick, **changes)

    return _told(begun(request, name or row.name, filed), response)


@router.post("/{id}/reports", dependencies=EDITOR)
def file(
    request: Request,
    id: Id,
    report: Annotated[
        str, Body(min_length=1, max_length=2000, description="A report's id, or enough of it.")
    ],
    filed: Annotated[bool, Body(description="Put it in, or take it out.")] = True,
    why: Why = None,
) -> list[FilingRow]:
    """Put a report into a dossier or take it out, whatever the rules say."""
    ledger, row = ledger_of(request), dossier_of(request, id)
    ledger.file(row.id, report, filed=filed, who=visit_of(request).somebody.name, why=why)
    return ledger.dossier(row.id)


@router.delete("/{id}", dependencies=EDITOR)
def end(request: Request, id: Id) -> DossierRow:
    """End a dossier, which is told as it was; what was in it can still be asked for by date."""
    row = dossier_of(request, id)
    ledger_of(request).close_dossier(row.id)
    return row


def _told(work: Work, response: Response) -> Filing:
    if work.trouble is not None:
        raise work.trouble
    ready = work.ended.is_set()
    if not ready:
        response.status_code = 202
    return Filing(work.name, work.total if ready else work.done, work.total, ready)
