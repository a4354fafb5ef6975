"""``depesje import``, as a person types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from depesje import open_ledger

Run = Callable[..., Result]
TABLE = "dato;hvem;sitat;kilde\n3.2.2022;Ny Person;Vi går ikke;Notat\n31.2.2022;Ny Person;Feil;Notat\n"


def test_import_counts_names_failures_and_goes_on(depesje: Run) -> None:
    open_ledger("depesje.db").close()
    Path("min.csv").write_text(TABLE, encoding="utf8")
    tried = depesje("import", "min.csv", "--dry-run", "--as", "Nora")
    assert (tried.exit_code, tried.stdout) == (1, "min.csv: would be 1 added, 1 failed\n")
    assert json.loads(depesje("said", "--json").stdout) == []
    done = depesje("import", "min.csv", "--as", "Nora")
    assert (done.exit_code, done.stdout) == (1, "min.csv: 1 added, 1 failed\n")
    assert "min.csv, row 3, column 'dato': '31.2.2022' is no date" in done.stderr
    (row,) = json.loads(depesje("said", "--json").stdout)
    assert (row["speaker"], row["words"], row["published"], row["review"]) == (
        "Ny Person", ["Vi går ikke"], "2022-02-03", "confirmed",
    )  # fmt: skip
    assert depesje("import", "min.csv").stdout == "min.csv: 1 unchanged, 1 failed\n"
    assert "Nora added" in depesje("history", row["id"]).stdout


def test_wrong_usage_and_what_is_no_table(depesje: Run) -> None:
    Path("min.csv").write_text(TABLE, encoding="utf8")
    assert depesje("import", "min.csv", "--map", "kilde").exit_code == 2
    assert depesje("import", "min.csv", "--kind", "person").exit_code == 2
    gone = depesje("import", "ingen.csv")
    assert gone.exit_code == 1
    assert "ingen.csv" in gone.stderr
    assert len(gone.stderr.splitlines()) == 1


def test_neither_a_dry_run_nor_a_slip_in_the_name_makes_a_ledger(depesje: Run) -> None:
    Path("min.csv").write_text(TABLE, encoding="utf8")
    assert depesje("import", "min.csv", "--dry-run").stdout == "min.csv: would be 1 added, 1 failed\n"
    assert depesje("import", "ingen.csv").exit_code == 1
    assert [file.name for file in Path().iterdir()] == ["min.csv"]


def test_a_table_that_is_not_there_keeps_no_other_from_being_taken_in(depesje: Run) -> None:
    Path("min.csv").write_text(TABLE, encoding="utf8")
    done = depesje("import", "ingen.csv", "min.csv")
    assert (done.exit_code, done.stdout) == (1, "min.csv: 1 added, 1 failed\n")
    assert "ingen.csv: no such file" in done.stderr


def test_a_document_on_the_command_line(depesje: Run) -> None:
    open_ledger("depesje.db").close()
    filed = ["--document", "Notat", "--date", "2022-02-03", "--words", "Vi flytter oss ikke."]
    done = depesje("correct", "--add", "statement", *filed, "--as", "Nora")
    assert done.exit_code == 0, done.stderr
    (row,) = json.loads(depesje("said", "--json").stdout)
    assert (row["title"], row["published"]) == ("Notat", "2022-02-03")
    assert "Notat:1" in depesje("said").stdout
    assert depesje("correct", "--add", "statement", *filed, "--report", "x").exit_code == 2
    assert depesje("correct", "--add", "statement", "--words", "x", "--date", "2022").exit_code == 2
