"""Each reader for a sixth of ``$DEPESJE_SOAK_MINUTES``, ten minutes by default; ``$DEPESJE_FUZZ`` keeps what is found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from depesje.intake.formats import FORMATS

pytest.importorskip("atheris")
MINUTES = float(os.environ.get("DEPESJE_SOAK_MINUTES", "60"))
READERS = [*(getattr(one, "__name__", "").rpartition(".")[2] for one in FORMATS), "any"]


def test_every_reader_has_seeds() -> None:
    from tests.fuzz.seeds import seeds

    assert set(READERS) == set(seeds())
    assert all(seeds().values())


@pytest.mark.soak
@pytest.mark.parametrize("reader", READERS)
def test_no_input_crashes_a_reader(reader: str, tmp_path: Path) -> None:
    found = Path(os.environ.get("DEPESJE_FUZZ", tmp_path)) / reader
    found.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.fuzz", reader, str(found / "corpus")),
            *(f"-max_total_time={max(int(MINUTES * 10), 5)}", f"-artifact_prefix={found}/", "-print_final_stats=0"),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stderr[-4000:]}\nthe input is in {found}"
