"""docs/licences.md: what ships with Depesje and what it runs on, and under which licence each is."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from reference.commands import cell

ROOT = Path(__file__).parent.parent
NOT_FOR_USERS = ("dev", "train")
# What a dependency may be under, by SPDX's name: permissive licences, and those that ask nothing of who only uses it.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "LGPL-3.0-only", "MIT", "MIT-0",
    "MPL-1.1", "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
# What packages call their licence that do not use SPDX's names.
_CALLED = {
    "BSD": "BSD-3-Clause", "BSD License": "BSD-3-Clause", "The BSD 2-Clause License": "BSD-2-Clause", "ISC License": "ISC",
    "MIT License": "MIT", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Apache Software License": "Apache-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0", "Apache 2.0": "Apache-2.0",
}  # fmt: skip
_HEADED = {"Apache License": "Apache-2.0", "MIT License": "MIT"}
HEAD = """# Licences

Depesje is under the [Apache License 2.0](https://www.apache.org/licenses/LICENSE-2.0). What ships with it and is not ours,
and what it runs on, is listed here; tests hold the lists to what there is.

## What ships with it
"""
RUNS_ON = """## What it runs on

These are installed beside it and not part of it. All are under permissive licences, or under ones (MPL) that ask
something only of who changes them.
"""
EXTRAS = """## What its extras add

`pip install 'depesje[…]'`; psycopg (LGPL) is used as it is, as a library.
"""


@dataclass(frozen=True)
class Origin:
    """Where some files come from."""

    paths: tuple[str, ...]
    what: str
    source: str
    licence: str

    def has(self, file: str) -> bool:
        """Whether a file is one of these."""
        return any(fnmatchcase(file, path) for path in self.paths)


def page() -> str:
    """The page."""
    return "\n".join((HEAD, *_shipped(), RUNS_ON, *_table(runtime()), EXTRAS, *_table(extras())))


def origins() -> list[Origin]:
    """What is told of the files that are no Python of our own."""
    told = tomllib.loads((ROOT / "reference" / "words" / "licences.toml").read_text(encoding="utf8"))["file"]
    return [Origin(tuple(one["paths"]), one["what"], one["from"], one["licence"]) for one in told]


def data_files() -> list[str]:
    """Every file that ships and is no Python."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "src/depesje"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return sorted(name for name in listed.stdout.split("\0") if name and not name.endswith(".py"))


def runtime() -> dict[str, str]:
    """The packages that the lock file names, with their licences."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf8")
    names = re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, re.MULTILINE)
    return {name: licence(name) for name in sorted(names)}


def extras() -> dict[str, str]:
    """The packages that the extras ask for, with their licences."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    asked = project["optional-dependencies"].items()
    names = {Requirement(one).name for extra, ones in asked if extra not in NOT_FOR_USERS for one in ones}
    return {name: licence(name) for name in sorted(names)}


def licence(name: str) -> str:
    """The licence of an installed package as SPDX writes it, else as the package calls it."""
    about = metadata.metadata(name)
    said = [about.get("License-Expression"), about.get("License")]
    said += [
        one.rpartition(" :: ")[2]
        for one in about.get_all("Classifier") or []
        if one.startswith("License :: ")
    ]
    short = [one.strip() for one in said if one and "\n" not in one.strip()]
    return _CALLED.get(short[0], short[0]) if short else _by_its_text(name)


def _by_its_text(name: str) -> str:
    """The licence of a package whose description names none, by the heading of the text that comes with it."""
    for file in metadata.files(name) or []:
        if "LICEN" in file.name.upper():
            for heading, called in _HEADED.items():
                if heading in file.read_text(encoding="utf8")[:200]:
                    return called
    return "not told"


def fits(expression: str) -> bool:
    """Whether a licence is allowed: each of those that hold at once, one of those to choose from."""
    together = [part.strip("() ") for part in re.split(r"\bAND\b", expression)]
    return all(
        any(one.strip("() ").split(" WITH ")[0] in ALLOWED for one in re.split(r"\bOR\b", part))
        for part in together
    )


def _shipped() -> Iterator[str]:
    yield "| files | what | where from | licence |\n|---|---|---|---|"
    for one in origins():
        paths = ", ".join(f"`{path.removeprefix('src/depesje/')}`" for path in one.paths)
        yield f"| {cell(paths)} | {cell(one.what)} | {cell(one.source)} | {cell(one.licence)} |"
    yield ""


def _table(packages: dict[str, str]) -> Iterator[str]:
    yield "| package | licence |\n|---|---|"
    for name, told in packages.items():
        yield f"| {name} | {told} |"
    yield ""
