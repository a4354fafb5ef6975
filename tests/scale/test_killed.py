"""A run that is killed at any moment goes on without loss or doubles; one corpus, read once on a cluster, is the same."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from depesje.scale import Asked, read_all
from depesje.scale.engine import Cluster
from tests.cli.working import environment, hears_ctrl_c
from tests.scale.making import archive, json_lines, tables

SIZE = 1500


def _inputs(folder: Path) -> Path:
    (folder / "in").mkdir()
    json_lines(folder / "in" / "a.jsonl", range(24))
    archive(folder / "in" / "b.warc.gz", range(24, 30))
    return folder / "in"


def _whole(folder: Path, inputs: Path) -> dict[str, list[dict[str, object]]]:
    list(read_all(Asked((str(inputs),), folder / "whole", size=SIZE, cluster=Cluster(2))))
    return tables(folder / "whole")


RUN = (
    "import sys; from pathlib import Path; from depesje.scale import Asked, read_all;"
    "from depesje.scale.engine import Cluster;"
    f"list(read_all(Asked((sys.argv[1],), Path(sys.argv[2]), size={SIZE}, cluster=Cluster(2))))"
)


def _killed(inputs: Path, out: Path, chance: random.Random) -> str:
    """Starts a run and kills it, or a process of it, at some moment; tells what was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(inputs), str(out)],
        env=environment(PYTHONPATH=os.pathsep.join(filter(None, sys.path))),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:

        def wait(until: Callable[[], bool]) -> None:
            deadline = time.monotonic() + 120
            while not until() and time.monotonic() < deadline and process.poll() is None:
                time.sleep(0.002)

        when = chance.choice(("starting", "reading", "writing"))
        if when == "starting":
            time.sleep(chance.random() * 4)
        else:
            wait((out / "depesje-read.json").exists)
            time.sleep(chance.random() * 6)
        if when == "writing":
            wait(lambda: any(out.glob("*/.*.part")))
        victim = chance.choice(("run", "worker", "reader"))
        chosen = _begun_by(
            process.pid, {"worker": "daft.execution", "reader": "depesje.scale"}.get(victim, "")
        )
        if victim != "run" and chosen:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(chosen), signal.SIGKILL)
            time.sleep(chance.random() * 3)
        else:
            victim = "run"
        process.kill()
    return f"{victim}, {when}"


def _begun_by(top: int, command: str) -> list[int]:
    """The processes that one has begun, or these, whose command line has a word in it, by Linux's ``/proc``."""
    parents, commands = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            number = int(stat.parent.name)
            parents[number] = int(stat.read_text().rpartition(")")[2].split()[1])
            commands[number] = stat.with_name("cmdline").read_text(errors="replace").replace("\0", " ")
    found, before = {top}, 0
    while len(found) > before:
        before = len(found)
        found |= {number for number, parent in parents.items() if parent in found}
    return sorted(one for one in found - {top} if command in commands.get(one, ""))


def _killed_and_finished(
    folder: Path, inputs: Path, kills: int, chance: random.Random, name: str = "out"
) -> list[str]:
    out = folder / name
    told = [_killed(inputs, out, chance) for _ in range(kills)]
    list(read_all(Asked((str(inputs),), out, size=SIZE, cluster=Cluster(2))))
    return told


@pytest.mark.slow
def test_killed_at_random_it_ends_as_one_that_was_not(tmp_path: Path) -> None:
    inputs = _inputs(tmp_path)
    whole = _whole(tmp_path, inputs)
    _killed_and_finished(tmp_path, inputs, 4, random.Random(7))
    assert tables(tmp_path / "out") == whole
    assert not list((tmp_path / "out").rglob("*.part"))


