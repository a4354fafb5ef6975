"""Other systems for English news, run beside ours on the same texts; see README.md here. None of their code is ours.

Each lies in a folder of its own below one that you name (``make bench PEERS=…``): ``NAME/env`` is a virtual environment,
``NAME/source`` a checkout where it is no package. Its adapter here, ``run_NAME.py``, is run by that environment's Python.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Peer:
    """A system: its folder's name, what it is called, what it reads, and a file without which it cannot run."""

    name: str
    title: str
    reads: Literal["statements", "events"]
    needs: str


PEERS = (
    Peer("gendergaptracker", "GenderGapTracker's extractor", "statements", "source/nlp/english/quote_extractor.py"),
    Peer("citron", "Citron, its cues refitted", "statements", "source/models/en_2021-11-15/cue-classifier.pickle"),
    Peer("textacy", "textacy's quotation extraction", "statements", "env"),
    Peer("petrarch", "UniversalPetrarch, given our parse", "events", "source/UniversalPetrarch/PETRgraph.py"),
)  # fmt: skip


class NotAtHand(Exception):
    """A peer that cannot be run here, and why."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a system made of each text, by the text's id, and what it took of processor time and by the clock, in seconds.

    Loading is left out.
    """

    found: Mapping[str, Any]
    processor: Mapping[str, float]
    clock: Mapping[str, float]


def run(peer: Peer, folder: Path, texts: Iterable[Mapping[str, Any]]) -> Run:
    """Lets a peer read texts (each with ``id`` and ``text``); raises ``NotAtHand`` where it is not there or fails."""
    home = folder / peer.name
    python = home / "env" / "bin" / "python"
    for needed in (home / peer.needs, python):
        if not needed.exists():
            raise NotAtHand(f"no {needed.relative_to(folder)}")
    lines = _lines(python, HERE / f"run_{peer.name}.py", home, texts)
    return Run(
        {line["id"]: line["found"] for line in lines},
        {line["id"]: line["took"][0] for line in lines},
        {line["id"]: line["took"][1] for line in lines},
    )


def _lines(python: Path, adapter: Path, home: Path, texts: Iterable[Mapping[str, Any]]) -> Sequence[Any]:
    given = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        # No current folder: adapters must not find this project's modules.
        [python.absolute(), adapter, home.absolute() / "source"],
        input=given, capture_output=True, text=True, encoding="utf8", check=False, cwd=home,
    )  # fmt: skip
    if done.returncode:
        told = done.stderr.strip().splitlines()
        raise NotAtHand(told[-1][:200] if told else f"its adapter ended with {done.returncode}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
