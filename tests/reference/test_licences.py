"""Whatever ships, and whatever Depesje runs on, is under a licence that is known and allowed."""

from __future__ import annotations

import pytest

from reference import ROOT
from reference.licences import data_files, extras, fits, origins, runtime


def test_it_is_told_of_every_file_once_where_it_is_from() -> None:
    told = origins()
    for file in data_files():
        named = [one.what for one in told if one.has(file)]
        assert len(named) == 1, (
            f"{file}: {named or 'reference/words/licences.toml does not say where it is from'}"
        )


def test_nothing_is_told_of_files_that_are_not_there() -> None:
    files = data_files()
    for one in origins():
        for path in one.paths:
            lone = type(one)((path,), one.what, one.source, one.licence)
            assert any(lone.has(file) for file in files), path


def test_notices_that_licences_ask_for_ship() -> None:
    data, static = ROOT / "src/depesje/language/data", ROOT / "src/depesje/web/static"
    assert "UNICODE LICENSE V3" in (data / "states.LICENSE.txt").read_text(encoding="utf8")
    assert "Zero-Clause BSD" in (static / "htmx.LICENSE.txt").read_text(encoding="utf8")


def test_the_licences_of_what_it_runs_on_are_allowed() -> None:
    found = {**runtime(), **extras()}
    assert len(found) > 60
    assert {name: told for name, told in found.items() if not fits(told)} == {}


@pytest.mark.parametrize(
    ("told", "allowed"),
    [
        ("MIT", True),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("Apache-2.0 AND CNRI-Python", True),
        ("(MIT OR Apache-2.0) AND BSD-3-Clause", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("not told", False),
    ],
)
def test_what_is_allowed(told: str, allowed: bool) -> None:
    assert fits(told) is allowed
