"""Finds statements, reports and matters by words, who, to whom, act, kind, date and dossier; searches that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated, Any, get_args
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import Response

from depesje.ledger import Ledger
from depesje.questions import MatterQuestion, StatementQuestion, WordQuestion
from depesje.records import Act, Channel, MatterKind, Status
from depesje.web.feeds import atom
from depesje.web.languages import N_
from depesje.web.listing import SHOWN, Number, Offset, Page, leaf, page
from depesje.web.navigation import Entry
from depesje.web.rendering import render, see_other
from depesje.web.visiting import ledger_of, open_to_all, visit_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("/search", N_("Search"), "s")
WHAT = ("statements", "matters", "reports")
LONGEST = 500  # characters of what is asked for in one field
# What can be asked for.
ASKED = ("words", "by", "to", "per", "act", "channel", "kind", "status", "since", "until", "dossier")
_OF = {"statements": StatementQuestion, "matters": MatterQuestion, "reports": WordQuestion}
FEED = 50  # entries of a feed


@router.get("/search")
def search(
    request: Request,
    what: Annotated[str, Query(pattern=f"^({'|'.join(WHAT)})$")] = "statements",
    offset: Offset = 0,
) -> Response:
    """What is found, and the searches that one keeps."""
    ledger, saved = ledger_of(request), ledger_of(request).users.searches(visit_of(request).somebody)
    asked = given(request.query_params)
    found = _found(ledger, what, asked, offset) if asked else None
    return render(
        request,
        "search/search.html",
        what=what,
        whats=WHAT,
        asked={name: asked.get(name, "") for name in ASKED},
        found_any=bool(asked),
        page=found,
        query=urlencode({"what": what, **asked}),
        acts=get_args(Act),
        channels=get_args(Channel),
        kinds=get_args(MatterKind),
        statuses=get_args(Status),
        dossiers=[row.name for row in ledger.dossiers()],
        saved=saved,
        queries={one.number: urlencode(dict(one.asked)) for one in saved},
    )


@router.post("/search/saved")
def save(
    request: Request, name: Annotated[str, Form(max_length=200)], query: Annotated[str, Form(max_length=6000)]
) -> Response:
    """Keep a search, which then has a feed."""
    asked = dict(parse_qsl(query)[:20])
    kept = {**given(asked), "what": asked["what"] if asked.get("what") in WHAT else "statements"}
    if len(kept) == 1:
        raise HTTPException(422)
    ledger_of(request).users.save_search(visit_of(request).somebody, name, kept)
    return see_other(request, f"/search?{urlencode(kept)}")


@router.post("/search/saved/{number}/drop")
def drop(request: Request, number: Number) -> Response:
    """Keep a search no longer."""
    ledger_of(request).users.drop_search(visit_of(request).somebody, number)
    return see_other(request, "/search")


@router.get("/feed/{secret}.atom")
@open_to_all
def feed(request: Request, secret: str) -> Response:
    """The newest of what a kept search finds, for a feed reader; the address is all that it needs."""
    ledger = ledger_of(request)
    search = ledger.users.search_fed_by(secret)
    if search is None:
        raise HTTPException(404)
    rows = _found(ledger, search.asked.get("what", "statements"), given(search.asked), 0, FEED).rows
    return Response(atom(request, search, rows), media_type="application/atom+xml")


def given(asked: Mapping[str, str]) -> dict[str, str]:
    """What is asked for, of what can be; what is empty asks for nothing."""
    return {name: value for name in ASKED if (value := (asked.get(name) or "").strip()[:LONGEST])}


def _found(ledger: Ledger, what: str, asked: Mapping[str, str], offset: int, shown: int = SHOWN) -> Page[Any]:
    known = {field.name for field in fields(_OF[what])}
    own: dict[str, Any] = {name: value for name, value in asked.items() if name in known}
    words = asked.get("words", "")
    shown_asked = {"what": what, **asked}
    if what == "statements" and words:
        question = StatementQuestion(**own, limit=shown + 1, offset=offset)
        return page(ledger.find(words, question), "/search", shown_asked, offset, shown)
    if what == "reports" and words:
        own.pop("words")
        hits = ledger.search_reports(words, **own, limit=offset + shown + 1)
        return page(hits[offset:], "/search", shown_asked, offset, shown)
    if what == "reports":
        own = {name: asked[name] for name in ("since", "until", "dossier") if name in asked}
        return page(
            ledger.reports(**own, limit=shown + 1, offset=offset), "/search", shown_asked, offset, shown
        )
    found = leaf(ledger.said if what == "statements" else ledger.matters, "/search", own, offset, shown)
    return page([*found.rows, *([None] if found.after else [])], "/search", shown_asked, offset, shown)
