"""What a person does to records: right, wrong, changed, added, undone; and who has done what."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Query, Request
from fastapi.responses import HTMLResponse, Response

from depesje.errors import CorrectionError
from depesje.ledger import ids
from depesje.ledger.corrections.fields import FIELDS
from depesje.ledger.corrections.journal import Correction
from depesje.ledger.corrections.quoting import ANYWHERE, Where
from depesje.web import forms
from depesje.web.cards import cards
from depesje.web.listing import Number
from depesje.web.pages.report import people
from depesje.web.rendering import is_part, render, see_other
from depesje.web.visiting import ledger_of, needs, visit_of

router = APIRouter(include_in_schema=False)
EDITOR = [Depends(needs("editor"))]
ADDED = ("statement", "event", "matter", "division")
ASIDE = 60  # characters on either side of words by which their place is told
Id = Annotated[str, Path(max_length=40)]
Report = Annotated[str, Query(max_length=2000)]


@router.post("/record/{id}/verdict", dependencies=EDITOR)
def verdict(
    request: Request, id: Id, verdict: Annotated[str, Form(pattern="^(confirm|reject)$")]
) -> Response:
    """Say that a record is right, or wrong."""
    done = ledger_of(request).correct(
        id, "confirm" if verdict == "confirm" else "reject", who=visit_of(request).somebody.name
    )
    return _told(request, id, done)


@router.get("/record/new", dependencies=EDITOR)
def new(
    request: Request,
    report: Report,
    kind: Annotated[str, Query(pattern=f"^({'|'.join(ADDED)})$")],
    start: Annotated[int | None, Query(ge=0)] = None,
    end: Annotated[int | None, Query(ge=0)] = None,
) -> HTMLResponse:
    """The form for a record on words of a report, which stand from ``start`` to ``end`` in its text."""
    words = _text(request, report)[start:end].strip() if start is not None and end is not None else ""
    return _form(request, kind, {"words": [words]}, report=report, start=start, end=end)


@router.post("/record/new", dependencies=EDITOR)
async def read_new(request: Request) -> Response:
    """Take in the form for a new record."""
    return await _in_thread(add, request, await _sent(request))


def add(request: Request, sent: dict[str, str]) -> Response:
    """Make a record of what was sent."""
    kind, report = sent.get("kind_of_record", ""), sent.get("report", "")
    if kind not in ADDED:
        raise HTTPException(422)
    start, end = sent.get("start", ""), sent.get("end", "")
    place = (
        (int(start), int(end)) if start.isdecimal() and end.isdecimal() and len(start + end) < 20 else None
    )
    fields = forms.kept(kind, forms.given(kind, sent, {}), _kept_names(request, report))
    try:
        where = ANYWHERE if place is None else _where(_text(request, report), *place, fields.get("words", []))
        done = ledger_of(request).add_record(
            kind, report, fields, where=where, who=visit_of(request).somebody.name, why=sent.get("why")
        )
    except CorrectionError as error:
        values = {name: [value] for name, value in sent.items()}
        more = {
            "start": start or None,
            "end": end or None,
            "trouble": _said(request, error),
            "field": error.field,
        }
        return _form(request, kind, values, report=report, status=400, **more)
    return _told(request, done.id, done)


@router.get("/record/{id}/edit", dependencies=EDITOR)
def edit(request: Request, id: Id) -> HTMLResponse:
    """The form for a record's fields."""
    kind = _kind(id)
    values = forms.named(kind, ledger_of(request).fields(id), visit_of(request).words.called)
    return _form(request, kind, values, id=id)


@router.post("/record/{id}/edit", dependencies=EDITOR)
async def read_edit(request: Request, id: Id) -> Response:
    """Take in the form for a record's fields."""
    return await _in_thread(change, request, await _sent(request), id)


