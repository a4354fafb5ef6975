"""Looks into what would be released: ``python -m reference.distribution WHEEL SDIST``.

Everything that lies in the package's folder is in the wheel, and nothing else but the manual page and what describes it; no
test, no gold and no path of a machine is in it. The source distribution has what tests and builds it.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from reference import ROOT

LARGEST = 60_000_000  # bytes of a wheel: more is refused by the package index's usual limit some day
_LICENCES = ("LICENSE",)
_OF_SOURCE = ("src/depesje/", "tests/", "training/", "bench/", "docs/", "scripts/", "reference/", "man/depesje.1",
              "README.md", "LICENSE", "requirements.lock", "pyproject.toml")  # fmt: skip


def trouble(wheel: Path, sdist: Path) -> list[str]:
    """What is wrong with the two, a line each."""
    return [*_of_wheel(wheel), *_of_sdist(sdist)]


def _of_wheel(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    found = [f"{wheel.name} has {wheel.stat().st_size:,} bytes"] if wheel.stat().st_size > LARGEST else []
    package = {name for name in held if name.startswith("depesje/")}
    wanted = {name.removeprefix("src/") for name in _tracked("src/depesje")}
    found += [f"{wheel.name} lacks {name}" for name in sorted(wanted - package)]
    found += [f"{wheel.name} has {name}, which is not tracked" for name in sorted(package - wanted)]
    beside = held - package
    if not any(name.endswith("/share/man/man1/depesje.1") for name in beside):
        found.append(f"{wheel.name} lacks the manual page")
    found += [
        f"{wheel.name} lacks {licence}"
        for licence in _LICENCES
        if not any(name.endswith(f".dist-info/licenses/{licence}") for name in beside)
    ]
    strange = {name for name in beside if ".dist-info/" not in name and "/share/man/" not in name}
    return found + [f"{wheel.name} has {name}" for name in sorted(strange)]


def _of_sdist(sdist: Path) -> list[str]:
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    found = [
        f"{sdist.name} lacks {wanted}"
        for wanted in _OF_SOURCE
        if not any(name == wanted or (wanted.endswith("/") and name.startswith(wanted)) for name in held)
    ]
    # What a build adds, and whatever lies about in a checkout and is not part of it.
    strange = {name for name in held if name and not _is_folder_of(name, held)} - _tracked(".") - {"PKG-INFO"}
    return found + [f"{sdist.name} has {name}, which is not tracked" for name in sorted(strange)]


def _is_folder_of(name: str, held: set[str]) -> bool:
    return any(other.startswith(f"{name}/") for other in held)


def _tracked(folder: str) -> set[str]:
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(filter(None, listed.stdout.split("\0")))


if __name__ == "__main__":
    wrong = trouble(Path(sys.argv[1]), Path(sys.argv[2]))
    print(
        "\n".join(wrong)
        or "the wheel has the whole package and nothing else, the source distribution what builds it"
    )
    sys.exit(bool(wrong))
