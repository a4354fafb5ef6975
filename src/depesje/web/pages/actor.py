"""One actor: roles over time, what it said, demanded, promised, kept and broke, with whom it talks, where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from depesje.language import memberships
from depesje.ledger import Ledger
from depesje.ledger.dates import asked as dated
from depesje.web.languages import N_
from depesje.web.listing import SHOWN, Offset, Words, page
from depesje.web.navigation import Entry
from depesje.web.rendering import address, render
from depesje.web.visiting import ledger_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("/actor", N_("Actors"), "a")
# What is shown of an actor: which listing, and by which side it is asked.
TABS: dict[str, tuple[Callable[[Ledger], Callable[..., Any]], str]] = {
    "said": (lambda ledger: ledger.said, "by"),
    "raised": (lambda ledger: ledger.matters, "by"),
    "asked of": (lambda ledger: ledger.matters, "to"),
    "told": (lambda ledger: ledger.said, "to"),
    "done": (lambda ledger: lambda **asked: ledger.timeline(**asked)[::-1], "by"),  # the newest first, as all
    "met": (lambda ledger: ledger.exchanges, "party"),
}


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a state is to a body, or a body has, on a date: since when, until when, by which source."""

    body: str
    state: str
    relation: str
    start: str
    end: str | None
    partly: bool
    source: str


@router.get("/actor")
def actor(
    request: Request,
    id: Annotated[str | None, Query(max_length=40)] = None,
    name: Words = None,
    show: Annotated[str, Query(pattern=f"^({'|'.join(TABS)})$")] = "said",
    status: Annotated[str | None, Query(max_length=20)] = None,
    on: Annotated[str | None, Query(max_length=40)] = None,
    offset: Offset = 0,
) -> Response:
    """One actor by its id; by a name, those that it may mean."""
    ledger = ledger_of(request)
    if id is None:
        return _called(request, name)
    found = ledger.profile(id)
    if found is None:
        raise HTTPException(404)
    listing, side = TABS[show]
    asked = {side: found.id, "status": status if show in ("raised", "asked of") and status else None}
    rows = listing(ledger)(
        **{name: value for name, value in asked.items() if value}, limit=SHOWN + 1, offset=offset
    )
    return render(
        request,
        "actor/actor.html",
        actor=found,
        show=show,
        shows=tuple(TABS),
        standing=asked["status"],
        page=page(rows, "/actor", {"id": found.id, "show": show, "status": asked["status"]}, offset),
        on=on or date.today().isoformat(),
        belongs=belonging(found.code, found.kind, found.name, on or date.today().isoformat()),
        kept=memberships.KEPT,
    )


def _called(request: Request, name: str | None) -> Response:
    rows = ledger_of(request).meant(name, SHOWN + 1) if name else []
    if len(rows) == 1:
        return RedirectResponse(address("/actor", id=rows[0].id), 303)
    return render(request, "actor/actors.html", name=name, rows_shown=rows[:SHOWN], more=len(rows) > SHOWN)


def belonging(code: str | None, kind: str, name: str, on: str) -> list[Belonging]:
    """What a state belongs to on a date (EDTF), or who belongs to a body; raises ``LedgerError`` for no date."""
    dated(on)
    if code is None:
        return []
    if kind == "state":
        pairs = [(one, how) for body in memberships.load() for one, how in memberships.on_date(body, on).items()
                 if one.state == code]  # fmt: skip
    else:
        pairs = (
            list((memberships.on_date(name, on) or memberships.on_date(code, on)).items())
            if kind in ("body", "alliance")
            else []
        )
    return [
        Belonging(one.body, one.state, one.relation, one.start, one.end, how == "partly", one.source.title)
        for one, how in sorted(
            pairs, key=lambda pair: (pair[0].relation != "member", pair[0].body, pair[0].state)
        )
    ]
