"""``depesje policy`` and ``forget``, and what ``add`` refuses."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from depesje import open_ledger

from .making import TEXT

Run = Callable[..., Result]

PAGE = """<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Kravet</title>
<link rel="canonical" href="https://www.fjordposten.example/kravet">
<meta property="og:site_name" content="Fjordposten">{meta}</head>
<body><article><h1>Kravet</h1><p>– Vi vil svare, sa Lavrov til Blinken på telefon, ifølge Kreml.</p>
<p>Han avviste kravet.</p></article></body></html>"""
RESERVED = '<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://fjord.example/vilkaar">'


@pytest.fixture
def added(depesje: Run, tmp_path: Path) -> Run:
    """A ledger that holds one report."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    assert depesje("add", "a.txt").exit_code == 0
    return depesje


def data(tmp_path: Path) -> str:
    return "".join(
        file.read_bytes().decode("latin-1")
        for file in tmp_path.iterdir()
        if file.name.startswith("depesje.db")
    )


def report(tmp_path: Path) -> str:
    with closing(sqlite3.connect(tmp_path / "depesje.db")) as raw:
        return str(raw.execute("SELECT id FROM reports").fetchone()[0])


def test_policies_are_set_listed_and_dropped(depesje: Run) -> None:
    set_ = depesje("policy", "set", "Fjordposten", "--keep", "quotes", "--retain", "90d", "--as", "Kari")
    assert (set_.exit_code, set_.stdout) == (
        0,
        "set\n",
    )  # the ledger is made, so that policies come before reports
    assert depesje("policy", "set", "default", "--quote-limit", "200").exit_code == 0
    shown = depesje("policy").stdout
    assert "Fjordposten" in shown
    assert "quotes" in shown
    assert "Kari" in shown
    default, row = json.loads(depesje("policy", "--json").stdout)
    assert (default["source"], default["quote_limit"], default["keep"]) == ("default", 200, None)
    assert (row["source"], row["keep"], row["retain"], row["who"]) == ("Fjordposten", "quotes", "90d", "Kari")
    assert depesje("policy", "drop", "fjordposten").stdout == "dropped\n"
    gone = depesje("policy", "drop", "fjordposten")
    assert (gone.exit_code, gone.stderr) == (1, "depesje: there is no policy for fjordposten\n")


def test_what_cannot_be_set_is_refused_in_a_line(depesje: Run) -> None:
    assert depesje("policy", "set", "NTB").exit_code == 2
    assert depesje("policy", "set", "NTB", "--keep", "litt").exit_code == 2
    wrong = depesje("policy", "set", "NTB", "--retain", "snart")
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (1, 1)
    assert "is no span of time" in wrong.stderr
    assert "say by what right" in depesje("policy", "set", "NTB", "--reserved", "keep").stderr


def test_apply_thins_what_is_held(added: Run, tmp_path: Path) -> None:
    told = added("policy", "set", "default", "--keep", "none", "--quote-limit", "6").stdout
    assert told == "set; of what is held, 1 text is thinned to nothing, once 'depesje policy apply' is run\n"
    assert added("policy", "apply", "--dry-run").stdout == "1 text is thinned to nothing\n"
    assert "svare, sa" in data(tmp_path)
    assert added("policy", "apply").stdout == "1 text is thinned to nothing\n"
    assert added("policy", "apply").stdout == "nothing to thin\n"
    assert "svare, sa" not in data(tmp_path)
    assert "Vi vil …" in added("said").stdout
    assert added("add", "a.txt").stdout.startswith("1 unchanged; ")


def test_forget_a_report_for_good(added: Run, tmp_path: Path) -> None:
    name = report(tmp_path)
    done = added("forget", name[:20], "--why", "krav", "--yes")
    assert done.exit_code == 0
    first, second = done.stdout.splitlines()
    assert first == f"forgotten: {name}, with 5 records"
    assert second.startswith("Backups")
    assert "Lavrov" not in data(tmp_path)
    again = added("add", "a.txt")
    assert again.exit_code == 1
    assert again.stderr.startswith("depesje: a.txt: was forgotten on ")
    assert again.stderr.endswith("(krav); --again adds it all the same\n")
    assert added("add", "a.txt", "--again").stdout.startswith("1 added; ")


def test_forget_a_person_by_name(added: Run, tmp_path: Path) -> None:
    done = added("forget", "lavrov", "--yes")
    assert done.stdout.startswith("forgotten: ac-1, with 2 records; blanked in 1 text\n")
    assert "Lavrov" not in data(tmp_path)
    assert "Blinken" in data(tmp_path)
    assert added("said").stdout == "Nothing found.\n"
    assert "ac-1 was forgotten on" in added("forget", "ac-1", "--yes").stderr


def test_nothing_is_forgotten_without_a_yes(added: Run, tmp_path: Path) -> None:
    asked = added("forget", "ac-1")
    assert asked.exit_code == 2
    assert "--yes" in asked.stderr
    missing = added("forget", "Nordavind", "--yes")
    assert missing.stderr == "depesje: there is no report Nordavind, and nobody of that name\n"
    assert "Lavrov" in data(tmp_path)
    assert added("forget").stdout == "nothing to clean\n"
    with open_ledger(tmp_path / "depesje.db") as ledger:
        assert ledger.counts().reports == 1


def test_reserved_pages_are_read_but_not_kept_without_a_right(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text(PAGE.format(meta=RESERVED), encoding="utf8")
    assert depesje("read", "side.html").exit_code == 0
    refused = depesje("add", "side.html")
    assert refused.exit_code == 1
    assert refused.stderr == (
        "depesje: side.html: reserves its rights against text and data mining (meta tdm-reservation=1, policy"
        " https://fjord.example/vilkaar); if you may keep it all the same: depesje policy set SOURCE --reserved keep"
        " --because …\n"
    )
    depesje("policy", "set", "fjordposten.example", "--reserved", "keep", "--because", "avtale av 3. mai")
    assert depesje("add", "side.html").stdout.startswith("1 added; ")
    (row,) = json.loads(depesje("policy", "--json").stdout)
    assert row["because"] == "avtale av 3. mai"


def test_other_pages_and_files_are_not_reserved(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text(PAGE.format(meta=""), encoding="utf8")
    assert depesje("add", "side.html").stdout.startswith("1 added; ")


@pytest.mark.parametrize(
    "command",
    [
        ("policy", "--ledger", "other.db", "set", "Fjordposten", "--keep", "none"),
        ("policy", "--ledger", "other.db", "drop", "Fjordposten"),
        ("dossier", "--ledger", "other.db", "new", "Krisen", "--party", "RUS"),
        ("quarantine", "--ledger", "other.db", "drop"),
        ("quarantine", "--json", "list"),
    ],
)
def test_no_command_of_a_group_works_on_another_ledger_than_was_named(
    added: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    before = data(tmp_path)
    outcome = added(*command)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert "goes behind" in outcome.stderr
    assert data(tmp_path) == before
