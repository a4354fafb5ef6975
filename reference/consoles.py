"""Runs what pages show of a terminal, and puts there what it really prints.

A block of the kind ``console`` holds commands, each on a line after ``$ ``, and what they print. The blocks of a page are
run one after the other in one folder that is empty at first, in a window 80 columns wide, and without colours. White space
at the ends of lines and several blank lines on end do not count.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reference import ROOT

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT, _MORE = "$ ", "> "


def pages() -> list[Path]:
    """The pages that show a terminal."""
    candidates = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [path for path in candidates if _BLOCK.search(path.read_text(encoding="utf8"))]


def filled(page: Path) -> str:
    """A page with what its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        work, shell = Path(folder) / "work", Path(folder) / "bin"
        work.mkdir()
        shell.mkdir()
        command = shell / "depesje"
        command.write_text(f"#!{sys.executable}\nfrom depesje.cli import main\nmain()\n", encoding="utf8")
        command.chmod(0o755)
        return _BLOCK.sub(lambda found: _shown(found[1], work, shell), page.read_text(encoding="utf8"))


def write() -> list[Path]:
    """Puts into every page what its commands print now; returns the pages that changed."""
    changed = []
    for page in pages():
        text = filled(page)
        if text != page.read_text(encoding="utf8"):
            page.write_text(text, encoding="utf8")
            changed.append(page)
    return changed


def _shown(block: str, work: Path, shell: Path) -> str:
    parts = [f"{_PROMPT}{given}\n{_run(given, work, shell)}" for given in _commands(block)]
    return "```console\n" + "\n".join(part.rstrip("\n") + "\n" for part in parts) + "```"


def _commands(block: str) -> Iterator[str]:
    """The commands of a block, with the lines that go on (``> ``) as they stand."""
    lines: list[str] = []
    goes_on = False
    for line in block.splitlines():
        if line.startswith(_PROMPT):
            if lines:
                yield "\n".join(lines)
            lines, goes_on = [line.removeprefix(_PROMPT)], True
        elif goes_on and f"{line} ".startswith(_MORE):
            lines.append(line)
        else:
            goes_on = False
    if lines:
        yield "\n".join(lines)


def _run(given: str, work: Path, shell: Path) -> str:
    script = "\n".join(line.removeprefix(_MORE.strip()).removeprefix(" ") for line in given.split("\n"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DEPESJE_")}
    surroundings = {
        **kept,
        "PATH": os.pathsep.join((str(shell), os.environ["PATH"])),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "DEPESJE_USER": "kari",
        "TZ": "UTC",
    }
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=work, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300,
    )  # fmt: skip
    plain = "\n".join(line.rstrip() for line in done.stdout.splitlines())
    return re.sub(r"\n{3,}", "\n\n", plain).strip("\n")


if __name__ == "__main__":
    for page in write():
        print(page.relative_to(ROOT))
