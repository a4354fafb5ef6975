"""The dossiers: which crises people have named, and for editors the forms by which they are made, changed and ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, Response

from depesje.errors import DepesjeError, DossierError
from depesje.ledger.dossiers.keeping import DossierRow
from depesje.web.languages import N_
from depesje.web.navigation import Entry
from depesje.web.rendering import render, see_other
from depesje.web.visiting import ledger_of, needs, visit_of
from depesje.web.working import Work, begun, bench_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("/dossiers", N_("Dossiers"), "o")
MEANWHILE = N_("%(who)s has changed it since you opened the form. This is what it is about now.")
EDITOR = [Depends(needs("editor"))]
Id = Annotated[
    str, Path(pattern=r"^do-[1-9][0-9]{0,8}$", max_length=12, description="The id of a dossier: do-1.")
]
Line = Annotated[str, Form(max_length=200)]
Lines = Annotated[str, Form(max_length=10_000)]


@dataclass(frozen=True, slots=True)
class Given:
    """What a dossier's form holds, as it is shown and as the ledger takes it."""

    name: str = ""
    parties: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


def sent(
    name: Line = "", parties: Lines = "", words: Lines = "", since: Line = "", until: Line = ""
) -> Given:
    """A form as it was sent: parties and words stand each on a line of its own."""
    return Given(
        " ".join(name.split()), _lines(parties), _lines(words), since.strip() or None, until.strip() or None
    )


Sent = Annotated[Given, Depends(sent)]


@router.get("/dossiers")
def dossiers(request: Request) -> HTMLResponse:
    """All dossiers by name, and what is just being filed."""
    return render(
        request,
        "dossiers/dossiers.html",
        rows=ledger_of(request).dossiers(),
        works=bench_of(request).pending(visit_of(request).somebody.name),
    )


@router.get("/dossiers/new", dependencies=EDITOR)
def new(request: Request) -> HTMLResponse:
    """The form for a dossier that there is not yet."""
    return _form(request, Given())


@router.post("/dossiers", dependencies=EDITOR)
def make(request: Request, given: Sent) -> Response:
    """Make a dossier, and file in it what belongs there."""
    ledger, who = ledger_of(request), visit_of(request).somebody.name

    def filed(work: Work) -> None:
        ledger.new_dossier(**asdict(given), who=who, tick=work.tick)

    return _worked(request, given, None, filed)


@router.get("/dossiers/{id}/change", dependencies=EDITOR)
def edit(request: Request, id: Id) -> HTMLResponse:
    """The form with what a dossier is about."""
    row = dossier_of(request, id)
    return _form(request, _held(row), row)


@router.post("/dossiers/{id}", dependencies=EDITOR)
def change(request: Request, id: Id, given: Sent, when: Line = "") -> Response:
    """Set what is sent otherwise than it is, unless it has become another since ``when``, as the form had it."""
    ledger, who, row = ledger_of(request), visit_of(request).somebody.name, dossier_of(request, id)
    if when != row.when:
        trouble = DossierError(MEANWHILE, who=row.who)
        return _form(request, _held(row), row, trouble, 409)
    held, wanted = asdict(_held(row)), asdict(given)
    changes: dict[str, Any] = {name: value for name, value in wanted.items() if value != held[name]}
    if not changes:
        return see_other(request, ENTRY.path)

    def filed(work: Work) -> None:
        ledger.change_dossier(id, who=who, tick=work.tick, **changes)

    return _worked(request, given, row, filed)


@router.get("/dossiers/{id}/end", dependencies=EDITOR)
def ending(request: Request, id: Id) -> HTMLResponse:
    """Asks whether a dossier is to end."""
    return render(request, "dossiers/end.html", row=dossier_of(request, id))


@router.post("/dossiers/{id}/end", dependencies=EDITOR)
def end(request: Request, id: Id) -> Response:
    """End a dossier."""
    ledger_of(request).close_dossier(dossier_of(request, id).id)
    return see_other(request, ENTRY.path)


def _worked(request: Request, given: Given, row: DossierRow | None, do: Callable[[Work], None]) -> Response:
    """Begins the filing; the form again with what is amiss, else the list, which tells how far it is."""
    work = begun(request, given.name, do)
    if work.trouble is not None:
        return _form(request, given, row, work.trouble, 400)
    return see_other(request, ENTRY.path)


def _form(
    request: Request,
    given: Given,
    row: DossierRow | None = None,
    trouble: DepesjeError | None = None,
    status: int = 200,
) -> HTMLResponse:
    return render(
        request,
        "dossiers/form.html",
        status,
        row=row,
        given=given,
        trouble=visit_of(request).words.error(trouble) if trouble else "",
    )


def dossier_of(request: Request, id: str) -> DossierRow:
    """The dossier with this id; raises ``HTTPException`` (404) where there is none."""
    found = next((row for row in ledger_of(request).dossiers() if row.id == id), None)
    if found is None:
        raise HTTPException(404)
    return found


def _held(row: DossierRow) -> Given:
    return Given(row.name, row.parties, row.words, row.since, row.until)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for one in text.splitlines() if (line := " ".join(one.split()))))