def change(request: Request, sent: dict[str, str], id: str) -> Response:
    """Set those fields of a record that are sent otherwise than they are."""
    kind, ledger = _kind(id), ledger_of(request)
    before = forms.named(kind, ledger.fields(id), visit_of(request).words.called)
    fields = forms.given(kind, sent, before)
    if not fields:
        return _told(request, id, None)
    fields = forms.kept(kind, fields, _kept_names(request, _report_of(request, id)))
    try:
        done = ledger.correct(id, fields=fields, who=visit_of(request).somebody.name, why=sent.get("why"))
    except CorrectionError as error:
        values = {**before, **{name: [value] for name, value in sent.items()}}
        return _form(
            request, kind, values, id=id, trouble=_said(request, error), field=error.field, status=400
        )
    return _told(request, id, done)


@router.post("/undo/{number}", dependencies=EDITOR)
def undo(request: Request, number: Number) -> Response:
    """Take a correction back."""
    done = ledger_of(request).undo(number, who=visit_of(request).somebody.name)
    return _told(request, done.id, done)


@router.get("/record/{id}/history")
def history(request: Request, id: Id) -> HTMLResponse:
    """Who changed what in a record, when and why."""
    ledger = ledger_of(request)
    changes = ledger.history(id)
    named = {
        str(one)
        for change in changes
        for pair in change.fields.values()
        for side in pair
        for one in _each(side)
    }
    template = "report/history.html" if is_part(request) else "report/history_page.html"
    return render(
        request,
        template,
        id=id,
        changes=changes[::-1],
        names=ledger.called({*named, *(one for change in changes for one in change.records)}),
        undone={change.undoes for change in changes if change.undoes is not None},
    )


def _kept_names(request: Request, report: str | None) -> dict[str, str]:
    """By which names the ledger keeps whom the records of a report name, by what the page calls them."""
    told = ledger_of(request).told(report) if report else None
    called = visit_of(request).words.called
    return {called(name): name for name in people(told)} if told is not None else {}


def _report_of(request: Request, id: str) -> str | None:
    with ledger_of(request).snapshot() as snapshot:
        return next((one.report.id for one in snapshot.records([id])), None)


def _said(request: Request, error: CorrectionError) -> str:
    return visit_of(request).words.error(error)


def _each(side: Any) -> list[Any]:
    return list(side) if isinstance(side, list | tuple) else [side]


def _kind(id: str) -> str:
    named = ids.parsed(id)
    if named is None or named[0] not in FIELDS:
        raise HTTPException(404)
    return named[0]


def _text(request: Request, report: str) -> str:
    told = ledger_of(request).told(report)
    if told is None:
        raise HTTPException(404)
    return told.report.text or ""


def _where(text: str, start: int, end: int, words: list[str]) -> Where:
    """Which of several places is meant, where the words are still those that were selected."""
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    start, end = start + lead, start + lead + len(text[start:end].strip())
    if not words or words[0].strip() != text[start:end]:
        return ANYWHERE
    return Where(prefix=text[max(0, start - ASIDE) : start], suffix=text[end : end + ASIDE])


async def _sent(request: Request) -> dict[str, str]:
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def _in_thread(act: Any, *given: Any) -> Response:
    from starlette.concurrency import run_in_threadpool

    done: Response = await run_in_threadpool(act, *given)
    return done


def _form(request: Request, kind: str, values: Any, status: int = 200, **more: Any) -> HTMLResponse:
    shown: dict[str, Any] = {
        "id": None,
        "report": None,
        "start": None,
        "end": None,
        "trouble": "",
        "field": None,
    }
    template = "report/form.html" if is_part(request) else "report/form_page.html"
    response = render(request, template, status, kind=kind, lines=forms.lines(kind, values), **shown | more)
    if status >= 400 and is_part(request):
        # What is wrong is told in the form itself, not beside it.
        response.status_code = 200
    return response


def _told(request: Request, id: str, done: Correction | None) -> Response:
    """The record as it is now, with what was done to it."""
    if not is_part(request):
        return see_other(request, f"/record/{id}")
    return render(
        request,
        "report/done.html",
        cards=cards(ledger_of(request), [id]),
        done=done,
        id=id,
        reviewing=_reviewing(request),
    )


def _reviewing(request: Request) -> str | None:
    """The address of the review page, where that is what the visitor has before them."""
    there = urlsplit(request.headers.get("hx-current-url", ""))
    return f"/review?{there.query}" if there.path == "/review" else None
