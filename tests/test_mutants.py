"""Mutation testing, tried on a small package: what is drawn, and that faults which tests notice are told from others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from bench.mutants.choosing import choice
from bench.mutants.covering import Covered, Recorded, kept
from bench.mutants.making import Mutant, listed, made, sample
from bench.mutants.parses import Parses
from bench.mutants.running import Keeper, Result
from bench.mutants.telling import score, table, unnoticed

SCALES = "src/toy/scales.py"
REPOSITORY = Path(__file__).parents[1]
CODE = '''\
class Scale:
    """What weighs."""

    def heavier(self, a: int, b: int, by: int = 0) -> bool:
        return (
            a
            > b + by
        )


def doubled(n: int) -> int:
    return n * 2


def unused(n: int) -> int:
    return n + 1
'''
TESTS = """
import pytest
from toy.scales import Scale, doubled

@pytest.fixture(scope="module")
def six():
    return doubled(3)

def test_heavier():
    assert Scale().heavier(2, 1) and not Scale().heavier(1, 3)

def test_doubled(six):
    assert six > 5

def test_of_something_else():
    pass

def test_that_fails_as_things_are():
    assert doubled(0)
"""
RUN = """
import sys
from pathlib import Path
from bench.mutants.choosing import choice
from bench.mutants.covering import cover, kept
from bench.mutants.making import listed, made
from bench.mutants.running import Keeper, Task, run

root, out = Path.cwd(), Path("results.jsonl")
if sys.argv[1] == "cover":
    cover(root, [root / "src/toy"], ["tests"]).write(Path("cover.json"))
