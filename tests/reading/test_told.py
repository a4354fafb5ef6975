"""What is read out of whole reports is what was read before: whoever changes a rule sees everything that it changes.

This says nothing of whether it is right, which is for the gold and for the tests of behaviour to say.
"""

from __future__ import annotations

from difflib import unified_diff

import pytest

from .told import FOLDERS, TOLD, lines, records


@pytest.mark.parametrize("place", FOLDERS)
def test_everything_that_is_read_out_of_a_report_is_as_before(place: str) -> None:
    changed = []
    files = {path.name for path in TOLD.glob(f"{place}_*")}
    for name, record in records(place):
        files.remove(name)
        before = (TOLD / name).read_text(encoding="utf8").splitlines()
        changed += unified_diff(before, lines(record), name, "now", lineterm="", n=0)
    assert not files, "no report has these"
    told = "\n".join(changed)
    assert not changed, f"where this is meant, run python -m tests.reading.told:\n{told}"