@pytest.mark.soak
def test_killed_a_hundred_times(tmp_path: Path) -> None:
    inputs = _inputs(tmp_path)
    whole = _whole(tmp_path, inputs)
    seed = int(os.environ.get("DEPESJE_SOAK_SEED") or time.time_ns() % 10**9)
    print(f"DEPESJE_SOAK_SEED={seed}")
    chance, told, begun = random.Random(seed), Counter[str](), time.monotonic()
    kills = int(os.environ.get("DEPESJE_SOAK_KILLS", "100"))
    while told.total() < kills:
        name = f"out{told.total()}"
        told.update(_killed_and_finished(tmp_path, inputs, chance.randint(1, 5), chance, name))
        assert tables(tmp_path / name) == whole
        assert not list((tmp_path / name).rglob("*.part"))
    print(f"{told.total()} kills in {time.monotonic() - begun:.0f} s, nothing lost: {dict(told)}")


def _of_session(session: int) -> set[int]:
    """The processes that run in a session, by Linux's ``/proc``; those that read have each one of their own."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            if int(stat.read_text().rpartition(")")[2].split()[3]) == session:
                found.add(int(stat.parent.name))
    return found


def _interrupted(command: list[str], until: Callable[[], bool], after: float) -> str:
    """Starts the command and presses Ctrl-C so long after something is so; gives the last line that it says."""
    with subprocess.Popen(
        command,
        env=environment(),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=hears_ctrl_c,  # noqa: PLW1509
        start_new_session=True,
    ) as process:
        deadline = time.monotonic() + 120
        while not until() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(after)
        pressed = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert time.monotonic() - pressed < 20  # at once, on a busy machine
    while left := _of_session(process.pid):
        assert time.monotonic() - pressed < 60, left
        time.sleep(0.2)
    return str(said.splitlines()[-1])


@pytest.mark.slow
def test_ctrl_c_ends_it_at_any_moment_with_a_line_and_it_goes_on(tmp_path: Path) -> None:
    inputs = json_lines(tmp_path / "many.jsonl", range(1500))
    said = "depesje: interrupted; the same command goes on"

    def command(out: Path) -> list[str]:
        return [sys.executable, "-m", "depesje", "read", str(inputs), "--engine", "daft", "--out", str(out)]

    for after in (0.0, 1.5, 3.0):  # while the engine starts, and while it reads its first shards
        out = tmp_path / f"after{after}"
        assert _interrupted(command(out), (out / "depesje-read.json").exists, after) == said
    assert _interrupted(command(out), lambda: bool(list((out / "done").glob("*.json"))), 0.0) == said
    after_all = subprocess.run(
        command(out), env=environment(), capture_output=True, text=True, timeout=600, check=False
    )
    assert after_all.returncode == 0 and "1500 reports" in after_all.stdout


@pytest.mark.slow
def test_two_nodes_of_a_cluster_make_what_one_machine_makes(tmp_path: Path) -> None:
    """Two raylets, each with a processor, as they stand on two machines."""
    pytest.importorskip("ray")
    inputs = _inputs(tmp_path)
    whole = _whole(tmp_path, inputs)
    code = (
        "import sys; from pathlib import Path; from ray.cluster_utils import Cluster as Raylets\n"
        "few = dict(num_cpus=1, object_store_memory=100_000_000)\n"
        "nodes = Raylets(initialize_head=True, head_node_args=few | dict(include_dashboard=False))\n"
        "nodes.add_node(**few); nodes.wait_for_nodes()\n"
        "from depesje.scale import Asked, read_all; from depesje.scale.engine import Cluster\n"
        f"asked = Asked((sys.argv[1],), Path(sys.argv[2]), size={SIZE}, cluster=Cluster(2, nodes.address))\n"
        "print(len(list(read_all(asked))))\n"
        "import ray; print('nodes', sum(node['Alive'] for node in ray.nodes()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(inputs), str(tmp_path / "out")],
        env=environment(PYTHONPATH=os.pathsep.join(filter(None, sys.path)), RAY_USAGE_STATS_ENABLED="0"),
        capture_output=True,
        text=True,
        timeout=600,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "nodes 2" in done.stdout
    assert tables(tmp_path / "out") == whole
