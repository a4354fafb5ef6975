"""How tense the days of a time were, as a page shows it again and again while reports come in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection

from depesje.ledger import daily, tense
from depesje.ledger.clock import NOW
from depesje.ledger.tense import Day, TensionRow
from depesje.questions import TensionQuestion

APART = 3  # days, within which those that are worked out anew are asked for together, which costs less


class Curve:
    """Days that a process has worked out, each with the act that weighs most.

    A day is worked out anew once anything has changed that it rests on (``daily``).
    """

    def __init__(self) -> None:
        self._held: dict[date, tuple[int, Day | None]] = {}

    def of(self, connection: Connection, since: date, until: date) -> list[TensionRow]:
        """The days of a time on which something was read or done, oldest first."""
        asked = [since + timedelta(n) for n in range((until - since).days + 1)]
        changes = daily.changes(connection, asked)
        held = {day: self._held[day] for day in asked if day in self._held}
        for first, last in _runs(day for day in asked if day not in held or held[day][0] != changes[day]):
            question = TensionQuestion(since=first.isoformat(), until=last.isoformat())
            found = {day.point.day: day for day in tense.days(connection, question, most=1)}
            held |= {day: (changes[day], found.get(day)) for day in asked if first <= day <= last}
        # What was asked for last is kept and no more. Another thread may do the same, with what it has seen.
        self._held = held
        days = (held[day][1] for day in asked)
        return tense.shown(connection, (day for day in days if day is not None), NOW)


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """The first and the last of days that lie near each other."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and (day - runs[-1][1]).days <= APART:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
