"""What the shell is told to complete."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """Surroundings in which ``depesje`` is a command, whatever is installed, and home is an empty folder."""
    command = tmp_path / "bin" / "depesje"
    command.parent.mkdir()
    command.write_text(f"#!{sys.executable}\nfrom depesje.cli import main\nmain()\n")
    command.chmod(0o755)
    path = os.pathsep.join((str(command.parent), os.environ["PATH"]))
    home = tmp_path / "hjem"
    home.mkdir()
    return {**os.environ, "PATH": path, "HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}


def run(surroundings: dict[str, str], *command: str, **more: str) -> str:
    done = subprocess.run(
        command, env={**surroundings, **more}, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("depesje mat", ["matters"]),
        ("depesje dossier cl", ["close"]),
        ("depesje matters --sta", ["--status"]),
        ("depesje matters --status re", ["rejected"]),
        ("depesje timeline --type AS", ["ASSAULT"]),
        ("depesje nothing-like-it", []),
    ],
)
def test_bash_completes_commands_options_and_their_words(
    surroundings: dict[str, str], line: str, completed: list[str]
) -> None:
    script = f"""source <(depesje --show-completion bash)
COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _depesje_completion depesje
printf '%s\\n' "${{COMPREPLY[@]}}" """
    assert run(surroundings, "bash", "-c", script).split() == completed


def test_zsh_and_fish_are_told_with_the_words_of_help(surroundings: dict[str, str]) -> None:
    zsh = run(surroundings, "depesje", _DEPESJE_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="depesje mat")
    assert '"matters":"List what lies on the table' in zsh
    fish = run(
        surroundings,
        "depesje",
        _DEPESJE_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS="depesje mat",
    )
    assert fish.startswith("matters\tList what lies on the table")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_it_can_be_installed(surroundings: dict[str, str], shell: str) -> None:
    # Which shell it is in is found by its processes, which these tests are not below.
    asked = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    told = run(surroundings, "depesje", "--install-completion", shell, **asked)
    assert f"{shell} completion installed" in told
    written = [path for path in Path(surroundings["HOME"]).rglob("*") if path.is_file()]
    assert any("depesje" in path.name for path in written)
