"""The first visit: an empty ledger gets the example reports at the press of a button."""

from __future__ import annotations

from threading import Lock

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from depesje.web.rendering import see_other
from depesje.web.visiting import ledger_of, needs

router = APIRouter(include_in_schema=False)
_FILLING = Lock()  # reading takes seconds, in which a button is pressed again


@router.post("/example", dependencies=[Depends(needs("editor"))])
def example(request: Request) -> Response:
    """Read the example reports into the ledger, and only where it holds nothing."""
    from depesje import examples, intake
    from depesje.keeping import keep

    ledger = ledger_of(request)
    with _FILLING:
        if not ledger.counts().reports:
            for _ in keep(intake.load(examples.paths(), meta=examples.META), ledger):
                pass
    return see_other(request, "/")
