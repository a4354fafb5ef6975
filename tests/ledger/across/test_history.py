"""The course of a matter: its moves in order, and where it stands on a date."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from depesje.ledger.across.history import moves, standing
from depesje.ledger.across.matters import Step, Tabled
from depesje.records import MoveKind

NOBODY = frozenset[str]()


def _told(report: str, published: str, *steps: tuple[MoveKind, str | None]) -> Tabled:
    made = tuple(
        Step(kind, 10 * n, 10 * n + 5, frozenset({"POL" if n else "BLR"}), when)
        for n, (kind, when) in enumerate(steps)
    )
    by = frozenset({"BLR"})
    return Tabled(
        report, "m1", "demand", by, NOBODY, NOBODY, NOBODY, {}, {}, "open", False, None, published, made
    )


FIRST = _told("one", "2021-05-01", ("raise", None), ("reject", "2021-05-01"))
SECOND = _told("two", "2021-05-09", ("raise", None))
THIRD = _told("three", "2021-05-20", ("raise", None), ("accept", None))


def test_what_is_raised_again_is_repeated() -> None:
    told = moves([THIRD, SECOND, FIRST])
    assert [(move.kind, move.report) for move in told] == [
        ("raise", "one"),
        ("reject", "one"),
        ("repeat", "two"),
        ("repeat", "three"),
        ("accept", "three"),
    ]


def test_where_it_stands_depends_on_the_day() -> None:
    told = moves([FIRST, SECOND, THIRD])
    assert standing(told, on="2021-05-10").status == "rejected"
    assert standing(told).status == "accepted"


def test_a_copy_adds_no_move() -> None:
    copy = replace(FIRST, report="copy", published="2021-05-02")
    assert moves([FIRST, copy], originals={"copy": "one", "one": "one"}) == moves([FIRST])


def test_a_day_that_lies_ahead_is_not_when_it_was_raised() -> None:
    (move,) = moves([_told("one", "2021-05-01", ("raise", "2021-06-01"))])
    assert move.when == "2021-05-01"


def test_a_month_is_ordered_by_its_middle() -> None:
    vague = _told("vague", "2021-05", ("raise", None))
    assert [move.report for move in moves([SECOND, vague])] == ["two", "vague"]


@pytest.mark.parametrize(("on", "overdue"), [("2021-05-31", False), ("2021-06-01", True)])
def test_it_is_overdue_when_its_deadline_has_passed(on: str, overdue: bool) -> None:
    assert standing(moves([SECOND]), ["2021-05"], on).overdue is overdue


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_the_zone_of_the_machine_makes_nothing_overdue(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        today = datetime.now(UTC).date()
        due = [(today - timedelta(days)).isoformat() for days in (0, 1)]
        assert [standing(moves([SECOND]), [day]).overdue for day in due] == [False, True]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_is_answered_is_never_overdue() -> None:
    assert not standing(moves([FIRST]), ["2021-05-02"], "2022-01-01").overdue


def test_a_denial_leaves_it_open_and_contested() -> None:
    denied = standing(moves([_told("one", "2021-05-01", ("raise", None), ("deny", None))]))
    assert (denied.status, denied.contested) == ("open", True)
