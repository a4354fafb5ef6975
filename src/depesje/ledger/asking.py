"""What a ledger can be asked: a method a listing, each of which takes what its question says."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, overload

from depesje.errors import LedgerError
from depesje.ledger import (
    accounting,
    counting,
    finding,
    following,
    ids,
    lanes,
    orphans,
    people,
    reviewing,
    searching,
    spanning,
    stories,
    telling,
    tense,
)
from depesje.ledger.answering import answering
from depesje.ledger.clock import Known
from depesje.ledger.curving import Curve
from depesje.ledger.kinds import MATTER
from depesje.ledger.lanes import Lanes
from depesje.ledger.rows import (
    AccountsRow,
    Counts,
    DivisionRow,
    EventRow,
    ExchangeRow,
    MatterRow,
    OrphanRow,
    ReportRow,
    SaidRow,
    SearchRow,
    WhoRow,
)
from depesje.ledger.spanning import Extent
from depesje.ledger.store import Store
from depesje.ledger.telling import Told
from depesje.ledger.tense import TensionRow
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

P = ParamSpec("P")
Q = TypeVar("Q")
R = TypeVar("R")


def _asked(
    question: Callable[P, Q],
) -> Callable[[Callable[[Asking, Q], R]], Callable[Concatenate[Asking, P], R]]:
    """Lets a method that answers a question be called with what the question says: ``ledger.said(by="RUS")``."""

    def decorate(method: Callable[[Asking, Q], R]) -> Callable[Concatenate[Asking, P], R]:
        @wraps(method)
        def ask(self: Asking, /, *args: P.args, **kwargs: P.kwargs) -> R:
            return method(self, question(*args, **kwargs))

        shown = inspect.signature(method)
        own = list(inspect.signature(question).parameters.values())
        ask.__signature__ = shown.replace(parameters=[shown.parameters["self"], *own])  # type: ignore[attr-defined]
        return ask

    return decorate


class Asking:
    """The part of a ledger that answers questions; see ``Ledger``."""

    _store: Store
    _curve: Curve

    def told(self, report_id: str, known: str | None = None, *, rejected: bool = False) -> Told | None:
        """All that one report says, with its text, by its id, a beginning of it or its address; None where there is none.

        Raises ``WhichReportError`` where it may be several. Records that a person has rejected come only if they are asked
        for.
        """
        with self._store.read() as connection:
            return telling.told(connection, report_id, Known.at(known), rejected=rejected)

    @_asked(Question)
    def orphans(self, question: Question) -> list[OrphanRow]:
        """What a person has settled and no text bears any more: whose words a later text or reading does not have.

        Those first that went last. Such a record comes back with the first text that has its words again.
        """
        with self._store.read() as connection:
            return orphans.orphans(connection, question)

    @_asked(ReportQuestion)
    def reports(self, question: ReportQuestion) -> list[ReportRow]:
        """The reports that the ledger holds, those published last first, undated last."""
        return list(self.stream(question))

    @overload
    def stream(self, question: StatementQuestion) -> Iterator[SaidRow]: ...
    @overload
    def stream(self, question: EventQuestion) -> Iterator[EventRow]: ...
    @overload
    def stream(self, question: MatterQuestion) -> Iterator[MatterRow]: ...
    @overload
    def stream(self, question: DivisionQuestion) -> Iterator[DivisionRow]: ...
    @overload
    def stream(self, question: ExchangeQuestion) -> Iterator[ExchangeRow]: ...
    @overload
    def stream(self, question: ReportQuestion) -> Iterator[ReportRow]: ...
    @overload
    def stream(self, question: Question) -> Iterator[Any]: ...
    def stream(self, question: Question) -> Iterator[Any]:
        """What a listing answers, row by row out of one snapshot, a few hundred in memory at a time.

        The snapshot is held until the last row is given, or the iterator is closed. Raises ``LedgerError`` where no
        listing answers such a question.
        """
        with self._store.read() as connection:
            yield from answering(question).each(connection, question)

    def total(self, question: Question) -> int:
        """How many rows a listing has for a question, whatever its ``limit`` and ``offset``."""
        with self._store.read() as connection:
            return answering(question).total(connection, question)

    @_asked(StatementQuestion)
    def said(self, question: StatementQuestion) -> list[SaidRow]:
        """What was said by, to and about whom, on whose word; newest first, undated last. See ``depesje.questions``."""
        return list(self.stream(question))

    @_asked(EventQuestion)
    def timeline(self, question: EventQuestion) -> list[EventRow]:
        """What was done, each act once with all its mentions; oldest first, undated before; the newest where limited."""
        return list(self.stream(question))

    def lanes(self, question: EventQuestion) -> Lanes:
        """The events of a time by party, as a chart shows them: one by one, or counted where they are too many."""
        with self._store.read() as connection:
            return lanes.lanes(connection, question)

    def newest_events_since(self, question: EventQuestion) -> str | None:
        """The day since which there are a few hundred events that answer a question; None where there are none."""
        with self._store.read() as connection:
            return lanes.since_when(connection, question)

    @_asked(MatterQuestion)
    def matters(self, question: MatterQuestion) -> list[MatterRow]:
        """What lies on the table, each matter once with its course: the open ones first, then those that moved last."""
        return list(self.stream(question))

    def settled(self, on: str, limit: int) -> list[MatterRow]:
        """Matters that were open no more by the end of ``on``, those that moved last first."""
        with self._store.read() as connection:
            return following.settled(connection, on, limit)

    def matter(self, record_id: str, on: str | None = None, known: str | None = None) -> MatterRow | None:
        """One matter with its course by the end of ``on``, by the id of any of its tellings; None where it is unknown."""
        named = ids.parsed(record_id)
        if named is None or named[0] != MATTER.owner:
            raise LedgerError(f"{record_id!r} is no matter's id (ma-1)")
        with self._store.read() as connection:
            return following.matter(connection, named[1], on, known)

    @_asked(DivisionQuestion)
    def divisions(self, question: DivisionQuestion) -> list[DivisionRow]:
        """Where reports tell of disagreement inside a party, newest first."""
        return list(self.stream(question))

    @_asked(ExchangeQuestion)
    def exchanges(self, question: ExchangeQuestion) -> list[ExchangeRow]:
        """The calls, meetings, letters and the like, each once however many reports tell of it; newest first."""
        return list(self.stream(question))

    def accounts(self, exchange: str, known: str | None = None) -> AccountsRow:
        """What each source tells of an exchange (``ex-7``), what only one of them says, and where they contradict.

        Raises ``LedgerError`` where the ledger has no such exchange.
        """
        with self._store.read() as connection:
            return accounting.accounts_of(connection, exchange, Known.at(known))

    def stories(self, known: str | None = None) -> list[tuple[str, ...]]:
        """The reports (by id) that are versions of one wire story, the earliest first; others are left out."""
        with self._store.read() as connection:
            return stories.groups(connection, Known.at(known))

    @_asked(TensionQuestion)
    def tension(self, question: TensionQuestion) -> list[TensionRow]:
        """How tense each day was, overall or between two parties, oldest first, with what each figure rests on."""
        with self._store.read() as connection:
            return tense.tension(connection, question)

    def curve(self, since: str, until: str) -> list[TensionRow]:
        """How tense each day of a time was, each with the one act that weighs most."""
        with self._store.read() as connection:
            return self._curve.of(connection, date.fromisoformat(since), date.fromisoformat(until))

    @_asked(ActorQuestion)
    def who(self, question: ActorQuestion) -> list[WhoRow]:
        """The actors that a name, a part of one, a wording or a code means; those who speak most first."""
        with self._store.read() as connection:
            return people.who(connection, question)

    @_asked(WordQuestion)
    def search(self, question: WordQuestion) -> list[SearchRow]:
        """Where all the words stand, however inflected: statements, then reports, up to ``limit`` (20) of each.

        ``"quoted words"`` must stand together. The best come first; of what was ``known`` at an earlier time, the
        newest. Reports are left out where the question is for what a person has done with records (``review``).
        """
        with self._store.read() as connection:
            return searching.search(connection, question)

    def waiting(
        self,
        question: Question | None = None,
        *,
        kinds: Collection[str] = reviewing.KINDS,
        skipped: Collection[tuple[str, int]] = (),
        order: reviewing.Order = "unsure",
    ) -> list[reviewing.Waiting]:
        """What nobody has looked at, the least certain and most important first, of the newest of each kind.

        ``sure`` instead gives those that are read most surely, the surest first.
        """
        with self._store.read() as connection:
            return reviewing.waiting(connection, question or Question(), kinds, skipped, order)

    def find(self, words: str, question: StatementQuestion) -> list[SaidRow]:
        """The statements with all the words, however inflected, that answer a question, the newest first."""
        with self._store.read() as connection:
            return finding.find(connection, words, question)

    @_asked(WordQuestion)
    def search_reports(self, question: WordQuestion) -> list[SearchRow]:
        """The reports that hold all the words, however inflected, the best first; what they say is not looked at."""
        with self._store.read() as connection:
            return searching.search_reports(connection, question)

    def counts(self, known: str | None = None) -> Counts:
        """How much the ledger holds, or held at the end of the day that ``known`` (EDTF) names."""
        with self._store.read() as connection:
            return counting.counts(connection, known)

    def extent(self, known: str | None = None) -> Extent | None:
        """From which day to which its reports are; None where none has a date."""
        with self._store.read() as connection:
            return spanning.extent(connection, Known.at(known))
