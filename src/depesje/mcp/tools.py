"""The tools: each a question of ``depesje.questions`` with the parameters that the API has, and a method of the ledger."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from mcp_types import CallToolResult
from pydantic import Field

from depesje.errors import LedgerError
from depesje.ledger import Ledger, ids
from depesje.ledger.rights.blanking import shown
from depesje.mcp.answering import Answer, answer
from depesje.questions import (
    ActorQuestion,
    EventQuestion,
    ExchangeQuestion,
    MatterQuestion,
    StatementQuestion,
    TensionQuestion,
    WordQuestion,
)
from depesje.treaties import obligations
from depesje.web.asking import PARAMETERS, asked

FEW, MOST = 20, 100  # rows of one answer
_NAMES = ("by", "to", "party", "about", "per", "name")
_Limit = Annotated[int, Field(ge=1, le=MOST, description="At most so many rows.")]
_Report = Annotated[
    str, Field(min_length=1, max_length=2000, description="A report's id, as rows have it, or enough of it.")
]
_Record = Annotated[
    str,
    Field(
        pattern=r"^(st|ev|ma|di)-[1-9][0-9]{0,15}$",
        description="The id of a statement, event, matter or division: st-12, ev-3, ma-7, di-1.",
    ),
]
_Exchange = Annotated[
    str, Field(pattern=r"^ex-[1-9][0-9]{0,15}$", description="The id of an exchange: ex-7.")
]
_Called = Annotated[
    str, Field(min_length=1, max_length=500, description="A name, a part of one, or a code (RUS).")
]
_Words = Annotated[
    str,
    Field(min_length=1, max_length=500, description='Words in any inflection, or "some words together".'),
]
_Attack = Annotated[
    str,
    Field(min_length=1, max_length=500, description="Who attacks whom: 'RUS attacks LTU', in any language."),
]
_Dossier = Annotated[
    str | None, Field(max_length=500, description="A dossier's name or id: the reports in it, and why.")
]
_Pair = Annotated[
    list[str] | None,
    Field(min_length=2, max_length=2, description="Two codes or names (RUS, UKR): between these alone."),
]
_Text = Annotated[bool, Field(description="Also the report's own text, where all of it may be shown.")]


@dataclass(frozen=True, slots=True)
class Tool:
    """What an assistant can call: ``call`` is a function of named arguments, described by its signature."""

    name: str
    title: str
    call: Callable[..., CallToolResult]


def tools(ledger: Ledger) -> Iterator[Tool]:
    """All tools over a ledger."""
    yield _listing(ledger, "said", "Who said what", StatementQuestion, ledger.said,
                   "Who said what to whom, through which channel and on whose word; newest first.")  # fmt: skip
    yield _listing(ledger, "matters", "What lies on the table", MatterQuestion, ledger.matters,
                   "Demands, requests, offers, promises and warnings, each once with its course over all reports"
                   " (moves) and what became of it; the open ones first.")  # fmt: skip
    yield _listing(ledger, "timeline", "What was done", EventQuestion, ledger.timeline,
                   "Events, each once with all its mentions, oldest first; the newest of them where there are more"
                   " than limit. modality says whether it was done, is announced, possible or denied.",
                   oldest_first=True)  # fmt: skip
    yield _listing(ledger, "exchanges", "Who spoke with whom", ExchangeQuestion, ledger.exchanges,
                   "Calls, meetings, letters and the like, each once however many reports tell of it, newest first."
                   " The words of one are had by accounts.")  # fmt: skip
    yield _own(ledger, "accounts", "Accounts of an exchange", _accounts,
               "What each source tells of one exchange, what only one of them says, and where they contradict.",
               exchange=_Exchange, known=PARAMETERS["known"])  # fmt: skip
    yield _listing(ledger, "who", "Who that is", ActorQuestion, ledger.who,
                   "Whom a name, a part of one or a code means: names, roles over time, how often they speak.",
                   name=_Called)  # fmt: skip
    yield _own(ledger, "search", "Find words", _search,
               "Where words stand, however inflected: in statements first, then in reports; limit is for each.",
               words=_Words, **_parameters(WordQuestion))  # fmt: skip
    yield _own(ledger, "tension", "How tense each day was", _tension,
               "Day by day how tense it was, with interval, overall or between two parties, oldest first; the newest days"
               " where there are more than limit. acts are the events that a figure rests on. An index made of counted"
               " reports, no measure of danger.",
               pair=_Pair, **_parameters(TensionQuestion), limit=_Limit)  # fmt: skip
    yield _own(ledger, "obligations", "Who is bound by treaty", _obligations,
               "Who is bound by which treaty if one state attacks another, and who is only a partner, each with its source."
               " Not from reports, and no legal advice.",
               attack=_Attack, on=PARAMETERS["on"])  # fmt: skip
    yield _own(ledger, "report", "All that one report says", _report,
               "One report: where it is from, its records in the order of its text, and other versions of the same story.",
               report=_Report, text=_Text, known=PARAMETERS["known"])  # fmt: skip
    yield _own(ledger, "record", "One record", _record,
               "One statement, event, matter or division with its words, what stands around them, and its report; of a"
               " matter its course, too.",
               record=_Record)  # fmt: skip
    yield _own(ledger, "dossiers", "Dossiers", _dossiers,
               "The crises that people have named, by parties, words and period; or the reports in one of them.",
               dossier=_Dossier, known=PARAMETERS["known"], limit=_Limit, offset=PARAMETERS["offset"])  # fmt: skip


_DEFAULTS: dict[str, Any] = {"limit": FEW, "offset": 0, "confirmed": False, "text": False}
_REQUIRED = {"exchange", "name", "words", "attack", "report", "record"}


def _parameters(question: type) -> dict[str, Any]:
    """The parameters that the API has for a question, by name, with a limit of our own."""
    signature = inspect.signature(asked(question))
    return {name: _Limit if name == "limit" else one.annotation for name, one in signature.parameters.items()}


def _listing(
    ledger: Ledger,
    name: str,
    title: str,
    question: type,
    ask: Callable[..., Sequence[Any]],
    about: str,
    /,
    *,
    oldest_first: bool = False,
    **own: Any,
) -> Tool:
    def call(limit: int, **given: Any) -> CallToolResult:
        rows = ask(**given, limit=limit + 1)
        more = len(rows) > limit
        if more:
            rows = rows[1:] if oldest_first else rows[:limit]
        notes = () if rows else _unknown(ledger, given)
        return answer(ledger, rows, more=more, notes=notes, known=given.get("known"))

    return _tool(name, title, about, call, own | _parameters(question))


def _own(
    ledger: Ledger,
    name: str,
    title: str,
    ask: Callable[..., CallToolResult],
    about: str,
    /,
    **parameters: Any,
) -> Tool:
    def call(**given: Any) -> CallToolResult:
        return ask(ledger, **given)

    return _tool(name, title, about, call, parameters)


def _tool(
    name: str, title: str, about: str, ask: Callable[..., CallToolResult], parameters: dict[str, Any]
) -> Tool:
    def call(**given: Any) -> CallToolResult:
        return ask(**{name: value for name, value in given.items() if value not in (None, [])})

    call.__name__, call.__doc__ = name, about
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                one,
                inspect.Parameter.KEYWORD_ONLY,
                annotation=annotation,
                default=inspect.Parameter.empty if one in _REQUIRED else _DEFAULTS.get(one),
            )
            for one, annotation in parameters.items()
        ],
        return_annotation=Annotated[CallToolResult, Answer],
    )
    return Tool(name, title, call)


def _unknown(ledger: Ledger, given: dict[str, Any]) -> Iterator[str]:
    """Of the names that were asked for, those that mean nobody, with such as look like them."""
    for field in _NAMES:
        name = given.get(field)
        if name is None or ledger.who(name, limit=1, known=given.get("known")):
            continue
        like = [f"{called} ({one})" for one, called in ledger.resembling(name, known=given.get("known"))]
        meant = f"; the ledger has {', '.join(like)}" if like else ""
        yield f"nobody is called {name!r}{meant}"


def _accounts(ledger: Ledger, exchange: str, known: str | None = None) -> CallToolResult:
    return answer(ledger, [ledger.accounts(exchange, known=known)], known=known)


def _search(ledger: Ledger, words: str, limit: int, **given: Any) -> CallToolResult:
    found = ledger.search(words, **given, limit=limit + 1)
    rows = [
        row for kind in ("statement", "report") for row in [one for one in found if one.kind == kind][:limit]
    ]
    return answer(ledger, rows, more=len(rows) < len(found), known=given.get("known"))


def _tension(ledger: Ledger, limit: int, pair: list[str] | None = None, **given: Any) -> CallToolResult:
    days = ledger.tension(**given, pair=(pair[0], pair[1]) if pair else None)
    return answer(ledger, days[-limit:], more=len(days) > limit, known=given.get("known"))


def _obligations(ledger: Ledger, attack: str, on: str | None = None) -> CallToolResult:
    return answer(ledger, [obligations(attack, on)])


def _report(ledger: Ledger, report: str, text: bool = False, known: str | None = None) -> CallToolResult:
    told = ledger.told(report, known)
    if told is None:
        raise LedgerError(f"the ledger has no report {report!r}")
    origin = ledger.origins({told.report.id}, known)[told.report.id]
    withheld = origin.reserved or origin.limit is not None
    held = told.report.text if text and not withheld else None
    bare = replace(told.report, text=shown(held) if held and not told.whole else held, asides=())
    notes = ["The text is withheld: its source may only be quoted."] if text and withheld else []
    return answer(ledger, [replace(told, report=bare)], notes=notes, known=known)


def _record(ledger: Ledger, record: str) -> CallToolResult:
    ledger.resolve(record)  # which tells of one that was forgotten
    with ledger.snapshot() as snapshot:
        found = snapshot.record(record)
    named = ids.parsed(record)
    course = ledger.matter(record) if named and named[0] == "matter" and found.review != "rejected" else None
    return answer(ledger, [found] if course is None else [found, course])


def _dossiers(
    ledger: Ledger, limit: int, offset: int = 0, dossier: str | None = None, known: str | None = None
) -> CallToolResult:
    rows: Sequence[Any] = ledger.dossier(dossier, known) if dossier else ledger.dossiers(known)
    left = rows[offset:]
    return answer(ledger, left[:limit], more=len(left) > limit, known=known)
