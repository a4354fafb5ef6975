"""The ledger's own clock: what it held at a moment, or holds now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, or_

from depesje.ledger.dates import end_of


@dataclass(frozen=True, slots=True)
class Known:
    """A moment to look at the ledger from; None is now."""

    moment: str | None = None

    @classmethod
    def at(cls, given: str | None) -> Known:
        """The end of a day, month, year or minute (EDTF); now where none is given. Raises ``LedgerError`` for no date."""
        return NOW if given is None else cls(end_of(given))

    def holds(self, table: FromClause) -> ColumnElement[bool]:
        """Rows of a table with a clock that were held for true at the moment."""
        ended = table.c.superseded_at
        if self.moment is None:
            return ended.is_(None)
        return and_(table.c.recorded_at <= self.moment, or_(ended.is_(None), ended > self.moment))

    def has(self, table: FromClause) -> list[ColumnElement[bool]]:
        """Rows of any table that had been written by the moment, as conditions."""
        return [] if self.moment is None else [table.c.recorded_at <= self.moment]


NOW = Known()
