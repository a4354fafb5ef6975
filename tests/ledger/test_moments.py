"""A clock that is set back: what the ledger held, and when, stays in order, and nothing is told twice or missed."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

import pytest
from sqlalchemy import select

from depesje.ledger import Ledger, ids, moments
from depesje.ledger.schema_dossiers import dossier_versions
from depesje.ledger.watching.matching import Rule
from depesje.questions import StatementQuestion

from .making import small


class Clock(datetime):
    """The machine's clock, which somebody sets back."""

    back = timedelta(0)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) - cls.back


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(moments, "datetime", Clock)
    monkeypatch.setattr(Clock, "back", timedelta(0))
    return Clock


def test_what_is_written_after_the_clock_was_set_back_comes_after_what_was_before(
    ledger: Ledger, clock: type[Clock]
) -> None:
    assert ledger.add(small("r1", words="sak 1 er tatt opp")) == "added"
    clock.back = timedelta(days=400)
    assert ledger.add(small("r1", words="sak 2 er tatt opp")) == "revised"
    assert ledger.add(small("r2", words="sak 3 er tatt opp")) == "added"
    for row in ledger.said():
        ledger.correct(row.id, "confirm", who="Ida")
        clock.back += timedelta(hours=1)
        ledger.correct(row.id, fields={"act": "warn"}, who="Ida")
        changes = ledger.history(row.id)
        assert [change.what for change in changes] == ["read", "confirm", "edit"]
        whens = [change.when for change in changes]
        assert whens == sorted(set(whens))
    assert list(ledger.check()) == []


def test_a_rule_is_told_once_of_what_comes_while_the_clock_is_behind(
    ledger: Ledger, clock: type[Clock]
) -> None:
    rule = Rule("Alt", ("hook",), StatementQuestion())

    def find() -> int:
        while ledger.watching.find_alerts(rule, lambda _target, now: now):
            pass
        return ledger.watching.undelivered()

    assert find() == 0
    ledger.add(small("r1", words="sak 1 er tatt opp"))
    told = find()
    clock.back = timedelta(days=400)
    ledger.add(small("r2", words="sak 2 er tatt opp"))
    assert find() == 2 * told > 0
    assert find() == 2 * told


def test_a_dossier_of_the_same_name_begins_after_the_one_that_was_closed(
    ledger: Ledger, clock: type[Clock]
) -> None:
    ledger.add(small("r1", words="sak 1 er tatt opp"))
    closed = ledger.new_dossier("Sundet", words=["sak"], who="Ida")
    ledger.close_dossier("Sundet")
    clock.back = timedelta(days=400)
    opened = ledger.new_dossier("Sundet", words=["sak"], who="Ida")
    clock.back = timedelta(0)
    with ledger._store.read() as connection:
        v = dossier_versions.c
        rows = {
            row.dossier: row for row in connection.execute(select(v.dossier, v.recorded_at, v.superseded_at))
        }
    first, second = (rows[ids.number_of(one)] for one in (closed, opened))
    assert first.recorded_at < first.superseded_at < second.recorded_at


def test_what_is_no_moment_keeps_nobody_from_writing() -> None:
    for odd in ("", "i går", "9999-12-31T23:59:59.999999Z"):
        with moments.later_than(odd):
            assert moments.present()[:4] == f"{datetime.now().year:04}"
