"""Looking through what is read by machine: one decision a screen, the least certain and most important first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from depesje.errors import CorrectionError
from depesje.ledger import Ledger, ids
from depesje.ledger.corrections.journal import Correction
from depesje.ledger.reviewing import KINDS, Waiting
from depesje.ledger.whole import Kept
from depesje.questions import Question
from depesje.web import marking
from depesje.web.cards import Card, cards, kind_of
from depesje.web.languages import N_
from depesje.web.listing import Words
from depesje.web.navigation import Entry
from depesje.web.rendering import address, is_part, render, see_other
from depesje.web.visiting import ledger_of, needs, visit_of

router = APIRouter(include_in_schema=False, dependencies=[Depends(needs("editor"))])
ENTRY = Entry("/review", N_("Review"), "v", "editor")
AROUND = 500  # characters on either side of a record's words that are shown
AT_ONCE = 40  # records that are taken together
KindOrAny = Annotated[str | None, Query(pattern=f"^({'|'.join(KINDS)}|)$")]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked through: one kind of record, one dossier, or all."""

    kind: str | None
    dossier: str | None

    @property
    def address(self) -> str:
        """Its page."""
        return address("/review", kind=self.kind, dossier=self.dossier)

    def waiting(self, request: Request, *, sure: bool = False) -> list[Waiting]:
        """What nobody has looked at, but for what this user has put off."""
        ledger, user = ledger_of(request), visit_of(request).somebody
        return ledger.waiting(
            Question(dossier=self.dossier),
            kinds=(self.kind,) if self.kind else KINDS,
            skipped=ledger.users.skipped(user),
            order="sure" if sure else "unsure",
        )


@router.get("/review")
def review(request: Request, kind: KindOrAny = None, dossier: Words = None) -> HTMLResponse:
    """The record to look at first."""
    return _next(request, Scope(kind or None, dossier or None))


@router.post("/review/{id}")
def decide(
    request: Request,
    id: str,
    verdict: Annotated[str, Form(pattern="^(confirm|reject|skip)$")],
    kind: Annotated[str, Form(max_length=20)] = "",
    dossier: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Say that it is right, wrong, or for another time; then comes the next."""
    ledger, user, scope = ledger_of(request), visit_of(request).somebody, _scope(kind, dossier)
    named = ids.parsed(id)
    if named is None:
        raise HTTPException(404)
    done: Correction | None = None
    if verdict == "skip":
        ledger.users.skip(user, [named])
    else:
        done = ledger.correct(id, "confirm" if verdict == "confirm" else "reject", who=user.name)
    return _gone_on(request, scope, done=done, skipped=id if verdict == "skip" else None)


@router.post("/review/undo/{what}")
def undo(
    request: Request,
    what: str,
    kind: Annotated[str, Form(max_length=20)] = "",
    dossier: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Take the last decision back: a correction by its number, or a record that was put off by its id."""
    ledger, user = ledger_of(request), visit_of(request).somebody
    named = ids.parsed(what)
    if named is not None:
        ledger.users.unskip(user, *named)
        back = what
    elif what.isdecimal() and len(what) < 16:
        back = ledger.undo(int(what), who=user.name).id
    else:
        raise HTTPException(404)
    scope = _scope(kind, dossier)
    if not is_part(request):
        return see_other(request, scope.address)
    return _show(request, "review/one.html", scope, scope.waiting(request), back)


@router.get("/review/many")
def many(request: Request, kind: KindOrAny = None, dossier: Words = None) -> HTMLResponse:
    """Those that are read most surely, to be taken together."""
    scope = Scope(kind or None, dossier or None)
    found = [one.id for one in scope.waiting(request, sure=True)[:AT_ONCE]]
    return render(
        request, "review/many.html", scope=scope, kinds=KINDS, cards=_kept(ledger_of(request), found), taken=None, failed=0,
        dossiers=_dossiers(request),
    )  # fmt: skip


@router.post("/review/many/take")
def take(
    request: Request,
    record: Annotated[list[str], Form(max_length=AT_ONCE)],
    kind: Annotated[str, Form(max_length=20)] = "",
    dossier: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Confirm those that are ticked; what has become otherwise meanwhile is left."""
    ledger, who, scope, taken, failed = (
        ledger_of(request),
        visit_of(request).somebody.name,
        _scope(kind, dossier),
        0,
        0,
    )
    for one in record[:AT_ONCE]:
        try:
            taken += ledger.correct(one, "confirm", who=who) is not None
        except CorrectionError:
            failed += 1
    found = [one.id for one in scope.waiting(request, sure=True)[:AT_ONCE]]
    return render(
        request, "review/many.html", scope=scope, kinds=KINDS, cards=_kept(ledger, found), taken=taken, failed=failed,
        dossiers=_dossiers(request),
    )  # fmt: skip


def _scope(kind: str, dossier: str) -> Scope:
    return Scope(kind if kind in KINDS else None, dossier or None)


def _dossiers(request: Request) -> list[str]:
    return [row.name for row in ledger_of(request).dossiers()]


def _kept(ledger: Ledger, wanted: list[str]) -> list[Card]:
    with ledger.snapshot() as snapshot:
        return [Card(kept, kind_of(kept)) for kept in snapshot.records(wanted)]


def _next(request: Request, scope: Scope, **done: Any) -> HTMLResponse:
    found = scope.waiting(request)
    template = "review/one.html" if is_part(request) else "review/review.html"
    return _show(request, template, scope, found, found[0].id if found else None, **done)


def _gone_on(request: Request, scope: Scope, **done: Any) -> Response:
    return _next(request, scope, **done) if is_part(request) else see_other(request, scope.address)


def _show(
    request: Request, template: str, scope: Scope, found: list[Waiting], id: str | None, **done: Any
) -> HTMLResponse:
    ledger = ledger_of(request)
    shown = cards(ledger, [id]) if id else []
    return render(
        request,
        template,
        scope=scope,
        kinds=KINDS,
        left=len(found),
        cards=shown,
        around=_around(ledger, shown[0].record) if shown else [],
        dossiers=_dossiers(request) if not is_part(request) else [],
        **{"done": None, "skipped": None} | done,
    )


def _around(ledger: Ledger, record: Kept) -> list[marking.Paragraph]:
    """The words of a record with what stands before and after them."""
    with ledger.snapshot(texts=True) as snapshot:
        text = snapshot.record(record.id).report.text or ""
    first = max(text.rfind("\n", 0, record.start) + 1, record.start - AROUND)
    last = min(record.end + AROUND, len(text))
    stop = text.find("\n", record.end)
    if 0 <= stop < last:
        last = stop
    before = text.rfind("\n", 0, max(0, first - 1))
    if first - before < AROUND:
        first = before + 1
    return marking.paragraphs(text, marking.marks([record]), first, last)
