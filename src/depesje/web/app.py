"""The application: the pages over one ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from fastapi import Depends, FastAPI

from depesje import __version__
from depesje.ledger import Ledger
from depesje.ledger.users import User
from depesje.web.errors import answer_with_errors
from depesje.web.guarding import Guard
from depesje.web.limiting import Limiter
from depesje.web.pages import PAGES
from depesje.web.settings import Settings
from depesje.web.visiting import checked
from depesje.web.working import Bench


def create_app(ledger: Ledger, settings: Settings | None = None) -> FastAPI:
    """The pages over a ledger, which the caller opens and closes."""
    # FastAPI's own pages on the API load scripts from elsewhere; ours is ``pages.api``.
    app = FastAPI(
        title="Depesje",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(checked)],
    )
    app.state.ledger = ledger
    app.state.settings = settings or Settings()
    app.state.limiter = Limiter()
    app.state.bench = Bench()
    app.state.local = _local(ledger, app.state.settings.local)
    for page in PAGES:
        app.include_router(page.router)
    answer_with_errors(app)
    app.add_middleware(Guard, settings=app.state.settings)
    return app


def _local(ledger: Ledger, name: str) -> Callable[[], User]:
    """Who works here without logging in: they may do everything, whatever a user of that name may."""
    known: list[User] = []
    lock = Lock()

    def found() -> User:
        with lock:  # a browser's first requests come together
            if not known:
                known.append(replace(ledger.users.local(name), role="admin"))
            return known[0]

    return found
