"""What Depesje runs on is pinned with hashes, and its bill of materials names it all and is the same every time."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reference import ROOT


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-pip.lock"])
def test_every_pinned_package_has_hashes(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf8").splitlines()
    held = "\n".join(line for line in lines if line.strip() and not line.lstrip().startswith("#"))
    entries = re.split(r"\n(?=\S)", held)
    pinned = [entry for entry in entries if re.match(r"[a-z0-9][a-z0-9._-]*==", entry)]
    assert len(pinned) == len(entries)
    assert [entry.split(" ")[0] for entry in pinned if "--hash=sha256:" not in entry] == []


def test_the_bill_of_materials_is_whole_and_the_same_every_time(tmp_path: Path) -> None:
    maker = Path(sys.executable).with_name("cyclonedx-py")
    if not maker.exists():
        pytest.skip("cyclonedx-bom is not installed")
    bills = []
    for name in ("first", "second"):
        made = tmp_path / f"{name}.json"
        command = [str(maker), "requirements", "requirements.lock", "--pyproject", "pyproject.toml",
                   "--output-reproducible", "--of", "JSON", "--output-file", str(made)]  # fmt: skip
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
        bills.append(made.read_text(encoding="utf8"))
    assert bills[0] == bills[1]
    named = {(one["name"], one["version"]) for one in json.loads(bills[0])["components"]}
    pinned = re.findall(
        r"^([a-z0-9][a-z0-9._-]*)==(\S+)",
        (ROOT / "requirements.lock").read_text(encoding="utf8"),
        re.MULTILINE,
    )
    assert named == set(pinned)


@pytest.mark.slow
def test_what_would_be_released_installs_without_a_network_and_works() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    done = subprocess.run(
        [str(ROOT / "scripts" / "smoke")], capture_output=True, text=True, check=False, timeout=1500
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "== all well" in done.stdout
