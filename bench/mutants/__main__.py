"""Puts faults into reading/ and ledger/, and tells which of them the tests notice.

    python -m bench.mutants cover          which test runs which line: once for each state of the code
    python -m bench.mutants run            the sample, from where the last run stopped
    python -m bench.mutants tell           the score, and every mutant that was not noticed
    python -m bench.mutants differ FILE…   of those in reading/, which change what is read out of texts

``run --seconds 60 --again survived`` runs those that survived once more, with more of the tests that come by them; ``run
--name NAME --tests tests/reading/test_x.py`` runs all of these tests against one mutant.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple
from functools import partial
from itertools import zip_longest
from pathlib import Path

from .choosing import choice
from .covering import Covered, cover, kept
from .differing import differences
from .making import SEED, SIZE, Mutant, listed, made, sample
from .running import Keeper, Result, Task, run
from .subject import BUT, FIRST, FOLDERS, ROOT, TESTS, UNMARKED, Texts, folder, state, warm
from .telling import CAUGHT, table, unnoticed


def main(given: Sequence[str] | None = None) -> None:
    """Runs what is asked for."""
    asked = _asked(given)
    asked.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", tempfile.mkdtemp(prefix="mutants-"))
    if asked.what == "cover":
        number = len(list(asked.out.glob("cover-*.json")))
        if number and asked.once:
            return
        found = cover(ROOT, [folder(name) for name in FOLDERS], [*UNMARKED, *(asked.tests or TESTS)])
        found.write(asked.out / f"cover-{number}.json")
        return
    drawn = _drawn(asked)
    keeper = Keeper(asked.out / "results.jsonl")
    if asked.what == "run":
        _run(asked, _alternating(drawn.values()), keeper)
    results = keeper.results()
    if asked.what == "differ":
        ran = (one for one in drawn["reading"] if one.name in results)
        _differ(asked, [one for one in ran if results[one.name].result not in CAUGHT])
        return
    if asked.what == "tell":
        all_ran = (results[one.name] for each in drawn.values() for one in each if one.name in results)
        print("\n".join(unnoticed(all_ran)))
    print("\n".join(table(drawn, results)))


def _asked(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "scripts/mutate", description="Mutation testing of reading/ and ledger/."
    )
    parser.add_argument("what", choices=["cover", "run", "tell", "differ"])
    parser.add_argument("texts", nargs="*", type=Path, help="what differ reads: files and folders of reports")
    out = ROOT / "build" / "mutants" / state()
    parser.add_argument(
        "--out",
        type=Path,
        default=out,
        help="where what is found is kept, for this state of the code",
    )
    parser.add_argument("--size", type=int, default=SIZE, help="how many mutants of each folder")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--seconds", type=float, default=8, help="how long the tests of one may take")
    parser.add_argument("--part", default="0/1", help="K/N: every Nth mutant, beginning with the Kth")
    parser.add_argument("--again", action="append", default=[], help="run those with this result once more")
    parser.add_argument("--name", action="append", default=[], help="run this one again")
    parser.add_argument("--once", action="store_true", help="leave it where there is one")
    parser.add_argument("--tests", nargs="+", help="instead of the tests that come by, all of these")
    return parser.parse_args(given)


def _drawn(asked: argparse.Namespace) -> dict[str, list[Mutant]]:
    """The samples; drawn once and kept, since making all mutants takes a minute."""
    path = asked.out / f"sample-{asked.size}-{asked.seed}.json"
    if path.exists():
        read = json.loads(path.read_text(encoding="utf8"))
        return {name: [Mutant(*one) for one in mutants] for name, mutants in read.items()}
    drawn = {}
    for name in FOLDERS:
        drawn[name] = sample(listed(ROOT, folder(name), BUT), asked.size, asked.seed)
    path.write_text(
        json.dumps({name: [astuple(one) for one in each] for name, each in drawn.items()}), encoding="utf8"
    )
    return drawn


def _alternating(drawn: Iterable[Sequence[Mutant]]) -> list[Mutant]:
    """One of each in turn, so that a run that ends early has as much of each."""
    return [one for each in zip_longest(*drawn) for one in each if one is not None]


def _run(asked: argparse.Namespace, mutants: Sequence[Mutant], keeper: Keeper) -> None:
    known = keeper.results()
    part, parts = (int(number) for number in asked.part.split("/"))
    if asked.name:
        left = [one for one in mutants if one.name in asked.name]
    else:
        wanted = (one for one in mutants if one.name not in known or known[one.name].result in asked.again)
        left = list(wanted)[part::parts]
    screen = os.fdopen(os.dup(1), "w")

    def told(result: Result) -> None:
        keeper.add(result)
        print(f"{result.result:11} {result.mutant} {result.by} ({result.seconds} s)", file=screen, flush=True)

    if left:
        covered = None if asked.tests else kept(sorted(asked.out.glob("cover-*.json")))
        tests = asked.tests or TESTS
        run(ROOT, [*UNMARKED, *tests], _tasks(left, covered, asked.seconds), warm, told)


def _tasks(mutants: Iterable[Mutant], covered: Covered | None, seconds: float) -> Iterator[Task]:
    for mutant in mutants:
        one = made(ROOT, mutant)
        near = "tests/" + Path(mutant.path).parts[2]
        if covered is None:
            yield Task(one, None)
        else:
            yield Task(one, choice(covered, one, partial(_starts, near), seconds, FIRST))


def _starts(near: str, test: str) -> bool:
    return test.startswith(near)


def _differ(asked: argparse.Namespace, mutants: Sequence[Mutant]) -> None:
    """Reads the texts with each fault that no test noticed, and keeps what became other."""
    path = asked.out / "differences.jsonl"
    known = {json.loads(line)["mutant"] for line in path.read_text().splitlines()} if path.exists() else set()
    left = [made(ROOT, one) for one in mutants if one.name not in known]
    texts = Texts(asked.texts)
    with path.open("a", encoding="utf8") as file:
        for one in differences(ROOT, left, texts.records, 300):
            print(json.dumps(asdict(one), ensure_ascii=False), file=file, flush=True)
            print(f"{one.other:4} of {one.values}  {one.mutant}  {one.first}", flush=True)


if __name__ == "__main__":
    main()