else:
    covered = kept([Path("cover.json")])
    ones = [made(root, mutant) for mutant in listed(root, root / "src/toy")]
    tasks = [Task(one, choice(covered, one, lambda name: True, 60)) for one in ones]
    run(root, ["tests"], tasks, lambda: None, Keeper(out).add)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in (
        ("src/toy/__init__.py", ""),
        ("src/toy/scales.py", CODE),
        ("tests/test_scales.py", TESTS),
        ("pytest.ini", "[pytest]"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_sample_is_the_same_for_the_same_seed(root: Path) -> None:
    mutants = listed(root, root / "src" / "toy")
    assert len(mutants) == 7 and mutants == sorted(set(mutants))
    drawn = sample(mutants, 4, seed=1)
    assert drawn == sample(listed(root, root / "src" / "toy"), 4, seed=1) != sample(mutants, 4, seed=2)
    assert listed(root, root / "src" / "toy", but=["/scales"]) == []
    assert set(sample(mutants, 1000)) == set(mutants)


def test_a_mutant_is_one_change_in_one_function(root: Path) -> None:
    found = {one.name: made(root, one) for one in listed(root, root / "src" / "toy")}
    default, over = found[f"{SCALES}:Scale.heavier:1"], found[f"{SCALES}:Scale.heavier:2"]
    assert default.change.endswith("\n+    def heavier(self, a: int, b: int, by: int = 1) -> bool:")
    assert default.lines == over.lines and over.text == CODE.replace("a\n            >", "a >=")
    assert found[f"{SCALES}:doubled:1"].change == "-    return n * 2\n+    return n / 2"
    with pytest.raises(LookupError, match="doubled:99"):
        made(root, Mutant(SCALES, "doubled", 99))


def test_what_the_tests_notice_is_killed_and_what_they_do_not_survives(root: Path) -> None:
    for what in ("cover", "run"):
        ended = subprocess.run(
            [sys.executable, "-c", RUN, what],
            cwd=root,
            env=os.environ | {"PYTHONPATH": f"{root / 'src'}:{REPOSITORY}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
    results = Keeper(root / "results.jsonl").results()
    told = {one.change.splitlines()[-1].strip("+ "): one for one in results.values()}
    weighed = "tests/test_scales.py::test_heavier"
    assert {what: (one.result, one.by) for what, one in told.items()} == {
        "def heavier(self, a: int, b: int, by: int = 1) -> bool:": ("killed", weighed),
        "a >= b + by": ("survived", ""),
        "> b - by": ("survived", ""),
        "return n / 2": (
            "killed",
            "tests/test_scales.py::test_doubled",
        ),  # a fixture of the module ran the line
        "return n * 3": ("survived", ""),
        "return n - 1": ("uncovered", ""),
        "return n + 2": ("uncovered", ""),
    }
    assert (
        told["return n * 3"].tests == 1
    )  # neither those that come by nothing, nor the one that fails as things are


def test_quick_tests_and_one_of_each_function_come_first(root: Path) -> None:
    mutant = made(root, Mutant(SCALES, "doubled", 1))
    tests = (
        Recorded("tests/a.py::one[1]", 1.0),
        Recorded("tests/a.py::one[2]", 2.0),
        Recorded("tests/b.py::two", 3.0, ("b.py::made",)),
        Recorded("tests/b.py::slow", 30.0, ("b.py::made",)),
        Recorded("tests/far.py::three", 0.1),
    )
    covered = Covered(tests, {"b.py::made": 4.0}, {SCALES: {mutant.changed: 0b11111}})
    chosen = choice(covered, mutant, lambda name: "far" not in name, 8.5)
    assert chosen.tests == ("tests/a.py::one[1]", "tests/b.py::two", "tests/far.py::three")
    assert (round(chosen.seconds, 1), chosen.left_out) == (8.1, 2)
    assert choice(covered, mutant, lambda name: "slow" in name, 0.0).tests == ("tests/b.py::slow",)
    assert choice(Covered(tests, {}, {}), mutant, bool, 60).tests == ()
    assert (
        choice(covered, mutant, bool, 5.0, ["tests/far.py", "tests/b.py"]).tests[0] == "tests/far.py::three"
    )
    assert choice(covered, mutant, bool, 0.0, ["tests/b.py"]).tests == ("tests/b.py::two",)


def test_a_text_is_parsed_once_for_all_faults() -> None:
    nlp, texts = spacy.blank("nb"), ["Ministeren sa nei.", "Ministeren sa ja.", "Ministeren sa nei."]
    parsed, parse = [], nlp.pipe

    def counted(texts: list[str], **how: object) -> Iterator[Doc]:
        parsed.extend(texts)
        return parse(texts)

    nlp.pipe = counted  # type: ignore[method-assign,assignment]
    parses = Parses([nlp])
    assert [doc.text for doc in nlp.pipe(iter(texts), batch_size=2)] == texts
    assert parsed == texts[:2] and parses.new == [(0, text) for text in texts[:2]]
    parses.learn([[0, "Hun sa nei."], [0, texts[0]]])
    parsed.clear()
    assert [doc.text for doc in nlp.pipe(["Hun sa nei.", "Han sa nei."])] == ["Hun sa nei.", "Han sa nei."]
    assert parsed == ["Han sa nei."] and parses.new == [(0, "Han sa nei.")]
    nlp.add_pipe("sentencizer")  # another pipeline now: nothing that was kept is its parse
    assert [len(list(doc.sents)) for doc in nlp.pipe(["Hun sa nei. Han sa ja."] * 2)] == [2, 2]
    assert len(parsed) == 3


def test_runs_under_coverage_are_put_together(tmp_path: Path) -> None:
    one = Covered((Recorded("a", 1.0), Recorded("b", 2.0)), {"s": 1.0}, {SCALES: {3: 0b10, 4: 0b11}})
    two = Covered((Recorded("c", 1.0),), {}, {SCALES: {4: 0b1}})
    one.write(tmp_path / "one.json")
    two.write(tmp_path / "two.json")
    both = kept([tmp_path / "one.json", tmp_path / "two.json"])
    assert [test.name for test in both.covering(SCALES, range(3, 4))] == ["b"]
    assert [test.name for test in both.covering(SCALES, range(4, 9))] == ["a", "b", "c"]
    assert both.shared == {"s": 1.0}


def test_results_are_kept_through_a_kill_and_told(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "results.jsonl")
    drawn = [Mutant(SCALES, "doubled", number) for number in range(1, 6)]
    for mutant, result in zip(drawn, ("survived", "killed", "timed out", "unplaceable"), strict=False):
        keeper.add(Result(mutant.name, result, tests=2, left_out=3, change="-a\n+b"))
    keeper.add(Result(drawn[0].name, "killed"))
    keeper.add(Result(drawn[1].name, "survived", tests=2, left_out=3, change="-a\n+b"))
    with keeper.path.open("a") as file:
        file.write('{"mutant": "src/toy')
    results = keeper.results()
    assert [results[one.name].result for one in drawn[:4]] == [
        "killed",
        "survived",
        "timed out",
        "unplaceable",
    ]
    assert round(score(list(results.values())), 3) == 0.667  # of those that could be put in
    assert [line.split() for line in table({"toy": drawn}, results)][1] == "toy 5 4 1 1 1 0 1 0.667".split()
    assert list(unnoticed([results[drawn[1].name]])) == [
        SCALES,
        "  doubled:2  survived (2 tests, 3 left out)",
        "    -a",
        "    +b",
    ]
