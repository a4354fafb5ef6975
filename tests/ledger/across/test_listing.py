"""What a ledger answers when it is asked for matters and events that several reports tell of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from depesje.cli import app
from depesje.errors import LedgerError
from depesje.ledger import Ledger, MatterRow, open_ledger
from depesje.records import Record


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, story: dict[str, Record]) -> Path:
    target = tmp_path_factory.mktemp("story") / "story.db"
    with open_ledger(target) as ledger:
        for record in story.values():
            ledger.add(record)
    return target


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path, create=False) as opened:
        yield opened


def _prisoners(rows: list[MatterRow]) -> MatterRow:
    (found,) = [row for row in rows if row.kind == "demand" and "fangene" in row.gist]
    return found


def test_a_matter_is_one_row_however_many_reports_tell_of_it(ledger: Ledger) -> None:
    row = _prisoners(ledger.matters(by="Armenia"))
    assert (row.reports, row.status, len(row.tellings)) == (3, "accepted", 3)
    assert [move.move for move in row.moves] == ["raise", "repeat", "reject", "repeat", "accept"]
    assert row.moves[2].by == ("Rasim Mammadzade",)


@pytest.mark.parametrize(("on", "status"), [("2025-03-05", "open"), ("2025-03-08", "rejected")])
def test_where_it_stands_is_told_for_any_date(ledger: Ledger, on: str, status: str) -> None:
    assert _prisoners(ledger.matters(by="Armenia", on=on)).status == status


def test_any_telling_leads_to_the_whole_matter(ledger: Ledger) -> None:
    row = _prisoners(ledger.matters(by="Armenia"))
    for telling in row.tellings:
        assert ledger.matter(telling) == row


def test_status_and_limit_ask_of_the_matter_as_a_whole(ledger: Ledger) -> None:
    accepted = ledger.matters(status="accepted")
    assert _prisoners(accepted)
    assert all(row.status == "accepted" for row in accepted)
    assert ledger.matters(limit=2) == ledger.matters()[:2]


def test_what_is_kept_in_time_is_never_overdue(ledger: Ledger) -> None:
    (promised,) = [r for r in ledger.matters(kind="promise", on="2025-04-30") if r.deadline == "2025-03-22~"]
    assert (promised.status, promised.overdue) == ("kept", False)


def test_a_deadline_that_passes_leaves_it_overdue(tmp_path: Path, story: dict[str, Record]) -> None:
    with open_ledger(tmp_path / "early.db") as early:
        early.add(story["k04_nb"])
        promised = {
            on: next(row for row in early.matters(kind="promise", on=on) if row.deadline)
            for on in ("2025-03-20", "2025-04-30")
        }
    assert [row.overdue for row in promised.values()] == [False, True]


def test_what_is_no_matter_is_said_to_be_none(ledger: Ledger) -> None:
    assert ledger.matter("ma-999999") is None
    with pytest.raises(LedgerError, match="no matter's id"):
        ledger.matter("ev-1")


def test_an_event_is_one_row_with_its_mentions(ledger: Ledger) -> None:
    (row,) = [row for row in ledger.timeline(type="consult") if row.when == "2025-03-14"]
    assert len({mention.report for mention in row.mentions}) >= 2
    assert len({row.id for row in ledger.timeline()}) == len(ledger.timeline())
    for mention in row.mentions:
        report = ledger.report(mention.report)
        assert report is not None
        assert report.text[mention.start : mention.end] in mention.sentence


def test_the_command_shows_the_course_of_a_matter(ledger: Ledger, path: Path) -> None:
    row = _prisoners(ledger.matters(by="Armenia"))
    shown = CliRunner().invoke(app, ["matters", row.id, "--ledger", str(path)], env={"COLUMNS": "140"})
    assert shown.exit_code == 0
    words = [line.split()[1] for line in shown.stdout.splitlines() if line.startswith(" 2025")]
    assert words == ["raise", "repeat", "reject", "repeat", "accept"]


def test_a_matter_goes_with_few_options(path: Path) -> None:
    wrong = CliRunner().invoke(app, ["matters", "ma-1", "--status", "open", "--ledger", str(path)])
    assert wrong.exit_code == 2
