"""The same questions for programs: ``/api/v1``, JSON, described by OpenAPI; who asks sends a token along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Body, Depends, HTTPException, Path, Query, Request, Response, Security
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer

from depesje.errors import LedgerError
from depesje.ledger import (
    AccountsRow,
    Counts,
    DivisionRow,
    EventRow,
    ExchangeRow,
    MatterRow,
    SaidRow,
    SearchRow,
    TensionRow,
    WhoRow,
    ids,
)
from depesje.ledger.corrections.history import Change
from depesje.ledger.corrections.journal import Correction
from depesje.ledger.corrections.quoting import ANYWHERE, Where
from depesje.ledger.profile import Profile
from depesje.ledger.reviewing import Waiting
from depesje.ledger.rows import ReportRow
from depesje.ledger.telling import Told
from depesje.ledger.whole import KeptDivision, KeptEvent, KeptMatter, KeptStatement
from depesje.questions import (
    ActorQuestion,
    DivisionQuestion,
    EventQuestion,
    ExchangeQuestion,
    MatterQuestion,
    Question,
    ReportQuestion,
    StatementQuestion,
    TensionQuestion,
    WordQuestion,
)
from depesje.web.asking import asked
from depesje.web.listing import DEEPEST
from depesje.web.visiting import ledger_of, needs, open_to_all, visit_of

R = TypeVar("R")
_SAID = {
    400: "What cannot be understood",
    401: "No token, or none that is known",
    403: "What this user may not do",
    404: "Nothing there",
    409: "What does not go with what the ledger holds",
    410: "What was forgotten",
    413: "Too much",
    422: "What is not as described here",
    429: "Too much is waiting already",
}
_TROUBLE = {"schema": {"$ref": "#/components/schemas/Trouble"}}
TOLD: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "content": {"application/json": _TROUBLE}} for status, said in _SAID.items()
}
router = APIRouter(
    prefix="/api/v1", tags=["ledger"], responses=TOLD, dependencies=[Security(HTTPBearer(auto_error=False))]
)
EDITOR = [Depends(needs("editor"))]
_ID = r"^(st|ev|ma|di|ac|ex)-[1-9][0-9]{0,15}$"
Id = Annotated[
    str, Path(pattern=_ID, max_length=20, description="The id of a record: st-12, ev-3, ma-4, ac-7.")
]
Text = Annotated[
    str | None,
    Query(min_length=1, max_length=500, description="Words that must stand in it, in any inflection."),
]
Words = Annotated[
    str, Query(min_length=1, max_length=500, description='Words in any inflection, or "some words together".')
]
Why = Annotated[str | None, Body(max_length=500, description="The reason; it is kept with the correction.")]
Given = Annotated[
    dict[str, Annotated[list[Annotated[str, Body(max_length=5000)]], Body(max_length=50)]],
    Body(max_length=50, description="Values by field; a field may have several."),
]


@router.get("/counts")
def counts(request: Request) -> Counts:
    """How much the ledger holds."""
    return ledger_of(request).counts()


@router.get("/reports")
def reports(
    request: Request, response: Response, question: Annotated[dict[str, Any], Depends(asked(ReportQuestion))]
) -> list[ReportRow]:
    """The reports, those published last first."""
    return _rows(request, response, ledger_of(request).reports, question)


@router.get("/report")
def report(
    request: Request,
    id: Annotated[
        str,
        Query(
            min_length=1, max_length=2000, description="The report's id, often its address, or enough of it."
        ),
    ],
) -> Told:
    """All that one report says."""
    found = ledger_of(request).told(id)
    if found is None:
        raise HTTPException(404)
    return found


@router.get("/said")
def said(
    request: Request,
    response: Response,
    question: Annotated[dict[str, Any], Depends(asked(StatementQuestion))],
    words: Text = None,
) -> list[SaidRow]:
    """Who said what to whom, newest first; with ``words`` those that hold them, in any inflection."""
    ledger = ledger_of(request)
    if words is None:
        return _rows(request, response, ledger.said, question)

    return _rows(request, response, lambda **own: ledger.find(words, StatementQuestion(**own)), question)


@router.get("/timeline")
def timeline(
    request: Request, response: Response, question: Annotated[dict[str, Any], Depends(asked(EventQuestion))]
) -> list[EventRow]:
    """What was done, each act once, oldest first; the newest where there are more than the limit."""
    return ledger_of(request).timeline(**question)


@router.get("/matters")
def matters(
    request: Request,
    response: Response,
    question: Annotated[dict[str, Any], Depends(asked(MatterQuestion))],
) -> list[MatterRow]:
    """What lies on the table, each matter once with its course; the open ones first."""
    return _rows(request, response, ledger_of(request).matters, question)


@router.get("/divisions")
def divisions(
    request: Request,
    response: Response,
    question: Annotated[dict[str, Any], Depends(asked(DivisionQuestion))],
) -> list[DivisionRow]:
    """Where reports tell of disagreement inside a party."""
    return _rows(request, response, ledger_of(request).divisions, question)


@router.get("/exchanges")
def exchanges(
    request: Request,
    response: Response,
    question: Annotated[dict[str, Any], Depends(asked(ExchangeQuestion))],
) -> list[ExchangeRow]:
    """Who called, met or wrote to whom, each exchange once."""
    return _rows(request, response, ledger_of(request).exchanges, question)


@router.get("/exchanges/{id}")
def accounts(request: Request, id: Id) -> AccountsRow:
    """What each source tells of an exchange, and where they contradict."""
    return _there(ledger_of(request).accounts, id)


@router.get("/tension")
def tension(
    request: Request,
    question: Annotated[dict[str, Any], Depends(asked(TensionQuestion))],
    pair: Annotated[
        list[str] | None, Query(min_length=2, max_length=2, description="Two codes or names: RUS, UKR.")
    ] = None,
) -> list[TensionRow]:
    """How tense each day was, overall or between two."""
    if pair is not None:
        question["pair"] = (pair[0], pair[1])
    return ledger_of(request).tension(**question)


@router.get("/who")
def who(
    request: Request, name: Words, question: Annotated[dict[str, Any], Depends(asked(ActorQuestion))]
) -> list[WhoRow]:
    """Whom a name, a part of one, a wording or a code means."""
    return ledger_of(request).who(name, **question)


@router.get("/actors/{id}")
def actor(request: Request, id: Id) -> Profile:
    """One actor: its names, its roles over time, with whom it talks."""
    found = ledger_of(request).profile(id)
    if found is None:
        raise HTTPException(404)
    return found


@router.get("/search")
def search(
    request: Request, words: Words, question: Annotated[dict[str, Any], Depends(asked(WordQuestion))]
) -> list[SearchRow]:
    """Where words stand: in statements, then in reports, up to the limit of each."""
    return ledger_of(request).search(words, **question)


@router.get("/waiting", dependencies=EDITOR)
def waiting(
    request: Request,
    response: Response,
    question: Annotated[dict[str, Any], Depends(asked(Question, "known", "review", "confirmed"))],
) -> list[Waiting]:
    """What nobody has looked at, the least certain and most important first."""

    def ask(limit: int, offset: int = 0, **own: Any) -> list[Waiting]:
        return ledger_of(request).waiting(Question(**own))[offset : offset + limit]

    return _rows(request, response, ask, question)


@router.get("/matters/{id}")
def matter(request: Request, id: Id) -> MatterRow:
    """One matter with its course over all reports."""
    found: MatterRow | None = _there(ledger_of(request).matter, id)
    if found is None:
        raise HTTPException(404)
    return found


@router.get("/records/{id}")
def record(request: Request, id: Id) -> KeptStatement | KeptEvent | KeptMatter | KeptDivision:
    """One statement, event, matter or division with its words and their place."""
    with ledger_of(request).snapshot() as snapshot:
        found: Any = _there(snapshot.record, id)
    return found  # type: ignore[no-any-return]


@router.get("/records/{id}/fields", dependencies=EDITOR)
def fields(request: Request, id: Id) -> dict[str, list[str]]:
    """The fields of a record that can be set, as they would be given."""
    return ledger_of(request).fields(id)


@router.get("/records/{id}/history")
def history(request: Request, id: Id) -> list[Change]:
    """How a record was read, and who changed what."""
    return ledger_of(request).history(id)


@router.post("/records", dependencies=EDITOR, status_code=201)
def add(
    request: Request,
    kind: Annotated[
        str,
        Body(
            pattern="^(statement|event|matter|division)$", description="statement, event, matter or division."
        ),
    ],
    report: Annotated[
        str, Body(min_length=1, max_length=2000, description="The report's id, or enough of it.")
    ],
    fields: Given,
    prefix: Annotated[
        str | None,
        Body(max_length=500, description="What stands right before the words, where they stand twice."),
    ] = None,
    suffix: Annotated[str | None, Body(max_length=500, description="What stands right behind them.")] = None,
    why: Why = None,
) -> Correction:
    """Add what the machine missed, on ``words`` of a report; ``prefix`` and ``suffix`` tell of several places which."""
    where = Where(prefix=prefix, suffix=suffix) if prefix or suffix else ANYWHERE
    return ledger_of(request).add_record(kind, report, fields, where=where, who=_who(request), why=why)


@router.post("/records/{id}/verdict", dependencies=EDITOR)
def verdict(
    request: Request,
    id: Id,
    verdict: Annotated[str, Body(pattern="^(confirm|reject)$", description="confirm or reject.")],
    why: Why = None,
) -> Correction | None:
    """Say that a record is right or wrong; nothing where that has been said."""
    said = "confirm" if verdict == "confirm" else "reject"
    return ledger_of(request).correct(id, said, who=_who(request), why=why)  # type: ignore[arg-type]


@router.patch("/records/{id}", dependencies=EDITOR)
def edit(request: Request, id: Id, fields: Given, why: Why = None) -> Correction | None:
    """Set fields of a record; an empty list empties one."""
    return ledger_of(request).correct(id, fields=fields, who=_who(request), why=why)


@router.post("/corrections/{number}/undo", dependencies=EDITOR)
def undo(
    request: Request,
    number: Annotated[int, Path(ge=1, le=ids.LARGEST, description="The number of the correction.")],
) -> Correction:
    """Take a correction back."""
    return ledger_of(request).undo(number, who=_who(request))


@router.get("/openapi.json", include_in_schema=False)
@open_to_all
def openapi(request: Request) -> JSONResponse:
    """What there is, for programs that make clients."""
    described: dict[str, Any] = request.app.openapi()
    described["components"]["schemas"].setdefault(
        "Trouble", {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}
    )
    return JSONResponse(described)


def _rows(
    request: Request, response: Response, ask: Callable[..., Sequence[R]], question: dict[str, Any]
) -> list[R]:
    """Rows of a listing from an offset on, and in a header where the next are."""
    offset, limit = question.get("offset", 0), question["limit"]
    rows = ask(**question | {"limit": limit + 1})
    if len(rows) > limit and offset + limit <= DEEPEST:
        following = request.url.include_query_params(offset=offset + limit)
        response.headers["link"] = f'<{following.path}?{following.query}>; rel="next"'
    return list(rows[:limit])


def _there(ask: Callable[[str], R], id: str) -> R:
    """What is asked for by an id; a kind of record that has none of it is not there."""
    try:
        return ask(id)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None


def _who(request: Request) -> str:
    return visit_of(request).somebody.name
