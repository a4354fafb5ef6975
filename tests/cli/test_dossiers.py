"""``depesje dossier`` and ``--dossier``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import Result

from .making import TEXT

Run = Callable[..., Result]


def test_a_dossier_from_its_making_to_its_end(filled: Run) -> None:
    assert filled("dossier").stdout == "No dossiers yet: depesje dossier new NAME\n"
    word = next(word for word in TEXT.split() if len(word) > 6 and word.isalpha())
    made = filled(
        "dossier", "new", "Saken", "--word", word, "--word", "Putin", "--since", "1990", "--as", "Ida"
    )
    assert made.exit_code == 0
    assert re.fullmatch(r"Saken: \d reports?; depesje dossier show Saken says why\n", made.stdout)
    assert "Saken" in filled("dossier").stdout
    [row] = json.loads(filled("dossier", "--json").stdout)
    assert (row["name"], row["who"], row["since"]) == ("Saken", "Ida", "1990")
    report = json.loads(filled("said", "--json").stdout)[0]["report"]
    assert filled("dossier", "file", "saken", report, "--why", "gjelder oss").exit_code == 0
    assert "gjelder oss" in filled("dossier", "show", "saken").stdout
    assert len(json.loads(filled("said", "--dossier", "Saken", "--json").stdout)) == 2
    assert filled("dossier", "unfile", "saken", report).stdout.startswith("saken: 0 reports")
    assert json.loads(filled("said", "--dossier", "Saken", "--json").stdout) == []
    assert filled("dossier", "change", "saken", "--name", "Ny sak").exit_code == 0
    assert filled("dossier", "close", "ny sak").stdout == "ny sak is closed\n"
    assert json.loads(filled("dossier", "--json").stdout) == []


def test_an_empty_name_is_refused_and_not_passed_over(filled: Run) -> None:
    assert filled("dossier", "new", "Saken", "--word", "Putin").exit_code == 0
    outcome = filled("dossier", "change", "Saken", "--name", "")
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert outcome.stderr == "depesje: a dossier needs a name\n"


def test_what_a_dossier_is_about_is_set_added_and_taken_away(filled: Run) -> None:
    filled(
        "dossier", "new", "Saken", "--party", "RUS", "--party", "FRA", "--word", "Putin", "--since", "1990"
    )
    changed = filled(
        "dossier", "change", "Saken", "--drop-party", "FRA", "--drop-since", "--drop-word", "putin"
    )
    assert changed.exit_code == 0, changed.stderr
    [row] = json.loads(filled("dossier", "--json").stdout)
    assert (row["parties"], row["words"], row["since"]) == (["RUS"], [], None)
    assert filled("dossier", "change", "Saken", "--until", "yesterday").exit_code == 0
    assert json.loads(filled("dossier", "--json").stdout)[0]["until"] < str(date.today())
    assert filled("dossier", "new", "Ny", "--word", "Putin", "--since", "i går").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said", "status"),
    [
        (("--party", "EST", "--drop-party", "RUS"), "--party and --drop-party do not go together", 2),
        (("--since", "1990", "--drop-since"), "--since and --drop-since do not go together", 2),
        ((), "say what is to change", 2),
        (("--drop-word", "kabel"), "Saken: words: 'kabel' is not among Putin", 1),
        (("--since", "2023", "--until", "2022"), "--since 2023 is later than --until 2022", 2),
    ],
)
def test_a_change_that_cannot_be_is_told(
    filled: Run, arguments: tuple[str, ...], said: str, status: int
) -> None:
    filled("dossier", "new", "Saken", "--party", "RUS", "--word", "Putin")
    failed = filled("dossier", "change", "Saken", *arguments)
    assert failed.exit_code == status
    assert said in " ".join(failed.stderr.replace("│", " ").split())


def test_trouble_is_one_line(filled: Run) -> None:
    for arguments, status in (
        (("dossier", "show", "x"), 1),
        (("said", "--dossier", "x"), 1),
        (("dossier", "new", "x"), 1),
        (("dossier", "new", "x", "--word", "y", "--since", "snart"), 2),
    ):
        failed = filled(*arguments)
        assert failed.exit_code == status, arguments
        assert failed.stderr.count("\n") == 1, failed.stderr
        assert failed.stderr.startswith("depesje: ")
