"""``depesje export`` and ``cite`` as a person uses them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from .making import TEXT

Run = Callable[..., Result]


@pytest.fixture
def kept(depesje: Run, tmp_path: Path) -> Run:
    """The command, with the report of ``making`` in the default ledger."""
    (tmp_path / "brev.txt").write_text(TEXT, encoding="utf8")
    assert depesje("add", "brev.txt", "--published", "2022-01-28").exit_code == 0
    return depesje


def test_a_table_goes_to_standard_output(kept: Run) -> None:
    done = kept("export", "--format", "csv", "--table", "statements", "--act", "warn")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["speaker"], row["to"], row["per"], row["quotation"]) == (
        "Sergej Lavrov",
        "Antony Blinken",
        "Kremlin",
        "Vi vil svare",
    )


def test_all_tables_go_to_a_folder(kept: Run, tmp_path: Path) -> None:
    assert kept("export", "--format", "tsv", "--out", "ut").exit_code == 0
    assert len(list((tmp_path / "ut").glob("*.tsv"))) == 6


def test_the_days_that_people_name_are_understood(kept: Run) -> None:
    assert json.loads(kept("export", "--format", "json", "--since", "mandag").stdout)["statements"] == []
    assert json.loads(kept("export", "--format", "json", "--until", "i dag").stdout)["statements"]
    briefing = kept("export", "--format", "briefing", "--since", "2022-01", "--language", "nn").stdout
    assert briefing.startswith("# Oversyn\n\nFrå januar 2022.\n\n2 fråsegner")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--format", "csv"), "csv is one file a table: name a folder with --out, or one with --table"),
        (("--format", "gdelt", "--table", "events"), "gdelt has no tables to choose from"),
        (("--format", "json", "--since", "en gang"), "--since en gang: no date"),
        (("--format", "word"), "Invalid value for '--format'"),
        ((), "Missing option '--format'"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(kept: Run, arguments: tuple[str, ...], says: str) -> None:
    done = kept("export", *arguments)
    assert done.exit_code == 2 and says in done.stderr and done.stdout == ""


def test_what_fails_ends_with_1(kept: Run, depesje: Run) -> None:
    done = kept("export", "--format", "json", "--out", "fins/ikke.json")
    assert done.exit_code == 1 and "there is no folder" in done.stderr
    assert kept("export", "--format", "json", "--ledger", "ingen.db").exit_code == 1
    done = kept("cite", "st-99")
    assert (done.exit_code, done.stderr) == (1, "depesje: the ledger has no statement st-99\n")


def test_a_line_to_paste(kept: Run) -> None:
    done = kept("cite", "st-1", "--language", "nb")
    assert done.stdout.startswith(
        "«Vi vil svare» – Sergej Lavrov (utenriksminister), til Antony Blinken, i en telefonsamtale"
    )
    assert done.stdout.endswith("st-1, ulest: ingen har kontrollert det.\n")


def test_reports_without_an_address_are_called_by_their_files(depesje: Run, tmp_path: Path) -> None:
    for name, text in (("a.txt", TEXT), ("b.txt", TEXT + "\nDet er alt.\n")):
        (tmp_path / name).write_text(text, encoding="utf8")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "b.txt").write_text(TEXT + "\nDet er ikke alt.\n", encoding="utf8")
    assert depesje("add", "a.txt", "b.txt", "deeper").exit_code == 0
    told = json.loads(depesje("export", "--format", "json").stdout)
    named = {report["id"]: report["file"] for report in told["reports"]}
    assert named["a.txt"] == "a.txt"
    assert sum(name.startswith("sha256:") for name in named) == 2  # two are called b.txt
    assert {statement["report"] for statement in told["statements"]} == {"a.txt"}
